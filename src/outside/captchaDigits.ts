/** Across, down; 0..1 in the box of the digit. */
export type Point = readonly [x: number, y: number];

const line = (...points: Point[]): Point[] => points.slice(1).flatMap((end, index) => along(points[index] ?? end, end));

/** Nine points from start to end: many short pieces, so that the drawing can bend them. */
function along(start: Point, end: Point): Point[] {
  return Array.from({ length: 9 }, (_, step): Point => {
    const share = step / 8;
    return [start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share];
  });
}

/** Part of an ellipse; angles in degrees, 0 to the right, growing clockwise (down is positive). */
function arc(middle: Point, across: number, down: number, from: number, to: number): Point[] {
  const steps = Math.max(4, Math.round(Math.abs(to - from) / 15));
  return Array.from({ length: steps + 1 }, (_, step): Point => {
    const angle = ((from + ((to - from) * step) / steps) * Math.PI) / 180;
    return [middle[0] + across * Math.cos(angle), middle[1] + down * Math.sin(angle)];
  });
}

/** A stroke font of eight digits, shaped as people write them; 7 has its bar, or it is taken for 1. */
const STROKES: Readonly<Record<string, readonly Point[][]>> = {
  '2': [[...arc([0.5, 0.27], 0.38, 0.27, 190, 385), ...line([0.84, 0.4], [0.1, 1], [0.92, 1])]],
  '3': [[...arc([0.45, 0.26], 0.38, 0.26, 200, 430), ...arc([0.45, 0.74], 0.43, 0.26, 290, 525)]],
  '4': [line([0.66, 0], [0.06, 0.68], [0.96, 0.68]), line([0.7, 0.3], [0.7, 1])],
  '5': [[...line([0.86, 0], [0.2, 0], [0.15, 0.45]), ...arc([0.45, 0.68], 0.43, 0.32, 226, 500)]],
  '6': [[...arc([0.85, 0.68], 0.75, 0.68, 265, 182), ...arc([0.5, 0.69], 0.4, 0.31, 180, 545)]],
  '7': [line([0.08, 0], [0.92, 0], [0.38, 1]), line([0.34, 0.5], [0.86, 0.5])],
  '8': [arc([0.5, 0.24], 0.34, 0.24, 0, 360), arc([0.5, 0.74], 0.42, 0.26, 0, 360)],
  '9': [[...arc([0.5, 0.31], 0.4, 0.31, 0, 365), ...arc([0.15, 0.32], 0.75, 0.68, 0, 80)]],
};

/** The strokes of a digit 2 to 9. @throws TypeError for another character */
export function digitStrokes(digit: string): readonly Point[][] {
  const strokes = STROKES[digit];
  if (strokes === undefined) throw new TypeError('the stroke font has digits 2 to 9');
  return strokes;
}
