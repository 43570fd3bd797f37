// npm run pictures: one picture of each end for the README, from the demonstration as it starts.
import { mkdir } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { nextCode } from '../tests/setup/authenticator.ts';
import { launchBrowser } from '../tests/setup/browser.ts';
import { type DemoAccount, type RunningProgram, startProgram } from '../tests/setup/program.ts';

const folder = 'docs/pictures';

async function main(): Promise<void> {
  await mkdir(folder, { recursive: true });
  const program = await startProgram();
  const browser = await launchBrowser();
  try {
    const accounts = await program.demoAccounts();
    await publicEnd(browser, program);
    await end(
      browser,
      program,
      find(accounts, 'person', (account) => account.login === 'zhangjinghe'),
      'person',
      '/person',
    );
    const clerk = find(
      accounts,
      'institution',
      ({ role, organisation }) => role === '经办人' && organisation.includes('麓山'),
    );
    await end(browser, program, clerk, 'institution', '/institution');
    const decider = find(
      accounts,
      'authority',
      ({ role, organisation }) => role === '审批人' && organisation.includes('岳麓'),
    );
    await end(browser, program, decider, 'authority', '/authority');
  } finally {
    await browser.close();
    await program.stop();
  }
}

function find(
  accounts: readonly DemoAccount[],
  name: string,
  isWanted: (account: DemoAccount) => boolean,
): DemoAccount {
  const found = accounts.find((account) => account.end === name && isWanted(account));
  if (found === undefined) throw new Error(`no demo account for ${name}`);
  return found;
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.screenshot({ path: `${folder}/${name}.png` });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.screenshot({ path: `${folder}/${name}-phone.png` });
}

async function publicEnd(browser: Browser, program: RunningProgram): Promise<void> {
  const page = await browser.newPage();
  await page.goto(program.baseUrl);
  await shoot(page, 'public');
  await page.close();
}

async function end(
  browser: Browser,
  program: RunningProgram,
  account: DemoAccount,
  name: string,
  path: string,
): Promise<void> {
  const context = await browser.newContext({ locale: 'zh-CN' });
  const page = await context.newPage();
  await page.goto(`${program.baseUrl}${path}/sign-in`);
  await page.getByLabel('登录名').fill(account.login);
  await page.getByLabel('登录密码').fill(account.password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.waitForURL((url) => !url.pathname.endsWith('sign-in'));
  if (account.totpSecret !== undefined) {
    await page.getByLabel('动态验证码').fill(await nextCode(account.totpSecret));
    await page.getByRole('button', { name: '确定', exact: true }).click();
    await page.waitForURL((url) => !url.pathname.endsWith('second-factor'));
  }
  await page.goto(`${program.baseUrl}${path}`);
  await shoot(page, name);
  await context.close();
}

await main();
