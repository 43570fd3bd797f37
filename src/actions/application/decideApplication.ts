import type { AuthorityActor } from '../../domain/access/actor.ts';
import { getDefinition } from '../../domain/applications/catalogue.ts';
import { formatLicenceNumber } from '../../domain/fields/certificateNumbers.ts';
import { parsePlainDate } from '../../domain/fields/plainDate.ts';
import type { ApplicationRow } from '../../store/applications.ts';
import type { Queryable } from '../../store/database.ts';
import { nextLicenceSerial } from '../../store/register.ts';
import type { Outcome } from '../outcome.ts';
import type { Services } from '../services.ts';
import type { StepForm } from './stepForm.ts';
import { takeStep } from './takeStep.ts';

export type AuthorityDecision =
  | { readonly outcome: 'approve'; readonly opinion: string; readonly barFrom?: string }
  | { readonly outcome: 'refuse'; readonly ground: string; readonly reasons: string };

/** 准予 or 不予, by the authority that accepted. Approval writes the register and gives the licence number. */
export function decideApplication(
  services: Services,
  actor: AuthorityActor,
  form: StepForm,
  decision: AuthorityDecision,
): Promise<Outcome<string>> {
  return takeStep(services, actor, form, async (tx, row) => {
    if (decision.outcome === 'refuse') return { step: 'refuse', ground: decision.ground, reasons: decision.reasons };
    const { opinion, barFrom: typed = '' } = decision;
    const day = parsePlainDate(typed);
    const barFrom = day.ok ? day.value.toString() : typed;
    return { step: 'approve', opinion, barFrom, licenceNo: await newLicenceNo(tx, row, actor) };
  });
}

/** Class prefix of 中医(专长) licences; our decision, no source gives it. */
const classPrefix = '354';

async function newLicenceNo(tx: Queryable, row: ApplicationRow, actor: AuthorityActor): Promise<string> {
  // A file that cannot be approved any more must not use up a number: the refusal comes right after.
  if (!getDefinition(row.kind).effect.newLicence || row.state !== 'accepted') return '';
  const serial = await tx.row(nextLicenceSerial, actor.regionCode);
  const number = formatLicenceNumber({ prefix: classPrefix, regionCode: actor.regionCode, serial: serial?.last ?? 0 });
  if (!number.ok) throw new Error(`no licence number can be given in ${actor.regionCode}: ${number.code}`);
  return number.value;
}
