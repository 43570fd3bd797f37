import { qrPath } from './qrPath.ts';

/** A QR code for a paper, as an SVG that needs no pixels, without border: the paper leaves the room around it. */
export function qrPicture(text: string): string {
  const { size, path } = qrPath(text, 0);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><path fill="#1B2A2C" d="${path}"/></svg>`;
}
