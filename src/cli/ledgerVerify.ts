import { verifyLedger } from '../actions/maintenance/verifyLedger.ts';
import type { Services } from '../actions/services.ts';
import type { CommandAnswer } from './answer.ts';

/** `ledger verify` */
export async function ledgerVerify(services: Services): Promise<CommandAnswer> {
  const report = await verifyLedger(services);
  const { applications, applicationEvents, entries, registerEvents, ledgerRows, bad } = report;
  const lines = [
    `业务 ${applications} 件,由 ${applicationEvents} 个事件重新推算`,
    `执业信息 ${entries} 条,由 ${registerEvents} 个事件重新推算`,
    `台账 ${ledgerRows} 行`,
    bad === null ? '全部一致。' : `不一致:${bad.table} ${bad.id}:${bad.problem}`,
  ];
  return { text: lines.join('\n'), json: { ...report, consistent: bad === null }, failed: bad !== null };
}
