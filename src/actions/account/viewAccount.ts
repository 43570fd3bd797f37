import type { PersonActor } from '../../domain/access/actor.ts';
import { maskPhone } from '../../domain/fields/phone.ts';
import { findPersonAccount } from '../../store/accounts.ts';
import { done, notFound, type Outcome } from '../outcome.ts';
import type { Services } from '../services.ts';
import type { Progress } from '../session/findActor.ts';
import { type CodeState, readCodeState } from './codeState.ts';
import { compareWithRoster, type RosterVerdict } from './roster.ts';

export interface AccountView extends CodeState {
  readonly name: string;
  readonly idType: string;
  readonly idNumber: string;
  readonly maskedPhone: string;
  readonly progress: Progress;
  readonly verdict: RosterVerdict['kind'];
}

/** What somebody sees of their own account on the way to activation. Reads only. */
export async function viewAccount(services: Services, actor: PersonActor): Promise<Outcome<AccountView>> {
  const account = await services.database.row(findPersonAccount, actor.accountId);
  if (account === undefined) return notFound;
  const { name, idType, idNumber, matched, phoneVerified, activated } = account;
  const phone = account.phone ?? '';
  const verdict = matched ? ({ kind: 'matches' } as const) : await compareWithRoster(services.database, account);
  return done({
    name,
    idType,
    idNumber,
    maskedPhone: phone === '' ? '' : maskPhone(phone),
    progress: { matched, phoneVerified, activated },
    verdict: verdict.kind,
    ...(await readCodeState(services, phoneVerified ? '' : phone)),
  });
}
