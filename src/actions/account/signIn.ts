import { normalizeEntry } from '../../domain/fields/normalize.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import { verifyPassword } from '../../outside/passwordHash.ts';
import { findCredentials } from '../../store/accounts.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { type Counted, countTry, forgetTries, networkOf, takeBackTry } from './attempts.ts';
import { beginSession } from './beginSession.ts';
import { unlessBusy } from './unlessBusy.ts';

export interface SignInForm {
  readonly loginName: string;
  readonly password: string;
  readonly network: string;
  /** The session of the visitor, which ends with the sign-in; null when there is none. */
  readonly token: string | null;
  /** The visitor has scanned with WeChat and wants to keep it. */
  readonly bindWechat: boolean;
}

export interface SignedInNow {
  readonly accountId: string;
  readonly token: string;
}

type End = 'person' | 'institution' | 'authority';

const minutes = 15;
const mostPerAccount = 10;
const mostPerNetwork = 300;

/** 【登录】 at any end. The answer to an unknown name and to a wrong password is the same, in words and in time. */
export async function signIn(services: Services, end: End, form: SignInForm): Promise<Outcome<SignedInNow>> {
  const missing: Refusal[] = [];
  if (form.loginName === '') missing.push(refusal('field.required', 'loginName', { label: '登录名' }));
  if (form.password === '') missing.push(refusal('field.required', 'password', { label: '登录密码' }));
  if (missing.length > 0) return refuse(...missing);

  const entry = normalizeEntry(form.loginName);
  const loginName = entry.ok ? entry.value : '';
  const [pair, network] = countedFor(services, end, loginName, form.network);
  const [ofPair, ofNetwork] = [await countTry(services, pair), await countTry(services, network)];
  if (!ofPair.ok) return refuse(tooMany(services, ofPair.since));
  if (!ofNetwork.ok) return refuse(tooMany(services, ofNetwork.since));
  return unlessBusy(async () => {
    const credentials = await services.database.row(findCredentials, end === 'person' ? 'person' : 'staff', loginName);
    const known = credentials?.end === end ? credentials : undefined;
    const right = await verifyPassword(known?.passwordHash, form.password);
    if (known === undefined || !right) return refuse(refusal('signIn.failed'));
    await forgetTries(services, pair);
    await takeBackTry(services, network, ofNetwork.at);
    return done({ accountId: known.id, token: await beginSession(services, end, known.id, form) });
  });
}

/**
 * What is counted: an account from one network, so that a stranger elsewhere cannot lock its owner out; and the network
 * over all names, against one password tried on everybody.
 */
function countedFor(services: Services, end: End, loginName: string, address: string): [Counted, Counted] {
  const since = services.clock.now().subtract({ minutes });
  const from = networkOf(address);
  const subject = `${end}\n${loginName.toLowerCase()}\n${from}`;
  return [
    { purpose: 'signIn', subject, most: mostPerAccount, since },
    { purpose: 'signInNetwork', subject: from, most: mostPerNetwork, since },
  ];
}

function tooMany(services: Services, since: Temporal.Instant): Refusal {
  const left = services.clock.now().until(since.add({ minutes })).total('minutes');
  return refusal('signIn.tooMany', undefined, { minutes: String(Math.max(1, Math.ceil(left))) });
}
