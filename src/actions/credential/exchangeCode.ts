import { timingSafeEqual } from 'node:crypto';
import { exchangeOffer, findOpenOffer, tryOffer } from '../../store/credentialOffers.ts';
import type { Services } from '../services.ts';
import { codeOfLink, digestOf, hashTxCode, randomSecret } from './walletSecrets.ts';

/** Seconds a token is good for. */
export const tokenSeconds = 300;

/** The pre-authorised code of an offer that still stands; undefined when it does not. */
export async function readOffer(services: Services, link: string): Promise<string | undefined> {
  const offer = await services.database.row(findOpenOffer, digestOf(link), services.clock.now().toString());
  return offer === undefined ? undefined : codeOfLink(services, link);
}

/**
 * The code and the six digits for a token, once. Undefined: the code is unknown, used, too old or tried too often, or the digits
 * are wrong; a wallet is not told which.
 */
export async function exchangeCode(services: Services, code: string, txCode: string): Promise<string | undefined> {
  const { database, clock } = services;
  const now = clock.now();
  const codeHash = digestOf(code);
  // The try is counted before it is made: of many at once no more are made than may.
  const offer = await database.row(tryOffer, codeHash, now.toString());
  if (offer === undefined || !timingSafeEqual(offer.txCodeHash, hashTxCode(services, codeHash, txCode)))
    return undefined;
  const token = randomSecret();
  const expiresAt = now.add({ seconds: tokenSeconds });
  const exchanged = await database.row(exchangeOffer, offer.id, now.toString(), digestOf(token), expiresAt.toString());
  return exchanged === undefined ? undefined : token;
}
