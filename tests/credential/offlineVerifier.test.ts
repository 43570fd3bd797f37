import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import encodeQR from 'qr';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { statusReference } from '../../src/actions/credential/statusReference.ts';
import { makeLiveCodes } from '../../src/actions/licence/makeLiveCodes.ts';
import { groupByFours } from '../../src/domain/fields/certificateNumbers.ts';
import { must } from '../factories/life.ts';
import { insertHunan, insertInstitution } from '../factories/people.ts';
import { insertPhoto } from '../factories/photo.ts';
import { insertEntry, type Registered } from '../factories/register.ts';
import { launchWithCamera } from '../live/fakeCamera.ts';
import { launchBrowser } from '../setup/browser.ts';
import { freePort } from '../setup/program.ts';
import { openTestApp, type TestApp } from '../setup/testApp.ts';
import { fetchCredentials, newHolderKey, present } from './wallet.ts';

const start = '2026-03-02T01:00:00Z';
const key = newHolderKey();
let app: TestApp;
let browser: Browser;
let base: string;
let registered: Registered;
let credential: string;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  const port = await freePort();
  base = `http://localhost:${port}`;
  app = await openTestApp({ publicUrl: base });
  const tree = await insertHunan(app.db.database);
  const institution = await insertInstitution(app.db.database, tree.county);
  registered = await insertEntry(
    app.db.database,
    { tree, institution },
    { later: [{ type: 'licenceClaimed', on: '2020-02-01' }] },
  );
  // Before the wallet: a licence with another photo says something else.
  await app.db.database.pool.query('UPDATE register_entry SET photo_id = $2 WHERE id = $1', [
    registered.entry.id,
    await insertPhoto(app.db.database, registered.person.accountId),
  ]);
  [credential = ''] = await fetchCredentials(app, registered.person, registered.entry.id, [key]);
  await app.app.listen({ host: '127.0.0.1', port });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await app.close();
});
beforeEach(async () => {
  app.setNow(start);
  context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN', acceptDownloads: true });
  page = await context.newPage();
  await page.clock.install({ time: new Date(start) });
});
afterEach(() => context.close());

/** Opened with a network, and everything fetched. */
async function open(address = `${base}/verify/offline`): Promise<void> {
  await page.goto(address);
  await page.locator('#age', { hasText: '不到 1 分钟前' }).waitFor();
}

/** The answer is looked at when it has been given: the one before it may still stand there. */
async function verdict(on: Page): Promise<string> {
  await on.locator('#result:focus').waitFor();
  return on.locator('#result h2').innerText();
}

async function check(text: string, on: Page = page): Promise<string> {
  await on.getByLabel('证照内容').fill(text);
  await on.getByRole('button', { name: '查验', exact: true }).click();
  return verdict(on);
}

/** A code as it stands on the screen of a phone. */
function pictureOf(text: string): Promise<Buffer> {
  const dots = encodeQR(text, 'raw', { border: 4 });
  const raw = { width: dots.length, height: dots.length, channels: 1 } as const;
  const grey = Buffer.from(dots.flat().map((dark) => (dark ? 0 : 255)));
  return sharp(grey, { raw }).resize(580, 580, { kernel: 'nearest' }).png().toBuffer();
}

const shown = (names = ['name', 'licence_no']) => present(credential, names, { key, at: start });

describe('证照离线查验', () => {
  test('checks without a network, and says so much more than 有效: the claims, the holder, the age of the list', async () => {
    await open();
    await page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state);
    await context.setOffline(true);
    await page.reload();
    await page.clock.runFor(3 * 60_000);
    expect(await check(shown())).toBe('有效');
    const said = await page.locator('#result').innerText();
    expect(said).toContain('张景和');
    expect(said).toContain(groupByFours(registered.entry.licenceNo));
    expect(said).not.toContain('1975');
    expect(said).toContain('由持证人本人的钱包刚刚出示');
    expect(said).toMatch(/状态名单生成于 \d 分钟前/);
    expect(await check(credential)).toBe('有效');
    expect(await page.locator('#result').innerText()).toContain('没有持证人的签名');
  });

  test('with a list of more than fifteen minutes says 无法确认, also of what it has called 有效 before', async () => {
    await open();
    await context.setOffline(true);
    expect(await check(credential)).toBe('有效');
    await page.clock.runFor(14 * 60_000);
    expect(await page.locator('#result h2').innerText()).toBe('有效');
    // Nobody presses anything: time alone takes it back.
    await page.clock.runFor(2 * 60_000);
    await page.locator('#result h2', { hasText: '无法确认' }).waitFor();
    await page.locator('#result', { hasText: '状态名单生成于 16 分钟前' }).waitFor();
    expect(await check(credential)).toBe('无法确认');
    await context.setOffline(false);
    app.setNow('2026-03-02T01:16:00Z');
    await page.getByRole('button', { name: '联网更新' }).click();
    await page.locator('#result h2', { hasText: '有效' }).waitFor();
  });

  test('sees a live code by its camera, without a network: 有效, after its minute 已过期', async () => {
    await statusReference(app.services, app.db.database, registered.entry.id);
    const { codes } = must(await makeLiveCodes(app.services, registered.person, registered.entry.id, 'patient'));
    const camera = await launchWithCamera(await pictureOf(`${base}/verify/live/${codes[0]?.token}`));
    try {
      const seeing = await (await camera.newContext({ locale: 'zh-CN', permissions: ['camera'] })).newPage();
      await seeing.clock.setFixedTime(new Date(start));
      await seeing.goto(`${base}/verify/offline`);
      await seeing.locator('#age', { hasText: '不到 1 分钟前' }).waitFor();
      await seeing.context().setOffline(true);
      const scan = async () => {
        await seeing.getByRole('button', { name: '打开摄像头扫码' }).click();
        const said = await verdict(seeing);
        expect(await seeing.locator('video').isVisible()).toBe(false);
        return said;
      };
      expect(await scan()).toBe('有效');
      expect(await seeing.locator('#result').innerText()).toContain('张景和');
      await seeing.clock.setFixedTime(new Date('2026-03-02T01:01:00Z'));
      expect(await scan()).toBe('已过期');
    } finally {
      await camera.close();
    }
  });

  test('never opened with a network it knows no list: 无法确认', async () => {
    await page.route(/status-lists|jwks/, (route) => route.abort());
    await page.goto(`${base}/verify/offline`);
    await page.locator('#age', { hasText: '没有可用的状态名单' }).waitFor();
    expect(await check(credential)).toBe('无法确认');
    expect(await page.locator('#result').innerText()).toContain('没有这份证照的状态名单');
  });

  test('says 暂停 and 已失效 as the register does, and 不是本系统签发 of anything else', async () => {
    const say = async (status: string) => {
      await app.db.database.pool.query('UPDATE register_entry SET status = $2 WHERE id = $1', [
        registered.entry.id,
        status,
      ]);
    };
    let minute = 20;
    for (const [status, verdict] of [
      ['suspended', '暂停'],
      ['deregistered', '已失效'],
      ['practising', '有效'],
    ] as const) {
      await say(status);
      minute += 2;
      const at = `2026-03-02T01:${minute}:00Z`;
      app.setNow(at);
      await page.clock.setFixedTime(new Date(at));
      await open();
      expect(await check(credential)).toBe(verdict);
    }
    const thief = present(credential, ['name'], { key: newHolderKey(), at: start });
    for (const bad of [
      thief,
      `${credential.slice(0, 300)}A${credential.slice(301)}`,
      'nonsense',
      'https://elsewhere.example/x',
    ]) {
      expect(await check(bad)).toBe('不是本系统签发');
      expect(await page.locator('#result dl').count()).toBe(0);
    }
  });

  test('saved as a file it opens from disk, refreshes itself with a network, and without says 无法确认', async () => {
    await open();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '保存为文件' }).click(),
    ]);
    const path = join(tmpdir(), `${crypto.randomUUID()}.html`);
    await download.saveAs(path);
    const file = pathToFileURL(path).toString();
    await open(file);
    expect(await check(credential)).toBe('有效');
    expect(await page.getByRole('link', { name: '保存为文件' }).isVisible()).toBe(false);
    const stranger = await browser.newContext({ locale: 'zh-CN', offline: true });
    const other = await stranger.newPage();
    await other.clock.install({ time: new Date(start) });
    await other.goto(file);
    expect(await check(credential, other)).toBe('无法确认');
    await stranger.close();
  });

  test('takes a file, tells what is missing, and works by the keyboard alone', async () => {
    await open();
    await page
      .getByLabel('选择文件或图片')
      .setInputFiles({ name: 'licence.sdjwt', mimeType: 'text/plain', buffer: Buffer.from(`${credential}\n`) });
    await page.locator('#result h2', { hasText: '有效' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: '查验', exact: true }).click();
    expect(await page.getByRole('alert').innerText()).toContain('请先粘贴');
    await page.getByLabel('证照内容').focus();
    await page.keyboard.insertText('nonsense');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('#result h2', { hasText: '不是本系统签发' }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('result');
  });

  test('obeys its own policy, which allows this one script and nothing else; accessible with and without a result', async () => {
    const complaints: string[] = [];
    page.on('console', (said) => complaints.push(said.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    const response = await page.goto(`${base}/verify/offline`);
    const policy = response?.headers()['content-security-policy'] ?? '';
    expect(policy).toMatch(/script-src 'sha256-[\w+/=]+';/);
    expect(policy).not.toContain('unsafe');
    await page.locator('#age', { hasText: '不到 1 分钟前' }).waitFor();
    const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    const wrong = async () => {
      await page.evaluate(axe);
      const found = await page.evaluate(async () => {
        const { axe: engine } = window as unknown as { axe: { run(): Promise<AxeResults> } };
        return (await engine.run()).violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`);
      });
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      );
      return wide ? [...found, 'too wide'] : found;
    };
    expect(await wrong()).toEqual([]);
    await check(credential);
    expect(await wrong()).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
