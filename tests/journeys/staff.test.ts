import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newIdNumber } from '../factories/people.ts';
import { nextCode } from '../setup/authenticator.ts';
import { launchBrowser } from '../setup/browser.ts';
import { type RunningProgram, startProgram } from '../setup/program.ts';
import { follow, goTo, heading, newWalk, press, read, signIn } from './walk.ts';

// Staff: invited by a colleague, second factor from the first day, and a way back when it is lost.

let program: RunningProgram;
let browser: Awaited<ReturnType<typeof launchBrowser>>;
beforeAll(async () => {
  program = await startProgram();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await program.stop();
});

async function openPage(javaScriptEnabled: boolean): Promise<Page> {
  const viewport = { width: 1280, height: 900 };
  const context = await browser.newContext({ javaScriptEnabled, locale: 'zh-CN', viewport });
  return (await newWalk(program, context)).page;
}

/** The link in the newest message to a phone. */
async function linkTo(phone: string): Promise<string> {
  let link: string | undefined;
  const look = async () => {
    const entry = (await program.outbox()).filter(({ to }) => to === phone).at(-1);
    link = /http\S+/.exec(entry?.text ?? '')?.[0];
    return link;
  };
  await expect.poll(look, { timeout: 20_000, interval: 100 }).toBeDefined();
  return link ?? '';
}

/** 启用动态验证码 with the secret as it is typed by hand; answers the secret. */
async function enrol(page: Page): Promise<string> {
  expect(await heading(page)).toBe('启用动态验证码');
  expect(await page.locator('svg').count()).toBeGreaterThan(0);
  const secret = (/密钥 ([A-Z2-7 ]+)/.exec(await read(page))?.[1] ?? '').replaceAll(' ', '');
  await page.getByLabel('动态验证码').fill(await nextCode(secret));
  await press(page, '确定');
  expect(await read(page)).toContain('请保存备用码');
  await follow(page, '已保存,继续');
  return secret;
}

describe.each([
  { script: '有脚本', javaScriptEnabled: true, phone: '13900007101', login: 'yaoqing-a' },
  { script: '没有脚本', javaScriptEnabled: false, phone: '13900007102', login: 'yaoqing-b' },
])('人员($script)', ({ javaScriptEnabled, phone, login }) => {
  const password = 'bamboo and seven tigers';
  let chief: Page;
  let secret: string;

  test('管理员邀请,本人设置登录名、密码和动态验证码', async () => {
    chief = await openPage(javaScriptEnabled);
    await chief.goto(`${program.baseUrl}/institution/sign-in`);
    const accounts = await program.demoAccounts();
    const account = accounts.find(({ end, role }) => end === 'institution' && role.includes('管理员'));
    if (account === undefined) throw new Error('no administrator of an institution in the demonstration');
    await signIn({ program, page: chief }, account);
    await chief.goto(`${program.baseUrl}/institution/staff`);
    await chief.getByLabel('姓名').fill('新来人');
    await chief.getByLabel('岗位').selectOption({ label: '经办人' });
    await chief.getByLabel('手机号').fill(phone);
    await press(chief, '邀请');
    expect(await read(chief)).toContain('待接受');

    const page = await openPage(javaScriptEnabled);
    await page.goto(await linkTo(phone));
    expect(await heading(page)).toBe('接受邀请');
    await page.getByLabel('证件号码').fill(newIdNumber());
    await page.getByLabel('登录名').fill(login);
    await page.getByLabel('登录密码').fill(password);
    await page.getByLabel('确认密码').fill(password);
    await press(page, '确定');
    secret = await enrol(page);
    await goTo(page, '业务审核');
    expect(await heading(page)).toBe('待审核');
    await page.context().close();
  });

  test('登录须填写动态验证码', async () => {
    const page = await openPage(javaScriptEnabled);
    await page.goto(`${program.baseUrl}/institution/applications`);
    await signIn({ program, page }, { login, password });
    expect(await heading(page)).toBe('登录:动态验证码');
    await page.goto(`${program.baseUrl}/institution/applications`);
    expect(await heading(page)).toBe('登录:动态验证码');
    await page.getByLabel('动态验证码').fill(await nextCode(secret));
    await press(page, '确定');
    expect(await heading(page)).toBe('待审核');
    await page.context().close();
  });

  test('丢失验证器:另一位管理员重置,本人用初始密码重新启用', async () => {
    await chief.goto(`${program.baseUrl}/institution/staff`);
    await chief.locator('tr', { hasText: login }).getByRole('link').click();
    await chief.getByLabel('已当面核对本人身份').check();
    await press(chief, '重置登录方式');
    const first = /初始密码\s+(\S{16})/.exec(await read(chief))?.[1] ?? '';
    await chief.context().close();

    const page = await openPage(javaScriptEnabled);
    await page.goto(`${program.baseUrl}/institution/sign-in`);
    await signIn({ program, page }, { login, password: first });
    await enrol(page);
    expect(await heading(page)).toBe('修改密码');
    await page.getByLabel('原密码').fill(first);
    await page.getByLabel('新密码').fill(`${password} again`);
    await page.getByLabel('确认密码').fill(`${password} again`);
    await press(page, '确定');
    expect(await read(page)).not.toContain('您现在的密码是别人设置的');
    await page.context().close();
  });
});
