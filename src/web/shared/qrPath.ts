import { encode } from 'uqr';

export interface QrPath {
  readonly size: number;
  /** Of an SVG path that fills the dark modules. */
  readonly path: string;
}

/** A QR code as one path, with its quiet border; also drawn by scripts. */
export function qrPath(text: string): QrPath {
  const { size, data } = encode(text, { border: 4 });
  const dark = data.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x} ${y}h1v1h-1z`] : [])));
  return { size, path: dark.join('') };
}
