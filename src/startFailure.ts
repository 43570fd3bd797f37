import pg from 'pg';
import { ConfigError } from './config.ts';
import { KeysDoNotFit } from './store/dataKeys.ts';
import { DamagedRing } from './store/keyRing.ts';

const unreachable = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

const refusedByDatabase: Readonly<Record<string, string>> = {
  '28P01': '数据库不接受这个用户名或密码,请检查 DATABASE_URL。',
  '28000': '数据库不接受这个用户,请检查 DATABASE_URL。',
  '3D000': '要连接的数据库不存在,请先建立,或检查 DATABASE_URL。',
  '42501': 'DATABASE_URL 的用户权限不够:它须能建立角色和表。',
  '53300': '数据库的连接数已满,请稍后再试或调大 max_connections。',
};

/** What whoever starts the program can do about it; undefined for what only its makers understand. Quotes no address: it holds a password. */
export function startFailure(error: unknown): string | undefined {
  if (error instanceof ConfigError) return error.message;
  if (error instanceof KeysDoNotFit) {
    return `数据密钥与数据库不符:缺少密钥 ${error.missing.join('、')}。请把原来的 DATA_DIR/keys/data-keys.json(或 DATA_KEYS)放回后再启动;没有这些密钥,已加密的数据无法读取。`;
  }
  if (error instanceof DamagedRing) return '数据密钥文件 DATA_DIR/keys/data-keys.json 已损坏,请用保存的副本恢复。';
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  if (error instanceof pg.DatabaseError) return refusedByDatabase[error.code];
  if (error.code === 'EADDRINUSE') return '端口已被占用,请换一个 PORT,或先停止占用它的程序。';
  if (error.code === 'EADDRNOTAVAIL') return '本机没有 HOST 指定的地址,请检查 HOST。';
  if (error.code === 'EACCES') return `没有权限:${error.message}。请检查 DATA_DIR 的权限或换一个 PORT。`;
  if (unreachable.has(error.code)) return '连接不上数据库,请检查 DATABASE_URL 的地址和端口,并确认数据库已启动。';
  return undefined;
}
