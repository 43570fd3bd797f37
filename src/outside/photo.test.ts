import { crc32, deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { type ProcessedPhoto, processPhoto } from './photo.ts';
import { Busy } from './turnstile.ts';

const plain = (background: string, width = 716, height = 882): Sharp =>
  sharp({ create: { width, height, channels: 3, background } });

/** White wall, a face-coloured middle. */
const portrait = (background = '#fbfbfb', face = '#b98a6a'): Sharp =>
  plain(background).composite([
    { input: { create: { width: 360, height: 460, channels: 3, background: face } }, left: 178, top: 200 },
  ]);

async function accepted(photo: Promise<ProcessedPhoto>) {
  const result = await photo;
  if (!result.ok) throw new Error(result.code);
  return result;
}

/** A PNG of one colour that claims the given size: a few bytes for a very large picture. */
function bombPng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc((Math.ceil(width / 8) + 1) * height);
  const chunks = [chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...chunks]);
}

function chunk(type: string, data: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from(type), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(content), 4);
  return Buffer.concat([frame.subarray(0, 4), content, frame.subarray(4)]);
}

describe('a photo', () => {
  it('becomes a JPEG of 358 × 441, from JPEG and from PNG', async () => {
    for (const upload of [await portrait().jpeg().toBuffer(), await portrait().png().toBuffer()]) {
      const { jpeg, width, height, findings } = await accepted(processPhoto(upload));
      expect(await sharp(jpeg).metadata()).toMatchObject({ format: 'jpeg', width: 358, height: 441, space: 'srgb' });
      expect([width, height, findings]).toEqual([358, 441, []]);
    }
  });

  it('loses its metadata and whatever was appended to it', async () => {
    const upload = await portrait()
      .withExif({ IFD0: { Copyright: 'secret-owner' }, IFD3: { GPSLatitude: '30/1 15/1 0/1' } })
      .withIccProfile('p3')
      .jpeg()
      .toBuffer();
    const polyglot = Buffer.concat([upload, Buffer.from('<script>alert(1)</script>PK\x03\x04')]);
    expect((await sharp(polyglot).metadata()).exif).toBeDefined();
    const { jpeg } = await accepted(processPhoto(polyglot));
    const { exif, icc, xmp, iptc } = await sharp(jpeg).metadata();
    expect([exif, icc, xmp, iptc]).toEqual([undefined, undefined, undefined, undefined]);
    expect(Buffer.from(jpeg).toString('latin1')).not.toMatch(/script|PK|secret-owner|Exif/);
  });

  it('stands upright, and the crop counts on the upright picture', async () => {
    // Upright: upper half red, lower half blue; stored lying on its side (EXIF orientation 6).
    const upright = await plain('#0000ff', 400, 800)
      .composite([
        { input: { create: { width: 400, height: 400, channels: 3, background: '#ff0000' } }, left: 0, top: 0 },
      ])
      .png()
      .toBuffer();
    const upload = await sharp(upright).rotate(270).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const top = await accepted(processPhoto(upload, { x: 0.1, y: 0, width: 0.8, height: 0.49 }));
    const { channels, dominant } = await sharp(top.jpeg).stats();
    expect(dominant.r).toBeGreaterThan(200);
    expect(channels[2]?.mean).toBeLessThan(30);
  });

  it('may be transparent, grey, 16 bit or CMYK', async () => {
    const clear = sharp({
      create: { width: 400, height: 500, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
    });
    const { jpeg } = await accepted(processPhoto(await clear.png().toBuffer()));
    expect((await sharp(jpeg).stats()).channels[0]?.mean).toBeGreaterThan(250);
    const others = [
      await portrait().greyscale().png().toBuffer(),
      await portrait().toColourspace('rgb16').png().toBuffer(),
      await portrait().toColourspace('cmyk').jpeg().toBuffer(),
    ];
    for (const upload of others) {
      const photo = await accepted(processPhoto(upload));
      expect(await sharp(photo.jpeg).metadata()).toMatchObject({ space: 'srgb', channels: 3 });
    }
  });
});

describe('a photo is refused', () => {
  const gif = Buffer.from('R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs=', 'base64');
  const svg = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="500" height="600"><rect width="9" height="9"/></svg>',
  );

  it.each([
    ['SVG', svg],
    ['GIF', gif],
    ['text', Buffer.from('hello')],
    ['nothing', Buffer.alloc(0)],
    ['a JPEG in name only', Buffer.concat([Buffer.from('ffd8ff', 'hex'), svg])],
  ])('when it is %s', async (_, upload) => {
    await expect(processPhoto(upload)).resolves.toEqual({ ok: false, code: 'photo.notAnImage' });
  });

  it('also by the library itself, whoever calls it', async () => {
    await expect(sharp(svg).png().toBuffer()).rejects.toThrow();
    await expect(sharp(gif).png().toBuffer()).rejects.toThrow();
  });

  it('when it has more than 25 megapixels, before they are unpacked', async () => {
    const bomb = bombPng(20_000, 20_000);
    expect(bomb.length).toBeLessThan(100_000);
    await expect(processPhoto(bomb)).resolves.toEqual({ ok: false, code: 'photo.tooManyPixels' });
  });

  it('when the file has more than 5 MB', async () => {
    const upload = Buffer.concat([await portrait().jpeg().toBuffer(), Buffer.alloc(5 * 1024 * 1024)]);
    await expect(processPhoto(upload)).resolves.toEqual({ ok: false, code: 'photo.tooLarge' });
  });

  it('when it, or what is cut out of it, is too small', async () => {
    const small = await plain('#ffffff', 178, 300).jpeg().toBuffer();
    await expect(processPhoto(small)).resolves.toEqual({ ok: false, code: 'photo.tooSmall' });
    const whole = await portrait().jpeg().toBuffer();
    const crop = { x: 0.5, y: 0.5, width: 0.1, height: 0.1 };
    await expect(processPhoto(whole, crop)).resolves.toEqual({ ok: false, code: 'photo.tooSmall' });
  });

  it('when half of it is missing', async () => {
    const upload = await portrait().png({ compressionLevel: 0 }).toBuffer();
    const half = upload.subarray(0, upload.length / 2);
    await expect(processPhoto(half)).resolves.toEqual({ ok: false, code: 'photo.damaged' });
  });

  it.each([
    { x: -0.1, y: 0, width: 0.5, height: 0.5 },
    { x: 0.6, y: 0, width: 0.5, height: 0.5 },
    { x: 0, y: 0, width: 0, height: 1 },
    { x: Number.NaN, y: 0, width: 1, height: 1 },
  ])('when it is cut outside itself: %j', async (crop) => {
    const upload = await portrait().jpeg().toBuffer();
    await expect(processPhoto(upload, crop)).resolves.toEqual({ ok: false, code: 'photo.cropInvalid' });
  });
});

describe('advice on a photo never refuses it', () => {
  it.each([
    ['a blue wall', portrait('#4a90d9'), 'photo.backgroundNotWhite'],
    ['a dark face', portrait('#fbfbfb', '#1a1410'), 'photo.tooDark'],
    ['an overexposed face', portrait('#ffffff', '#fafafa'), 'photo.tooBright'],
    ['few pixels', plain('#ffffff', 200, 246), 'photo.lowResolution'],
    ['a wide shape', plain('#ffffff', 900, 600), 'photo.shapeDiffers'],
  ])('%s', async (_, picture, finding) => {
    const { findings } = await accepted(processPhoto(await picture.jpeg().toBuffer()));
    expect(findings).toContain(finding);
  });
});

describe('many photos at once', () => {
  it('wait, and when too many wait they are told to come again', async () => {
    const upload = await portrait().jpeg().toBuffer();
    const outcomes = await Promise.allSettled(Array.from({ length: 23 }, () => processPhoto(upload)));
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused).toHaveLength(1);
    expect(refused[0]?.reason).toBeInstanceOf(Busy);
  });
});
