/** The public half of a key that signs licences, live codes, receipts and status lists, and how it stands. Times are ISO instants. */
export interface IssuerKey {
  /** Its thumbprint (RFC 7638), which is the key id on everything it signs. */
  readonly kid: string;
  readonly x: string;
  readonly y: string;
  readonly madeAt: string;
  /** Since when another key signs in its place; null while it is the current one. */
  readonly retiredAt: string | null;
  /** Since when it must not be trusted at all, its past signatures included (a key that was lost); null otherwise. */
  readonly revokedAt: string | null;
}

/** Does a signature of this key count? What it signed while it was the current key goes on counting, unless the key was lost. */
export function keyCounts({ madeAt, retiredAt, revokedAt }: IssuerKey, signedAt: Temporal.Instant): boolean {
  if (revokedAt !== null) return false;
  const at = signedAt.epochMilliseconds;
  // A token says its second, not its millisecond: a key may seem to have signed in the second before it was made.
  const made = Math.floor(Temporal.Instant.from(madeAt).epochMilliseconds / 1000) * 1000;
  return at >= made && (retiredAt === null || at <= Temporal.Instant.from(retiredAt).epochMilliseconds);
}

/** Signed by a key that was not lost, in a time in which another key already signed: a code that was made ahead, or a forgery. */
export function isOutlived({ retiredAt, revokedAt }: IssuerKey, signedAt: Temporal.Instant): boolean {
  if (revokedAt !== null || retiredAt === null) return false;
  return signedAt.epochMilliseconds > Temporal.Instant.from(retiredAt).epochMilliseconds;
}
