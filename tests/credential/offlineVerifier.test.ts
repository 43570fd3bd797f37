import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { statusReference } from '../../src/actions/credential/statusReference.ts';
import { makeLiveCodes } from '../../src/actions/licence/makeLiveCodes.ts';
import { groupByFours } from '../../src/domain/fields/certificateNumbers.ts';
import { must } from '../factories/life.ts';
import { launchWithCamera } from '../live/fakeCamera.ts';
import { answered, type OfflineStand, openOfflineStand, openPage, pictureOf, start, verdictOf } from './offlinePage.ts';
import { newHolderKey, present } from './wallet.ts';

let stand: OfflineStand;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  stand = await openOfflineStand();
});
afterAll(() => stand.close());
beforeEach(async () => {
  ({ context, page } = await stand.phone());
});
afterEach(() => context.close());

const open = (address = `${stand.base}/verify/offline`) => openPage(page, address);
const check = (text: string, on = page) => verdictOf(on, text);

const shown = () => present(stand.credential, ['name', 'licence_no'], { key: stand.key, at: start });

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
    expect(said).toContain(groupByFours(stand.registered.entry.licenceNo));
    expect(said).not.toContain('1975');
    // Whoever passes a showing on has asked for it in a name of their own, and this page has asked for none.
    expect(said).toContain('持证人的钱包在几分钟内为“https://verifier.example”签过名,不能证明是向您出示');
    expect(said).not.toContain('刚刚出示');
    expect(said).toMatch(/状态名单生成于 \d 分钟前/);
    expect(await check(stand.credential)).toBe('有效');
    expect(await page.locator('#result').innerText()).toContain('没有持证人的签名');
  });

  test('with a list of more than fifteen minutes says 无法确认, also of what it has called 有效 before', async () => {
    await open();
    await context.setOffline(true);
    expect(await check(stand.credential)).toBe('有效');
    await page.clock.runFor(14 * 60_000);
    expect(await page.locator('#result h2').innerText()).toBe('有效');
    // Nobody presses anything: time alone takes it back.
    await page.clock.runFor(2 * 60_000);
    await page.locator('#result h2', { hasText: '无法确认' }).waitFor();
    await page.locator('#result', { hasText: '状态名单生成于 16 分钟前' }).waitFor();
    expect(await check(stand.credential)).toBe('无法确认');
    await context.setOffline(false);
    stand.app.setNow('2026-03-02T01:16:00Z');
    await page.getByRole('button', { name: '联网更新' }).click();
    await page.locator('#result h2', { hasText: '有效' }).waitFor();
  });

  test('sees a live code by its camera, without a network: 有效, after its minute 已过期', async () => {
    await statusReference(stand.app.services, stand.app.db.database, stand.registered.entry.id);
    const { codes } = must(
      await makeLiveCodes(stand.app.services, stand.registered.person, stand.registered.entry.id, 'patient'),
    );
    const camera = await launchWithCamera(await pictureOf(`${stand.base}/verify/live/${codes[0]?.token}`));
    try {
      const seeing = await (await camera.newContext({ locale: 'zh-CN', permissions: ['camera'] })).newPage();
      await seeing.clock.setFixedTime(new Date(start));
      await seeing.goto(`${stand.base}/verify/offline`);
      await seeing.locator('#age', { hasText: '不到 1 分钟前' }).waitFor();
      await seeing.context().setOffline(true);
      const scan = async () => {
        await seeing.getByRole('button', { name: '打开摄像头扫码' }).click();
        const said = await answered(seeing);
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
    await page.goto(`${stand.base}/verify/offline`);
    await page.locator('#age', { hasText: '没有可用的状态名单' }).waitFor();
    expect(await check(stand.credential)).toBe('无法确认');
    expect(await page.locator('#result').innerText()).toContain('没有这份证照的状态名单');
  });

  test('says 暂停 and 已失效 as the register does, and 不是本系统签发 of anything else', async () => {
    const say = async (status: string) => {
      await stand.app.db.database.pool.query('UPDATE register_entry SET status = $2 WHERE id = $1', [
        stand.registered.entry.id,
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
      stand.app.setNow(at);
      await page.clock.setFixedTime(new Date(at));
      await open();
      expect(await check(stand.credential)).toBe(verdict);
    }
    const thief = present(stand.credential, ['name'], { key: newHolderKey(), at: start });
    for (const bad of [
      thief,
      `${stand.credential.slice(0, 300)}A${stand.credential.slice(301)}`,
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
    expect(await check(stand.credential)).toBe('有效');
    expect(await page.getByRole('link', { name: '保存为文件' }).isVisible()).toBe(false);
    const stranger = await stand.browser.newContext({ locale: 'zh-CN', offline: true });
    const other = await stranger.newPage();
    await other.clock.install({ time: new Date(start) });
    await other.goto(file);
    expect(await check(stand.credential, other)).toBe('无法确认');
    await stranger.close();
  });

  test('takes a file, tells what is missing, and works by the keyboard alone', async () => {
    await open();
    await page
      .getByLabel('选择文件或图片')
      .setInputFiles({ name: 'licence.sdjwt', mimeType: 'text/plain', buffer: Buffer.from(`${stand.credential}\n`) });
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
    const response = await page.goto(`${stand.base}/verify/offline`);
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
    await check(stand.credential);
    expect(await wrong()).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
