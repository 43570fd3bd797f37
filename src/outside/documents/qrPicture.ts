import { encode } from 'uqr';

/** A QR code for a paper, as an SVG without border: the paper leaves the room around it. */
export function qrPicture(text: string): string {
  const { size, data } = encode(text, { border: 0 });
  const dark = data.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x} ${y}h1v1h-1z`] : [])));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><path fill="#1B2A2C" d="${dark.join('')}"/></svg>`;
}
