import { randomInt } from 'node:crypto';
import { answerReceipt, type ReceiptQuestion } from '../../domain/register/receipt.ts';
import { chinaDate } from '../../domain/time/dates.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import { findInstitutionNamed } from '../../store/publicRegister.ts';
import { findPublicHistory, insertReceipt } from '../../store/receipts.ts';
import { countTry, networkOf } from '../account/attempts.ts';
import { type HumanAnswer, passHumanCheck } from '../account/passHumanCheck.ts';
import { proveEventNow } from '../log/proveEventNow.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { readQuestion } from './receiptQuestion.ts';
import { signReceipt } from './receiptToken.ts';

/** Receipts of one network in a day: each costs a signature, and a court asks for a few. */
const mostInADay = 50;

/** 执业情况证明: answers for one registration and one day, signed, and kept under a number nobody can guess. */
export async function makeReceipt(
  services: Services,
  typed: ReceiptQuestion,
  from: { readonly token: string; readonly network: string },
  human: HumanAnswer,
): Promise<Outcome<string>> {
  const now = services.clock.now();
  const read = readQuestion(typed, chinaDate(now).toString());
  const refusals = [...read.refusals, ...(await withoutInstitution(services, read.question))];
  if (refusals.length > 0) return refuse(...refusals);
  const unsure = await passHumanCheck(services, 'captcha:receipt', from, human);
  if (unsure !== undefined) return refuse(unsure);
  const counted = { purpose: 'receipt', subject: networkOf(from.network), most: mostInADay };
  const counting = await countTry(services, { ...counted, since: now.subtract({ hours: 24 }) });
  if (!counting.ok) return refuse(refusal('receipt.tooMany'));
  const { question } = read;
  const history = await services.publicDatabase.rows(findPublicHistory, question.name, question.licenceNo);
  if (history.length === 0) return refuse(refusal('receipt.notFound', 'licenceNo'));
  const names: Record<string, string> = {};
  for (const { event, institution, authority } of history) {
    if ('institutionId' in event && institution !== null) names[event.institutionId] = institution;
    if ('authorityId' in event && authority !== null) names[event.authorityId] = authority;
  }
  const events = history.map(({ event }) => event);
  const answer = answerReceipt(events, names, question);
  // What the answer rests on: the last that had happened by that day, or, before the first, that nothing had.
  const last = history.findLast(({ event }) => event.on <= question.on) ?? history[0];
  const log = last && (await proveEventNow(services, { entryId: last.event.entryId, seq: last.seq }));
  const number = newNumber();
  const token = await signReceipt(services, { number, madeAt: now, question, answer, log: log ?? null });
  await services.database.row(insertReceipt, number, token, now.toString());
  return done(number);
}

/** A name of one institution that exists, or none: parts and lists of names would be answered one by one, until somebody's was found. */
async function withoutInstitution(
  { publicDatabase }: Pick<Services, 'publicDatabase'>,
  { institution }: ReceiptQuestion,
): Promise<readonly Refusal[]> {
  if (institution === '') return [];
  const found = await publicDatabase.row(findInstitutionNamed, institution);
  return found === undefined ? [refusal('receipt.noInstitution', 'institution')] : [];
}

/** 证明编号: no letters that are taken for digits. */
function newNumber(): string {
  const signs = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
  return Array.from({ length: 16 }, () => signs[randomInt(signs.length)]).join('');
}
