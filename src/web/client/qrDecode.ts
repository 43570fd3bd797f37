import decodeQR from 'qr/decode.js';

/** The text of the code in these pixels; undefined when there is none. A file of its own: most visitors never need it. */
export function readQr({ width, height, data }: ImageData): string | undefined {
  try {
    return decodeQR({ width, height, data }, { timeLimit: 80 });
  } catch {
    // The decoder says by its fault that it has found none; with the next picture it tries again.
    return undefined;
  }
}
