import type { Queryable } from '../../store/database.ts';
import {
  findEventWithoutLeaf,
  findInventedLicence,
  findLedgerWithoutLeaf,
  findOddlyShown,
} from '../../store/logVerification.ts';
import type { Disagreement } from './comparison.ts';
import type { SignedHeads } from './signedHeads.ts';

/** What the leaves alone do not show: that there are as many as were signed for, and that every row has one. */
export async function compareLogEnds(tx: Queryable, heads: SignedHeads, size: number): Promise<Disagreement | null> {
  const signed = heads.all.largest;
  if (size < signed)
    return { table: 'log_leaf', id: String(size), problem: `日志在这里中断:签发的检查点有 ${signed} 条` };
  if (size > signed) return { table: 'log_leaf', id: String(signed), problem: '日志条目没有检查点' };
  const ledger = await tx.row(findLedgerWithoutLeaf);
  if (ledger !== undefined)
    return { table: 'ledger', id: String(ledger.id), problem: '台账的这一行既不在日志里,也不在等候写入之列' };
  const event = await tx.row(findEventWithoutLeaf);
  if (event !== undefined)
    return { table: 'register_event', id: event.id, problem: '登记事件既不在日志里,也不在等候写入之列' };
  return null;
}

/** 社会公示 and 证照查验 answer from a view: it shows each entry as the register has it, and no other. */
export async function comparePublic(tx: Queryable): Promise<Disagreement | null> {
  const odd = await tx.row(findOddlyShown);
  if (odd !== undefined) return { table: 'register_entry', id: odd.id, problem: '社会公示与注册信息不一致' };
  const invented = await tx.row(findInventedLicence);
  if (invented !== undefined)
    return { table: 'public_register', id: invented.id, problem: '社会公示有这个执业证书编码,注册信息没有' };
  return null;
}
