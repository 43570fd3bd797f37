import { inflate } from './inflate.ts';
import { distrustOf, fromBase64url, isSaid, type Reckoning, readJws, type Said } from './jws.ts';
import type { PublishedKey } from './publishedKey.ts';
import { listMinutes, listSize, type StatusType, statusAt } from './statusList.ts';

/** What a status list says of one place, and when it was made; or why it says nothing. Seconds since 1970. */
export type ToldStatus =
  | { readonly type: StatusType; readonly madeAt: number }
  | { readonly unknown: 'noList' | 'oldList' | 'badList' | 'clock'; readonly madeAt: number | null };

/** Seconds by which the clock of a phone may be behind. */
const allowance = 60;

/** The list of a token, as somebody has fetched it. */
export type FindList = (uri: string) => Promise<string | undefined>;

/** Never `valid` unless a list that is not too old, signed by the register for this very address, says so. */
export async function toldStatus(
  payload: Said,
  now: number,
  keys: readonly PublishedKey[],
  findList: FindList,
  reckoning: Reckoning,
): Promise<ToldStatus> {
  const place = placeIn(payload);
  const text = place === undefined ? undefined : await findList(place.uri);
  if (place === undefined || text === undefined) return { unknown: 'noList', madeAt: null };
  const list = readJws(text);
  if (list === undefined || (await distrustOf(list, 'statuslist+jwt', keys, reckoning)) !== undefined)
    return { unknown: 'badList', madeAt: null };
  const { sub, iat, exp, status_list: told } = list.payload;
  if (sub !== place.uri || typeof iat !== 'number' || typeof exp !== 'number' || !isSaid(told))
    return { unknown: 'badList', madeAt: null };
  if (iat > now + allowance) return { unknown: 'clock', madeAt: iat };
  if (now >= exp || now >= iat + listMinutes * 60) return { unknown: 'oldList', madeAt: iat };
  const type = told.bits === 2 ? typeIn(told.lst, place.idx) : undefined;
  return type === undefined ? { unknown: 'badList', madeAt: iat } : { type, madeAt: iat };
}

function typeIn(lst: unknown, idx: number): StatusType | undefined {
  const packed = typeof lst === 'string' ? fromBase64url(lst) : undefined;
  const statuses = packed === undefined ? undefined : inflate(packed, listSize / 4);
  return statuses === undefined ? undefined : statusAt(statuses, idx);
}

function placeIn({ status }: Said): { uri: string; idx: number } | undefined {
  if (!isSaid(status) || !isSaid(status.status_list)) return undefined;
  const { uri, idx } = status.status_list;
  return typeof uri === 'string' && typeof idx === 'number' ? { uri, idx } : undefined;
}
