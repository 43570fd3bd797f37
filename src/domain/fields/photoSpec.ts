import type { FieldRefusal, FieldWarning } from './checked.ts';

/** The stored photo in pixels: GA 461-2004, white background, 350 dpi. Every upload is cropped and scaled to it. */
export const photoTarget = { width: 358, height: 441, dotsPerInch: 350 } as const;

/** What an upload may be: bytes, and pixels before cropping. */
export const photoLimits = { bytes: 5 * 1024 * 1024, width: 200, height: 250, pixels: 25_000_000 } as const;

export interface PhotoFile {
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  /** As the decoder names it, not as the file name claims: `jpeg`, `png`, … */
  readonly format: string;
}

export interface PhotoFindings {
  readonly refusals: readonly FieldRefusal[];
  readonly warnings: readonly FieldWarning[];
}

/** All findings at once, so that nobody uploads five times. No refusal means the photo can be cropped and used. */
export function photoFindings(photo: PhotoFile): PhotoFindings {
  const refusals: FieldRefusal[] = [];
  if (photo.format !== 'jpeg' && photo.format !== 'png') refusals.push('photo.format');
  if (photo.bytes > photoLimits.bytes) refusals.push('photo.tooHeavy');
  if (!(photo.width >= photoLimits.width && photo.height >= photoLimits.height)) refusals.push('photo.tooSmall');
  if (photo.width * photo.height > photoLimits.pixels) refusals.push('photo.tooManyPixels');
  return { refusals, warnings: hasPortraitProportions(photo) ? [] : ['photo.proportions'] };
}

/** One and two inch prints (295×413, 413×579) differ from the target by a few percent and lose nothing that matters. */
function hasPortraitProportions({ width, height }: PhotoFile): boolean {
  const relative = width / height / (photoTarget.width / photoTarget.height);
  return relative > 0.85 && relative < 1.15;
}
