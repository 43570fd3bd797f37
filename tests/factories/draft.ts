import { randomUUID } from 'node:crypto';
import { submit } from '../../src/actions/application/submit.ts';
import type { Outcome } from '../../src/actions/outcome.ts';
import type { Services } from '../../src/actions/services.ts';
import { insertDraft } from '../../src/store/applications.ts';
import type { Registered } from './entry.ts';

export interface Asked {
  readonly kind: string;
  readonly institutionId?: string;
  readonly answers?: Readonly<Record<string, string>>;
}

/** A draft about an entry, as it is after it has been filled in; the phone and a reason are there unless told otherwise. */
export async function draftAbout(
  { database, clock }: Services,
  { person, entryId }: Registered,
  asked: Asked,
): Promise<string> {
  const id = randomUUID();
  const at = clock.now().toString();
  const { accountId, physicianId } = person;
  const answers = { phone: '13900000000', reason: '个人原因', ...asked.answers };
  const institutionId = asked.institutionId ?? null;
  const draft = [JSON.stringify({ answers, institutionId, photoId: null }), institutionId, null] as const;
  // A subject of its own: the page would lead to the draft that is there, two browsers at once would not.
  await database.row(
    insertDraft,
    id,
    asked.kind,
    physicianId,
    accountId,
    entryId,
    randomUUID(),
    '430000',
    at,
    ...draft,
  );
  return id;
}

/** Sends a draft; what the action answers. */
export function send(services: Services, { person }: Registered, applicationId: string): Promise<Outcome<string>> {
  return submit(services, person, { applicationId, version: 0, key: randomUUID(), location: '/' });
}

/** The codes of a refusal, with the fields at which they stand. */
export function codesOf(outcome: Outcome<unknown>): readonly string[] {
  return outcome.kind === 'refused'
    ? outcome.refusals.map(({ code, field }) => `${field ?? ''} ${code}`.trim())
    : [outcome.kind];
}
