import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../setup/browser.ts';
import { type DemoAccount, type RunningProgram, startProgram } from '../setup/program.ts';
import { chooseInstitution, enterBusiness, fileNumber, newWalk, press, signIn, type Walk } from './walk.ts';

// 04 变更注册 by a registered physician of the demonstration, with script and without; the old institution is told.

let program: RunningProgram;
let browser: Browser;
let accounts: DemoAccount[];

beforeAll(async () => {
  program = await startProgram();
  browser = await launchBrowser();
  accounts = await program.demoAccounts();
});
afterAll(async () => {
  await browser.close();
  await program.stop();
});

async function enter(context: BrowserContext, end: string, isWanted: (account: DemoAccount) => boolean): Promise<Walk> {
  const account = accounts.find((each) => each.end === end && isWanted(each));
  if (account === undefined) throw new Error(`no demo account at the ${end} end`);
  const walk = await newWalk(program, context);
  await walk.page.goto(`${program.baseUrl}/${end}/sign-in`);
  await signIn(walk, account);
  return walk;
}

const newContext = (javaScriptEnabled: boolean) => browser.newContext({ javaScriptEnabled, locale: 'zh-CN' });

async function openFile(page: Page, queue: string, number: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: queue }).first().click();
  await page.getByRole('link', { name: number }).click();
}

describe.each([
  { script: '有脚本', javaScriptEnabled: true, from: '岳麓区麓山中医门诊部', to: '岳麓区桔子洲社区卫生服务中心' },
  { script: '没有脚本', javaScriptEnabled: false, from: '岳麓区桔子洲社区卫生服务中心', to: '岳麓区麓山中医门诊部' },
])('变更注册($script)', ({ javaScriptEnabled, from, to }) => {
  let person: Walk;
  let number = '';

  test('04.1–04.5 点击进入、拟执业机构名称、变更理由、业务打印表单、提交此业务', async () => {
    person = await enter(await newContext(javaScriptEnabled), 'person', ({ login }) => login === 'zhangjinghe');
    const { page } = person;
    await enterBusiness(person, '中医(专长)医师变更');
    expect(await page.locator('main').innerText()).toContain(from);
    const entered = page.waitForEvent('load');
    await page.getByRole('button', { name: '点击进入' }).first().click();
    await entered;
    await chooseInstitution(person, from);
    await press(page, '确认,下一步');
    const refused = await page.locator('main').innerText();
    expect(refused).toContain('这就是您现在的主要执业机构');
    expect(refused).toContain('请填写变更理由');
    await chooseInstitution(person, to);
    await page.getByLabel('变更理由').fill('家庭住址变动');
    await press(page, '确认,下一步');
    await press(page, '确认,下一步');
    expect(await page.locator('main').innerText()).toContain('家庭住址变动');
    await press(page, '提交此业务');
    number = await fileNumber(page);
    expect(number).toMatch(/^BG-/);
  });

  test('04.6 新医疗机构审核', async () => {
    const clerk = await enter(
      await newContext(javaScriptEnabled),
      'institution',
      ({ role, organisation }) => role === '经办人' && organisation === to,
    );
    await openFile(clerk.page, '业务审核', number);
    for (const words of ['已当面核对身份证件原件', '照片为本人', '已聘用', '本机构的诊疗科目'])
      await clerk.page.getByLabel(new RegExp(words)).check();
    await press(clerk.page, '通过');
    await clerk.page.context().close();
  });

  test('04.7 审批:主要执业机构变更,执业证书编码不变,原机构收到通知', async () => {
    const officer = await enter(
      await newContext(javaScriptEnabled),
      'authority',
      ({ role, organisation }) => role === '审批人' && organisation.includes('岳麓'),
    );
    await openFile(officer.page, '业务审批', number);
    await press(officer.page, '受理');
    await officer.page.getByLabel(/已核对申请材料/).check();
    await press(officer.page, '准予');
    await officer.page.context().close();

    const { page } = person;
    await page.getByRole('navigation').getByRole('link', { name: '首页' }).click();
    const home = await page.locator('main').innerText();
    expect(home).toContain(`主要执业机构:${to}`);
    expect(home.replaceAll(' ', '')).toContain('354430104000001');
    await page.context().close();

    const former = await enter(
      await newContext(javaScriptEnabled),
      'institution',
      ({ role, organisation }) => role === '经办人' && organisation === from,
    );
    await former.page.getByRole('navigation').getByRole('link', { name: '消息' }).first().click();
    expect(await former.page.locator('main').innerText()).toContain('其主要执业机构不再是贵机构');
    await former.page.context().close();
  });
});
