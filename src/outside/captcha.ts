import { randomInt } from 'node:crypto';
import { digitStrokes, type Point } from './captchaDigits.ts';

/** 0 and 1 are left out: beside noise, a 70-year-old takes 0 for 6 and 1 for 7. */
const DIGITS = '23456789';
const LENGTH = 4;
/** Of the drawing, in its own units; the page scales it. */
const WIDTH = 200;
const HEIGHT = 72;

/** Four digits from the cryptographic generator. One of 4096: the caller allows one try and limits pictures per network. */
export function randomPictureCode(): string {
  return Array.from({ length: LENGTH }, () => DIGITS[randomInt(DIGITS.length)]).join('');
}

/**
 * The code as an SVG document (image/svg+xml) without text, script, style or address in it.
 *
 * The markup does not tell the code: every stroke is bent at random, cut into short pieces and shuffled with the others,
 * so only the picture as a whole can be read. It stops scripts that read markup, not a patient recogniser: it is the
 * fallback of the proof of work where there is no script, and single use and limits carry the weight.
 *
 * @param text digits 2 to 9
 * @throws TypeError for anything else
 */
export function drawPictureCode(text: string): string {
  if (!/^[2-9]{1,8}$/.test(text)) throw new TypeError('a picture code has digits 2 to 9');
  const step = WIDTH / (text.length + 0.6);
  const pieces = [...text].flatMap((digit, index) => drawDigit(digit, step * (index + 0.8)));
  const ink = shuffle(pieces).map(pathOf).join('');
  const noise = Array.from({ length: 5 }, drawNoise).map(pathOf).join('');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}">`,
    `<path d="M0 0H${WIDTH}V${HEIGHT}H0Z" fill="#f4f7f7"/>`,
    `<path d="${noise}" fill="none" stroke="#8fa9ab" stroke-width="1.6"/>`,
    `<path d="${ink}" fill="none" stroke="#0b3d42" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"/>`,
    '</svg>',
  ].join('');
}

/** One digit around the given middle, turned up to 16°, leaning, bent by a wave; as pieces of three points each. */
function drawDigit(digit: string, middle: number): Point[][] {
  const angle = between(-0.28, 0.28);
  const lean = between(-0.25, 0.25);
  const size = between(36, 42);
  const [wave, phase] = [between(1.2, 2.6), between(0, Math.PI * 2)];
  const [left, top] = [middle + between(-3, 3), HEIGHT / 2 + between(-5, 5)];
  const place = ([x, y]: Point): Point => {
    const across = (x - 0.5) * size * 0.72 + lean * (0.5 - y) * size;
    const down = (y - 0.5) * size;
    const bent = across + Math.sin(y * 5 + phase) * wave;
    return [
      left + bent * Math.cos(angle) - down * Math.sin(angle),
      top + bent * Math.sin(angle) + down * Math.cos(angle),
    ];
  };
  return digitStrokes(digit).flatMap((stroke) => cut(stroke.map(place)));
}

/** Overlaps by one point, so that the pieces join without a gap. */
function cut(stroke: Point[]): Point[][] {
  const pieces: Point[][] = [];
  for (let start = 0; start < stroke.length - 1; start += 2) {
    const piece = stroke.slice(start, start + 3);
    // Half of the pieces run backwards: direction would tell the order.
    pieces.push(randomInt(2) === 0 ? piece : piece.reverse());
  }
  return pieces;
}

/** A thin wavy line from edge to edge. */
function drawNoise(): Point[] {
  const [level, slope, wave, length] = [between(8, HEIGHT - 8), between(-0.2, 0.2), between(3, 9), between(18, 40)];
  const phase = between(0, Math.PI * 2);
  return Array.from({ length: 26 }, (_, index): Point => {
    const x = index * (WIDTH / 25);
    return [x, level + slope * (x - WIDTH / 2) + Math.sin(x / length + phase) * wave];
  });
}

function pathOf(points: Point[]): string {
  return points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
}

function shuffle<T>(items: T[]): T[] {
  return items
    .map((item) => ({ item, order: randomInt(2 ** 32) }))
    .sort((left, right) => left.order - right.order)
    .map(({ item }) => item);
}

function between(low: number, high: number): number {
  return low + (randomInt(1_000_001) / 1_000_000) * (high - low);
}
