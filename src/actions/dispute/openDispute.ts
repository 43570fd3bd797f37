import { randomUUID } from 'node:crypto';
import { quietMonths } from '../../domain/access/dispute.ts';
import { refusal } from '../../domain/vocabulary/refusals.ts';
import { writeAct } from '../../store/acts.ts';
import type { Queryable } from '../../store/database.ts';
import { findOpenFilesOf } from '../../store/disputeMoves.ts';
import { findDispute, findDisputed, freezeAccount, insertDispute, insertStatement } from '../../store/disputes.ts';
import { lockRecoverable } from '../../store/recoveries.ts';
import { commitWith, transaction, violatedConstraint } from '../../store/transaction.ts';
import { countTry, networkOf } from '../account/attempts.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { keepInSession } from '../session/closeSession.ts';
import { type Claimant, wordsRefused } from './disputeForm.ts';
import { openedTold } from './disputeNotices.ts';
import { putEvidence, readEvidence, recordEvidence, type Upload } from './storeEvidence.ts';

export interface DisputeStatement {
  readonly words: string;
  readonly uploads: readonly Upload[];
  readonly token: string;
  readonly network: string;
}

/** Disputes from one phone and from one network in a day. */
const most = { phone: 3, network: 20 };

/**
 * Last page: what happened, with evidence. Where name, ID number and certificate number are those of the roster and an account
 * holds them, the dispute is opened and that account frozen; otherwise nothing happens, and the answer is the same.
 */
export async function openDispute(
  services: Services,
  claimant: Claimant,
  { words, uploads, token, network }: DisputeStatement,
): Promise<Outcome<'received'>> {
  const { pictures, refusals } = await readEvidence(uploads);
  const wrong = [...wordsRefused(words, '情况说明'), ...refusals];
  if (uploads.length === 0) wrong.push(refusal('dispute.noEvidence', 'evidence1'));
  if (wrong.length > 0) return refuse(...wrong);
  const since = services.clock.now().subtract({ hours: 24 });
  const ofPhone = { purpose: 'dispute', subject: claimant.phone, most: most.phone, since };
  const ofNetwork = { purpose: 'disputeNetwork', subject: networkOf(network), most: most.network, since };
  if (!(await countTry(services, ofPhone)).ok || !(await countTry(services, ofNetwork)).ok)
    return refuse(refusal('dispute.tooMany'));
  const keys = await putEvidence(services, pictures);
  let opened = false;
  try {
    opened = await transaction<boolean>(services.database, (tx) => openIn(services, tx, claimant, words, keys));
  } catch (error) {
    // Two at once: the first one has opened it.
    if (!/^identity_dispute_one_/.test(violatedConstraint(error) ?? '')) throw error;
  }
  if (!opened) for (const key of keys) await services.storage.remove(key);
  await keepInSession(services, token, { dispute: null });
  return done('received');
}

async function openIn(services: Services, tx: Queryable, claimant: Claimant, words: string, keys: readonly string[]) {
  const { name, idType, idNumber, certificateNo, phone } = claimant;
  const now = services.clock.now();
  const quiet = now.toZonedDateTimeISO('Asia/Shanghai').subtract({ months: quietMonths }).toInstant();
  const found = await tx.row(findDisputed, certificateNo, name, idType, idNumber, quiet.toString());
  const owner = found === undefined ? undefined : await tx.row(lockRecoverable, found.accountId);
  if (found === undefined || owner === undefined || found.authorityId === null || owner.frozen) return false;
  const [id, at] = [randomUUID(), now.toString()];
  await tx.row(insertDispute, id, found.qualificationId, owner.id, found.authorityId, phone, at);
  await tx.row(freezeAccount, owner.id, id);
  await tx.row(insertStatement, id, 'claimant', 1, '', '', at, null, words);
  await tx.row(insertStatement, id, 'account', 1, '', '', at, null, null);
  await recordEvidence(tx, id, { side: 'claimant', round: 1 }, keys, at);
  const row = await tx.row(findDispute, found.authorityId, id);
  if (row === undefined) throw new Error(`dispute ${id} is not there`);
  const files = await tx.rows(findOpenFilesOf, owner.id);
  const by = { at, accountId: null, actorName: '申请异议人', organisation: '', action: 'disputeOpened', article: '' };
  const act = { ...by, detail: { accountId: owner.id }, idempotency: null, ...openedTold(row, owner, files) };
  return commitWith(true, [writeAct(act, { type: 'identity_dispute', id, version: 1, applicationId: null })]);
}
