import { sameHash } from '../../domain/log/merkle.ts';
import type { LeafWithRow } from '../../store/logVerification.ts';
import { commitTo } from '../log/commitment.ts';
import type { Disagreement } from './comparison.ts';

/** Table and key of the row of a leaf. */
export function nameOf({ index, entryId, eventSeq, ledgerSeq }: LeafWithRow): { table: string; id: string } {
  if (ledgerSeq !== null) return { table: 'ledger', id: String(ledgerSeq) };
  if (entryId !== null) return { table: 'register_event', id: `${entryId}/${eventSeq}` };
  return { table: 'log_leaf', id: String(index) };
}

export function missingLeaf(place: number): Disagreement {
  return { table: 'log_leaf', id: String(place), problem: '日志条目缺失' };
}

/** What a leaf also commits to, by what its row is about. */
const beside: Readonly<Record<string, string>> = {
  application: '(或它所记的业务、业务事件)',
  register_order: '(或它所记的处理决定)',
  register_entry: '(或该执业信息的查验码、姓名、性别、出生日期)',
};

/** Whether a leaf stands in its place and its row is what it commits to. */
export function compareLeaf(leaf: LeafWithRow, place: number): Disagreement | null {
  const { index, kind, row, about, form, salt, commitment, lost } = leaf;
  if (index !== place) return missingLeaf(place);
  if (lost) return null;
  const name = kind === 'ledger' ? '台账' : '登记事件';
  if (row === null) return { ...nameOf(leaf), problem: `${name}的这一行已不存在,日志第${index}条记有它` };
  if (salt !== null && sameHash(commitTo(kind, { row, about, form }, salt), commitment)) return null;
  // Of a step that is gone the ledger still tells: it is the event that is missing, not the row.
  if (kind === 'ledger' && row.subject_type === 'application' && about !== null && about.type === null)
    return {
      table: 'application',
      id: String(row.subject_id),
      problem: `事件不连续:第${String(row.version)}个事件缺失`,
    };
  const also = kind === 'ledger' ? beside[String(row.subject_type)] : row.seq === 1 ? beside.register_entry : undefined;
  return { ...nameOf(leaf), problem: `${name}的这一行${also ?? ''}与写入日志第${index}条时不一致` };
}
