import type { AuthorityActor, InstitutionActor } from '../../domain/access/actor.ts';
import {
  type AskedReveal,
  type RevealField,
  type RevealForm,
  readRevealForm,
  revealsPerDay,
} from '../../domain/privacy/reveal.ts';
import { chinaDate } from '../../domain/time/dates.ts';
import { refusal } from '../../domain/vocabulary/refusals.ts';
import type { Queryable } from '../../store/database.ts';
import { countReveals, lockReader, recordReveal } from '../../store/reveals.ts';
import { transaction } from '../../store/transaction.ts';
import { answeredBefore } from '../answeredBefore.ts';
import { done, notFound, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import type { FindRevealable, Revealable } from './findRevealable.ts';

type Desk = InstitutionActor | AuthorityActor;

export interface SentReveal extends RevealForm {
  readonly id: string;
  /** Of the form: it shows a number once, and loading the answer again shows nothing. */
  readonly key: string;
}

export interface Revealed {
  readonly name: string;
  readonly field: RevealField;
  readonly reason: string;
  readonly value: string;
  readonly print: Revealable['print'];
}

/** What of a record can be asked for whole; undefined: it is none of the actor's. */
export function revealableFields({ numbers }: Revealable): readonly RevealField[] {
  const fields: readonly RevealField[] = ['idNumber', 'certificateNo', 'phone', 'form'];
  return fields.filter((field) => (field === 'form' ? numbers.form !== undefined : (numbers[field] ?? '') !== ''));
}

/** 查看完整号码: who, whose, which number and why is committed before the number leaves. */
export async function revealNumber<A extends Desk>(
  services: Services,
  actor: A,
  find: FindRevealable<A>,
  sent: SentReveal,
): Promise<Outcome<Revealed>> {
  const record = await find(services, actor, sent.id);
  if (record === undefined) return notFound;
  // Who checks the work of others compares no original and decides nothing.
  if (actor.role === 'auditor') return refuse(refusal('step.moreRight', undefined, { step: '查看完整号码' }));
  const { asked, refusals } = readRevealForm(sent, revealableFields(record));
  if (asked === undefined) return refuse(...refusals);
  const written = await transaction(services.database, (tx) => write(tx, services, actor, record, asked, sent));
  if (written.kind !== 'done') return written;
  const print = asked.field === 'form' ? record.print : undefined;
  return done({ name: record.name, ...asked, value: record.numbers[asked.field] ?? '', print });
}

async function write(
  tx: Queryable,
  { clock }: Services,
  actor: Desk,
  { what, physicianId }: Revealable,
  { field, reason }: AskedReveal,
  { id, key }: SentReveal,
): Promise<Outcome<'written'>> {
  const { accountId, name, organisation } = actor;
  const now = clock.now();
  if ((await tx.row(lockReader, accountId)) === undefined) return notFound;
  const request = `reveal ${id}`;
  if ((await answeredBefore(tx, accountId, key, request)) !== undefined) return refuse(refusal('form.sentTwice'));
  const midnight = chinaDate(now).toZonedDateTime('Asia/Shanghai').toInstant().toString();
  const today = await tx.row(countReveals, accountId, midnight);
  if ((today?.count ?? 0) >= revealsPerDay)
    return refuse(refusal('reveal.tooMany', undefined, { most: String(revealsPerDay) }));
  const reading = [now.toString(), accountId, name, organisation, what] as const;
  await tx.row(recordReveal, ...reading, physicianId, id, field, reason, key, request);
  return done('written');
}
