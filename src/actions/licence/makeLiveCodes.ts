import { randomBytes } from 'node:crypto';
import type { PersonActor } from '../../domain/access/actor.ts';
import { type LiveCode, type LiveWindow, liveCodeSeconds, liveWindows } from '../../domain/issuing/liveCode.ts';
import type { LiveView } from '../../domain/issuing/liveView.ts';
import { signToken } from '../../outside/issuing/token.ts';
import { findStatusReference } from '../credential/statusReference.ts';
import { done, notFound, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { referTo } from './entryReference.ts';
import { type LicenceToShow, viewOwnLicence } from './viewOwnLicence.ts';

export interface SignedCode extends LiveWindow {
  readonly token: string;
}

/** What a phone is given: the code that counts now and those of the next minutes, for when the network is away. */
export interface LiveCodes {
  /** What the clock of the register says, in seconds: that of a phone may be wrong. */
  readonly now: number;
  /** From here nothing is shown any more without asking again. */
  readonly until: number;
  readonly codes: readonly SignedCode[];
}

/** 亮照: the codes of a licence that may be shown now. Writes nothing: a code is not kept anywhere. */
export async function makeLiveCodes(
  services: Services,
  actor: PersonActor,
  entryId: string,
  view: LiveView,
): Promise<Outcome<LiveCodes>> {
  const shown = await viewOwnLicence(services, actor, entryId);
  if (shown === undefined) return notFound;
  return shown.refusals.length > 0 ? refuse(...shown.refusals) : done(await signCodes(services, shown.licence, view));
}

async function signCodes(
  services: Services,
  { id, name, licenceNo }: LicenceToShow['licence'],
  view: LiveView,
): Promise<LiveCodes> {
  const { clock, secret, issuerKeys, database } = services;
  const now = clock.now().epochMilliseconds / 1000;
  const key = issuerKeys.current();
  const sub = referTo(secret, id);
  // A key that was made within this half minute has signed nothing before: its first code begins with it.
  const madeAt = issuerKeys.find(key.kid)?.madeAt ?? clock.now().toString();
  const earliest = Math.floor(Temporal.Instant.from(madeAt).epochMilliseconds / 1000);
  const place = await findStatusReference(services, database, id);
  const status = place === undefined ? {} : { status: { status_list: place } };
  const codes = liveWindows(now).map(async ({ iat: from, exp }): Promise<SignedCode> => {
    const iat = Math.max(from, earliest);
    const said: LiveCode = {
      iat,
      exp,
      jti: randomBytes(9).toString('base64url'),
      sub,
      view,
      name,
      licenceNo,
      ...status,
    };
    return { iat, exp, token: await signToken(key, 'licence-live+jwt', { ...said }) };
  });
  return { now, until: now + liveCodeSeconds.ahead, codes: await Promise.all(codes) };
}
