import { randomUUID } from 'node:crypto';
import type { PersonActor } from '../../domain/access/actor.ts';
import { may } from '../../domain/access/may.ts';
import { catalogue } from '../../domain/applications/catalogue.ts';
import { isUuid } from '../../domain/fields/uuid.ts';
import type { Definition } from '../../domain/procedure/definition.ts';
import type { Calendar } from '../../domain/time/calendar.ts';
import { chinaDate } from '../../domain/time/dates.ts';
import { insertDraft } from '../../store/applications.ts';
import type { Queryable } from '../../store/database.ts';
import { findFacts } from '../../store/facts.ts';
import { lockEntry } from '../../store/register.ts';
import { scopeFor } from '../../store/scope.ts';
import { loadStep } from '../../store/stepLoad.ts';
import { transaction } from '../../store/transaction.ts';
import { statusReference } from '../credential/statusReference.ts';
import { done, notFound, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { nextNumber } from './nextNumber.ts';
import { Refused, settleStep } from './settleStep.ts';

/** The kind that nobody reviews: 电子证照. */
export const claimed: Definition | undefined = catalogue.find(({ route }) => route.decidedBy === 'nobody');

/**
 * 申领|亮照: the first time an application that is granted at once, afterwards only shown again, so that pressing twice is
 * pressing once. Every condition that is not met is told.
 */
export async function claimLicence(services: Services, actor: PersonActor, entryId: string): Promise<Outcome<string>> {
  if (claimed === undefined || !isUuid(entryId)) return notFound;
  const definition = claimed;
  const calendar = await services.calendar();
  try {
    return await transaction(services.database, (tx) =>
      inTransaction(services, tx, calendar, actor, definition, entryId),
    );
  } catch (error) {
    if (error instanceof Refused) return refuse(...error.refusals);
    throw error;
  }
}

async function inTransaction(
  services: Services,
  tx: Queryable,
  calendar: Calendar,
  actor: PersonActor,
  definition: Definition,
  entryId: string,
) {
  const { accountId, name } = actor;
  // Locked before anything is looked at: whoever presses at the same time waits, and then finds it claimed.
  const entry = await lockEntry(tx, entryId);
  if (entry === undefined || entry.physicianId !== actor.physicianId) return notFound;
  const now = services.clock.now();
  const today = { date: chinaDate(now), calendar };
  const facts = await findFacts(tx, { accountId, institutionId: null, applicationId: null, entryId, subject: null });
  if (facts === undefined) return notFound;
  const refusals = definition.whoMayStart(facts, today.date.toString());
  if (refusals.length > 0) return refuse(...refusals);
  // Its place in a status list, for who checks it without asking the register; given here, because showing it writes nothing.
  await statusReference(services, tx, entryId);
  if (entry.licenceClaimedOn !== null) return done('');

  const [id, at, nothing] = [randomUUID(), now.toString(), { answers: {}, institutionId: null, photoId: null }];
  const { kind, route } = definition;
  const { physicianId, provinceCode } = entry;
  const whose = [kind, physicianId, accountId, entryId] as const;
  await tx.row(insertDraft, id, ...whose, route.subject(facts), provinceCode, at, JSON.stringify(nothing), null, null);
  const made = await loadStep(tx, scopeFor(actor), { id, accountId, key: '' });
  if (made === undefined) throw new Error(`application ${id} cannot be read by the account that has just made it`);
  const forbidden = may(actor, 'claim', made.row, made.facts.physician);
  if (forbidden.length > 0) throw new Refused(forbidden);
  const number = await nextNumber(tx, definition, today.date.year);
  const by = { desk: 'applicant', accountId, name, organisation: '' } as const;
  return await settleStep(tx, { ...made, today, at }, by, { step: 'claim', number }, null);
}
