import type { Services } from '../actions/services.ts';
import type { DutyName } from '../actions/time/duties.ts';
import { runTimeRound } from '../actions/time/runTimeRound.ts';
import { type CommandAnswer, UsageError } from './answer.ts';

const words: Readonly<Record<DutyName, string>> = {
  executeOrders: '处理决定到期执行',
  endExpiredSites: '多执业机构备案到期终止',
  endSuspensions: '暂停执业期满恢复',
  lapseSupplements: '逾期未补正视为撤回',
  deemAccepted: '逾期未告知补正视为受理',
  escalateReviews: '机构超期提醒',
  openStatutoryCases: '备案满两年列入法定注销',
  closeSettledCases: '法定注销事项了结',
  remindSites: '多执业机构备案到期提醒',
  remindInactive: '备案满两年提醒',
  remindSupplements: '补正提醒',
  warnDeadlines: '审批时限提醒',
  remindReports: '待报告事项提醒',
  lapseRecoveries: '失效的找回账号',
  ripenRecoveries: '等待期届满的找回账号',
  remindConfirmations: '年度人员确认提醒',
};

/** `time run`: one round of what time does by itself, at the time of the program's clock (XINGLIN_NOW). */
export async function timeRun(services: Services, args: string[]): Promise<CommandAnswer> {
  if (args.length > 0) throw new UsageError('time run 没有参数');
  const at = services.clock
    .now()
    .toZonedDateTimeISO('Asia/Shanghai')
    .toString({ smallestUnit: 'second', timeZoneName: 'never' });
  const { done, failures, missedDays } = await runTimeRound(services);
  const acted = (Object.keys(words) as DutyName[]).filter((name) => done[name] > 0);
  const failed = failures.map(({ duty, id, error }) => ({ duty, id, problem: problemOf(error) }));
  const lines = [
    `按 ${at} 的时间处理到期事项`,
    ...(missedDays === null ? [] : [`已停运 ${missedDays} 天,现已补办`]),
    ...acted.map((name) => `${words[name]} ${done[name]}`),
    ...(acted.length === 0 ? ['没有到期事项'] : []),
    ...failed.map(({ duty, id, problem }) => `未能处理:${words[duty]} ${id}:${problem}`),
  ];
  return { text: lines.join('\n'), json: { at, done, missedDays, failed }, failed: failed.length > 0 };
}

function problemOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
