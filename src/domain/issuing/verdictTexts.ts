import type { Ground, Judgement, Verdict } from './judgement.ts';
import type { Binding } from './sdJwt.ts';

/** What is said, large, of a licence that somebody shows. */
export const verdictTitles: Readonly<Record<Verdict, string>> = {
  valid: '有效',
  suspended: '暂停',
  ended: '已失效',
  expired: '已过期',
  unknown: '无法确认',
  notOurs: '不是本系统签发',
};

const verdictWords: Readonly<Record<Verdict, string>> = {
  valid: '这份证照由本系统签发,内容没有改动,目前有效。',
  suspended: '这份证照由本系统签发,但目前不能使用:持证人正在暂停执业或备案期间,或者证照正在核实。',
  ended: '这份证照由本系统签发,但已经失效(注销、撤销、停用,或者登记内容已经变更)。',
  expired: '这份证照已经过了有效时间,请持证人重新出示。',
  unknown: '现在不能确认这份证照是否有效,请不要采信。',
  notOurs: '请不要采信:这份内容不是本系统签发的,或者被改动过。',
};

const groundWords: Readonly<Record<Ground, string>> = {
  malformed: '内容不完整,或者不是证照。请让持证人重新出示。',
  unknownKey: '签名用的密钥不是本系统正在使用或使用过的密钥。',
  changed: '签名与内容不符:内容被改动过。',
  retiredKey: '签名用的密钥在签发时已经停用。',
  keyReplaced: '系统更换了签发密钥,这张码已停用。请持证人换一张码再扫。',
  otherHolder: '出示人的签名不是持证人的签名:可能是他人转来的证照。',
  early: '亮照码还没有到生效时间,请核对手机时间,稍后再查验。',
  oldKeys: '系统公钥超过15分钟没有更新。请联网更新后再查验。',
  noList: '没有这份证照的状态名单。请联网更新后再查验。',
  oldList: '状态名单超过15分钟,已经不能说明现在的状态。请联网更新后再查验。',
  badList: '状态名单损坏,或者不是本系统签发。请联网更新后再查验。',
  clock: '手机时间与系统时间相差太大,请先校准手机时间。',
  failed: '这台设备没能完成核对。请更新浏览器后再试,或者联网用“证照查验”查验。',
};

const holderWords: Readonly<Record<Exclude<Binding, 'wrong'>, string>> = {
  proven: '已核对:由持证人本人的钱包刚刚出示。',
  forAnother:
    '请注意:持证人的钱包在几分钟内为“{signedFor}”签过名,不能证明是向您出示,可能是转发的内容。请核对出示人身份。',
  stale: '请注意:持证人的签名不是刚刚做的,可能是转发的内容。请核对出示人身份。',
  absent: '请注意:没有持证人的签名,不能证明出示人就是持证人。请核对出示人身份。',
};

/** The sentences under the verdict. */
export function judgementWords({ verdict, ground, holder, signedFor }: Judgement): readonly string[] {
  const about = ground === null ? [] : [groundWords[ground]];
  const by = holder === null || holder === 'wrong' || verdict === 'notOurs' ? [] : [holderWords[holder]];
  return [verdictWords[verdict], ...about, ...by.map((words) => words.replace('{signedFor}', () => nameOf(signedFor)))];
}

/** A name as verifiers have them. Whoever relays has chosen it: a sentence put in its place must not be read as ours. */
function nameOf(signedFor: string | null): string {
  return signedFor !== null && /^[\w.:/@%?=&#+~-]{1,80}$/.test(signedFor) ? signedFor : '不明的一方';
}

/** 状态名单生成于 3 分钟前 */
export function listAge(listAt: number | null, now: number): string {
  if (listAt === null) return '没有可用的状态名单';
  const minutes = Math.floor(Math.max(0, now - listAt) / 60);
  if (minutes < 1) return '状态名单生成于不到 1 分钟前';
  if (minutes < 60) return `状态名单生成于 ${minutes} 分钟前`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `状态名单生成于 ${hours} 小时前` : `状态名单生成于 ${Math.floor(hours / 24)} 天前`;
}
