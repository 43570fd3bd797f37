import { listKeys } from '../actions/keys/listKeys.ts';
import { revokeIssuerKey } from '../actions/keys/revokeIssuerKey.ts';
import { rotateIssuerKey } from '../actions/keys/rotateIssuerKey.ts';
import { rotateKeys } from '../actions/keys/rotateKeys.ts';
import type { Services } from '../actions/services.ts';
import { type CommandAnswer, failed, succeeded, UsageError } from './answer.ts';

/** `keys list` */
export async function keysList(services: Services, args: string[]): Promise<CommandAnswer> {
  if (args.length > 0) throw new UsageError('keys list 不带参数');
  const keys = await listKeys(services);
  const lines = keys.map(({ id, madeAt, current, values, files }) => {
    const since = madeAt === null ? '由 DATA_KEYS 给定' : `生成于 ${madeAt}`;
    return `${current ? '*' : ' '} ${id}  ${since}  ${values} 个值,${files} 个文件`;
  });
  return succeeded(['数据密钥(*为当前密钥):', ...lines].join('\n'), { keys });
}

/** `keys rotate` */
export async function keysRotate(services: Services, adminUrl: string, args: string[]): Promise<CommandAnswer> {
  if (args.length > 0) throw new UsageError('keys rotate 不带参数');
  const rotation = await rotateKeys(services, adminUrl);
  const { current, added, values, files } = rotation;
  const how = added ? `已换用新的数据密钥 ${current}` : `已用当前密钥 ${current} 完成换钥(没有再生成新密钥)`;
  const text = `${how}:重新加密 ${values} 个值,${files} 个文件。\n请立即把数据密钥另外保存一份;旧密钥只用于打开旧备份。`;
  return succeeded(text, rotation);
}

const issuerUsage = '用法:keys issuer [rotate | revoke KID]';

/** `keys issuer`, `keys issuer rotate`, `keys issuer revoke KID` */
export async function keysIssuer(services: Services, args: string[]): Promise<CommandAnswer> {
  const [verb, kid, ...rest] = args;
  if (rest.length > 0 || (kid !== undefined && verb !== 'revoke')) throw new UsageError(issuerUsage);
  if (verb === 'rotate') await rotateIssuerKey(services);
  else if (verb === 'revoke') {
    if (kid === undefined) throw new UsageError(issuerUsage);
    if (!(await revokeIssuerKey(services, kid))) return failed(`没有这个签发密钥:${kid}`);
  } else if (verb !== undefined) throw new UsageError(issuerUsage);
  const keys = services.issuerKeys.list();
  const lines = keys.map((key) => {
    const state = key.revokedAt === null ? (key.retiredAt === null ? '当前' : '已轮换') : '已吊销';
    return `  ${key.kid}  ${state}  生成于 ${key.madeAt}`;
  });
  return succeeded(['签发密钥:', ...lines].join('\n'), { keys });
}
