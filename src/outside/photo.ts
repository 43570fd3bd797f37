import sharp, { type Sharp } from 'sharp';
import { type PhotoFinding, photoAdvice } from './photoAdvice.ts';
import { createTurnstile } from './turnstile.ts';

// Process-wide on purpose: no other part may decode SVG, GIF, TIFF, PDF … by accident either (their decoders are the ones attacked).
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer'] });
// Photos of persons do not stay in memory after the answer.
sharp.cache(false);

/** 358 × 441 pixels: the photo of the resident identity card, 26 × 32 mm at 350 dpi (GA/T 461). */
const WIDTH = 358;
const HEIGHT = 441;
const MOST_BYTES = 5 * 1024 * 1024;
const MOST_PIXELS = 25_000_000;
/** Below half the size a face cannot be recognised after enlarging. */
const LEAST_WIDTH = 179;
const LEAST_HEIGHT = 220;
const QUALITY = 82;
/** Seconds for one picture in the decoder. */
const TIME_LIMIT = 10;

/** What any picture somebody uploads may be at most. */
export const photoLimits = { bytes: MOST_BYTES, pixels: MOST_PIXELS, seconds: TIME_LIMIT } as const;

/** Part of the upright picture, each number a fraction 0..1 of its width or height. */
export interface CropRectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Why a photo is refused. */
export const photoRefusals = [
  'photo.notAnImage',
  'photo.tooLarge',
  'photo.tooManyPixels',
  'photo.tooSmall',
  'photo.damaged',
  'photo.cropInvalid',
] as const;
export type PhotoRefusal = (typeof photoRefusals)[number];

export type ProcessedPhoto =
  | {
      readonly ok: true;
      readonly jpeg: Uint8Array;
      readonly width: number;
      readonly height: number;
      readonly findings: PhotoFinding[];
    }
  | { readonly ok: false; readonly code: PhotoRefusal };

const turnstile = createTurnstile({ atOnce: 2, waiting: 20 });

/**
 * Makes the stored photo out of an upload: JPEG 358 × 441, sRGB, upright, without any metadata, always re-encoded, so that
 * nothing of the upload but the picture survives (place of capture, appended archives and scripts).
 *
 * @param bytes JPEG or PNG, at most 5 MB and 25 megapixels
 * @param crop what to keep; otherwise the largest centred part of the right shape
 * @returns findings are advice for the person and the officer and never a refusal
 * @throws Busy when 2 are at work and 20 wait
 */
export async function processPhoto(bytes: Uint8Array, crop?: CropRectangle): Promise<ProcessedPhoto> {
  if (bytes.byteLength > MOST_BYTES) return refuse('photo.tooLarge');
  if (!isJpeg(bytes) && !isPng(bytes)) return refuse('photo.notAnImage');
  if (crop !== undefined && !isInside(crop)) return refuse('photo.cropInvalid');
  return turnstile.run(() => decodeAndRender(bytes, crop));
}

async function decodeAndRender(bytes: Uint8Array, crop: CropRectangle | undefined): Promise<ProcessedPhoto> {
  const options = { limitInputPixels: MOST_PIXELS, failOn: 'error', autoOrient: true, animated: false } as const;
  let size: { width: number; height: number };
  try {
    size = (await sharp(bytes, options).metadata()).autoOrient;
  } catch (fault) {
    return refuse(refuseFault(fault, 'photo.notAnImage'));
  }
  const part = pixelsOf(crop, size);
  if (part.width < LEAST_WIDTH || part.height < LEAST_HEIGHT) return refuse('photo.tooSmall');
  try {
    const { data, info } = await render(sharp(bytes, options).extract(part));
    const jpeg = await encode(data, info.channels);
    const findings = photoAdvice({ pixels: data, width: WIDTH, height: HEIGHT }, part);
    return { ok: true, jpeg, width: WIDTH, height: HEIGHT, findings };
  } catch (fault) {
    return refuse(refuseFault(fault, 'photo.damaged'));
  }
}

/** Raw sRGB pixels of the final size; transparency becomes white, as on paper. */
function render(picture: Sharp) {
  return picture
    .resize(WIDTH, HEIGHT, { fit: 'cover' })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .timeout({ seconds: TIME_LIMIT })
    .raw()
    .toBuffer({ resolveWithObject: true });
}

/** From raw pixels, so that no metadata can come along even if the library changes its mind about keeping it. */
async function encode(pixels: Buffer, channels: 1 | 2 | 3 | 4): Promise<Uint8Array> {
  return sharp(pixels, { raw: { width: WIDTH, height: HEIGHT, channels } })
    .jpeg({ quality: QUALITY, chromaSubsampling: '4:4:4', mozjpeg: true })
    .toBuffer();
}

function pixelsOf(crop: CropRectangle | undefined, size: { width: number; height: number }) {
  if (crop === undefined) return { left: 0, top: 0, width: size.width, height: size.height };
  const left = Math.floor(crop.x * size.width);
  const top = Math.floor(crop.y * size.height);
  const width = Math.min(Math.round(crop.width * size.width), size.width - left);
  const height = Math.min(Math.round(crop.height * size.height), size.height - top);
  return { left, top, width, height };
}

/** A rectangle of the cropping tool may overshoot the edge by rounding; that is not worth an error. */
function isInside({ x, y, width, height }: CropRectangle): boolean {
  const numbers = [x, y, width, height].every(Number.isFinite);
  return numbers && x >= 0 && y >= 0 && width > 0 && height > 0 && x + width <= 1.001 && y + height <= 1.001;
}

function refuse(code: PhotoRefusal): ProcessedPhoto {
  return { ok: false, code };
}

/** The decoder reports a bad file as a plain Error with a text; anything else is a fault of ours and goes up. */
export function refuseFault<Otherwise extends PhotoRefusal>(
  fault: unknown,
  otherwise: Otherwise,
): Otherwise | 'photo.tooManyPixels' {
  if (!(fault instanceof Error) || fault instanceof TypeError || fault instanceof RangeError) throw fault;
  return fault.message.includes('pixel limit') ? 'photo.tooManyPixels' : otherwise;
}

export function isJpeg(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
}

export function isPng(bytes: Uint8Array): boolean {
  return [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a].every((byte, index) => bytes[index] === byte);
}
