import { type Distrust, distrustOf, type Jws, type Reckoning, readJws, type Said } from './jws.ts';
import { credentialType, licenceVct } from './licenceCredential.ts';
import type { PublishedKey } from './publishedKey.ts';
import { type AskedOf, audienceOf, type Binding, bindingOf, disclosedClaims, readPresented } from './sdJwt.ts';
import { listMinutes } from './statusList.ts';
import { type FindList, type ToldStatus, toldStatus } from './toldStatus.ts';

/** 有效 暂停 已失效 已过期 无法确认 不是本系统签发 */
export type Verdict = 'valid' | 'suspended' | 'ended' | 'expired' | 'unknown' | 'notOurs';

/** Why, where the verdict does not say it. */
export type Ground =
  | Distrust
  | 'keyReplaced'
  | 'otherHolder'
  | 'early'
  | 'oldKeys'
  | 'noList'
  | 'oldList'
  | 'badList'
  | 'clock'
  | 'failed';

export interface Judgement {
  readonly verdict: Verdict;
  readonly ground: Ground | null;
  /** Only what the register has signed; nothing when it has signed nothing. */
  readonly claims: Said;
  /** A licence in a file, or the code on a phone. */
  readonly kind: 'credential' | 'live' | null;
  readonly holder: Binding | null;
  /** To whom the holder has shown it by their own signature (RFC 9901 4.3, `aud`), as their wallet wrote it. */
  readonly signedFor: string | null;
  /** When the status list was made that was asked. */
  readonly listAt: number | null;
}

/** What whoever judges knows of the register, and how fresh it is. Times are seconds since 1970. */
export interface Known {
  readonly issuer: string;
  readonly now: number;
  readonly keys: readonly PublishedKey[];
  /** When the keys were fetched: one of them may have been lost since. */
  readonly keysAt: number;
  readonly findList: FindList;
  /** Who judges has asked the wallet for a signature of its own, by these words. */
  readonly asked?: AskedOf;
}

/**
 * Judges a licence that somebody shows: an SD-JWT VC out of a wallet, or a live code. `valid` needs everything: signed by a key
 * of the register while it counted, nothing changed, not past its end, its holder not another one, and a list not older than a
 * quarter of an hour that says so. Where something is only missing or too old, the verdict is `unknown`.
 */
export async function judge(text: string, known: Known, reckoning: Reckoning): Promise<Judgement> {
  return text.includes('~') ? judgeCredential(text, known, reckoning) : judgeLive(text, known, reckoning);
}

async function judgeCredential(text: string, known: Known, reckoning: Reckoning): Promise<Judgement> {
  const presented = readPresented(text);
  if (presented === undefined) return not('notOurs', 'malformed');
  const distrusted = await distrust(presented.token, credentialType, known, reckoning);
  if (distrusted !== undefined) return distrusted;
  const { payload } = presented.token;
  if (payload.iss !== known.issuer || payload.vct !== licenceVct(known.issuer)) return not('notOurs', 'malformed');
  const claims = await disclosedClaims(presented, reckoning);
  if (claims === undefined) return not('notOurs', 'changed');
  const holder = await bindingOf(presented, known.now, reckoning, known.asked);
  if (holder === 'wrong') return not('notOurs', 'otherHolder');
  const signedFor = audienceOf(presented);
  return { ...(await standing(payload, known, reckoning)), claims, kind: 'credential', holder, signedFor };
}

async function judgeLive(text: string, known: Known, reckoning: Reckoning): Promise<Judgement> {
  const token = readJws(text);
  if (token === undefined) return not('notOurs', 'malformed');
  const distrusted = await distrust(token, 'licence-live+jwt', known, reckoning);
  // A phone holds codes of the minutes to come: those of a key that another one has followed are none of a stranger.
  if (distrusted?.ground === 'retiredKey') return not('unknown', 'keyReplaced');
  if (distrusted !== undefined) return distrusted;
  const { iat, exp, name, licenceNo } = token.payload;
  // None counts for longer than a minute, whatever it says.
  if (typeof iat !== 'number' || typeof exp !== 'number' || exp - iat > 60) return not('notOurs', 'malformed');
  const early = iat > known.now + 60;
  const stands = early
    ? ({ verdict: 'unknown', ground: 'early', listAt: null } as const)
    : await standing(token.payload, known, reckoning);
  return { ...stands, claims: { name, licence_no: licenceNo }, kind: 'live', holder: null, signedFor: null };
}

/** Why the signature is not believed; keys that are too old may lack the one that signed. */
async function distrust(token: Jws, typ: string, known: Known, reckoning: Reckoning): Promise<Judgement | undefined> {
  const ground = await distrustOf(token, typ, known.keys, reckoning);
  if (ground === undefined) return undefined;
  return not(ground === 'unknownKey' && !areFresh(known) ? 'unknown' : 'notOurs', ground);
}

/** A key that was lost is gone from the set; who has not looked for a quarter of an hour does not know. */
function areFresh({ now, keysAt }: Known): boolean {
  return now < keysAt + listMinutes * 60;
}

type Standing = Pick<Judgement, 'verdict' | 'ground' | 'listAt'>;

async function standing(payload: Said, known: Known, reckoning: Reckoning): Promise<Standing> {
  const { exp } = payload;
  if (typeof exp !== 'number' || known.now >= exp) return { verdict: 'expired', ground: null, listAt: null };
  const told = await toldStatus(payload, known.now, known.keys, known.findList, reckoning);
  if ('unknown' in told) return { verdict: 'unknown', ground: told.unknown, listAt: told.madeAt };
  if (!areFresh(known)) return { verdict: 'unknown', ground: 'oldKeys', listAt: told.madeAt };
  return { verdict: verdicts[told.type], ground: null, listAt: told.madeAt };
}

const verdicts = { valid: 'valid', suspended: 'suspended', invalid: 'ended' } as const satisfies Record<
  Extract<ToldStatus, { type: unknown }>['type'],
  Verdict
>;

function not(verdict: 'notOurs' | 'unknown', ground: Ground): Judgement {
  return { verdict, ground, claims: {}, kind: null, holder: null, signedFor: null, listAt: null };
}

/** What is said when judging itself has failed: nobody knows, whatever was said before. */
export function undecided(ground: 'failed'): Judgement {
  return not('unknown', ground);
}
