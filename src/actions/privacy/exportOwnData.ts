import type { PersonActor } from '../../domain/access/actor.ts';
import { refusal } from '../../domain/vocabulary/refusals.ts';
import { insertNotice } from '../../store/accounts.ts';
import { recordInLedger } from '../../store/ledger.ts';
import { transaction } from '../../store/transaction.ts';
import { countTry } from '../account/attempts.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import type { Progress } from '../session/findActor.ts';
import { ownData } from './ownData.ts';

const mostADay = 5;

/** 导出我的信息 (个人信息保护法45): a JSON text. The ledger keeps that it was given, and its owner is told. */
export async function exportOwnData(
  services: Services,
  actor: PersonActor,
  progress: Progress,
): Promise<Outcome<string>> {
  const now = services.clock.now();
  const tries = { purpose: 'export', subject: actor.accountId, most: mostADay, since: now.subtract({ hours: 24 }) };
  if (!(await countTry(services, tries)).ok) return refuse(refusal('privacy.tooManyExports'));
  const data = await ownData(services, actor, progress);
  const { accountId, name } = actor;
  const at = now.toString();
  await transaction(services.database, async (tx) => {
    const article = '个人信息保护法第四十五条';
    await tx.row(recordInLedger, at, accountId, name, '', 'dataExported', 'account', accountId, article, '{}');
    await tx.row(insertNotice, accountId, null, '个人信息已导出', told, at);
  });
  return done(JSON.stringify(data, null, 2));
}

const told = '您的个人信息已导出为文件,其中有完整证件号码,请妥善保管。如不是您本人操作,请立即修改密码。';
