/** Places in one list: 32 KiB, a few KiB as it travels. */
export const listSize = 131_072;

/** How long a list may be used after it was made; afterwards nobody knows. */
export const listMinutes = 15;

/** Status Types of the Token Status List; two bits each. */
export const statusTypes = { valid: 0, invalid: 1, suspended: 2 } as const;
export type StatusType = keyof typeof statusTypes;

/** A list in which everything is valid: four places a byte, the first in the lowest bits. */
export function emptyList(): Uint8Array {
  return new Uint8Array(listSize / 4);
}

export function setStatus(list: Uint8Array, idx: number, type: StatusType): void {
  const [byte, shift] = [idx >> 2, (idx & 3) * 2];
  list[byte] = ((list[byte] ?? 0) & ~(3 << shift)) | (statusTypes[type] << shift);
}

/** Undefined: not in this list, or a type this register never gives. */
export function statusAt(list: Uint8Array, idx: number): StatusType | undefined {
  if (!Number.isInteger(idx) || idx < 0) return undefined;
  const byte = list[Math.floor(idx / 4)];
  if (byte === undefined) return undefined;
  const given = (byte >> ((idx & 3) * 2)) & 3;
  return (Object.keys(statusTypes) as StatusType[]).find((type) => statusTypes[type] === given);
}

/** Random bytes per place from which its decoy is drawn. */
export const decoyBytes = 8;

/**
 * Of the places of a list one in five never stands for a licence. From random bytes that stay the same for ever each of them
 * is valid, suspended for a season, or ends one day, so that neither a count nor a change says anything about licences. All
 * other places read valid until they are given away, so that giving one away cannot be seen either.
 */
export interface Decoys {
  isDecoy(idx: number): boolean;
  /** What a decoy says so long after its list was made. */
  type(idx: number, seconds: number): StatusType;
}

export function decoysFrom(random: Uint8Array): Decoys {
  const view = new DataView(random.buffer, random.byteOffset, random.byteLength);
  const isDecoy = (idx: number) => view.getUint8(idx * decoyBytes) < 51;
  return {
    isDecoy,
    type(idx, seconds) {
      // A quarter has ended before the list was made, the others end one by one over a century.
      if (view.getUint32(idx * decoyBytes + 4) - 2 ** 30 <= seconds) return 'invalid';
      const hasSeasons = view.getUint8(idx * decoyBytes + 1) < 64;
      const season = (seconds + view.getUint16(idx * decoyBytes + 2) * 4096) % fourYears;
      return hasSeasons && season < halfYear ? 'suspended' : 'valid';
    },
  };
}

const fourYears = 4 * 365 * 86_400;
const halfYear = fourYears / 8;
