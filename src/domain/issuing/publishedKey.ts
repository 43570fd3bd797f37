/** A key as everybody may read it: a JWK that also says from when to when it signed. */
export interface PublishedKey {
  readonly kty: 'EC';
  readonly crv: 'P-256';
  readonly kid: string;
  readonly x: string;
  readonly y: string;
  readonly use: 'sig';
  readonly alg: 'ES256';
  /** Seconds since 1970: what says it was signed before is not believed. */
  readonly iat: number;
  /** Since when another key signs in its place; what says it was signed later is not believed. Absent: it signs now. */
  readonly exp?: number;
}

/** Seconds in which a key signed. */
export function signedWithin({ iat, exp }: PublishedKey, at: number): boolean {
  return at >= iat && (exp === undefined || at <= exp);
}
