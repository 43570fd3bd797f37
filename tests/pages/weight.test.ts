import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browsing, openBrowsing, type Sight, sights, windows } from './browsing.ts';

let browsing: Browsing;
let all: readonly Sight[];
beforeAll(async () => {
  browsing = await openBrowsing();
  all = (await sights(browsing.world)).filter(({ path }) => !/^\/(institution|authority)(\/|$)/.test(path));
});
afterAll(() => browsing.close());

const most = { all: 60 * 1024, script: 30 * 1024 };

interface Load {
  readonly all: number;
  readonly script: number;
  /** Compressible things that came as they were. */
  readonly plain: readonly string[];
}

/** Bytes of bodies over the wire when the page is loaded for the first time; a person's photo is their own weight. */
async function load(page: Page, path: string): Promise<Load> {
  const requests: Promise<{ url: string; type: string; bytes: number; encoding: string }>[] = [];
  page.on('request', (request) => {
    requests.push(
      (async () => ({
        url: new URL(request.url()).pathname,
        type: request.resourceType(),
        bytes: (await request.sizes()).responseBodySize,
        encoding: (await (await request.response())?.headerValue('content-encoding')) ?? '',
      }))(),
    );
  });
  await page.goto(path, { waitUntil: 'load' });
  const loaded = (await Promise.all(requests)).filter(({ url }) => !url.endsWith('/photo.jpg'));
  const sum = (each: typeof loaded) => each.reduce((total, { bytes }) => total + bytes, 0);
  return {
    all: sum(loaded),
    script: sum(loaded.filter(({ type }) => type === 'script')),
    plain: loaded
      .filter(({ bytes, encoding, type }) => bytes > 1024 && !/^(br|gzip)$/.test(encoding) && type !== 'image')
      .map(({ url }) => url),
  };
}

test('each page of the public and of a person: at most 60 KB with all it loads, 30 KB of it script', async () => {
  expect(all.length).toBeGreaterThan(25);
  const heavy: string[] = [];
  const seen: Load[] = [];
  for (const sight of all) {
    // A window of its own: whoever comes for the first time has nothing kept.
    const open = windows(browsing);
    const weight = await load(await open.to(sight), sight.path);
    await open.close();
    seen.push(weight);
    if (weight.all > most.all || weight.script > most.script)
      heavy.push(`${sight.path}: ${weight.all} bytes, ${weight.script} of script`);
    heavy.push(...weight.plain.map((url) => `${sight.path}: ${url} is not compressed`));
  }
  expect(heavy).toEqual([]);
  // The style sheet came with every page, and scripts with some: nothing was answered from what was kept.
  expect(Math.min(...seen.map((weight) => weight.all))).toBeGreaterThan(8 * 1024);
  expect(Math.max(...seen.map(({ script }) => script))).toBeGreaterThan(2 * 1024);
});
