import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import type { Services } from '../services.ts';
import { countTry, forgetTries, networkOf, takeBackTry, tooManyTries } from './attempts.ts';

/** Who tries to sign in, as far as counting goes. */
export interface Trying {
  /** The account, or what was typed where there is none: both are counted alike. */
  readonly subject: string;
  /** The hash of the device, where the account has signed in with it before. */
  readonly device: string | undefined;
  readonly address: string;
}

/**
 * May go on (`settle` afterwards), must wait, must show that they are no program, or is answered like a wrong password
 * without a look at it.
 */
export type Admission =
  | { readonly kind: 'go'; readonly settle: () => Promise<void> }
  | { readonly kind: 'wait'; readonly refusal: Refusal }
  | { readonly kind: 'showHuman' }
  | { readonly kind: 'unlooked' };

const minutes = 15;
/** One account from one network or one device; one network over all names; then the same network, or the whole site, with a check. */
const most = { pair: 10, network: 300, networkUnchecked: 30, siteUnchecked: 3000 };
/** Passwords of one account looked at in an hour for all strangers together. */
const mostForStrangers = 100;

/**
 * No stranger locks an owner out: a known device has a budget of its own, which nobody else can spend. All others share one
 * for each account, are counted by network, and, where there is a flood, are asked to show that they are people.
 */
export async function admit(services: Services, trying: Trying, human: () => Promise<boolean>): Promise<Admission> {
  const { subject, device } = trying;
  const since = services.clock.now().subtract({ minutes });
  if (device !== undefined) {
    const own = { purpose: 'signInDevice', subject: `${subject}\n${device}`, most: most.pair, since };
    const counting = await countTry(services, own);
    if (!counting.ok) return { kind: 'wait', refusal: tooManyTries(services, counting.since) };
    return { kind: 'go', settle: () => forgetTries(services, own) };
  }
  return admitStranger(services, trying, since, human);
}

async function admitStranger(
  services: Services,
  { subject, address }: Trying,
  since: Temporal.Instant,
  human: () => Promise<boolean>,
): Promise<Admission> {
  const from = networkOf(address);
  const pair = { purpose: 'signIn', subject: `${subject}\n${from}`, most: most.pair, since };
  const network = { purpose: 'signInNetwork', subject: from, most: most.network, since };
  const site = { purpose: 'signInSite', subject: '', most: most.siteUnchecked, since };
  const hourAgo = services.clock.now().subtract({ hours: 1 });
  const strangers = { purpose: 'signInStrangers', subject, most: mostForStrangers, since: hourAgo };
  const ofPair = await countTry(services, pair);
  if (!ofPair.ok) return { kind: 'wait', refusal: tooManyTries(services, ofPair.since) };
  const ofNetwork = await countTry(services, network);
  if (!ofNetwork.ok) return { kind: 'wait', refusal: tooManyTries(services, ofNetwork.since) };
  const ofSite = await countTry(services, site);
  const flood = ofNetwork.count > most.networkUnchecked || !ofSite.ok;
  if (flood && !(await human())) return { kind: 'showHuman' };
  const ofStrangers = await countTry(services, strangers);
  if (!ofStrangers.ok) return { kind: 'unlooked' };
  const settle = async () => {
    await forgetTries(services, pair);
    await takeBackTry(services, network, ofNetwork.at);
    if (ofSite.ok) await takeBackTry(services, site, ofSite.at);
    await takeBackTry(services, strangers, ofStrangers.at);
  };
  return { kind: 'go', settle };
}
