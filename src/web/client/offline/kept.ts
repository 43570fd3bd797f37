import { fromBase64url, isSaid, jsonIn, type Said } from '../../../domain/issuing/jws.ts';
import type { PublishedKey } from '../../../domain/issuing/publishedKey.ts';
import { fetchInTime } from '../fetchInTime.ts';

/** What this verifier knows of the register: carried in its file, fetched when there is a network, kept for when there is none. */
export interface Kept {
  readonly keys: readonly PublishedKey[];
  /** Seconds since 1970. */
  readonly keysAt: number;
  readonly lists: Readonly<Record<string, string>>;
}

/** What the file was given when it was made: who signs, and with which keys. */
export interface Carried {
  readonly issuer: string;
  readonly keys: readonly PublishedKey[];
  readonly keysAt: number;
}

/** More lists than the register has in a century. */
const mostLists = 500;

export function readCarried(document: Document): Carried {
  return JSON.parse(document.getElementById('register')?.textContent ?? '');
}

/** What was kept here before, unless the file itself knows newer keys. */
export function readKept(carried: Carried): Kept {
  const fresh = { keys: carried.keys, keysAt: carried.keysAt, lists: {} };
  const kept = storedText(storageName(carried));
  const before: unknown = kept === null ? undefined : parsed(kept);
  if (!isKept(before)) return fresh;
  return before.keysAt >= carried.keysAt ? before : { ...fresh, lists: before.lists };
}

/** Everything anew from the register; rejects when it cannot be reached. All lists, so that nobody learns which is asked for. */
export async function fetchKept(carried: Carried, now: () => number): Promise<Kept> {
  const keysAt = now();
  const [set, index] = await Promise.all([
    fetchJson(`${carried.issuer}/.well-known/jwks.json`),
    fetchJson(`${carried.issuer}/status-lists`),
  ]);
  const uris = (Array.isArray(index.status_lists) ? index.status_lists : [])
    .filter((uri): uri is string => typeof uri === 'string' && uri.startsWith(`${carried.issuer}/status-lists/`))
    .slice(0, mostLists);
  const lists: Record<string, string> = {};
  for (const uri of uris) lists[uri] = await fetchText(uri);
  return { keys: Array.isArray(set.keys) ? set.keys.filter(isKey) : [], keysAt, lists };
}

/**
 * What was fetched in the place of what was known, but nothing older in the place of what is newer: a slow answer may come after
 * a quick one that was asked for later, and of several servers one may be a minute behind.
 */
export function keepNewest(before: Kept, fetched: Kept, now: number): Kept {
  // What says it is of a time to come was dated by a clock that has been put right since.
  const isNewer = (one: number, other: number) => one > other && one <= now + 60;
  const lists: Record<string, string> = {};
  for (const [uri, list] of Object.entries(fetched.lists)) {
    const known = before.lists[uri];
    lists[uri] = known !== undefined && isNewer(madeAt(known), madeAt(list)) ? known : list;
  }
  const { keys, keysAt } = isNewer(before.keysAt, fetched.keysAt) ? before : fetched;
  return { keys, keysAt, lists };
}

export function storeKept(carried: Carried, kept: Kept): void {
  storeText(storageName(carried), JSON.stringify(kept));
}

/** When the oldest of the lists was made, which is what the page says of all of them. */
export function oldestList({ lists }: Kept): number | null {
  const times = Object.values(lists).map(madeAt);
  return times.length === 0 ? null : Math.min(...times);
}

function madeAt(list: string): number {
  const payload = jsonIn(list.split('.')[1] ?? '');
  return isSaid(payload) && typeof payload.iat === 'number' ? payload.iat : 0;
}

function fetchText(address: string): Promise<string> {
  const options = { cache: 'no-cache', credentials: 'omit', referrerPolicy: 'no-referrer' } as const;
  return fetchInTime(address, options, async (response) => {
    if (!response.ok) throw new Error(`${response.status}`);
    return response.text();
  });
}

async function fetchJson(address: string): Promise<Said> {
  const value: unknown = JSON.parse(await fetchText(address));
  return isSaid(value) ? value : {};
}

function storageName({ issuer }: Carried): string {
  return `offline-verifier ${issuer}`;
}

/** Null: nothing there, or this browser keeps nothing for a file on disk. */
function storedText(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}

function storeText(name: string, text: string): void {
  try {
    localStorage.setItem(name, text);
  } catch (error) {
    // Full, or not allowed: it is known as long as the page stays open.
    if (!(error instanceof DOMException)) throw error;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isKept(value: unknown): value is Kept {
  return isSaid(value) && Array.isArray(value.keys) && typeof value.keysAt === 'number' && isSaid(value.lists);
}

function isKey(value: unknown): value is PublishedKey {
  return isSaid(value) && typeof value.x === 'string' && fromBase64url(value.x)?.length === 32;
}
