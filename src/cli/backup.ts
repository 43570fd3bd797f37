import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { backup } from '../actions/maintenance/backup.ts';
import { restore } from '../actions/maintenance/restore.ts';
import type { Services } from '../actions/services.ts';
import { type CommandAnswer, failed, failedOutcome, succeeded, UsageError } from './answer.ts';
import { pathFromCaller } from './pathFromCaller.ts';

/** `backup [FILE]` */
export async function backupCommand(services: Services, dataDir: string, args: string[]): Promise<CommandAnswer> {
  const [given, ...more] = args;
  if (more.length > 0) throw new UsageError('backup 最多一个文件名');
  const stamp = services.clock.now().toString({ smallestUnit: 'second' }).replaceAll(':', '');
  const file = given === undefined ? join(dataDir, 'backups', `xinglin-${stamp}.gz`) : pathFromCaller(given);
  if (existsSync(file)) return failed(`文件已存在:${file}`);
  const report = await backup(services, file);
  const { tables, rows, files } = report;
  const text = `已备份到 ${report.file}\n${tables} 张表 ${rows} 行,${files} 个文件。证件号码、证书编码、电话是加密的,姓名等仍是明文,请妥善保管。\n备份不含数据密钥:请把 DATA_DIR/keys/data-keys.json(或 DATA_KEYS)另外保存,没有它备份无法恢复;透明日志的密钥和文件(DATA_DIR/keys/log-key.json、DATA_DIR/log)也请另外保存。`;
  return succeeded(text, report);
}

/** `restore FILE` */
export async function restoreCommand(services: Services, adminUrl: string, args: string[]): Promise<CommandAnswer> {
  const [given, ...more] = args;
  if (given === undefined || more.length > 0) throw new UsageError('restore 需要一个备份文件');
  const file = pathFromCaller(given);
  if (!existsSync(file)) return failed(`没有这个文件:${file}`);
  const outcome = await restore(services, adminUrl, file);
  if (outcome.kind !== 'done') return failedOutcome(outcome);
  const { rows, files, at } = outcome.value;
  return succeeded(`已恢复 ${at} 的备份:${rows} 行,${files} 个文件`, outcome.value);
}
