import { randomUUID } from 'node:crypto';
import type { PersonActor } from '../../domain/access/actor.ts';
import { findDefinition } from '../../domain/applications/catalogue.ts';
import type { Definition } from '../../domain/procedure/definition.ts';
import { isEditable } from '../../domain/procedure/steps.ts';
import { chinaDate } from '../../domain/time/dates.ts';
import { findOpenApplication, insertDraft } from '../../store/applications.ts';
import type { Queryable } from '../../store/database.ts';
import { findFacts } from '../../store/facts.ts';
import { transaction, violatedConstraint } from '../../store/transaction.ts';
import { done, notFound, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { firstDraft } from './firstDraft.ts';

export interface AskedStart {
  readonly kind: string;
  /** The 执业信息 it is about; null for a kind that begins from the qualification. */
  readonly entryId: string | null;
  /** The multi-site filing it is about, for a kind that begins from one. */
  readonly siteId: string | null;
  /** A closed application of one's own whose answers are taken over; null for an empty start. */
  readonly copyOf: string | null;
}

/** 点击进入: a new draft, or the one that is already open. Answers its id. */
export async function startApplication(
  services: Services,
  actor: PersonActor,
  asked: AskedStart,
): Promise<Outcome<string>> {
  const definition = findDefinition(asked.kind);
  // What nobody reviews has no draft either (see claimLicence).
  if (definition === undefined || definition.route.decidedBy === 'nobody') return notFound;
  const start = () => transaction(services.database, (tx) => inTransaction(services, tx, actor, definition, asked));
  try {
    return await start();
  } catch (error) {
    // Pressed twice at once: the second press finds the draft of the first.
    if (violatedConstraint(error) === 'application_one_open') return start();
    throw error;
  }
}

async function inTransaction(
  services: Services,
  tx: Queryable,
  actor: PersonActor,
  definition: Definition,
  { entryId, siteId, copyOf }: AskedStart,
): Promise<Outcome<string>> {
  const { accountId } = actor;
  const facts = await findFacts(tx, { accountId, institutionId: null, applicationId: null, entryId, subject: siteId });
  if (facts === undefined) return refuse({ code: 'start.notActivated' });
  const { from } = definition.route;
  const missing = from === 'site' ? facts.site === null : from === 'entry' && facts.entry === null;
  if (missing) return notFound;

  const subject = definition.route.subject(facts);
  const open = await tx.row(findOpenApplication, facts.physician.id, definition.kind, subject);
  if (open !== undefined && open.accountId === accountId && isEditable(open.state)) return done(open.id);
  const now = services.clock.now();
  const refusals = definition.whoMayStart(facts, chinaDate(now).toString());
  if (refusals.length > 0) return refuse(...refusals);

  const id = randomUUID();
  const about = from === 'qualification' ? null : facts.entry;
  const provinceCode = about?.provinceCode ?? facts.qualification?.provinceCode ?? '';
  const draft = await firstDraft(tx, actor, definition, facts, copyOf);
  const whose = [definition.kind, facts.physician.id, accountId, about?.id ?? null] as const;
  const began = [subject, provinceCode, now.toString()] as const;
  await tx.row(insertDraft, id, ...whose, ...began, JSON.stringify(draft), draft.institutionId, draft.photoId);
  return done(id);
}
