import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalMailServer, readLetter, startLocalMailServer } from '../../src/outside/mail/localMailServer.ts';
import { Stage } from './stage.ts';
import { follow, goTo, heading, newWalk, outboxCode, press, read, signIn } from './walk.ts';

// 12 安全设置: another number, a verified mailbox, another password; the mails come through a real SMTP server.

let stage: Stage;
let mail: LocalMailServer;
beforeAll(async () => {
  mail = await startLocalMailServer();
  stage = await Stage.open({ env: { SMTP_URL: `smtp://127.0.0.1:${mail.port}?tls=none` } });
});
afterAll(async () => {
  await stage.close();
  mail.close();
});

/** The code that went to a number of which the page shows the masked form. */
function codeTo(masked: string): Promise<string> {
  const [head = '', tail = ''] = masked.split(/\*+/);
  return outboxCode(stage.program, 'sms', ({ to }) => to.startsWith(head) && to.endsWith(tail));
}

async function maskedPhone(page: Page): Promise<string> {
  return /1\d{2}\*+\d{4}/.exec(await read(page))?.[0] ?? '';
}

async function passPicture(page: Page): Promise<void> {
  const id = await page.locator('input[name="captchaId"]').inputValue();
  await page
    .getByRole('textbox', { name: '验证码' })
    .fill(await outboxCode(stage.program, 'captcha', ({ to }) => to === id));
}

async function linkTo(email: string): Promise<string> {
  const letters = () =>
    mail.letters.map(readLetter).filter(({ to, text }) => to === email && text.includes('确认验证'));
  await expect.poll(() => letters().length, { timeout: 20_000 }).toBe(1);
  return /http:\S+/.exec(letters()[0]?.text ?? '')?.[0] ?? '';
}

describe.each([
  { script: '有脚本', javaScriptEnabled: true, login: 'zhangjinghe', phone: '13900003333' },
  { script: '没有脚本', javaScriptEnabled: false, login: 'xieyunling', phone: '13900004444' },
])('安全设置($script)', ({ javaScriptEnabled, login, phone }) => {
  let page: Page;
  const password = 'Fangji2027';
  const email = `${login}@example.org`;
  beforeAll(async () => {
    ({ page } = await stage.enterAsPerson(login, javaScriptEnabled));
    await goTo(page, '安全设置');
  });
  afterAll(() => page.context().close());

  test('12.1–12.3 更换手机号:先验证原手机号,再验证新手机号', async () => {
    for (const word of ['我的手机', '我的邮箱', '修改密码']) expect(await read(page)).toContain(word);
    await follow(page, '更换手机号');
    const old = await maskedPhone(page);
    await press(page, '向手机发送验证码');
    await page.getByRole('textbox', { name: '验证码' }).fill(await codeTo(old));
    await press(page, '确定继续');
    await page.getByLabel('新手机号码').fill(phone);
    await press(page, '向手机发送验证码');
    expect(await page.getByLabel('新手机号码').inputValue()).toBe(phone);
    await page.getByRole('textbox', { name: '验证码' }).fill(await codeTo(phone));
    await press(page, '确定');
    expect(await heading(page)).toBe('安全设置');
    expect(await read(page)).toContain('手机号已更换');
    expect(await maskedPhone(page)).toBe(`${phone.slice(0, 3)}****${phone.slice(-4)}`);
    await expect
      .poll(async () => (await stage.program.outbox()).filter(({ text }) => text.includes('手机号已更换')).length)
      .toBeGreaterThanOrEqual(2);
  });

  test('12.4–12.5 邮箱验证:打开邮件中的链接,在另一个浏览器确认', async () => {
    await follow(page, '邮箱验证');
    await page.getByLabel('常用邮箱').fill(email);
    await page.getByLabel('确认邮箱').fill(email);
    await passPicture(page);
    await press(page, '发送验证邮件');
    expect(await read(page)).toContain('验证邮件已发送');
    const link = await linkTo(email);
    const elsewhere = await page.context().browser()?.newContext({ javaScriptEnabled, locale: 'zh-CN' });
    const other = await elsewhere?.newPage();
    if (other === undefined) throw new Error('no other browser');
    await other.goto(link);
    expect(await read(other)).toContain('@example.org');
    await press(other, '确认验证');
    expect(await heading(other)).toBe('邮箱验证成功');
    await other.context().close();
    await goTo(page, '安全设置');
    await follow(page, '更换邮箱');
    expect(await heading(page)).toBe('更换邮箱');
    await goTo(page, '安全设置');
  });

  test('12.6 修改密码:密码要求随时可见,改好后用新密码登录', async () => {
    const accounts = await stage.program.demoAccounts();
    const old = accounts.find((account) => account.login === login)?.password ?? '';
    await follow(page, '修改密码');
    expect(await read(page)).toContain('6至16位数字和字母组合');
    await page.getByLabel('原密码').fill(old);
    await page.getByLabel('新密码').pressSequentially('Fangji');
    const met = page.locator('[data-rules-of="password"] > [data-met]');
    expect(await met.count()).toBe(javaScriptEnabled ? 1 : 0);
    await page.getByLabel('新密码').pressSequentially('2027');
    expect(await met.count()).toBe(javaScriptEnabled ? 2 : 0);
    await page.getByLabel('确认密码').fill(password);
    await press(page, '确认');
    expect(await read(page)).toContain('密码已修改');
    const context = await page.context().browser()?.newContext({ javaScriptEnabled, locale: 'zh-CN' });
    if (context === undefined) throw new Error('no other browser');
    const walk = await newWalk(stage.program, context);
    await walk.page.goto(`${stage.program.baseUrl}/person/sign-in`);
    await signIn(walk, { login, password });
    expect(await heading(walk.page)).toContain('您好');
    await context.close();
  });
});
