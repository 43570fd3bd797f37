import { createCipheriv } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The digits a code has, each spoken in Mandarin: 8-bit samples, 8000 a second, 128 is silence. */
export type SpokenDigits = ReadonlyMap<string, Uint8Array>;

const DIGITS = '23456789';
const RATE = 8000;
const HEADER = 44;

/** The clips of data/spoken-digits, without their headers. */
export async function readSpokenDigits(folder: string): Promise<SpokenDigits> {
  const read = async (digit: string) =>
    [digit, (await readFile(join(folder, `${digit}.wav`))).subarray(HEADER)] as const;
  return new Map(await Promise.all([...DIGITS].map(read)));
}

/** A code from a seed of at least 32 bytes: the same one each time, because a player asks for a sound more than once. */
export function spokenCodeOf(seed: Uint8Array): string {
  return [...seed.subarray(0, 4)].map((byte) => DIGITS[byte % DIGITS.length]).join('');
}

/**
 * The code as a sound (audio/wav), each digit a little faster or slower, with pauses of differing length and noise over all
 * of it. As with the picture, single use and limits carry the weight, not the noise.
 */
export function speakCode(clips: SpokenDigits, code: string, seed: Uint8Array): Buffer {
  const bytes = streamOf(seed);
  const parts = [...code].flatMap((digit) => {
    const clip = clips.get(digit);
    if (clip === undefined) throw new TypeError('a spoken code has digits 2 to 9');
    return [silence(0.35 + bytes(1)[0] / 1000), stretch(clip, 0.92 + bytes(1)[0] / 1600)];
  });
  const voice = Buffer.concat([...parts, silence(0.3)]);
  const noise = bytes(voice.length);
  const samples = voice.map((sample, index) => clip8(sample + ((noise[index] ?? 128) - 128) / 10));
  return Buffer.concat([headerFor(samples.length), samples]);
}

/** Bytes that look random and are the same for the same seed. */
function streamOf(seed: Uint8Array): (length: number) => Buffer & { 0: number } {
  const cipher = createCipheriv('aes-256-ctr', seed.subarray(0, 32), Buffer.alloc(16));
  return (length) => cipher.update(Buffer.alloc(length)) as Buffer & { 0: number };
}

function silence(seconds: number): Buffer {
  return Buffer.alloc(Math.round(seconds * RATE), 128);
}

function stretch(clip: Uint8Array, factor: number): Buffer {
  const length = Math.round(clip.length * factor);
  return Buffer.from(Array.from({ length }, (_, index) => clip[Math.floor(index / factor)] ?? 128));
}

function clip8(value: number): number {
  return Math.min(255, Math.max(0, Math.round(value)));
}

/** RIFF header of one channel of 8-bit samples. */
function headerFor(length: number): Buffer {
  const header = Buffer.alloc(HEADER);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(HEADER - 8 + length, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  for (const [offset, value] of [
    [16, 16],
    [24, RATE],
    [28, RATE],
  ] as const)
    header.writeUInt32LE(value, offset);
  for (const [offset, value] of [
    [20, 1],
    [22, 1],
    [32, 1],
    [34, 8],
  ] as const)
    header.writeUInt16LE(value, offset);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(length, 40);
  return header;
}
