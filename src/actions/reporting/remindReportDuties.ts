import { dutyReminders, leftWords, remindersDue } from '../../domain/procedure/reportDuties.ts';
import { chinaDate, formatDate } from '../../domain/time/dates.ts';
import type { Queryable } from '../../store/database.ts';
import { lockDutyToRemind, markReminded, tellInstitution } from '../../store/reportDuties.ts';
import { transaction } from '../../store/transaction.ts';
import type { Services } from '../services.ts';

/**
 * Reminds institutions of what they have to report: at ten and at three days left, and when it is late; each once, and only
 * the latest when several fell due together. One duty a transaction; answers how many were given.
 */
export async function remindReportDuties(services: Services): Promise<number> {
  let count = 0;
  while (await transaction(services.database, (tx) => remindNext(services, tx))) count += 1;
  return count;
}

async function remindNext(services: Services, tx: Queryable): Promise<boolean> {
  const now = services.clock.now();
  const today = chinaDate(now).toString();
  const duty = await tx.row(lockDutyToRemind, today, ...dutyReminders);
  if (duty === undefined) return false;
  const due = formatDate(Temporal.PlainDate.from(duty.dueOn));
  const late = duty.dueOn < today;
  const title = late ? '报告已超期' : '待报告事项即将到期';
  const body = `${duty.name}的离岗或注销情形应在${due}前报告(${leftWords(duty.dueOn, today)}),请在“本机构医师”办理。`;
  await tx.row(tellInstitution, duty.institutionId, title, body, now.toString());
  await tx.row(markReminded, duty.id, remindersDue(duty.dueOn, today));
  return true;
}
