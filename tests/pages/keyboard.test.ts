import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { State } from '../../src/domain/procedure/steps.ts';
import type { FileState } from '../access/files.ts';
import { newIdNumber, newPhone } from '../factories/people.ts';
import { readDraft, typeDraft } from '../setup/sealedValues.ts';
import { type Browsing, openBrowsing } from './browsing.ts';
import { forms } from './forms.ts';
import { type Focus, focused, reachable, tabTo } from './keys.ts';

let browsing: Browsing;
beforeAll(async () => {
  browsing = await openBrowsing();
});
afterAll(() => browsing.close());

const desk: BrowserContextOptions = { viewport: { width: 1280, height: 900 } };

/** The answer to the newest picture, as the outbox of the demonstration tells it. */
async function pictureCode(): Promise<string> {
  const { outboxDir } = browsing.world.services;
  if (outboxDir === undefined) throw new Error('the demonstration has an outbox');
  const folder = (await readdir(outboxDir, { recursive: true })).filter((name) => name.endsWith('.json')).sort();
  const texts = await Promise.all(folder.map((name) => readFile(join(outboxDir, name), 'utf8')));
  const entries = texts.map((text) => JSON.parse(text) as { channel: string; code?: string });
  return entries.filter(({ channel }) => channel === 'captcha').at(-1)?.code ?? '';
}

async function typeInto(page: Page, name: string, text: string): Promise<void> {
  await tabTo(page, { name });
  await page.keyboard.type(text);
}

/** A file at a state, open on the desk of whoever works on it; closed when the test has seen what became of it. */
async function atDesk(
  who: 'clerk' | 'decider',
  state: FileState,
): Promise<{ page: Page; becomes(next: State): Promise<void> }> {
  const { id } = await browsing.world.file(state);
  const context = await browsing.as(who, { options: desk });
  const page = await context.newPage();
  await page.goto(`/${who === 'clerk' ? 'institution' : 'authority'}/applications/${id}`);
  return {
    page,
    becomes: async (next) => {
      expect(await browsing.world.value('SELECT state AS value FROM application WHERE id = $1', id)).toBe(next);
      await context.close();
    },
  };
}

/** Sends what has the focus and waits for the page that answers. */
async function enter(page: Page): Promise<void> {
  const here = page.url();
  const answered = page.waitForResponse((response) => response.request().method() === 'POST');
  await page.keyboard.press('Enter');
  if ((await answered).status() === 303) await page.waitForURL((url) => url.href !== here);
  await page.waitForLoadState('load');
}

describe('by keyboard alone', () => {
  test('Tab goes through the whole register page: the skip link first, every control once, in order, each to be seen', async () => {
    const context = await browsing.as('nobody');
    const page = await context.newPage();
    await page.goto('/person/register');
    const wanted = await reachable(page);
    const passed: Focus[] = [];
    for (const _ of wanted) {
      await page.keyboard.press('Tab');
      passed.push(await focused(page));
    }
    expect(passed[0]?.words).toBe('跳到主要内容');
    expect(passed.map(({ place }) => place)).toEqual(wanted);
    expect(passed.filter(({ visible }) => !visible).map(({ words }) => words)).toEqual([]);
    await context.close();
  });

  test('the skip link leads past the head of the page', async () => {
    const context = await browsing.as('stranger');
    const page = await context.newPage();
    await page.goto('/person/notices');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('header'))).toBeNull();
    await context.close();
  });

  test('somebody registers, from the first page to the last', async () => {
    const context = await browsing.as('nobody');
    const page = await context.newPage();
    await page.goto('/person/register');
    await typeInto(page, 'name', '林则安');
    await typeInto(page, 'idNumber', newIdNumber());
    await tabTo(page, { name: 'noticeRead' });
    await page.keyboard.press('Space');
    await tabTo(page, { name: 'captcha' }, 'Shift+Tab');
    await page.keyboard.type(await pictureCode());
    await enter(page);
    expect(new URL(page.url()).pathname).toBe('/person/register/account');
    await typeInto(page, 'phone', newPhone());
    await typeInto(page, 'email', 'lin@example.com');
    await typeInto(page, 'loginName', 'linzean');
    await typeInto(page, 'password', 'Xinglin8848');
    await typeInto(page, 'passwordAgain', 'Xinglin8848');
    await enter(page);
    expect(new URL(page.url()).pathname).toBe('/person/register/done');
    await context.close();
  });

  test.each([
    ['/person/sign-in/code', 'phone', newPhone()],
    ['/receipts', 'name', '张景和'],
  ])('%s without a script: Enter sends the form, and does not ask for another picture', async (path, field, typed) => {
    const context = await browsing.as('nobody', { options: { javaScriptEnabled: false } });
    const page = await context.newPage();
    await page.goto(path);
    await page.locator(`input[name=${field}]`).fill(typed);
    const sent = page.waitForRequest((request) => request.method() === 'POST');
    await page.locator(`input[name=${field}]`).press('Enter');
    expect(new URLSearchParams((await sent).postData() ?? '').has('refresh')).toBe(false);
    await context.close();
  });

  test('an institution is looked up and chosen by the arrows', async () => {
    const { id, person } = await browsing.world.file('draft');
    await typeDraft(browsing.world.services.database, id, { institutionId: null });
    const context = await browsing.as('owner', { owner: person });
    const page = await context.newPage();
    await page.goto(`/person/applications/${id}/edit`);
    await typeInto(page, 'institutionQuery', '中医诊所');
    await page.keyboard.press('Enter');
    await page.getByText('找到 3 家机构').waitFor();
    await tabTo(page, { name: 'institution' });
    await page.keyboard.press('Space');
    const first = await page.locator('input[name=institution]:checked').inputValue();
    await page.keyboard.press('ArrowDown');
    const second = await page.locator('input[name=institution]:checked').inputValue();
    expect(second).not.toBe(first);
    await tabTo(page, { tag: 'button', words: '确认,下一步' });
    await enter(page);
    expect(new URL(page.url()).pathname).toBe(`/person/applications/${id}/form`);
    expect((await readDraft(browsing.world.services.database, id))?.institutionId).toBe(second);
    await context.close();
  });

  test('the clerk passes a file', async () => {
    const { page, becomes } = await atDesk('clerk', 'atInstitution');
    for (const key of ['identity', 'photo', 'employment', 'scope']) {
      await tabTo(page, { name: `confirm-${key}-passAtInstitution` });
      await page.keyboard.press('Space');
    }
    await typeInto(page, 'opinion-passAtInstitution', '同意');
    await tabTo(page, { value: 'passAtInstitution' });
    expect((await focused(page)).visible).toBe(true);
    await enter(page);
    await becomes('atAuthority');
  });

  test('the officer refuses a file: opens the folded form, chooses the ground by the arrows, gives reasons', async () => {
    const { page, becomes } = await atDesk('decider', 'accepted');
    await tabTo(page, { tag: 'summary', words: '不予' });
    expect((await focused(page)).visible).toBe(true);
    await page.keyboard.press('Enter');
    await tabTo(page, { name: 'ground-refuse' });
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await typeInto(page, 'reasons-refuse', '不符合规定');
    await tabTo(page, { name: 'sure-refuse' });
    await page.keyboard.press('Space');
    await tabTo(page, { value: 'refuse', tag: 'button' });
    await enter(page);
    await becomes('refused');
  });

  test('the officer approves a file', async () => {
    const { page, becomes } = await atDesk('decider', 'accepted');
    await tabTo(page, { name: 'sure-approve' });
    await page.keyboard.press('Space');
    await tabTo(page, { value: 'approve' });
    await enter(page);
    await becomes('approved');
  });
});

describe('after an error', () => {
  test('the focus goes to the summary, where a script runs', async () => {
    const elsewhere: string[] = [];
    for (const form of await forms(browsing)) {
      const page = await form.open();
      // Pages that load no script cannot move the focus: their summary is the first thing in main.
      const scripted = (await page.locator('script[src]').count()) > 0;
      const { isSummary, visible } = await focused(page);
      if (scripted && !(isSummary && visible)) elsewhere.push(form.name);
      await page.context().close();
    }
    expect(elsewhere).toEqual([]);
  });

  test('without a script nothing to fill in comes before the summary', async () => {
    const late: string[] = [];
    for (const form of await forms(browsing)) {
      const page = await form.open({ javaScriptEnabled: false });
      const order = await page
        .locator('main :is([data-error-summary], input:not([type=hidden]), select, textarea, button)')
        .evaluateAll((each) => each.map((element) => element.hasAttribute('data-error-summary')));
      if (order[0] !== true) late.push(form.name);
      await page.context().close();
    }
    expect(late).toEqual([]);
  });
});
