import { resolve } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { nextCode } from '../setup/authenticator.ts';
import type { RunningProgram } from '../setup/program.ts';

/** A person of a roster, as the certificate in their hand says. */
export interface Examinee {
  readonly name: string;
  readonly idNumber: string;
  readonly certificateNo: string;
}

export interface Login {
  readonly login: string;
  readonly password: string;
  /** Of staff, whose sign-in asks for a code. */
  readonly totpSecret?: string;
}

/** One person walking through the pages of the program, by the words on them. */
export interface Walk {
  readonly program: RunningProgram;
  readonly page: Page;
}

export async function newWalk(program: RunningProgram, context: BrowserContext): Promise<Walk> {
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  // What opens is open at once: a button that still moves may be gone from under the click.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  return { program, page };
}

/**
 * Does what leads to another page, and waits until all of that is there: a click is over when the first of it has come.
 * The page before must be there too, or its `load` would be taken for that of the other.
 */
export async function turn(page: Page, act: () => Promise<unknown>): Promise<void> {
  await page.waitForLoadState();
  // Longer than anything in `act` is waited for: what is not found there is then what the failure tells.
  await Promise.all([page.waitForEvent('load', { timeout: 60_000 }), act()]);
}

/** Presses a button that sends a form, and waits for the page that answers: what it did is done before anybody else looks. */
export function press(page: Page, name: string | RegExp): Promise<void> {
  return turn(page, () => page.getByRole('button', { name, exact: typeof name === 'string' }).click());
}

export function follow(page: Page, name: string | RegExp): Promise<void> {
  const link = page.getByRole('link', { name, exact: typeof name === 'string' }).first();
  return turn(page, () => link.click());
}

/** A link of the menu. */
export function goTo(page: Page, word: string): Promise<void> {
  const link = page.getByRole('navigation').getByRole('link', { name: word }).first();
  return turn(page, () => link.click());
}

/** What stands on the page, as it is read. */
export async function read(page: Page): Promise<string> {
  await page.waitForLoadState();
  return page.locator('main').innerText();
}

export async function heading(page: Page): Promise<string> {
  await page.waitForLoadState();
  return (await page.getByRole('heading', { level: 1 }).innerText()).trim();
}

/** The newest entry of the outbox of a channel, once there is one that `isWanted`. */
export async function outboxCode(
  program: RunningProgram,
  channel: string,
  isWanted: (entry: { to: string; code?: string }) => boolean = () => true,
): Promise<string> {
  let code: string | undefined;
  await expect
    .poll(
      async () => {
        const entries = await program.outbox();
        code = entries
          .filter((entry) => entry.channel === channel && entry.code !== undefined && isWanted(entry))
          .at(-1)?.code;
        return code;
      },
      { timeout: 20_000, interval: 100 },
    )
    .toBeDefined();
  return code ?? '';
}

/** Guide 01.1–01.2: from the front page to 注册新账号. */
export async function openRegistration({ program, page }: Walk): Promise<void> {
  await page.goto(program.baseUrl);
  await follow(page, /医师电子化注册—个人端入口/);
  await follow(page, '注册新账号');
}

/** Guide 01.3: name, ID number, picture code, notice. */
export async function identify({ program, page }: Walk, examinee: Examinee): Promise<void> {
  await page.getByLabel('您的姓名').fill(examinee.name);
  await page.getByLabel('身份证号').fill(examinee.idNumber);
  await page.getByRole('textbox', { name: '验证码' }).fill(await outboxCode(program, 'captcha'));
  await page.getByLabel('我同意隐私政策').check();
  await press(page, '确定,继续');
}

/** Guide 01.4–01.5: phone, mail, login name, password; then on to sign in. */
export async function openAccount({ page }: Walk, login: Login, phone: string): Promise<void> {
  await page.getByLabel('手机号').fill(phone);
  await page.getByLabel('电子邮箱').fill(`${login.login}@example.com`);
  await page.getByLabel('登录名').fill(login.login);
  await page.getByLabel('登录密码').fill(login.password);
  await page.getByLabel('确认密码').fill(login.password);
  await press(page, '确定');
  await page.getByText('电子化账户注册成功').first().waitFor();
  await clickButtonOrLink(page, '点击下一步');
}

async function clickButtonOrLink(page: Page, name: string): Promise<void> {
  const either = page.getByRole('link', { name, exact: true }).or(page.getByRole('button', { name, exact: true }));
  await turn(page, () => either.first().click());
}

export async function signIn({ page }: Walk, login: Login): Promise<void> {
  await page.getByLabel('登录名').fill(login.login);
  await page.getByLabel('登录密码').fill(login.password);
  await press(page, '登录');
  if (login.totpSecret === undefined) return;
  await page.getByLabel('动态验证码').fill(await nextCode(login.totpSecret));
  await press(page, '确定');
}

/** Guide 01.7–01.8: the roster check has passed; the phone is verified by the code that was sent. */
export async function verifyPhone({ program, page }: Walk, phone: string): Promise<void> {
  await page.getByText('校验通过').first().waitFor();
  await clickButtonOrLink(page, '点击此处验证手机');
  await press(page, '向手机发送校验码');
  await page.getByRole('textbox', { name: '校验码' }).fill(await outboxCode(program, 'sms', ({ to }) => to === phone));
  await press(page, '确定');
}

/** Guide 02. */
export async function activate({ page }: Walk, examinee: Examinee): Promise<void> {
  await page.getByLabel('资格证书编码').fill(examinee.certificateNo);
  await press(page, '激活');
  await page.getByText('账户激活成功').first().waitFor();
}

/** The card of a kind in 业务申请, and its 【点击进入】. */
export async function enterBusiness({ page }: Walk, menuWord: string): Promise<void> {
  await goTo(page, '业务申请');
  await follow(page, new RegExp(`^点击进入.*${literal(menuWord)}$`));
}

/** Words of a page inside a pattern. */
function literal(words: string): string {
  return words.replace(/[()]/g, '\\$&');
}

/** Looks an institution up on the first page of an application and chooses it. */
export async function chooseInstitution({ page }: Walk, name: string): Promise<void> {
  await page.getByRole('searchbox').first().fill(name);
  // With script the results come without a new page.
  await page.getByRole('button', { name: '查找机构', exact: true }).click();
  await page.getByRole('radio', { name: new RegExp(literal(name)) }).check();
}

export async function uploadPhoto({ page }: Walk): Promise<void> {
  await page.getByLabel('个人照片').setInputFiles(resolve('data/demo/photo.jpg'));
}

/** The number of the file on screen, e.g. ZC-2026-000123. */
export async function fileNumber(page: Page): Promise<string> {
  const text = await read(page);
  const found = /[A-Z]{2}-\d{4}-\d{6}/.exec(text)?.[0];
  if (found === undefined) throw new Error(`no file number on this page:\n${text}`);
  return found;
}
