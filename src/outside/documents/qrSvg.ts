import { encode } from 'uqr';
import { darkPath } from './qrPicture.ts';

/** A QR code as a picture that needs no pixels, for a paper. */
export function qrSvg(text: string): string {
  const { size, data } = encode(text, { border: 4 });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><rect width="${size}" height="${size}" fill="#fff"/><path d="${darkPath(data)}" fill="#000"/></svg>`;
}
