import { encode } from 'uqr';

/** A QR code for a paper, as an SVG without border: the paper leaves the room around it. */
export function qrPicture(text: string): string {
  const { size, data } = encode(text, { border: 0 });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><path fill="#1B2A2C" d="${darkPath(data)}"/></svg>`;
}

/** The dark modules as an SVG path; those beside each other are one rectangle, so that Typst reads and writes half as many. */
export function darkPath(data: readonly (readonly boolean[])[]): string {
  return data.flatMap((row, y) => runsOf(row).map(([x, width]) => `M${x} ${y}h${width}v1h-${width}z`)).join('');
}

/** Where dark modules of a row begin, and how many there are. */
function runsOf(row: readonly boolean[]): [from: number, width: number][] {
  const runs: [number, number][] = [];
  row.forEach((on, x) => {
    const last = runs.at(-1);
    if (on && last !== undefined && last[0] + last[1] === x) last[1] += 1;
    else if (on) runs.push([x, 1]);
  });
  return runs;
}
