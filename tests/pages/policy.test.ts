import type { Page, Request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actorNames } from '../access/actors.ts';
import { ask, atTheDoor, tokenFor } from '../access/ask.ts';
import { tried } from '../access/entries.ts';
import { openApp } from '../setup/testApp.ts';
import { type Browsing, openBrowsing, type Sight, sights, windows } from './browsing.ts';
import { forms } from './forms.ts';

let browsing: Browsing;
let all: readonly Sight[];
beforeAll(async () => {
  browsing = await openBrowsing();
  all = await sights(browsing.world);
});
afterAll(() => browsing.close());

const fails = () => Promise.reject(new Error('secret of the inside'));

/** Waits until everything the page has asked for has been answered. */
function requestsOf(page: Page): () => Promise<void> {
  const pending = new Set<Request>();
  let wake = () => undefined;
  const ended = (request: Request) => {
    pending.delete(request);
    wake();
  };
  page.on('request', (request) => pending.add(request));
  page.on('requestfinished', ended);
  page.on('requestfailed', ended);
  return async () => {
    while (pending.size > 0)
      await new Promise<void>((resolve) => {
        wake = () => void resolve();
      });
  };
}

describe('what a page may do', () => {
  test('nothing in the HTML is a script, a style or a handler of its own', () => {
    const inline =
      /<script(?![^>]* src="\/assets\/)[^>]*>|<style|<[^>]* (style|on\w+)="|javascript:|<base|<iframe|<object/i;
    expect(all.filter(({ html }) => inline.test(html)).map(({ path }) => path)).toEqual([]);
    const foreign = /(src|href|action)="(https?:)?\/\//i;
    expect(all.filter(({ html }) => foreign.test(html)).map(({ path }) => path)).toEqual([]);
  });

  test('no page breaks its own policy, and none complains', async () => {
    const open = windows(browsing);
    const complaints: string[] = [];
    for (const sight of all) {
      const page = await open.to(sight);
      page.removeAllListeners();
      const rest = requestsOf(page);
      page.on('console', (said) => {
        if (said.type() === 'error' || said.type() === 'warning') complaints.push(`${sight.path}: ${said.text()}`);
      });
      page.on('pageerror', (error) => complaints.push(`${sight.path}: ${error.message}`));
      page.on('requestfailed', (request) => complaints.push(`${sight.path}: ${request.url()} failed`));
      await page.goto(sight.path, { waitUntil: 'load' });
      // Once painted, whatever the page does at its start has been done.
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      // Going on would break off a picture that comes late, and that is no complaint.
      await rest();
    }
    await open.close();
    expect(complaints).toEqual([]);
  });

  test('the browser holds to the policy: a script put into a page does not run', async () => {
    const open = windows(browsing);
    const page = await open.to({ as: 'nobody', owner: undefined, visitor: undefined });
    await page.goto('/person/sign-in');
    const refused = await page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => resolve(effectiveDirective));
          document.body.setAttribute('style', 'color: red');
        }),
    );
    expect(refused).toBe('style-src-attr');
    await open.close();
  });

  test('forms that came back keep to it as well', async () => {
    const complaints: string[] = [];
    for (const form of await forms(browsing)) {
      const page = await form.open();
      const html = await page.content();
      if (/<script(?![^>]* src="\/assets\/)|<style|<[^>]* on\w+="/i.test(html)) complaints.push(form.name);
      await page.context().close();
    }
    expect(complaints).toEqual([]);
  });
});

describe('what every answer carries', () => {
  const wanted: Readonly<Record<string, RegExp>> = {
    'content-security-policy':
      /^default-src 'none';script-src 'self';style-src 'self';img-src 'self' data:;connect-src 'self';media-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none';require-trusted-types-for 'script'$/,
    'x-content-type-options': /^nosniff$/,
    'x-frame-options': /^DENY$/,
    'referrer-policy': /^same-origin$/,
    'permissions-policy': /\bcamera=\(\), .*\bgeolocation=\(\), .*\bmicrophone=\(\)/,
    'cross-origin-opener-policy': /^same-origin$/,
    'cross-origin-resource-policy': /^same-origin$/,
  };

  test('pages, files, refusals and what is not there: the same headers; personal ones are kept nowhere', async () => {
    const { world } = browsing;
    const wrong: string[] = [];
    for (const { route, entry, name } of tried.filter(({ route }) => route.method === 'GET')) {
      const [one] = await entry(world);
      if (one === undefined) throw new Error('no case');
      const asking = { world, route, wanted: one };
      const able = actorNames.find((each) => atTheDoor(asking, each) === undefined && one.answers[each] === 200);
      for (const actor of [able ?? 'nobody', 'nobody'] as const) {
        const { headers, statusCode } = await ask(asking, await tokenFor(asking, actor));
        // The camera is for the pages that scan a code, and for no other.
        const scans = { 'permissions-policy': /^camera=\(self\), .*\bgeolocation=\(\), .*\bmicrophone=\(\)/ };
        for (const [header, pattern] of Object.entries(route.camera === true ? { ...wanted, ...scans } : wanted))
          if (!pattern.test(String(headers[header])))
            wrong.push(`${name} ${statusCode}: ${header}: ${headers[header]}`);
        if (headers['x-powered-by'] !== undefined || headers.server !== undefined)
          wrong.push(`${name} says what it is`);
        const personal = statusCode === 200 && !['anyone', 'demo'].includes(route.access);
        if (personal && headers['cache-control'] !== 'private, no-store')
          wrong.push(`${name}: cache-control: ${headers['cache-control']}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test.each([
    ['GET', '/nowhere/%3Cscript%3E', 404],
    ['GET', '/person/%zz', 400],
    ['POST', '/person/%ED%A0%80', 400],
    ['GET', `/lookup/${'1'.repeat(3000)}`, 400],
    ['GET', '/assets/nothing.css', 404],
    ['GET', '/healthz', 200],
    ['PUT', '/person/register', 404],
    ['POST', '/person/register', 415],
  ] as const)('%s %s: %i, with the same headers and nothing of the inside', async (method, url, status) => {
    const sent = { headers: { 'content-type': 'text/xml' }, payload: '<a/>' };
    const { headers, statusCode, body } = await browsing.world.app.inject({
      method,
      url,
      ...(method === 'GET' ? {} : sent),
    });
    expect(statusCode).toBe(status);
    for (const [header, pattern] of Object.entries(wanted)) expect(String(headers[header])).toMatch(pattern);
    expect(body).not.toMatch(/fastify|node_modules|FST_|\bat \/|Error:/i);
    if (status >= 400 && !url.startsWith('/assets/')) expect(headers['cache-control']).toBe('no-store');
  });

  test('a handler that crashes: 500 with the same headers and only a number', async () => {
    const { services } = browsing.world;
    const broken = { ...services, publicDatabase: { ...services.publicDatabase, rows: fails, row: fails } };
    const app = await openApp(broken);
    const { headers, statusCode, body } = await app.inject({ method: 'GET', url: '/lookup?name=x&licenceNo=1' });
    await app.close();
    expect(statusCode).toBe(500);
    for (const [header, pattern] of Object.entries(wanted)) expect(String(headers[header])).toMatch(pattern);
    expect(body).not.toContain('secret of the inside');
    expect(body).toContain('请告知编号');
  });

  test('over https: every answer asks for https for a year, and the cookie is bound to it', async () => {
    const app = await openApp({ ...browsing.world.services, publicUrl: 'https://xinglin.example' });
    const answers = await Promise.all(
      ['/', '/person/register', '/nowhere', '/person/%zz', '/assets/main.css'].map((url) =>
        app.inject({ method: 'GET', url }),
      ),
    );
    await app.close();
    for (const { headers } of answers)
      expect(headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
    expect(String(answers[1]?.headers['set-cookie'])).toMatch(
      /^__Host-xinglin-person=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
  });

  test('the cookie of a session is out of reach of scripts and of other sites', async () => {
    const { headers } = await browsing.world.app.inject({ method: 'GET', url: '/person/register' });
    expect(String(headers['set-cookie'])).toMatch(/^xinglin-person=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
  });
});
