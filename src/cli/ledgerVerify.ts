import { mendLog } from '../actions/log/mendLog.ts';
import { verifyLedger } from '../actions/maintenance/verifyLedger.ts';
import type { Services } from '../actions/services.ts';
import { type CommandAnswer, failedOutcome, succeeded } from './answer.ts';

/** How often long work says how far it is, in leaves. */
const tellEvery = 100_000;

/** `ledger verify` */
export async function ledgerVerify(services: Services): Promise<CommandAnswer> {
  let told = 0;
  const report = await verifyLedger(services, (done, of) => {
    if (done < told + tellEvery) return;
    told = done;
    console.error(`已核对日志 ${done} / ${of} 条`);
  });
  const { applications, applicationEvents, entries, registerEvents, ledgerRows, papers, log, bad } = report;
  const lines = [
    `业务 ${applications} 件,由 ${applicationEvents} 个事件重新推算`,
    `执业信息 ${entries} 条,由 ${registerEvents} 个事件重新推算`,
    `台账 ${ledgerRows} 行`,
    `已用印的证书 ${papers.licences} 份、文书 ${papers.letters} 份,与用印记录、登记事件、文书内容和存放的文件逐份核对`,
    ...(papers.unfinished === 0 ? [] : [`另有 ${papers.unfinished} 份已记录而未用印,没有文件,不影响核对结果`]),
    `透明日志 ${log.leaves} 条,检查点 ${log.checkpoints} 个(数据库外留存 ${log.kept} 个)`,
    ...(log.waiting === 0 ? [] : [`另有 ${log.waiting} 行正等候写入日志`]),
    ...(log.lost === 0 ? [] : [`其中 ${log.lost} 条的记录已丢失(恢复旧备份时补记,见台账)`]),
    '全部一致。',
  ];
  const first = bad === null ? undefined : `第一处不一致:${bad.table} ${bad.id}:${bad.problem}\n其后的内容没有再核对。`;
  return { text: first ?? lines.join('\n'), json: { ...report, consistent: bad === null }, failed: bad !== null };
}

/** `ledger mend` */
export async function ledgerMend(services: Services): Promise<CommandAnswer> {
  const outcome = await mendLog(services);
  if (outcome.kind !== 'done') return failedOutcome(outcome);
  const { from, until } = outcome.value;
  return succeeded(
    `日志第${from}至${until - 1}条的记录不在恢复的备份里,已补记为丢失并记入台账。日志从第${until}条继续。`,
    outcome.value,
  );
}
