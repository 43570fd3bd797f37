import type { Page } from 'playwright-core';
import { renderToString } from 'preact-render-to-string';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { QrCode } from '../../src/web/shared/qrCode.tsx';
import { press, read } from '../journeys/walk.ts';
import { openStreet, photograph, type Street } from './browsing.ts';
import { launchWithCamera } from './fakeCamera.ts';
import type { Holder } from './holder.ts';

// 证照查验 by anybody: with the camera, from a picture, typed.

const nine = '2026-03-02T09:00:00+08:00';
let street: Street;
let holder: Holder;
beforeAll(async () => {
  street = await openStreet();
  holder = await street.holder();
});
afterAll(() => street.close());
beforeEach(() => street.setNow(nine));

/** The screen of the holder with the code of this moment. */
async function photographed(): Promise<Buffer> {
  const page = await street.phone(holder);
  await page.goto(`/person/licence/${holder.entryId}/show`);
  const picture = await photograph(page);
  await page.context().close();
  return picture;
}

/** A code as a picture, made without a browser that has the policy of ours. */
async function pictureOf(text: string): Promise<Buffer> {
  const page = await street.passer();
  await page.setContent(renderToString(<QrCode text={text} label="码" />).replace('<svg', '<svg width="420"'));
  const picture = await page.locator('svg').screenshot();
  await page.context().close();
  return picture;
}

interface HeldCamera {
  readonly held: { allow: () => void; readonly tracks: MediaStreamTrack[] };
}

/** In the page: the question for the camera stays open until the test allows it. */
function holdCamera(): void {
  const held: HeldCamera['held'] = { allow: () => undefined, tracks: [] };
  Object.assign(window, { held });
  const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (wanted) => {
    const before = held.allow;
    await new Promise<void>((resolve) => {
      held.allow = () => {
        before();
        resolve();
      };
    });
    const stream = await open(wanted);
    held.tracks.push(...stream.getTracks());
    return stream;
  };
}

async function upload(page: Page, picture: Buffer, name = 'code.png'): Promise<void> {
  await page.goto('/verify');
  await page
    .getByLabel('照片或文件')
    .setInputFiles({ name, mimeType: name.endsWith('png') ? 'image/png' : 'text/plain', buffer: picture });
}

describe('with the camera', () => {
  test('the screen of the holder, seen by the camera of somebody else: 有效; after a minute 已过期', async () => {
    const browser = await launchWithCamera(await photographed());
    try {
      const page = await street.passer({ permissions: ['camera'] }, browser);
      const requested: string[] = [];
      page.on('request', (request) => requested.push(new URL(request.url()).pathname));
      await page.goto('/verify');
      // The decoder is loaded when it is needed, not before.
      expect(requested.filter((path) => path.includes('qrDecode'))).toEqual([]);
      await page.getByRole('button', { name: '打开摄像头扫码' }).click();
      await page.waitForURL(/\/verify\/live\//);
      const answer = await read(page);
      for (const shown of ['有效', '张景和', '2026年3月2日 09:00:00']) expect(answer).toContain(shown);
      expect(await page.getByAltText('张景和的证照照片').isVisible()).toBe(true);
      expect(requested.filter((path) => path.includes('qrDecode'))).toHaveLength(1);

      street.setNow('2026-03-02T09:01:00+08:00');
      await page.goto('/verify');
      await page.getByRole('button', { name: '打开摄像头扫码' }).click();
      await page.waitForURL(/\/verify\/live\//);
      const late = await read(page);
      expect(late).toContain('已过期');
      expect(late).not.toContain('张景和');
    } finally {
      await browser.close();
    }
  });

  test('a code of another site is told, and never followed', async () => {
    const browser = await launchWithCamera(await pictureOf('https://evil.example/verify/live/a.b.c'));
    try {
      const page = await street.passer({ permissions: ['camera'] }, browser);
      const foreign: string[] = [];
      page.on('request', (request) => !request.url().startsWith(street.base) && foreign.push(request.url()));
      await page.goto('/verify');
      await page.getByRole('button', { name: '打开摄像头扫码' }).click();
      await page.getByRole('alert').waitFor();
      expect(await read(page)).toContain('这不是本系统的码');
      expect(foreign).toEqual([]);
    } finally {
      await browser.close();
    }
  });

  test('is open only where it is seen: one camera, however often the button is pressed while permission is asked', async () => {
    const grey = await sharp({ create: { width: 300, height: 300, channels: 3, background: '#888' } })
      .png()
      .toBuffer();
    const browser = await launchWithCamera(grey);
    try {
      const page = await street.passer({ permissions: ['camera'] }, browser);
      await page.addInitScript(holdCamera);
      const press = () =>
        page.evaluate(() => document.querySelector<HTMLButtonElement>('[data-camera] button')?.click());
      const cameras = () => page.evaluate(() => (window as unknown as HeldCamera).held.tracks.map((t) => t.readyState));
      const allow = async (count: number) => {
        await page.evaluate(() => (window as unknown as HeldCamera).held.allow());
        await page.waitForFunction((n) => (window as unknown as HeldCamera).held.tracks.length === n, count);
        await page.locator('[data-camera] button:enabled').waitFor();
      };
      await page.goto('/verify');
      await press();
      await press();
      await allow(1);
      expect(await page.locator('video').isVisible()).toBe(true);
      await page.getByRole('button', { name: '关闭摄像头' }).click();
      expect(await cameras()).toEqual(['ended']);

      // Allowed when the page is not in front any more.
      await press();
      await page.evaluate(() => Object.defineProperty(document, 'hidden', { get: () => true }));
      await allow(2);
      await page.getByRole('status').filter({ hasText: '摄像头已关闭' }).waitFor();
      expect(await cameras()).toEqual(['ended', 'ended']);
      expect(await page.locator('video').isVisible()).toBe(false);
    } finally {
      await browser.close();
    }
  });

  test('without a camera: said in words, and the other ways are there', async () => {
    const page = await street.passer();
    await page.goto('/verify');
    await page.getByRole('button', { name: '打开摄像头扫码' }).click();
    await page
      .getByRole('status')
      .filter({ hasText: /摄像头/ })
      .waitFor();
    expect(await read(page)).toContain('请选择图片,或输入查验码');
    expect(await page.locator('video').isVisible()).toBe(false);
    await page.context().close();
  });
});

describe('from a picture', () => {
  test('read on the device: the picture is not sent, only its text', async () => {
    const page = await street.passer();
    const sent: (string | null)[] = [];
    page.on('request', (request) => request.method() === 'POST' && sent.push(request.postData()));
    await upload(page, await photographed());
    await page.waitForURL(/\/verify\/live\//);
    expect(await read(page)).toContain('张景和');
    expect(sent).toHaveLength(1);
    expect(sent[0]).toContain('/verify/live/');
    expect(sent[0]).not.toContain('PNG');
    await page.context().close();
  });

  test('without a script: read by the server, also as a photo; of our own printed code too', async () => {
    const page = await street.passer({ javaScriptEnabled: false });
    const askew = await sharp(await photographed())
      .rotate(7, { background: '#888888' })
      .resize(1100)
      .blur(0.6)
      .jpeg({ quality: 70 })
      .toBuffer();
    await upload(page, askew);
    await press(page, '识别并查验');
    expect(await read(page)).toContain('张景和');
    await upload(page, await pictureOf(`${street.base}/verify/${holder.verificationCode}`));
    await press(page, '识别并查验');
    expect(page.url()).toContain(`/verify/${holder.verificationCode}`);
    expect(await read(page)).toContain('有效');
    const { token } = await street.share(holder);
    await upload(page, await pictureOf(`${street.base}/share/${token}`));
    await press(page, '识别并查验');
    expect(await read(page)).toContain('有医师向您出示执业电子证照');
    await page.context().close();
  });

  test.each([
    [
      'a picture without a code',
      async () =>
        sharp({ create: { width: 300, height: 300, channels: 3, background: '#fff' } })
          .png()
          .toBuffer(),
      '没有找到二维码',
    ],
    ['a code of another site', () => pictureOf('https://evil.example/x'), '这不是本系统的码'],
    ['no picture', async () => Buffer.from([0, 1, 2, 0xff, 0xfe]), 'JPEG'],
  ] as const)('%s: said in words', async (_, make, words) => {
    const page = await street.passer({ javaScriptEnabled: false });
    await upload(page, await make());
    await press(page, '识别并查验');
    expect(await read(page)).toContain(words);
    await page.context().close();
  });

  test('nothing chosen, a file of text, a bare code', async () => {
    const page = await street.passer({ javaScriptEnabled: false });
    await page.goto('/verify');
    await press(page, '识别并查验');
    expect(await read(page)).toContain('没有收到要查验的内容');
    await upload(page, Buffer.from(await street.token(holder)), 'code.txt');
    await press(page, '识别并查验');
    expect(await read(page)).toContain('张景和');
    await page.goto('/verify');
    await page.getByLabel('查验码').fill(holder.verificationCode.replace(/(.{4})/g, '$1 ').toLowerCase());
    await press(page, '查验');
    expect(await read(page)).toContain('有效');
    await page.context().close();
  });
});
