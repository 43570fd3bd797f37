import sharp from 'sharp';
// Blocks every decoder but those of JPEG and PNG, for the whole process.
import { isJpeg, isPng, photoLimits, refuseFault } from './photo.ts';
import { createTurnstile } from './turnstile.ts';

/** Longest side of a kept picture: a document on it can still be read. */
const LONGEST = 2000;

export type ProcessedEvidence =
  | { readonly ok: true; readonly jpeg: Uint8Array; readonly width: number; readonly height: number }
  | {
      readonly ok: false;
      readonly code: 'photo.notAnImage' | 'photo.tooLarge' | 'photo.tooManyPixels' | 'photo.damaged';
    };

const turnstile = createTurnstile({ atOnce: 2, waiting: 20 });

/**
 * A picture of a document as it is kept: upright JPEG of at most 2000 pixels, always re-encoded from raw pixels, so that
 * nothing of the upload but the picture survives. Throws Busy when too many wait.
 */
export async function processEvidence(bytes: Uint8Array): Promise<ProcessedEvidence> {
  if (bytes.byteLength > photoLimits.bytes) return { ok: false, code: 'photo.tooLarge' };
  if (!isJpeg(bytes) && !isPng(bytes)) return { ok: false, code: 'photo.notAnImage' };
  return turnstile.run(async () => {
    const options = {
      limitInputPixels: photoLimits.pixels,
      failOn: 'error',
      autoOrient: true,
      animated: false,
    } as const;
    try {
      const { data, info } = await sharp(bytes, options)
        .resize(LONGEST, LONGEST, { fit: 'inside', withoutEnlargement: true })
        .flatten({ background: '#ffffff' })
        .toColourspace('srgb')
        .timeout({ seconds: photoLimits.seconds })
        .raw()
        .toBuffer({ resolveWithObject: true });
      const { width, height, channels } = info;
      const jpeg = await sharp(data, { raw: { width, height, channels } })
        .jpeg({ quality: 80, mozjpeg: true })
        .toBuffer();
      return { ok: true, jpeg, width, height };
    } catch (fault) {
      return { ok: false, code: refuseFault(fault, 'photo.damaged') };
    }
  });
}
