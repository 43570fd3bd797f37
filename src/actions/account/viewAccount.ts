import type { PersonActor } from '../../domain/access/actor.ts';
import { maskPhone } from '../../domain/fields/phone.ts';
import { findPersonAccount } from '../../store/accounts.ts';
import { countSentCodes } from '../../store/codes.ts';
import { done, notFound, type Outcome } from '../outcome.ts';
import type { Services } from '../services.ts';
import type { Progress } from '../session/findActor.ts';
import { compareWithRoster, type RosterVerdict } from './roster.ts';

export interface AccountView {
  readonly name: string;
  readonly idType: string;
  readonly idNumber: string;
  readonly maskedPhone: string;
  readonly progress: Progress;
  readonly verdict: RosterVerdict['kind'];
  /** Seconds until another code may be sent; 0 when none has been sent in the last minute. */
  readonly waitSeconds: number;
  /** A code is under way that can still be typed in. */
  readonly codeSent: boolean;
}

/** What somebody sees of their own account on the way to activation. Reads only. */
export async function viewAccount(services: Services, actor: PersonActor): Promise<Outcome<AccountView>> {
  const now = services.clock.now();
  const account = await services.database.row(findPersonAccount, actor.accountId);
  if (account === undefined) return notFound;
  const { name, idType, idNumber, matched, phoneVerified, activated } = account;
  const phone = account.phone ?? '';
  const verdict = matched ? ({ kind: 'matches' } as const) : await compareWithRoster(services.database, account);
  const hour = now.subtract({ hours: 1 }).toString();
  const sent = phoneVerified ? undefined : await services.database.row(countSentCodes, phone, hour, hour);
  const age = sent?.last == null ? undefined : Temporal.Instant.from(sent.last).until(now).total('seconds');
  return done({
    name,
    idType,
    idNumber,
    maskedPhone: phone === '' ? '' : maskPhone(phone),
    progress: { matched, phoneVerified, activated },
    verdict: verdict.kind,
    waitSeconds: age === undefined ? 0 : Math.max(0, Math.ceil(60 - age)),
    codeSent: age !== undefined && age < 300,
  });
}
