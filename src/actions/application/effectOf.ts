import { randomInt, randomUUID } from 'node:crypto';
import type { Application } from '../../domain/procedure/application.ts';
import type { ApplicationEvent } from '../../domain/procedure/events.ts';
import { type Entry, evolveEntry } from '../../domain/register/entry.ts';
import type { RegisterEvent } from '../../domain/register/events.ts';
import { saveBar } from '../../store/bars.ts';
import type { Queryable } from '../../store/database.ts';
import { lockEntry, saveRegisterEntry } from '../../store/register.ts';
import type { Call } from '../../store/transaction.ts';
import type { Defined } from './settleStep.ts';

const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** 查验码: 16 letters and digits that cannot be mistaken for each other, 80 bits. */
function newVerificationCode(): string {
  return Array.from({ length: 16 }, () => alphabet[randomInt(alphabet.length)]).join('');
}

export interface Effect {
  readonly events: readonly RegisterEvent[];
  readonly calls: readonly Call[];
}

/** What approval does to the register: the definition says which events, they are folded, to be written with the decision. */
export async function effectOf(
  tx: Queryable,
  { definition, facts, today, at }: Defined,
  after: Application,
  event: ApplicationEvent,
): Promise<Effect> {
  const licenceNo = event.type === 'approved' ? event.licenceNo : '';
  const entryId = after.entryId ?? randomUUID();
  const locked = after.entryId === null ? undefined : await lockEntry(tx, after.entryId);
  const events = definition.effect.events(after, facts, { on: today.date.toString(), licenceNo, entryId });
  if (events.length === 0) return { events, calls: [] };
  const odd = events.find(({ type }) => !definition.effect.types.includes(type));
  if (odd !== undefined) throw new Error(`${definition.kind} does not say that ${odd.type} follows from it`);
  const { version: before = 0, ...stored } = locked ?? {};
  let entry: Entry | undefined = locked === undefined ? undefined : (stored as Entry);
  for (const event of events) entry = evolveEntry(entry, event);
  if (entry === undefined) return { events, calls: [] };
  const verificationCode = newVerificationCode();
  const written = { entry, before, events, verificationCode, at, applicationId: after.id };
  const barFrom = event.type === 'approved' ? (event.barFrom ?? '') : '';
  const bar = definition.effect.bar?.after(after, today.date.toString(), barFrom) ?? null;
  const { physicianId, id: applicationId } = after;
  const barred = bar === null ? [] : [saveBar(bar, { physicianId, orderId: null, applicationId })];
  return { events, calls: [saveRegisterEntry(written), ...barred] };
}
