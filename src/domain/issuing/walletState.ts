import { type IssuerKey, keyCounts } from './issuerKey.ts';

/** Licences in one wallet, as they are kept. Times are ISO instants. */
export interface InWallet {
  readonly issuedAt: string;
  readonly expiresAt: string;
  /** 停用 by the holder. */
  readonly revokedAt: string | null;
  /** The register says something else by now. */
  readonly isOutdated: boolean;
  /** The key that has signed them; null: not kept in those days. */
  readonly kid: string | null;
}

/** 使用中 已停用, and 已失效 for either reason, 已过期 */
export type WalletState = 'inUse' | 'stopped' | 'outdated' | 'keyLost' | 'expired';

/** What whoever checks it would be told, and why. */
export function walletState(given: InWallet, keys: readonly IssuerKey[], now: Temporal.Instant): WalletState {
  if (given.revokedAt !== null) return 'stopped';
  if (given.isOutdated) return 'outdated';
  if (Temporal.Instant.compare(now, Temporal.Instant.from(given.expiresAt)) >= 0) return 'expired';
  return keys.some((key) => hasSigned(key, given)) ? 'inUse' : 'keyLost';
}

/** As a signature that counts: one of a key that was lost does not. */
function hasSigned(key: IssuerKey, { kid, issuedAt }: InWallet): boolean {
  return kid === null ? keyCounts(key, Temporal.Instant.from(issuedAt)) : key.kid === kid && key.revokedAt === null;
}
