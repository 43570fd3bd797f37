import type { DeskActor } from '../../domain/access/actor.ts';
import { refusal } from '../../domain/vocabulary/refusals.ts';
import { transaction } from '../../store/transaction.ts';
import { countTry } from '../account/attempts.ts';
import { sendCode } from '../account/sendCode.ts';
import { recordReading } from '../desk/recordReading.ts';
import { type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { keepInSession } from '../session/closeSession.ts';
import { findRecoverable } from './findRecoverable.ts';
import { type RecoveryForm, readRecoveryForm } from './recoveryForm.ts';

const lookupsADay = 60;

/** 找回账号, first page of the counter: the physician is found, and a code goes to the new number, to be read out here. */
export async function beginRecovery(
  services: Services,
  actor: DeskActor,
  from: { readonly token: string; readonly network: string },
  form: RecoveryForm,
): Promise<Outcome<'sent'>> {
  const { wanted, refusals } = readRecoveryForm(form);
  if (wanted === undefined) return refuse(...refusals);
  const now = services.clock.now();
  const since = now.subtract({ hours: 24 });
  const counted = { purpose: 'recoveryLookup', subject: actor.accountId, most: lookupsADay, since };
  if (!(await countTry(services, counted)).ok) return refuse(refusal('recovery.lookupTooMany'));
  const found = await findRecoverable(services.database, actor, wanted);
  if (found.kind !== 'done') return found;
  await recordReading(services, actor, '找回账号查找', found.value.physicianId, found.value.id);
  const { accountId } = actor;
  const request = { purpose: 'phone:recovery', phone: wanted.phone, accountId, ...from } as const;
  const sent = await transaction(services.database, (tx) => sendCode(services, tx, request));
  if (sent.kind === 'done') await keepInSession(services, from.token, { recovery: { ...wanted, at: now.toString() } });
  return sent;
}
