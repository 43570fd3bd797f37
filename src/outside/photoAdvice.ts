/** What a person may want to better about a photo. Advice only: an officer decides, a program does not. */
export const photoFindings = [
  'photo.backgroundNotWhite',
  'photo.tooDark',
  'photo.tooBright',
  'photo.lowResolution',
  'photo.shapeDiffers',
] as const;
export type PhotoFinding = (typeof photoFindings)[number];

export interface Picture {
  /** Rows of 3-byte sRGB pixels. */
  readonly pixels: Uint8Array;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** Mean level 0..255 a corner must reach in its weakest colour: below it, the wall is visibly grey or coloured. */
const WHITE = 215;
/** Mean brightness 0..255 of the middle of the picture, where the face is. */
const DARK = 60;
const BRIGHT = 225;
/** Cutting away more than this share changes what the person framed. */
const SHAPE_TOLERANCE = 0.12;

/**
 * @param picture the final picture
 * @param source size in pixels of the part it was made of
 */
export function photoAdvice(picture: Picture, source: { width: number; height: number }): PhotoFinding[] {
  const findings: PhotoFinding[] = [];
  if (!hasWhiteCorners(picture)) findings.push('photo.backgroundNotWhite');
  const face = brightness(meanColour(picture, 0.3, 0.25, 0.4, 0.4));
  if (face < DARK) findings.push('photo.tooDark');
  if (face > BRIGHT) findings.push('photo.tooBright');
  if (source.width < picture.width || source.height < picture.height) findings.push('photo.lowResolution');
  const shape = source.width / source.height / (picture.width / picture.height);
  if (Math.abs(shape - 1) > SHAPE_TOLERANCE) findings.push('photo.shapeDiffers');
  return findings;
}

/** The top corners: hair and shoulders do not reach there in a portrait. */
function hasWhiteCorners(picture: Picture): boolean {
  const corners = [meanColour(picture, 0, 0, 0.1, 0.1), meanColour(picture, 0.9, 0, 0.1, 0.1)];
  return corners.every((colour) => Math.min(...colour) >= WHITE);
}

/** Mean red, green, blue of a part given in fractions of the picture. */
function meanColour(picture: Picture, x: number, y: number, width: number, height: number): [number, number, number] {
  const right = Math.floor((x + width) * picture.width);
  const bottom = Math.floor((y + height) * picture.height);
  const sum: [number, number, number] = [0, 0, 0];
  let count = 0;
  for (let row = Math.floor(y * picture.height); row < bottom; row += 1) {
    for (let column = Math.floor(x * picture.width); column < right; column += 1) {
      const at = (row * picture.width + column) * 3;
      sum[0] += picture.pixels[at] ?? 0;
      sum[1] += picture.pixels[at + 1] ?? 0;
      sum[2] += picture.pixels[at + 2] ?? 0;
      count += 1;
    }
  }
  return [sum[0] / count, sum[1] / count, sum[2] / count];
}

/** Relative luminance weights of sRGB (ITU-R BT.709), on the encoded levels: good enough for "dark" and "bright". */
function brightness([red, green, blue]: [number, number, number]): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
