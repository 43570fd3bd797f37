import { randomUUID } from 'node:crypto';
import type { PersonActor } from '../../domain/access/actor.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import { insertNotice } from '../../store/accounts.ts';
import {
  findCorrectionAuthority,
  findProvinces,
  insertCorrection,
  listOwnCorrections,
} from '../../store/corrections.ts';
import type { Queryable } from '../../store/database.ts';
import { recordInLedger } from '../../store/ledger.ts';
import { transaction, violatedConstraint } from '../../store/transaction.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { type CorrectionForm, readCorrectionForm } from './correctionForm.ts';

/** 信息更正申请: asks the province of the examination to correct its roster. One at a time. */
export async function requestCorrection(
  services: Services,
  actor: PersonActor,
  form: CorrectionForm,
): Promise<Outcome<'sent'>> {
  const { database } = services;
  const read = readCorrectionForm(await database.rows(findProvinces), form);
  if (read.asked === undefined) return refuse(...read.refusals);
  const { province, certificateNo, words } = read.asked;
  const authority = await database.row(findCorrectionAuthority, province.code);
  if (authority === undefined)
    return refuse(refusal('correction.noAuthority', 'provinceCode', { province: province.name }));
  const at = services.clock.now().toString();
  try {
    await transaction(database, async (tx) => {
      const asked = [province.code, certificateNo, words, at] as const;
      const id = randomUUID();
      await tx.row(insertCorrection, id, actor.accountId, authority.id, ...asked);
      await tx.row(
        recordInLedger,
        at,
        actor.accountId,
        actor.name,
        '',
        'correctionRequested',
        'correction',
        id,
        '',
        '{}',
      );
      await tx.row(
        insertNotice,
        null,
        authority.id,
        '新的信息更正申请',
        `${actor.name}提交了信息更正申请,请核实后答复。`,
        at,
      );
    });
  } catch (error) {
    if (violatedConstraint(error) !== 'correction_request_one_open') throw error;
    return refuse(await alreadyOpen(database, actor));
  }
  return done('sent');
}

async function alreadyOpen(db: Queryable, actor: PersonActor): Promise<Refusal> {
  const own = await db.rows(listOwnCorrections, actor.accountId);
  const open = own.find(({ state }) => state === 'open');
  return refusal('correction.open', undefined, { authority: open?.authorityName ?? '' });
}
