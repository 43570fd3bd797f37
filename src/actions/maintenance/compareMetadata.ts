import { isDeepStrictEqual } from 'node:util';
import { leafData } from '../../domain/log/leaf.ts';
import { type Entry, evolveEntry } from '../../domain/register/entry.ts';
import type { RegisterEvent } from '../../domain/register/events.ts';
import { formatDate } from '../../domain/time/dates.ts';
import { printable } from '../../outside/documents/printable.ts';
import { type PaperChange, paperChanges } from '../../store/licencePapers.ts';
import type { LicenceRecord } from '../../store/paperVerification.ts';
import { changeRecords, siteRecord } from '../licence/paperContent.ts';
import { asStored } from './compareFolds.ts';
import { readMetadata, type SaidByMetadata as Said } from './readMetadata.ts';

/**
 * Whether 证照元数据 say what the register said at the event they were made from. Names of people and institutions may change without an
 * event of the entry: those are held by the digest of the metadata in the ledger. `events` are all of the entry.
 */
export function findMetadataProblem(
  paper: LicenceRecord,
  events: readonly { readonly event: RegisterEvent }[],
  logName: string,
): string | undefined {
  const told = events.slice(0, paper.registerVersion).map(({ event }) => event);
  const entry = told.reduce<Entry | undefined>(evolveEntry, undefined);
  if (entry === undefined || told.length < paper.registerVersion) return '所依据的登记事件不存在';
  if (entry.status !== 'practising') return '所依据的登记事件之后注册不在有效状态';
  const said = readMetadata(paper.metadata);
  if (said === undefined) return '证照元数据无法读取';
  if (!sameNaming(said, paper)) return '证照元数据与用印记录不一致';
  if (!sameFace(said, entry)) return '证照元数据的照面信息与登记事件不一致';
  if (!sameBack(said, entry, told)) return '证照元数据的变更记录或备案记录与登记事件不一致';
  if (!sameLeaf(said, paper, logName)) return '证照元数据的收录证明不是所依据的登记事件的';
  return undefined;
}

function sameNaming(said: Said, { identifier, version, test, verificationCode }: LicenceRecord): boolean {
  return isDeepStrictEqual(
    [said.证照标识, said.版本号, said.证照状态, said.查验.查验码],
    [identifier, version, test ? '测试样例' : '有效', verificationCode],
  );
}

function sameFace({ 证照编号, 证照颁发日期, 照面信息 }: Said, entry: Entry): boolean {
  const { licenceNo, registeredOn } = entry;
  const face = printable({
    执业证书编码: licenceNo,
    中医药技术方法: entry.techniques,
    治疗病证的范围: entry.conditions,
    发证日期: formatDate(Temporal.PlainDate.from(registeredOn)),
  });
  return isDeepStrictEqual([证照编号, 证照颁发日期, 照面信息], [licenceNo, registeredOn, face]);
}

/** What stands in each line besides the names: of changes before them, of filings behind them. */
function sameBack({ 变更记录, 多执业机构备案记录 }: Said, entry: Entry, told: readonly RegisterEvent[]): boolean {
  const types = new Set<string>(paperChanges);
  const happened = told.filter(({ type }) => types.has(type));
  const nameless = { institution: '', authority: '' };
  const changes = changeRecords(
    happened.map(({ type, on }) => ({ type: type as PaperChange['type'], on, ...nameless })),
  );
  const sites = entry.sites.toSorted(asStored).map((site) => siteRecord({ ...site, ...nameless }));
  return (
    changes.length === 变更记录.length &&
    sites.length === 多执业机构备案记录.length &&
    changes.every(({ on, what }, n) => 变更记录[n]?.日期 === on && 变更记录[n]?.内容.startsWith(what)) &&
    sites.every(({ on, what }, n) => 多执业机构备案记录[n]?.日期 === on && 多执业机构备案记录[n]?.内容.endsWith(what))
  );
}

/** A paper of a log that was begun anew under another name is left to that log; one without a proof was made while the log took nothing in. */
function sameLeaf({ 透明日志 }: Said, { leafIndex, leafCommitment }: LicenceRecord, logName: string): boolean {
  if (透明日志 === null || 透明日志.收录证明.origin !== logName) return true;
  if (leafIndex === null || leafCommitment === null) return false;
  const leaf = leafData('register_event', leafCommitment).toBase64();
  return 透明日志.序号 === leafIndex && 透明日志.收录证明.leaf === leaf;
}
