import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { follow } from '../journeys/walk.ts';
import { openStreet, photograph, readCode, type Street } from './browsing.ts';
import type { Holder } from './holder.ts';

// 亮照 on the phone: a code each half minute, with the network and for five minutes without it, and never a stale one.

const nine = '2026-03-02T09:00:00+08:00';
const start = Temporal.Instant.from(nine).epochMilliseconds;

let street: Street;
let holder: Holder;
beforeAll(async () => {
  street = await openStreet();
  holder = await street.holder();
});
afterAll(() => street.close());
beforeEach(() => street.setNow(nine));

/** Both clocks go on together: that of the register and that of the phone. */
async function pass(page: Page, from: number, seconds: number): Promise<number> {
  street.setNow(Temporal.Instant.fromEpochMilliseconds(start + (from + seconds) * 1000).toString());
  await page.clock.runFor(seconds * 1000);
  return from + seconds;
}

/** The phone's time goes on only by {@link pass}: how long a picture takes to be read must not count. */
async function holdClock(page: Page, time: string): Promise<void> {
  await page.clock.install({ time });
  await page.clock.pauseAt(Date.parse(time) + 1000);
}

async function show(page: Page): Promise<void> {
  // A phone whose own clock is a year and a day wrong.
  await holdClock(page, '2025-03-01T00:00:00Z');
  await page.goto(`/person/licence/${holder.entryId}/show`);
  await page.locator('[data-live-runs]').waitFor();
}

const ended = (page: Page) => page.locator('[data-live-ended]');
const answered = (page: Page) =>
  page.waitForResponse((response) => response.url().includes('/codes') && response.status() === 200);

describe('with the network', () => {
  test('the code changes every half minute, each counts when it is shown, none twice', async () => {
    const page = await street.phone(holder);
    await show(page);
    const seen: string[] = [];
    let at = 0;
    for (let half = 0; half < 4; half += 1) {
      const address = await readCode(await photograph(page));
      expect(address).toMatch(new RegExp(`^${street.base}/verify/live/`));
      expect(await street.read(address.slice(street.base.length))).toContain('该医师的执业注册有效');
      seen.push(address);
      const next = answered(page);
      at = await pass(page, at, 31);
      await next;
    }
    expect(new Set(seen).size).toBe(4);
    // An answer has come when the network says so, and is taken a moment later. Taken while the time is still being moved on,
    // it is the time at the end already: the clock goes on from there, up to a second per answer.
    await page
      .locator('[data-live-clock]')
      .filter({ hasText: /09:02:0[4-8]/ })
      .waitFor();
    expect(await page.locator('[data-live-left]').innerText()).toMatch(/^\d+秒后换码$/);
    await page.context().close();
  });

  test('suspended: the next half minute shows none any more, and says why', async () => {
    const other = await street.holder('王肯堂');
    const page = await street.phone(other);
    await holdClock(page, nine);
    await page.goto(`/person/licence/${other.entryId}/show`);
    await page.locator('[data-live-runs]').waitFor();
    await street.order(other, 'suspend');
    const next = answered(page);
    await pass(page, 0, 31);
    await next;
    await ended(page).filter({ hasText: '暂停' }).waitFor();
    expect(await page.locator('[data-live-code] path').getAttribute('d')).toBe('');
    await page.context().close();
  });

  test('signed out elsewhere: no code any more', async () => {
    const page = await street.phone(holder);
    await show(page);
    await street.db.database.pool.query('DELETE FROM session WHERE account_id = $1', [holder.actor.accountId]);
    await pass(page, 0, 31);
    await ended(page).filter({ hasText: '请重新登录' }).waitFor();
    await page.context().close();
  });
});

describe('without the network', () => {
  test('codes go on for five minutes, each counting when it is shown; then 已过期, and back with the network', async () => {
    const page = await street.phone(holder);
    await show(page);
    await page.context().setOffline(true);
    let at = 0;
    const seen = new Set<string>();
    for (const step of [35, 60, 60, 60, 60, 20]) {
      at = await pass(page, at, step);
      await page.locator('[data-live-status]').filter({ hasText: '网络不通,离线还能亮照约' }).waitFor();
      const address = await readCode(await photograph(page));
      expect(await street.read(address.slice(street.base.length)), `after ${at} s`).toContain('该医师的执业注册有效');
      seen.add(address);
    }
    expect(at).toBe(295);
    expect(seen.size).toBe(5);
    at = await pass(page, at, 6);
    expect(await ended(page).innerText()).toBe('已过期,请联网');
    expect(await page.getByText('注册有效').isVisible()).toBe(false);
    expect(await page.locator('[data-live-code]').isVisible()).toBe(false);
    expect(await page.locator('[data-live-code] path').getAttribute('d')).toBe('');
    const next = answered(page);
    await page.context().setOffline(false);
    at = await pass(page, at, 6);
    await next;
    await page.locator('[data-live-code]').waitFor();
    const address = await readCode(await photograph(page));
    expect(await street.read(address.slice(street.base.length))).toContain('该医师的执业注册有效');
    await page.context().close();
  });

  test('a network that swallows every question: given up after ten seconds, and asked again', async () => {
    const page = await street.phone(holder);
    await show(page);
    await page.route('**/codes**', () => new Promise(() => undefined));
    let at = await pass(page, 0, 31);
    at = await pass(page, at, 11);
    await page.locator('[data-live-status]').filter({ hasText: '网络不通' }).waitFor();
    await page.unroute('**/codes**');
    const next = answered(page);
    at = await pass(page, at, 6);
    await next;
    await page.locator('[data-live-status]:empty').waitFor({ state: 'attached' });
    // New codes have come: those of before would have ended by then.
    await pass(page, at, 280);
    expect(await page.locator('[data-live-code]').isVisible()).toBe(true);
    await page.context().close();
  });

  test.each([
    ['a proxy that has had enough', { status: 429, contentType: 'text/plain', body: 'slow down' }],
    ['a proxy that lets nobody through', { status: 403, contentType: 'text/html', body: '<h1>Forbidden</h1>' }],
    ['a page of a hotel', { status: 200, contentType: 'text/html', body: '<h1>Welcome</h1>' }],
  ] as const)('%s is not the register: the codes go on, and it is asked again', async (_, answer) => {
    const page = await street.phone(holder);
    await show(page);
    await page.route('**/codes**', (route) => route.fulfill({ ...answer }));
    let at = await pass(page, 0, 31);
    await page.locator('[data-live-status]').filter({ hasText: '网络不通' }).waitFor();
    const address = await readCode(await photograph(page));
    expect(await street.read(address.slice(street.base.length))).toContain('该医师的执业注册有效');
    await page.unroute('**/codes**');
    const next = answered(page);
    at = await pass(page, at, 6);
    await next;
    await page.locator('[data-live-status]:empty').waitFor({ state: 'attached' });
    await page.context().close();
  });

  test('a phone that slept, or whose clock was set on, shows no code of before', async () => {
    const page = await street.phone(holder);
    await show(page);
    await page.context().setOffline(true);
    // Only the wall clock goes on: timers and the running clock stood still.
    await page.evaluate(() => {
      const before = Date.now;
      Date.now = () => before() + 400_000;
    });
    await page.clock.runFor(1000);
    expect(await ended(page).innerText()).toBe('已过期,请联网');
    await page.context().close();
  });
});

describe('for whom and how', () => {
  test('the view chosen on the phone is what the checker sees', async () => {
    const page = await street.phone(holder);
    await page.goto(`/person/licence/${holder.entryId}/show`);
    await page.getByRole('navigation', { name: '出示给谁' }).getByRole('link', { name: '用人单位' }).click();
    await page.waitForURL(/view=employer/);
    expect(await page.getByRole('main').innerText()).toContain('对方会看到:另加注册日期');
    const address = await readCode(await photograph(page));
    expect(await street.read(address.slice(street.base.length))).toContain('注册日期');
    await page.context().close();
  });

  test('whoever wants no motion has none, and still sees that it lives', async () => {
    const page = await street.phone(holder, { reducedMotion: 'reduce' });
    await show(page);
    const moves = () =>
      page.evaluate(() => {
        const frame = document.querySelector('[data-live-frame]');
        return frame === null ? '' : getComputedStyle(frame, '::before').animationName;
      });
    expect(await moves()).toBe('none');
    await pass(page, 0, 7);
    expect(await page.locator('[data-live-clock]').innerText()).toBe('09:00:07');
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    expect(await moves()).toBe('live-turn');
    await page.context().close();
  });

  test('without a script: a code at once, another with 【换一张】', async () => {
    const page = await street.phone(holder, { javaScriptEnabled: false });
    await page.goto(`/person/licence/${holder.entryId}/show`);
    const first = await readCode(await photograph(page));
    expect(await street.read(first.slice(street.base.length))).toContain('该医师的执业注册有效');
    await follow(page, '换一张');
    expect(await readCode(await photograph(page))).not.toBe(first);
    await page.context().close();
  });
});
