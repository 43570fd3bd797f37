import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import decodeQR from 'qr/decode.js';
import sharp from 'sharp';
import { openSession } from '../../src/actions/session/openSession.ts';
import { launchBrowser } from '../setup/browser.ts';
import { type Holder, openStall, type Stall } from './holder.ts';

/** The program behind a port, a browser, and a holder with their phone. */
export interface Street extends Stall {
  readonly base: string;
  readonly browser: Browser;
  /** The phone of a holder, signed in. */
  phone(holder: Holder, options?: BrowserContextOptions): Promise<Page>;
  /** A browser of somebody without an account. */
  passer(options?: BrowserContextOptions, browser?: Browser): Promise<Page>;
}

export async function openStreet(): Promise<Street> {
  const stall = await openStall();
  await stall.app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = stall.app.server.address() as AddressInfo;
  const base = `http://localhost:${port}`;
  // Codes lead to where this program really is.
  Object.assign(stall.services, { publicUrl: base });
  const browser = await launchBrowser();
  const usual = { viewport: { width: 390, height: 844 }, locale: 'zh-CN', baseURL: base };
  return {
    ...stall,
    base,
    browser,
    phone: async (holder, options = {}) => {
      const context = await browser.newContext({ ...usual, ...options });
      const value = await openSession(stall.services, 'person', holder.actor.accountId);
      await context.addCookies([{ name: 'xinglin-person', value, url: base }]);
      return context.newPage();
    },
    passer: async (options = {}, other = browser) => (await other.newContext({ ...usual, ...options })).newPage(),
    close: async () => {
      await browser.close();
      await stall.close();
    },
  };
}

/** What stands on the screen where the code is, as a camera sees it. */
export function photograph(page: Page): Promise<Buffer> {
  return page.locator('[data-live-code]').screenshot();
}

/** The text of the code on a picture. */
export async function readCode(picture: Uint8Array): Promise<string> {
  const { data, info } = await sharp(picture)
    .flatten()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return decodeQR({ width: info.width, height: info.height, data });
}
