import { encode } from 'uqr';

export interface QrPath {
  readonly size: number;
  /** Of an SVG path that fills the dark modules. */
  readonly path: string;
}

/** A QR code as one path, with a quiet border of so many modules; also drawn by scripts. Dark modules beside each other are one rectangle: half as much to read and write. */
export function qrPath(text: string, border = 4): QrPath {
  const { size, data } = encode(text, { border });
  return {
    size,
    path: data.flatMap((row, y) => runsOf(row).map(([x, width]) => `M${x} ${y}h${width}v1h-${width}z`)).join(''),
  };
}

/** Where dark modules of a row begin, and how many there are. */
function runsOf(row: readonly boolean[]): [from: number, width: number][] {
  const runs: [number, number][] = [];
  row.forEach((on, x) => {
    const last = runs[runs.length - 1];
    if (on && last !== undefined && last[0] + last[1] === x) last[1] += 1;
    else if (on) runs.push([x, 1]);
  });
  return runs;
}
