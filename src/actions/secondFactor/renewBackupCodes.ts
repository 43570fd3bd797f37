import { recordInLedger } from '../../store/ledger.ts';
import { lockStaffAccount } from '../../store/secondFactors.ts';
import { transaction } from '../../store/transaction.ts';
import { done, notFound, type Outcome } from '../outcome.ts';
import type { Services } from '../services.ts';
import { replaceBackupCodes } from './backupCodes.ts';
import type { StaffActor } from './staffActor.ts';

/** 重新生成备用码: ten new ones, told once; the old ones are worth nothing from now on. */
export function renewBackupCodes(services: Services, actor: StaffActor): Promise<Outcome<readonly string[]>> {
  const { accountId, name, organisation } = actor;
  const at = services.clock.now().toString();
  return transaction(services.database, async (tx): Promise<Outcome<readonly string[]>> => {
    const account = await tx.row(lockStaffAccount, accountId);
    if (account?.enrolled !== true) return notFound;
    const codes = await replaceBackupCodes(services, tx, accountId);
    await tx.row(
      recordInLedger,
      at,
      accountId,
      name,
      organisation,
      'backupCodesRenewed',
      'account',
      accountId,
      '',
      '{}',
    );
    return done(codes);
  });
}
