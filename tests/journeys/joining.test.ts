import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newIdNumber } from '../factories/people.ts';
import { licencePhoto } from '../joining/joiner.ts';
import { nextCode } from '../setup/authenticator.ts';
import { launchBrowser } from '../setup/browser.ts';
import { type RunningProgram, startProgram } from '../setup/program.ts';
import { follow, goTo, heading, newWalk, outboxCode, press, read, signIn } from './walk.ts';

// 机构入驻: an institution that is not in the system asks, its authority lets it in, its first administrator comes.

let program: RunningProgram;
let browser: Browser;
beforeAll(async () => {
  program = await startProgram();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await program.stop();
});

async function openPage(javaScriptEnabled: boolean): Promise<Page> {
  const viewport = { width: 390, height: 844 };
  const context = await browser.newContext({ javaScriptEnabled, locale: 'zh-CN', viewport });
  return (await newWalk(program, context)).page;
}

/** The text of a message to a phone with these words in it. */
async function messageTo(phone: string, words: string): Promise<string> {
  let found: string | undefined;
  const look = async () => {
    found = (await program.outbox()).find(({ to, text }) => to === phone && text.includes(words))?.text;
    return found;
  };
  await expect.poll(look, { timeout: 20_000, interval: 100 }).toBeDefined();
  return found ?? '';
}

/** The first page, filled in rightly. */
async function fillIn(
  page: Page,
  { name, number, contact, phone }: Readonly<Record<'name' | 'number' | 'contact' | 'phone', string>>,
): Promise<void> {
  await page.getByLabel('机构名称').fill(name);
  await page.getByLabel('登记号').fill(number);
  await page.getByLabel('所在省份').selectOption({ label: '湖南省' });
  await press(page, '显示这个省份的市县');
  await page.getByLabel('行政区划').selectOption({ label: '长沙市岳麓区' });
  await page.getByLabel('主要负责人').fill('钱所长');
  await page.getByLabel('机构管理员姓名').fill(contact);
  await page.getByLabel('机构管理员手机号').fill(phone);
  const id = await page.locator('input[name="captchaId"]').inputValue();
  await page.getByRole('textbox', { name: '验证码' }).fill(await outboxCode(program, 'captcha', ({ to }) => to === id));
  await page.getByLabel('我同意').check();
  await press(page, '确认,下一步');
}

describe.each([
  {
    script: '有脚本',
    javaScriptEnabled: true,
    phone: '13900007201',
    login: 'ruzhu-a',
    number: 'RZJ0000000000000000001',
  },
  {
    script: '没有脚本',
    javaScriptEnabled: false,
    phone: '13900007202',
    login: 'ruzhu-b',
    number: 'RZJ0000000000000000002',
  },
])('机构入驻($script)', ({ javaScriptEnabled, phone, login, number }) => {
  const name = `${login}中医诊所`;
  const password = 'bamboo and seven tigers';
  let secret: string;

  test('机构填写申请、验证手机、上传许可证', async () => {
    const page = await openPage(javaScriptEnabled);
    await page.goto(`${program.baseUrl}/institution/sign-in`);
    await follow(page, '机构入驻申请');
    await fillIn(page, { name, number, contact: '孙管理', phone });
    expect(await heading(page)).toBe('验证机构管理员手机');
    await press(page, '向手机发送验证码');
    await page.getByLabel('验证码').fill(await outboxCode(program, 'sms', ({ to }) => to === phone));
    await press(page, '确认,下一步');
    expect(await heading(page)).toBe('上传许可证并提交');
    const photo = { name: 'xukezheng.jpg', mimeType: 'image/jpeg', buffer: await licencePhoto() };
    await page.locator('input[type="file"]').setInputFiles(photo);
    await press(page, '提交申请');
    expect(await heading(page)).toBe('申请已提交');
    expect(await read(page)).toMatch(/RZ-\d{4}-[A-Z2-9]{8}/);
    expect(await messageTo(phone, '已提交')).toContain('机构入驻申请');
    await page.context().close();
  });

  test('主管部门看到许可证,同意', async () => {
    const page = await openPage(javaScriptEnabled);
    await page.goto(`${program.baseUrl}/authority/sign-in`);
    const accounts = await program.demoAccounts();
    const account = accounts.find(({ organisation, role }) => organisation.includes('岳麓区') && role === '审批人');
    if (account === undefined) throw new Error('no 审批人 of 岳麓区 in the demonstration');
    await signIn({ program, page }, account);
    await goTo(page, '机构入驻');
    await follow(page, name);
    // The page is there before its picture is.
    const seen = () => page.locator('img.scan').evaluate((image: HTMLImageElement) => image.naturalWidth);
    await expect.poll(seen).toBe(1200);
    await page.getByRole('radio', { name: /^同意/ }).check();
    await press(page, '确定');
    expect(await read(page)).toContain('已同意');
    await page.context().close();
  });

  test('第一位管理员接受邀请、启用动态验证码,再登录', async () => {
    const link = /http\S+/.exec(await messageTo(phone, '/institution/invitation'))?.[0] ?? '';
    const page = await openPage(javaScriptEnabled);
    await page.goto(link);
    expect(await read(page)).toContain(name);
    await page.getByLabel('证件号码').fill(newIdNumber());
    await page.getByLabel('登录名').fill(login);
    await page.getByLabel('登录密码').fill(password);
    await page.getByLabel('确认密码').fill(password);
    await press(page, '确定');
    expect(await heading(page)).toBe('启用动态验证码');
    secret = (/密钥 ([A-Z2-7 ]+)/.exec(await read(page))?.[1] ?? '').replaceAll(' ', '');
    await page.getByLabel('动态验证码').fill(await nextCode(secret));
    await press(page, '确定');
    await follow(page, '已保存,继续');
    await page.context().close();

    const again = await openPage(javaScriptEnabled);
    await again.goto(`${program.baseUrl}/institution/staff`);
    await signIn({ program, page: again }, { login, password });
    await again.getByLabel('动态验证码').fill(await nextCode(secret));
    await press(again, '确定');
    expect(await heading(again)).toBe('人员');
    expect(await read(again)).toContain('孙管理');
    await goTo(again, '消息');
    expect(await read(again)).toContain('机构已入驻');
    await again.context().close();
  });

  test('再次申请同一登记号:已在系统中,请联系本机构管理员', async () => {
    const page = await openPage(javaScriptEnabled);
    await page.goto(`${program.baseUrl}/institution/join`);
    await fillIn(page, { name, number, contact: '吴管理', phone: '13900007209' });
    const words = await read(page);
    expect(words).toContain('这家机构已在系统中,请联系本机构管理员');
    expect(words).not.toContain('孙管理');
    await page.context().close();
  });
});
