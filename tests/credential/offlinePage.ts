import type { Browser, BrowserContext, Page } from 'playwright-core';
import encodeQR from 'qr';
import sharp from 'sharp';
import { insertHunan, insertInstitution } from '../factories/people.ts';
import { insertPhoto } from '../factories/photo.ts';
import { insertEntry, type Registered } from '../factories/register.ts';
import { launchBrowser } from '../setup/browser.ts';
import { freePort } from '../setup/program.ts';
import { openTestApp, type TestApp } from '../setup/testApp.ts';
import { fetchCredentials, type HolderKey, newHolderKey } from './wallet.ts';

export const start = '2026-03-02T01:00:00Z';

/** The program behind a port, a licence in a wallet, and a browser for 证照离线查验. */
export interface OfflineStand {
  readonly app: TestApp;
  readonly browser: Browser;
  readonly base: string;
  readonly key: HolderKey;
  readonly registered: Registered;
  readonly credential: string;
  /** A licence of somebody else, in the same wallet. */
  another(name: string): Promise<string>;
  /** A telephone whose clock stands at `start` and goes on by the test. */
  phone(): Promise<{ context: BrowserContext; page: Page }>;
  close(): Promise<void>;
}

export async function openOfflineStand(): Promise<OfflineStand> {
  const port = await freePort();
  const base = `http://localhost:${port}`;
  const app = await openTestApp({ publicUrl: base });
  const tree = await insertHunan(app.db.database);
  const institution = await insertInstitution(app.db.database, tree.county);
  const key = newHolderKey();
  const register = (name?: string) =>
    insertEntry(
      app.db.database,
      { tree, institution },
      { later: [{ type: 'licenceClaimed', on: '2020-02-01' }], ...(name === undefined ? {} : { name }) },
    );
  const store = async ({ person, entry }: Registered) =>
    (await fetchCredentials(app, person, entry.id, [key]))[0] ?? '';
  const registered = await register();
  // Before the wallet: a licence with another photo says something else.
  await app.db.database.pool.query('UPDATE register_entry SET photo_id = $2 WHERE id = $1', [
    registered.entry.id,
    await insertPhoto(app.db.database, registered.person.accountId),
  ]);
  const credential = await store(registered);
  await app.app.listen({ host: '127.0.0.1', port });
  const browser = await launchBrowser();
  return {
    app,
    browser,
    base,
    key,
    registered,
    credential,
    another: async (name) => store(await register(name)),
    phone: async () => {
      app.setNow(start);
      const size = { width: 390, height: 844 };
      const context = await browser.newContext({ viewport: size, locale: 'zh-CN', acceptDownloads: true });
      const page = await context.newPage();
      await page.clock.install({ time: new Date(start) });
      return { context, page };
    },
    close: async () => {
      await browser.close();
      await app.close();
    },
  };
}

/** Opened with a network, and everything fetched. */
export async function openPage(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.locator('#age', { hasText: '不到 1 分钟前' }).waitFor();
}

/** Asks without waiting for an answer. */
export async function ask(page: Page, text: string): Promise<void> {
  await page.getByLabel('证照内容').fill(text);
  await page.getByRole('button', { name: '查验', exact: true }).click();
}

export async function verdictOf(page: Page, text: string): Promise<string> {
  await ask(page, text);
  return answered(page);
}

/** The answer is looked at when it has been given: the one before it may still stand there. */
export async function answered(page: Page): Promise<string> {
  await page.locator('#result:focus').waitFor();
  return page.locator('#result h2').innerText();
}

/** A code as it stands on the screen of a phone. */
export function pictureOf(text: string): Promise<Buffer> {
  const dots = encodeQR(text, 'raw', { border: 4 });
  const raw = { width: dots.length, height: dots.length, channels: 1 } as const;
  const grey = Buffer.from(dots.flat().map((dark) => (dark ? 0 : 255)));
  return sharp(grey, { raw }).resize(580, 580, { kernel: 'nearest' }).png().toBuffer();
}
