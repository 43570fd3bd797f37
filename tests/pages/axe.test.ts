import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tried } from '../access/entries.ts';
import { type Browsing, openBrowsing, phone, type Sight, sights, windows } from './browsing.ts';
import { forms, type ReturnedForm } from './forms.ts';

let browsing: Browsing;
let all: readonly Sight[];
let returned: readonly ReturnedForm[];
let axe: string;
beforeAll(async () => {
  browsing = await openBrowsing();
  all = await sights(browsing.world);
  returned = await forms(browsing);
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
});
afterAll(() => browsing.close());

const ends = ['public', 'person', 'institution', 'authority'];
const endOfPath = (path: string) => /^\/(person|institution|authority)(\/|$)/.exec(path)?.[1] ?? 'public';
/** A test for each quarter of an end: more pages are opened than one test has time for. */
const partsOf = 4;
const parts = ends.flatMap((end) => Array.from({ length: partsOf }, (_, part) => [end, part] as const));

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Everything that is wrong with the page as it stands, in words. */
async function wrongOn(page: Page, name: string): Promise<string[]> {
  // By the debugger, not by a script tag: the page's own policy would refuse that.
  await page.evaluate(axe);
  const violations = await page.evaluate(async (tags) => {
    const { axe: engine } = window as unknown as { axe: { run(root: Document, options: object): Promise<AxeResults> } };
    const found = await engine.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] });
    return found.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, any }) => `${id}: ${html} ${any[0]?.message ?? ''}`),
    );
  }, rules);
  const plain = await page.evaluate(() => ({
    headings: document.querySelectorAll('h1').length,
    language: document.documentElement.lang,
    title: document.title,
  }));
  const wrong = violations.map((violation) => `${name}: ${violation.slice(0, 300)}`);
  if (plain.headings !== 1) wrong.push(`${name}: ${plain.headings} h1`);
  if (plain.language !== 'zh-CN') wrong.push(`${name}: in ${plain.language}`);
  if (plain.title === '') wrong.push(`${name}: without a title`);
  return [...wrong, ...(await tooWide(page, name))];
}

/** What reaches beyond the right edge and makes the whole page scroll sideways. */
async function tooWide(page: Page, name: string): Promise<string[]> {
  return page.evaluate((at) => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const out = [...document.body.querySelectorAll('*')].filter(
      (each) => each.getBoundingClientRect().right > root.clientWidth + 1,
    );
    const [first] = out;
    return [`${at}: ${root.scrollWidth} wide on ${root.clientWidth}, e.g. ${(first?.outerHTML ?? '').slice(0, 120)}`];
  }, name);
}

describe('every page', () => {
  test('each route that answers HTML is looked at', () => {
    const named = new Set(all.map(({ name }) => name));
    const unseen = tried
      .filter(({ name, route }) => route.method === 'GET' && !named.has(name))
      .map(({ name }) => name);
    // What is no page, and what is not open here (WeChat and OpenID Connect).
    const none =
      /\.(svg|wav|jpg|pdf|csv|json|jws|txt)$|^GET \/open-data\/|\/(counts|scan|codes)$|\/person\/(institutions|wechat.*|sso.*)$|\/security\/sso$|^GET \/demo\/wechat/;
    expect(unseen.filter((name) => !none.test(name))).toEqual([]);
  });

  test.each(parts)(
    'of %s, part %i, at 390 pixels: no violation of WCAG 2.2 AA, one h1, nothing to scroll sideways; at 200 % neither',
    async (end, part) => {
      const open = windows(browsing);
      const wrong: string[] = [];
      const some = all.filter(({ path }) => endOfPath(path) === end).filter((_, index) => index % partsOf === part);
      for (const sight of some) {
        const page = await open.to(sight);
        await page.setViewportSize(phone);
        const answer = await page.goto(sight.path);
        if (answer?.status() !== 200) wrong.push(`${sight.path}: ${answer?.status()}`);
        wrong.push(...(await wrongOn(page, sight.path)));
        // A window of 1280 at 200 %: half as many pixels for the page.
        await page.setViewportSize({ width: 640, height: 480 });
        wrong.push(...(await tooWide(page, `${sight.path} at 640`)));
      }
      await open.close();
      expect(wrong).toEqual([]);
    },
  );

  test('the check itself sees what is wrong', async () => {
    const open = windows(browsing);
    const page = await open.to({ as: 'nobody', owner: undefined, visitor: undefined });
    await page.goto('/person/sign-in');
    await page.evaluate(() => {
      const wide = document.createElement('h1');
      wide.append(document.createElement('img'), '很'.repeat(60));
      Object.assign(wide.style, { whiteSpace: 'nowrap', color: '#ddd' });
      document.querySelector('main')?.append(wide);
      document.documentElement.lang = 'en';
    });
    const wrong = (await wrongOn(page, 'sign-in')).join('\n');
    for (const word of ['image-alt', 'color-contrast', '2 h1', 'in en', 'wide on 390']) expect(wrong).toContain(word);
    await open.close();
  });

  test('a title tells one page of an end from another', () => {
    const titles = new Map<string, Set<string>>();
    for (const { path, name, title } of all) {
      const key = `${path.split('/')[1]} ${title}`;
      titles.set(key, (titles.get(key) ?? new Set()).add(name));
    }
    const shared = [...titles.values()].map((names) => [...names]).filter((names) => names.length > 1);
    // The steps of one form, the addresses of one question, and what is asked in one way about different papers.
    const meant = [
      /\/register(\/|$)/,
      /\/lookup(\/|$)/,
      /\/verify(\/|$)/,
      /\/dispute(\/|$)/,
      /\/reveal$/,
      /\/security\/phone(\/|$)/,
    ];
    expect(shared.filter((names) => !meant.some((one) => names.every((name) => one.test(name))))).toEqual([]);
  });
});

describe('every form that came back', () => {
  test.each(ends)('of %s at 390 pixels: the same holds with its errors on it', async (end) => {
    const wrong: string[] = [];
    for (const form of returned.filter(({ path }) => endOfPath(path) === end)) {
      const page = await form.open();
      const summary = page.locator('[data-error-summary]');
      if ((await summary.count()) !== 1) wrong.push(`${form.name}: no summary of errors`);
      wrong.push(...(await wrongOn(page, form.name)));
      const links = await summary
        .locator('a')
        .evaluateAll((each) => each.map((link) => link.getAttribute('href') ?? ''));
      if (links.length === 0) wrong.push(`${form.name}: no way to a field`);
      for (const link of links)
        if (link.startsWith('#') && (await page.locator(`[id="${link.slice(1)}"]`).count()) !== 1)
          wrong.push(`${form.name}: ${link} leads nowhere`);
      await page.context().close();
    }
    expect(wrong).toEqual([]);
  });
});
