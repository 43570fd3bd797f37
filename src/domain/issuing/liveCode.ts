import { isLiveView, type LiveView } from './liveView.ts';

// 亮照: the code on the phone of a holder. Pure numbers (seconds since 1970), because the phone and an offline verifier
// reckon with the same rules as the server.

/** A code is shown for `change` seconds and believed for `valid`: whoever scans at the last moment still has half a minute. */
export const liveCodeSeconds = { change: 30, valid: 60, ahead: 300 } as const;

/** What a live code says (JWS of type `licence-live+jwt`): whom it is about, and the minute in which it counts. */
export interface LiveCode {
  /** The code is believed from here … */
  readonly iat: number;
  /** … to here, not included. */
  readonly exp: number;
  /** Of this one code: whoever meets it twice knows it again. */
  readonly jti: string;
  /** The registration, by a reference that only the register can read. */
  readonly sub: string;
  readonly view: LiveView;
  readonly name: string;
  readonly licenceNo: string;
  /** Where a signed status list says how the registration stands, for who cannot ask the register. */
  readonly status?: StatusReference;
}

/** draft-ietf-oauth-status-list. */
interface StatusReference {
  readonly status_list: { readonly idx: number; readonly uri: string };
}

export interface LiveWindow {
  readonly iat: number;
  readonly exp: number;
}

/**
 * The windows of the codes a phone holds: the one that runs, and those of the five minutes to come, for the time the network
 * is away. They begin on the half minute wherever they are made.
 */
export function liveWindows(now: number): readonly LiveWindow[] {
  const { change, valid, ahead } = liveCodeSeconds;
  const first = Math.floor(now / change) * change;
  return Array.from({ length: Math.ceil((now + ahead - first) / change) }, (_, index) => {
    const iat = first + index * change;
    return { iat, exp: iat + valid };
  });
}

/** The code to show: the newest that counts already. Undefined once the last has had its half minute: never a stale one. */
export function codeToShow<C extends LiveWindow>(codes: readonly C[], now: number): C | undefined {
  return codes.find(({ iat }) => now >= iat && now < iat + liveCodeSeconds.change);
}

export type LiveCodeState = 'early' | 'current' | 'expired';

export function liveCodeState({ iat, exp }: LiveWindow, now: number): LiveCodeState {
  if (now < iat) return 'early';
  return now < exp ? 'current' : 'expired';
}

/** What a signed payload says, if it is a live code at all: none that would count for longer than a minute. */
export function readLiveCode(said: Readonly<Record<string, unknown>>): LiveCode | undefined {
  const { iat, exp, jti, sub, view, name, licenceNo, status } = said;
  if (typeof iat !== 'number' || typeof exp !== 'number' || !isLiveView(view)) return undefined;
  if (exp <= iat || exp - iat > liveCodeSeconds.valid) return undefined;
  if (typeof jti !== 'string' || typeof sub !== 'string') return undefined;
  if (typeof name !== 'string' || typeof licenceNo !== 'string') return undefined;
  const code = { iat, exp, jti, sub, view, name, licenceNo };
  return isStatusReference(status) ? { ...code, status } : code;
}

function isStatusReference(value: unknown): value is StatusReference {
  if (typeof value !== 'object' || value === null || !('status_list' in value)) return false;
  const { status_list: list } = value;
  if (typeof list !== 'object' || list === null || !('idx' in list) || !('uri' in list)) return false;
  return typeof list.idx === 'number' && typeof list.uri === 'string';
}
