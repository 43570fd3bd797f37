import decodeQR from 'qr/decode.js';
import sharp from 'sharp';
import { isJpeg, isPng, type PhotoRefusal, photoLimits, refuseFault } from './photo.ts';
import { createTurnstile } from './turnstile.ts';

export type QrPicture =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly code: PhotoRefusal | 'verify.noCode' };

/** Longest side in which a code is looked for, the fine one first: a photo of a phone has more than any code needs. */
const sides = [1600, 800] as const;
/** Milliseconds the search may take beyond its first look; nothing else runs meanwhile. */
const timeLimit = 150;
/** A licence as text; more is none. */
const mostText = 64 * 1024;

const turnstile = createTurnstile({ atOnce: 1, waiting: 20 });

/**
 * The text of the code on a picture (JPEG or PNG, with the limits of photos), or the text itself of a file that is text.
 *
 * @throws Busy when one is at work and 20 wait
 */
export async function readQrPicture(file: Uint8Array): Promise<QrPicture> {
  if (file.byteLength > photoLimits.bytes) return { ok: false, code: 'photo.tooLarge' };
  if (!isJpeg(file) && !isPng(file)) return readText(file);
  return turnstile.run(() => search(file));
}

function readText(file: Uint8Array): QrPicture {
  const text = Buffer.from(file).toString('utf8');
  const isText = file.byteLength <= mostText && !text.includes('\u{FFFD}') && !/[^\P{Cc}\s]/u.test(text);
  return isText && text.trim() !== '' ? { ok: true, text } : { ok: false, code: 'photo.notAnImage' };
}

async function search(file: Uint8Array): Promise<QrPicture> {
  for (const side of sides) {
    try {
      const { data, info } = await sharp(file, { limitInputPixels: photoLimits.pixels, autoOrient: true })
        .resize(side, side, { fit: 'inside', withoutEnlargement: true })
        .flatten({ background: '#ffffff' })
        .toColourspace('srgb')
        .timeout({ seconds: photoLimits.seconds })
        .raw()
        .toBuffer({ resolveWithObject: true });
      const text = decode(data, info);
      if (text !== undefined) return { ok: true, text };
    } catch (fault) {
      return { ok: false, code: refuseFault(fault, 'photo.damaged') };
    }
  }
  return { ok: false, code: 'verify.noCode' };
}

function decode(data: Buffer, { width, height }: { width: number; height: number }): string | undefined {
  try {
    return decodeQR({ width, height, data }, { timeLimit });
  } catch {
    // The decoder says by its fault that it has found none; which of its steps gave up is of no use to anybody.
    return undefined;
  }
}
