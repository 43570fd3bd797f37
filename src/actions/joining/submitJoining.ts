import { randomUUID } from 'node:crypto';
import { chinaDate } from '../../domain/time/dates.ts';
import { articles, cite } from '../../domain/vocabulary/articles.ts';
import { refusal } from '../../domain/vocabulary/refusals.ts';
import type { Queryable } from '../../store/database.ts';
import { findListed } from '../../store/joiningInstitutions.ts';
import { insertJoiningRequest } from '../../store/joiningRequests.ts';
import { recordInLedger } from '../../store/ledger.ts';
import { tellAuthority } from '../../store/missingInstitutions.ts';
import { updateSessionData } from '../../store/sessions.ts';
import { transaction, violatedConstraint } from '../../store/transaction.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { hashToken } from '../session/openSession.ts';
import { keepScan, type Uploader } from './keepScan.ts';
import { lockJoiningState } from './lockJoiningState.ts';
import { newReceipt } from './newReceipt.ts';
import { responsibleAuthority } from './responsibleAuthority.ts';
import { tellContact } from './tellContact.ts';

/** 【提交申请】, with the scan of the licence: the authority has it from now on. Answers the 受理号. */
export async function submitJoining(
  services: Services,
  from: Uploader,
  upload: Uint8Array | undefined,
): Promise<Outcome<string>> {
  if (upload === undefined) return refuse(refusal('scan.required', 'scan'));
  const scan = await keepScan(services, from, upload);
  if ('refused' in scan) return refuse(scan.refused);
  const outcome = await submitWith(services, from.token, scan.key);
  if (outcome.kind !== 'done' || !outcome.value.kept) await services.storage.remove(scan.key);
  return outcome.kind === 'done' ? done(outcome.value.receipt) : outcome;
}

type Submitted = Outcome<{ readonly receipt: string; readonly kept: boolean }>;

async function submitWith(services: Services, token: string, key: string): Promise<Submitted> {
  try {
    return await transaction(services.database, (tx) => submitIn(services, tx, token, key));
  } catch (error) {
    if (violatedConstraint(error) !== 'joining_request_one_open') throw error;
    const { joining } = await transaction(services.database, (tx) => lockJoiningState(services, tx, token));
    const authority = joining && (await responsibleAuthority(services.database, joining));
    return refuse(refusal('joining.open', undefined, { authority: authority?.name ?? '主管部门' }));
  }
}

async function submitIn(services: Services, tx: Queryable, token: string, key: string): Promise<Submitted> {
  const { joining, proven, joined } = await lockJoiningState(services, tx, token);
  // The same form sent twice: the first has done it.
  if (joined !== undefined) return done({ receipt: joined.receipt, kept: false });
  if (joining === undefined || !proven) return refuse(refusal('registration.restart'));
  const { name, number, creditCode, regionCode, headName, contactName, phone, noticeVersion, noticeReadAt } = joining;
  const email = joining.email === '' ? null : joining.email;
  const listed = await tx.row(findListed, number);
  if (listed?.staffed === true) return refuse(refusal('joining.known', undefined, { authority: listed.authorityName }));
  const authority = await responsibleAuthority(tx, joining);
  if (authority === undefined) return refuse(refusal('missingInstitution.noAuthority'));
  const now = services.clock.now();
  const at = now.toString();
  const id = randomUUID();
  const receipt = newReceipt(chinaDate(now).year);
  const institution = [name, number, creditCode, regionCode, authority.id, headName] as const;
  const contact = [contactName, phone, email] as const;
  await tx.row(insertJoiningRequest, id, receipt, ...institution, ...contact, [key], noticeVersion, noticeReadAt, at);
  const subject = ['joiningSubmitted', 'joining_request', id, cite(articles.onlineMaterials)] as const;
  await tx.row(recordInLedger, at, null, contactName, name, ...subject, '{}');
  await tx.row(tellAuthority, authority.id, '机构申请入驻', `“${name}”申请入驻(受理号${receipt}),请核实后决定。`, at);
  await tellContact(
    tx,
    { receipt, contactPhone: phone, contactEmail: email, authorityName: authority.name },
    'submitted',
    at,
  );
  const kept = JSON.stringify({ joining: null, joined: { receipt, authority: authority.name } });
  await tx.row(updateSessionData, hashToken(token), kept);
  return done({ receipt, kept: true });
}
