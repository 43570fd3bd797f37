import { readBase64, readTreeSize } from './note.ts';

/** Leaves whose rows a restored backup did not have: places `from` up to before `until`, of the tree of `until` leaves. */
export interface Loss {
  readonly origin: string;
  readonly from: number;
  readonly until: number;
  readonly root: Uint8Array;
}

/** What the key of the log signs when a loss is taken in. It begins otherwise than any checkpoint, so that it is none. */
export function lossText({ origin, from, until, root }: Loss): string {
  return `xinglin-log/v1/loss\n${origin}\n${from}\n${until}\n${root.toBase64()}\n`;
}

/** Undefined for what is none. */
export function readLossText(text: string): Loss | undefined {
  const [tag, origin = '', first = '', end = '', base64 = '', ...rest] = text.split('\n');
  const [from, until, root] = [readTreeSize(first), readTreeSize(end), readBase64(base64)];
  if (tag !== 'xinglin-log/v1/loss' || rest.join('') !== '' || root?.length !== 32) return undefined;
  return from === undefined || until === undefined || from >= until ? undefined : { origin, from, until, root };
}
