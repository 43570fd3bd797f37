import { readFile } from 'node:fs/promises';
import { loadCalendar } from '../actions/calendar/loadCalendar.ts';
import { readCalendarFile } from '../actions/calendar/readCalendarFile.ts';
import type { Services } from '../actions/services.ts';
import { type CommandAnswer, failedOutcome, succeeded, UsageError } from './answer.ts';
import { pathFromCaller } from './pathFromCaller.ts';

/** `calendar load FILE` */
export async function calendarLoad(services: Services, args: string[]): Promise<CommandAnswer> {
  const [file, ...more] = args;
  if (file === undefined || more.length > 0) throw new UsageError('calendar load 需要一个文件');
  const read = readCalendarFile(await readFile(pathFromCaller(file), 'utf8'));
  if (read.kind !== 'done') return failedOutcome(read);
  const { year } = read.value;
  const changed = await loadCalendar(services, read.value, { accountId: null, name: '命令行', organisation: '' });
  return succeeded(changed ? `已导入${year}年工作日历` : `${year}年工作日历没有变化`, { year, changed });
}
