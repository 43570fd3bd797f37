import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { launchBrowser } from '../setup/browser.ts';

const width = 1280;
const height = 720;

/** A browser whose camera looks at a picture, held a little askew on a grey table. */
export async function launchWithCamera(picture: Uint8Array): Promise<Browser> {
  const file = join(await mkdtemp(join(tmpdir(), 'xinglin-camera-')), 'camera.y4m');
  await writeFile(file, await video(picture));
  return launchBrowser([
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${file}`,
  ]);
}

/** Two frames of YUV4MPEG2, which a browser shows again and again. */
async function video(picture: Uint8Array): Promise<Buffer> {
  const grey = { r: 120, g: 120, b: 120, alpha: 1 };
  const held = await sharp(picture).resize(580, 580).rotate(4, { background: grey }).png().toBuffer();
  const { data } = await sharp({ create: { width, height, channels: 3, background: grey } })
    .composite([{ input: held }])
    .greyscale()
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const colours = Buffer.alloc((width / 2) * (height / 2) * 2, 128);
  const frame = Buffer.concat([Buffer.from('FRAME\n'), data, colours]);
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`), frame, frame]);
}
