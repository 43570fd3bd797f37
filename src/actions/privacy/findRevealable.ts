import type { AuthorityActor, InstitutionActor } from '../../domain/access/actor.ts';
import { getDefinition } from '../../domain/applications/catalogue.ts';
import { isUuid } from '../../domain/fields/uuid.ts';
import type { RevealField } from '../../domain/privacy/reveal.ts';
import { findApplication } from '../../store/applications.ts';
import { findCorrection } from '../../store/corrections.ts';
import { findFacts } from '../../store/facts.ts';
import { findRegisterEntry } from '../../store/registerSearch.ts';
import { scopeFor } from '../../store/scope.ts';
import { printFile } from '../desk/printFile.ts';
import type { Services } from '../services.ts';

type Desk = InstitutionActor | AuthorityActor;
type Paper = Awaited<ReturnType<typeof printFile>>;

/** A record whose numbers are masked on its page, with what stands behind the stars. */
export interface Revealable {
  /** What the record is called in the reading log. */
  readonly what: string;
  readonly name: string;
  readonly physicianId: string | null;
  readonly numbers: Readonly<Partial<Record<RevealField, string>>>;
  /** The printed form with whole numbers; only a file has one. */
  readonly print: (() => Promise<Paper>) | undefined;
}

/** Finds a record in the scope of the actor, as its own page does; undefined: it is none of theirs. */
export type FindRevealable<A extends Desk> = (
  services: Services,
  actor: A,
  id: string,
) => Promise<Revealable | undefined>;

export const findFileNumbers: FindRevealable<Desk> = async (services, actor, id) => {
  const db = services.database;
  const file = await findApplication(db, scopeFor(actor), id);
  if (file === undefined) return undefined;
  const { accountId, institutionId, entryId, physicianId, subject } = file;
  const facts = await findFacts(db, { accountId, institutionId, applicationId: file.id, entryId, subject });
  if (facts === undefined) throw new Error(`application ${file.id} has no physician behind it`);
  const { form } = getDefinition(file.kind);
  const telephone = [...form.apply, ...form.printed].find(({ control }) => control === 'tel');
  const phone = telephone === undefined ? '' : (file.answers[telephone.key] ?? '');
  const { name, idNumber } = facts.physician;
  const certificateNo = facts.qualification?.certificateNo ?? '';
  const numbers = { idNumber, certificateNo, phone, form: '' };
  return { what: '业务申请', name, physicianId, numbers, print: () => printFile(services, file, 'whole') };
};

export const findEntryNumbers: FindRevealable<AuthorityActor> = async ({ database }, actor, id) => {
  const entry = isUuid(id) ? await database.row(findRegisterEntry, actor.path, id) : undefined;
  if (entry === undefined) return undefined;
  const { name, physicianId, idNumber, certificateNo } = entry;
  return { what: '注册信息', name, physicianId, numbers: { idNumber, certificateNo }, print: undefined };
};

export const findCorrectionNumbers: FindRevealable<AuthorityActor> = async ({ database }, actor, id) => {
  const request = isUuid(id) ? await database.row(findCorrection, actor.path, id) : undefined;
  if (request === undefined) return undefined;
  const { name, physicianId, idNumber, certificateNo } = request;
  return { what: '信息更正申请', name, physicianId, numbers: { idNumber, certificateNo }, print: undefined };
};
