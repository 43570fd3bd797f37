import { type Judgement, judge } from '../../domain/issuing/judgement.ts';
import type { AskedOf } from '../../domain/issuing/sdJwt.ts';
import { webReckoning } from '../../outside/issuing/webReckoning.ts';
import type { Services } from '../services.ts';
import { publishedKeys } from './keySet.ts';
import { statusListUri } from './statusReference.ts';

/** Characters of a licence as a file: with every claim, a picture of nothing, and room to spare. */
const longest = 32_768;

/**
 * 证照查验 of a licence out of a wallet: judged by the very rules of the offline verifier, with the keys and status lists of this
 * moment. The lists are those that everybody is given, up to a minute old.
 */
export async function checkPresentation(
  services: Pick<Services, 'publicUrl' | 'clock' | 'issuerKeys' | 'statusLists'>,
  given: string,
  asked?: AskedOf,
): Promise<Judgement> {
  const { publicUrl: issuer, clock, statusLists } = services;
  const now = clock.now().epochMilliseconds / 1000;
  // Only lists of our own: an address in a token leads nowhere else.
  const findList = async (uri: string) => {
    const list = Number(/\d+$/.exec(uri)?.[0] ?? 0);
    return statusListUri(services, list) === uri ? (await statusLists.token(list))?.token : undefined;
  };
  const text = given.length > longest ? '' : given.trim();
  const known = { issuer, now, keys: publishedKeys(services), keysAt: now, findList };
  return judge(text, asked === undefined ? known : { ...known, asked }, webReckoning);
}
