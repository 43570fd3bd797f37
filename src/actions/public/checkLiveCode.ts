import { createHmac } from 'node:crypto';
import { networkOf } from '../../domain/fields/network.ts';
import { isOutlived, keyCounts } from '../../domain/issuing/issuerKey.ts';
import { type LiveCode, liveCodeState, readLiveCode } from '../../domain/issuing/liveCode.ts';
import type { ShownLicence } from '../../domain/register/shownLicence.ts';
import { readSigned } from '../../outside/issuing/token.ts';
import { countLiveCodeUses, noteLiveCodeUse } from '../../store/liveCodeUses.ts';
import { readReference } from '../licence/entryReference.ts';
import type { Services } from '../services.ts';
import { readShownLicence, readShownPhoto } from './readShownLicence.ts';

/** What is answered about a live code; `at` is the moment of the answer. */
export type LiveCheck = {
  readonly at: Temporal.Instant;
} /** `keyReplaced`: made ahead by a key that another one has followed since; the phone of the holder has new codes. */ & (
  | { readonly kind: 'expired' | 'early' | 'unknown' | 'keyReplaced' | 'frozen' | 'tooMany' }
  | {
      readonly kind: 'shown';
      readonly code: LiveCode;
      readonly shown: ShownLicence;
      readonly photo: boolean;
      /** Networks from which this one code was checked, this one included. */
      readonly networks: number;
    }
);

/** Far longer than any code of ours: nothing is reckoned for it. */
const longest = 2000;

/**
 * A code somebody has scanned: whether this register signed it, whether it counts this moment, and how the registration
 * stands. That it was checked is noted, as whoever reads a file is: a code that goes round is told to whoever meets it.
 */
export async function checkLiveCode(services: Services, token: string, network: string): Promise<LiveCheck> {
  const at = services.clock.now();
  if (!services.checks.take(network)) return { kind: 'tooMany', at };
  const code = await readCode(services, token);
  if (typeof code === 'string') return { kind: code, at };
  const state = liveCodeState(code, at.epochMilliseconds / 1000);
  if (state !== 'current') return { kind: state, at };
  const entryId = readReference(services.secret, code.sub);
  const read = entryId === undefined ? undefined : await readShownLicence(services, entryId, code.view);
  if (read === undefined) return { kind: 'unknown', at };
  if (read.kind === 'frozen') return { kind: 'frozen', at };
  const networks = await noteUse(services, code, network, at);
  return { kind: 'shown', at, code, shown: read.shown, photo: read.photoKey !== null, networks };
}

/** The photo, for as long as the code counts. */
export async function readLivePhoto(services: Services, token: string): Promise<Uint8Array | undefined> {
  const code = await readCode(services, token);
  if (typeof code === 'string' || liveCodeState(code, services.clock.now().epochMilliseconds / 1000) !== 'current')
    return undefined;
  const entryId = readReference(services.secret, code.sub);
  return entryId === undefined ? undefined : readShownPhoto(services, entryId, code.view);
}

async function readCode({ issuerKeys }: Services, token: string): Promise<LiveCode | 'unknown' | 'keyReplaced'> {
  if (token.length > longest) return 'unknown';
  const signed = await readSigned(token, 'licence-live+jwt', (kid) => issuerKeys.find(kid));
  if (signed === undefined) return 'unknown';
  if (isOutlived(signed.key, signed.at)) return 'keyReplaced';
  return (keyCounts(signed.key, signed.at) ? readLiveCode(signed.said) : undefined) ?? 'unknown';
}

async function noteUse(
  { database, secret }: Services,
  { jti }: LiveCode,
  network: string,
  at: Temporal.Instant,
): Promise<number> {
  const hash = (words: string) => createHmac('sha256', secret).update(`live code ${words}`).digest();
  const code = hash(`jti ${jti}`);
  await database.row(noteLiveCodeUse, code, hash(`network ${networkOf(network)}`), at.toString());
  const counted = await database.row(countLiveCodeUses, code);
  return counted?.networks ?? 1;
}
