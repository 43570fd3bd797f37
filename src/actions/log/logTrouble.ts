import type { Services } from '../services.ts';
import { type LogRefusal, readStanding } from './readStanding.ts';

const words: Readonly<Record<LogRefusal, string>> = {
  ahead: '透明日志的存档比数据库新(可能恢复了旧备份),已停止签发。请先运行 ledger verify,再按运行手册处理',
  forked: '透明日志的存档与数据库不一致,已停止签发。请运行 ledger verify 查明被改动的记录',
  otherKey: '透明日志的检查点不是用本机的密钥签发的,已停止签发。请恢复 DATA_DIR/keys/log-key.json',
};

/** Why the log is not continued, in words for who runs the program; undefined when it is. */
export async function logTrouble({
  database,
  publicLog,
}: Pick<Services, 'database' | 'publicLog'>): Promise<string | undefined> {
  const { kind } = await readStanding(database, publicLog);
  return kind === 'even' || kind === 'behind' ? undefined : words[kind];
}
