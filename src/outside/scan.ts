import { processEvidence } from './evidence.ts';
import { isJpeg, isPng, photoLimits } from './photo.ts';
import { faultOfPdf, isPdf, type PdfFault } from './scannedPdf.ts';

/** Below so many pixels the words of a certificate cannot be read. */
const LEAST = 400;

export type ProcessedScan =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly type: 'image/jpeg' | 'application/pdf' }
  | {
      readonly ok: false;
      readonly code:
        | 'scan.unknownFormat'
        | 'scan.tooLarge'
        | 'photo.tooManyPixels'
        | 'photo.tooSmall'
        | 'photo.damaged'
        | PdfFault;
    };

/**
 * The scan of a paper, told by what is in it and not by its name: a picture is re-encoded as evidence is, a PDF is kept as
 * it came if there is nothing in it but pages.
 *
 * @param bytes JPEG, PNG or PDF, at most 5 MB
 * @throws Busy when too many pictures wait
 */
export async function processScan(bytes: Uint8Array): Promise<ProcessedScan> {
  if (bytes.byteLength > photoLimits.bytes) return { ok: false, code: 'scan.tooLarge' };
  if (isPdf(bytes)) {
    const code = faultOfPdf(bytes);
    return code === undefined ? { ok: true, bytes, type: 'application/pdf' } : { ok: false, code };
  }
  if (!isJpeg(bytes) && !isPng(bytes)) return { ok: false, code: 'scan.unknownFormat' };
  const picture = await processEvidence(bytes);
  if (picture.ok)
    return Math.min(picture.width, picture.height) < LEAST
      ? { ok: false, code: 'photo.tooSmall' }
      : { ok: true, bytes: picture.jpeg, type: 'image/jpeg' };
  const { code } = picture;
  if (code === 'photo.tooLarge') return { ok: false, code: 'scan.tooLarge' };
  return { ok: false, code: code === 'photo.notAnImage' ? 'scan.unknownFormat' : code };
}
