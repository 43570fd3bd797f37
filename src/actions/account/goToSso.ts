import { refusal } from '../../domain/vocabulary/refusals.ts';
import { ProviderError } from '../../outside/providerError.ts';
import type { SingleSignOn } from '../../outside/sso/singleSignOn.ts';
import { lockSessionData, mergeSessionData } from '../../store/sessions.ts';
import { transaction } from '../../store/transaction.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { keepInSession } from '../session/closeSession.ts';
import { hashToken } from '../session/openSession.ts';
import { readSso } from './ssoState.ts';

/** The address of the provider, with state, nonce and PKCE that only this visitor's session knows, once, for ten minutes. */
export async function goToSso(
  services: Services,
  sso: SingleSignOn,
  token: string,
  redirectUri: string,
): Promise<Outcome<string>> {
  const begun = await unlessRefused(services, () => sso.begin(redirectUri));
  if (begun === undefined) return refuse(refusal('sso.failed'));
  await keepInSession(services, token, { ssoWay: { ...begun.secrets, at: services.clock.now().toString() } });
  return done(begun.url);
}

/** Back from the provider: who it is is kept in the session, and nothing comes of it before it has been confirmed here (T10). */
export async function comeBackFromSso(
  services: Services,
  sso: SingleSignOn,
  token: string,
  address: URL,
): Promise<Outcome<'shown'>> {
  const now = services.clock.now();
  const way = await transaction(services.database, async (tx) => {
    const session = await tx.row(lockSessionData, hashToken(token), now.toString());
    await mergeSessionData(tx, hashToken(token), now.toString(), { ssoWay: null });
    return readSso(session?.data ?? {}, now).way;
  });
  const identity = way && (await unlessRefused(services, () => sso.finish(address, way)));
  if (identity === undefined) return refuse(refusal('sso.failed'));
  const { issuer, subject, name } = identity;
  await keepInSession(services, token, { sso: { identity: `${issuer} ${subject}`, name, at: now.toString() } });
  return done('shown');
}

/** What the provider refuses, a person can do again; who runs the program reads why. */
async function unlessRefused<T>({ warn }: Services, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    warn({ code: error.code }, 'a sign-in by OpenID Connect was refused');
    return undefined;
  }
}
