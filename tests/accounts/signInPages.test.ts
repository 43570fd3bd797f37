import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listOutbox } from '../../src/outside/outboxFolder.ts';
import { hashPassword } from '../../src/outside/passwordHash.ts';
import { type LocalWechat, startLocalWechat } from '../../src/outside/wechat/localPlatform.ts';
import { createWechatLogin } from '../../src/outside/wechat/openPlatform.ts';
import { insertPersonAccount, insertPhysician, newPhone } from '../factories/people.ts';
import { launchBrowser } from '../setup/browser.ts';
import { lastCode } from '../setup/sealedValues.ts';
import { openTestApp, type TestApp } from '../setup/testApp.ts';

const password = 'Zhenjiu2026';
const app = { appId: 'wx-test', appSecret: 'a secret of tests' };
let site: TestApp;
let platform: LocalWechat;
let browser: Browser;
let base: string;
let serial = 0;
beforeAll(async () => {
  platform = await startLocalWechat(app);
  const authorizeEndpoint = `http://localhost:8080${platform.authorizePath}`;
  const wechat = createWechatLogin({ ...app, authorizeEndpoint, apiEndpoint: platform.endpoint });
  site = await openTestApp({ wechat, localWechat: platform });
  await site.app.listen({ host: '127.0.0.1', port: 0 });
  base = `http://localhost:${(site.app.server.address() as AddressInfo).port}`;
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await site.close();
  await platform.close();
});

async function physician(): Promise<{ loginName: string; phone: string }> {
  serial += 1;
  const [loginName, phone] = [`pages${serial}`, newPhone()];
  const passwordHash = await hashPassword(password);
  await insertPersonAccount(site.db.database, await insertPhysician(site.db.database), {
    loginName,
    phone,
    passwordHash,
  });
  return { loginName, phone };
}

async function visit(path: string, javaScriptEnabled: boolean): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    locale: 'zh-CN',
    baseURL: base,
    javaScriptEnabled,
  });
  const page = await context.newPage();
  await page.goto(path);
  return page;
}

async function enterCode(page: Page, phone: string): Promise<void> {
  await page.getByText('如果这个手机号已注册并验证,验证码已发出').waitFor();
  await page.getByLabel('校验码').fill(await lastCode(site.db.database, phone));
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.waitForURL(`${base}/person`);
}

describe('短信验证码登录', () => {
  test('with script the browser does the work, and nobody reads a picture', async () => {
    const { phone } = await physician();
    const page = await visit('/person/sign-in', true);
    await page.getByRole('link', { name: '短信验证码登录' }).click();
    await page.getByText('不用输入验证码').waitFor();
    expect(await page.getByLabel('验证码', { exact: false }).first().isVisible()).toBe(false);
    await page.getByLabel('手机号').fill(phone);
    await page.getByRole('button', { name: '向手机发送校验码' }).click();
    await enterCode(page, phone);
    await page.context().close();
  });

  test('without script: the picture, or its sound', async () => {
    const { phone } = await physician();
    const page = await visit('/person/sign-in/code', false);
    const sound = await page.getByRole('link', { name: '听语音验证码' }).getAttribute('href');
    const answer = await page.request.get(sound ?? '');
    expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'audio/wav']);
    const id = /captcha\/([\w-]+)\.wav/.exec(sound ?? '')?.[1];
    const entry = (await listOutbox(site.services.outboxDir ?? '', 50)).find(
      ({ to, text }) => to === id && text === '语音验证码',
    );
    await page.getByLabel('手机号').fill(phone);
    await page.locator('input[name=captcha]').fill(entry?.code ?? '');
    await page.getByRole('button', { name: '向手机发送校验码' }).click();
    await enterCode(page, phone);
    await page.context().close();
  });

  test('the page with the work is light', async () => {
    const page = await browser.newPage({ baseURL: base });
    const sizes: Promise<number>[] = [];
    page.on('request', (request) => sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize)));
    await page.goto('/person/sign-in/code', { waitUntil: 'load' });
    expect((await Promise.all(sizes)).reduce((sum, each) => sum + each, 0)).toBeLessThan(60 * 1024);
    await page.close();
  });
});

describe.each([
  ['with script', true],
  ['without script', false],
])('微信扫码登录 %s', (_, javaScriptEnabled) => {
  test('bound with the first sign-in, then scanning and confirming is enough', async () => {
    const { loginName } = await physician();
    const person = javaScriptEnabled ? '岐黄之术(演示)' : '悬壶济世(演示)';
    const scan = async (page: Page) => {
      await page.getByRole('link', { name: '微信扫码登录' }).click();
      await page.getByRole('heading', { name: '演示环境:模拟微信扫码' }).waitFor();
      await page.getByLabel(person).check();
      await page.getByRole('button', { name: '模拟扫码并同意' }).click();
      await page.getByRole('heading', { name: '确认微信扫码' }).waitFor();
    };
    const page = await visit('/person/sign-in', javaScriptEnabled);
    await scan(page);
    await page.getByRole('button', { name: '确认,去登录' }).click();
    await page.getByLabel('登录名').fill(loginName);
    await page.getByLabel('登录密码').fill(password);
    expect(await page.getByLabel('绑定刚才扫码的微信').isChecked()).toBe(true);
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.waitForURL(`${base}/person`);
    await page.context().close();

    const again = await visit('/person/sign-in', javaScriptEnabled);
    await scan(again);
    await again.getByRole('button', { name: '确认登录' }).click();
    await again.waitForURL(`${base}/person`);
    await again.context().close();
  });
});
