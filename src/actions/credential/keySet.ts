import type { IssuerKey } from '../../domain/issuing/issuerKey.ts';
import type { PublishedKey } from '../../domain/issuing/publishedKey.ts';
import type { Services } from '../services.ts';

/** The keys whose signatures count, the current one first. One that was lost is not among them, whatever it has signed. */
export function publishedKeys({ issuerKeys }: Pick<Services, 'issuerKeys'>): readonly PublishedKey[] {
  return issuerKeys
    .list()
    .filter(({ revokedAt }) => revokedAt === null)
    .map(publishedKey);
}

function publishedKey({ kid, x, y, madeAt, retiredAt }: IssuerKey): PublishedKey {
  const own = { kty: 'EC', crv: 'P-256', kid, x, y, use: 'sig', alg: 'ES256', iat: seconds(madeAt) } as const;
  return retiredAt === null ? own : { ...own, exp: seconds(retiredAt) };
}

function seconds(at: string): number {
  return Math.floor(Temporal.Instant.from(at).epochMilliseconds / 1000);
}
