import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { backup } from '../actions/maintenance/backup.ts';
import { restore } from '../actions/maintenance/restore.ts';
import type { Services } from '../actions/services.ts';
import { type CommandAnswer, failed, failedOutcome, succeeded, UsageError } from './answer.ts';
import { pathFromCaller } from './pathFromCaller.ts';

/** What no backup holds: a thief of it would have both. */
const keptApart = [
  '备份不含密钥,请把下列文件另外保存,恢复时放回 DATA_DIR:',
  '  keys/data-keys.json(或 DATA_KEYS):没有它,备份无法恢复',
  '  keys/issuer-keys.json:没有它,已出具的证明、已存入钱包的证照都验不出来',
  '  keys/secret(或 SECRET_KEY):没有它,分享链接、亮照码、备用码和验证器都要重新设置',
  '  keys/log-key.json 和 log 目录:没有它们,透明日志不能继续',
];

/** `backup [FILE]` */
export async function backupCommand(services: Services, dataDir: string, args: string[]): Promise<CommandAnswer> {
  const [given, ...more] = args;
  if (more.length > 0) throw new UsageError('backup 最多一个文件名');
  const stamp = services.clock.now().toString({ smallestUnit: 'second' }).replaceAll(':', '');
  const file = given === undefined ? join(dataDir, 'backups', `xinglin-${stamp}.gz`) : pathFromCaller(given);
  if (existsSync(file)) return failed(`文件已存在:${file}`);
  const report = await backup(services, file);
  const { tables, rows, files } = report;
  const text = `已备份到 ${report.file}\n${tables} 张表 ${rows} 行,${files} 个文件。证件号码、证书编码、电话是加密的,姓名等仍是明文,请妥善保管。\n${keptApart.join('\n')}`;
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
