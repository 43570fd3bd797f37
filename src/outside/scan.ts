import sharp from 'sharp';
import {
  isJpeg,
  isPng,
  MOST_BYTES,
  MOST_PIXELS,
  type PhotoRefusal,
  QUALITY,
  refuseFault,
  TIME_LIMIT,
  turnstile,
} from './photo.ts';

/** The longer side of the stored picture: a page of A4 can be read at about 200 dots an inch. */
const LONGEST = 2400;
/** Below this the words of a certificate cannot be read. */
const LEAST = 400;

export type ProcessedScan =
  | { readonly ok: true; readonly jpeg: Uint8Array }
  | { readonly ok: false; readonly code: PhotoRefusal };

/**
 * Makes the stored picture of a paper out of an upload: JPEG, upright, the whole of it, at most 2400 pixels long, without
 * any metadata, always re-encoded as photos are.
 *
 * @param bytes JPEG or PNG, at most 5 MB and 25 megapixels
 * @throws Busy when 2 pictures are at work and 20 wait
 */
export async function processScan(bytes: Uint8Array): Promise<ProcessedScan> {
  if (bytes.byteLength > MOST_BYTES) return { ok: false, code: 'photo.tooLarge' };
  if (!isJpeg(bytes) && !isPng(bytes)) return { ok: false, code: 'photo.notAnImage' };
  return turnstile.run(() => decodeAndRender(bytes));
}

async function decodeAndRender(bytes: Uint8Array): Promise<ProcessedScan> {
  const options = { limitInputPixels: MOST_PIXELS, failOn: 'error', autoOrient: true, animated: false } as const;
  try {
    const { width, height } = (await sharp(bytes, options).metadata()).autoOrient;
    if (Math.min(width, height) < LEAST) return { ok: false, code: 'photo.tooSmall' };
    const { data, info } = await sharp(bytes, options)
      .resize(LONGEST, LONGEST, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .timeout({ seconds: TIME_LIMIT })
      .raw()
      .toBuffer({ resolveWithObject: true });
    // From raw pixels, so that no metadata can come along.
    const raw = { width: info.width, height: info.height, channels: info.channels };
    const jpeg = await sharp(data, { raw }).jpeg({ quality: QUALITY, mozjpeg: true }).toBuffer();
    return { ok: true, jpeg };
  } catch (fault) {
    return refuseFault(fault, 'photo.damaged');
  }
}
