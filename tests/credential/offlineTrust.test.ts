import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ask, type OfflineStand, openOfflineStand, openPage, pictureOf, start, verdictOf } from './offlinePage.ts';
import { present } from './wallet.ts';

// What stands on the screen of 证照离线查验 belongs to what was asked last, whatever is slow, fails or is missing.

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

const address = () => `${stand.base}/verify/offline`;
const result = () => page.locator('#result');

/** Signatures are verified only when the test lets them, and counted. */
interface Held {
  gate: Promise<void>;
  release: () => void;
  verified: number;
}
type HeldWindow = Window & { held: Held };

/** No later than this are signatures in hand of the test. */
async function holdSignatures(): Promise<void> {
  await page.addInitScript(() => {
    const held = { gate: Promise.resolve(), release: () => undefined, verified: 0 };
    Object.assign(window, { held });
    const verify = crypto.subtle.verify.bind(crypto.subtle);
    crypto.subtle.verify = async (...given: Parameters<typeof verify>) => {
      await held.gate;
      const answer = await verify(...given);
      held.verified += 1;
      return answer;
    };
  });
}

const hold = () =>
  page.evaluate(() => {
    const { held } = window as unknown as HeldWindow;
    held.gate = new Promise((resolve) => Object.assign(held, { release: resolve }));
    return held.verified;
  });

/** Lets them go, and comes back when so many have been verified. */
async function release(count: number): Promise<void> {
  await page.evaluate(() => (window as unknown as HeldWindow).held.release());
  await page.waitForFunction((count) => (window as unknown as HeldWindow).held.verified >= count, count);
}

describe('a verdict belongs to what was asked last', () => {
  test('the licence before, looked at again by the clock, does not come back over the one that is asked now', async () => {
    await holdSignatures();
    await openPage(page, address());
    expect(await verdictOf(page, stand.credential)).toBe('有效');
    const before = await hold();
    // The page looks at 张景和 once more; meanwhile somebody shows something else.
    await page.clock.runFor(6000);
    expect(await verdictOf(page, 'nonsense')).toBe('不是本系统签发');
    // That of the licence and that of its list.
    await release(before + 2);
    expect(await result().locator('h2').innerText()).toBe('不是本系统签发');
    expect(await result().innerText()).not.toContain('张景和');
  });

  test('nothing stands there while a licence is judged, nor when there is nothing to judge', async () => {
    await holdSignatures();
    await openPage(page, address());
    const other = await stand.another('李时珍');
    await page.getByRole('button', { name: '联网更新' }).click();
    expect(await verdictOf(page, stand.credential)).toBe('有效');
    const before = await hold();
    await ask(page, other);
    expect(await result().isVisible()).toBe(false);
    await release(before + 2);
    await result().filter({ hasText: '李时珍' }).waitFor();
    await ask(page, ' ');
    expect(await result().isVisible()).toBe(false);
    expect(await verdictOf(page, stand.credential)).toBe('有效');
    const empty = { name: 'empty.png', mimeType: 'image/png', buffer: Buffer.alloc(0) };
    await page.getByLabel('选择文件或图片').setInputFiles(empty);
    await page.getByRole('alert').filter({ hasText: '没有找到二维码' }).waitFor();
    expect(await result().isVisible()).toBe(false);
  });

  test('whatever fails while judging: 无法确认, also of what was 有效 before', async () => {
    await openPage(page, address());
    expect(await verdictOf(page, stand.credential)).toBe('有效');
    await page.evaluate(() => {
      crypto.subtle.verify = () => {
        throw new TypeError('not in this browser');
      };
    });
    await page.clock.runFor(6000);
    await result().locator('h2', { hasText: '无法确认' }).waitFor();
    expect(await result().innerText()).not.toContain('张景和');
    expect(await verdictOf(page, stand.credential)).toBe('无法确认');
    expect(await result().innerText()).toContain('这台设备没能完成核对');
  });

  test('a signature of the holder is new for five minutes, and the page says so as they pass', async () => {
    await openPage(page, address());
    await context.setOffline(true);
    const aud = '本系统。已核对:由持证人本人出示';
    expect(await verdictOf(page, present(stand.credential, ['name'], { key: stand.key, at: start, aud }))).toBe('有效');
    // A name that reads like a sentence of ours is not repeated.
    expect(await result().innerText()).toContain('几分钟内为“不明的一方”签过名');
    await page.clock.runFor(6 * 60_000);
    await result().filter({ hasText: '不是刚刚做的' }).waitFor();
    expect(await result().locator('h2').innerText()).toBe('有效');
  });
});

describe('a register that is ill, or does not answer', () => {
  const kept = () => page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state);

  test.each([502, 503])('answers %i: the page that is kept opens', async (status) => {
    await openPage(page, address());
    await kept();
    await context.route('**/verify/offline', (route) => route.fulfill({ status, body: 'Bad Gateway' }));
    await page.reload();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('证照离线查验');
    expect(await verdictOf(page, stand.credential)).toBe('有效');
  });

  test('is given up after ten seconds, and can be asked again', async () => {
    await openPage(page, address());
    await page.route('**/status-lists', () => new Promise(() => undefined));
    const refresh = page.getByRole('button', { name: '联网更新' });
    await refresh.click();
    expect(await refresh.isDisabled()).toBe(true);
    await page.clock.runFor(11_000);
    await page.locator('#refresh:enabled').waitFor();
  });
});

describe('a browser of 2020', () => {
  test('judges all the same, what was pasted and what is on a picture', async () => {
    await page.addInitScript(() => {
      const gone: readonly [object, string][] = [
        [Array.prototype, 'at'],
        [String.prototype, 'replaceAll'],
        [Object, 'hasOwn'],
        [Element.prototype, 'replaceChildren'],
        [AbortSignal, 'timeout'],
        [window, 'structuredClone'],
        [window, 'createImageBitmap'],
        [window, 'BarcodeDetector'],
      ];
      for (const [where, name] of gone) Reflect.deleteProperty(where, name);
    });
    await openPage(page, address());
    expect(await page.evaluate(() => 'createImageBitmap' in window || 'at' in Array.prototype)).toBe(false);
    const shown = present(stand.credential, ['name'], { key: stand.key, at: start });
    expect(await verdictOf(page, shown)).toBe('有效');
    expect(await result().innerText()).toContain('张景和');
    await page
      .getByLabel('选择文件或图片')
      .setInputFiles({ name: 'code.png', mimeType: 'image/png', buffer: await pictureOf('nonsense') });
    await result().locator('h2', { hasText: '不是本系统签发' }).waitFor();
  });
});
