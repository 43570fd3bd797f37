import type { PersonActor } from '../../domain/access/actor.ts';
import { parseQualificationNumber } from '../../domain/fields/certificateNumbers.ts';
import { chinaDate } from '../../domain/time/dates.ts';
import { refusal } from '../../domain/vocabulary/refusals.ts';
import { findOwnQualification, insertNotice, lockPersonAccount, setActivated } from '../../store/accounts.ts';
import type { Queryable } from '../../store/database.ts';
import { recordInLedger } from '../../store/ledger.ts';
import { transaction, violatedConstraint } from '../../store/transaction.ts';
import { done, notFound, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { countTry } from './attempts.ts';

const triesADay = 5;

/** 【激活】: opens the account to business with the certificate of its owner, who stays 身份待核验 until somebody has seen them. */
export async function activate(services: Services, actor: PersonActor, typed: string): Promise<Outcome<'activated'>> {
  const certificate = parseQualificationNumber(typed);
  if (!certificate.ok) return refuse(refusal(certificate.code, 'certificateNo'));
  const now = services.clock.now();
  const since = chinaDate(now).toZonedDateTime('Asia/Shanghai').toInstant();
  const counted = { purpose: 'activate', subject: actor.accountId, most: triesADay, since };
  if (!(await countTry(services, counted)).ok) return refuse(refusal('activation.tooMany', 'certificateNo'));
  try {
    return await transaction(services.database, (tx) => activateIn(tx, actor, certificate.value, now.toString()));
  } catch (error) {
    if (violatedConstraint(error) !== 'account_claim') throw error;
    return refuse(refusal('activation.claimed', 'certificateNo'));
  }
}

async function activateIn(
  tx: Queryable,
  actor: PersonActor,
  certificateNo: string,
  at: string,
): Promise<Outcome<'activated'>> {
  const account = await tx.row(lockPersonAccount, actor.accountId);
  if (account === undefined) return notFound;
  const { id, name, physicianId } = account;
  if (account.activated) return refuse(refusal('activation.already'));
  if (!account.phoneVerified) return refuse(refusal('activation.phoneFirst'));
  const found = physicianId === null ? undefined : await tx.row(findOwnQualification, physicianId, certificateNo);
  // Another person's certificate and none at all are answered alike: numbers must not be found out by asking (T2).
  if (found === undefined) return refuse(refusal('activation.notMatched', 'certificateNo'));
  if (!found.valid) return refuse(refusal('start.qualificationInvalid', 'certificateNo'));
  if (found.claimedBy !== null) {
    const words = '有人用您的资格证书编码申请激活另一个账号,没有成功。如不是您本人,请联系考核所在省的中医药主管部门。';
    await tx.row(insertNotice, found.claimedBy, null, '有人试图激活您的资格证书', words, at);
    await tx.row(recordInLedger, at, id, name, '', 'activationDisputed', 'qualification', found.id, '', '{}');
    return refuse(refusal('activation.claimed', 'certificateNo'));
  }
  await tx.row(setActivated, id, found.id, at);
  await tx.row(recordInLedger, at, id, name, '', 'accountActivated', 'account', id, '', '{}');
  const words = '可以办理业务了。您的身份由首次审核的机构当面核对身份证原件后确认,在此之前显示为“身份待核验”。';
  await tx.row(insertNotice, id, null, '账户激活成功', words, at);
  return done('activated');
}
