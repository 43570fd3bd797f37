import type { Check } from '../procedure/definition.ts';
import type { Facts } from '../procedure/facts.ts';
import { type Entry, type EntryStatus, entryStatuses } from '../register/entry.ts';
import { inactiveTerm } from '../register/terms.ts';
import type { Article } from '../vocabulary/articles.ts';
import { type Refusal, type RefusalCode, refusal } from '../vocabulary/refusals.ts';

/** Kinds that change how an entry stands: nothing else about that entry may be under way beside them. */
const alone: readonly string[] = ['change', 'inactiveFiling', 'reactivation', 'deregistration'];

interface Standing {
  readonly kind: string;
  readonly statuses: readonly EntryStatus[];
  /** Told when no entry stands so. */
  readonly none: RefusalCode;
  /** Of what only one may be open. */
  readonly subject: (facts: Facts) => string;
}

/** Only one of a kind may be open about an entry. */
export const perEntry = ({ entry }: Facts): string => entry?.id ?? '';

/** May something be begun about an entry that must stand in a certain way? Before an entry is chosen: is there one at all? */
export function standing(facts: Facts, { kind, statuses, none, subject }: Standing): readonly Refusal[] {
  if (!facts.activated) return [refusal('start.notActivated')];
  const { entry } = facts;
  if (entry === null) return facts.entries.some(({ status }) => statuses.includes(status)) ? [] : [refusal(none)];
  const found: Refusal[] = [];
  if (!statuses.includes(entry.status)) {
    const wanted = statuses.map((status) => `“${entryStatuses[status]}”`).join('或');
    found.push(refusal('start.entryStands', undefined, { status: entryStatuses[entry.status], wanted }));
  }
  const same = facts.open.find((each) => each.kind === kind && each.subject === subject(facts));
  if (same !== undefined) found.push(refusal('start.alreadyOpen', undefined, { number: same.number ?? '草稿' }));
  const other = same === undefined ? beside(facts, entry, kind) : undefined;
  if (other !== undefined) found.push(refusal('start.otherOpen', undefined, { number: other.number ?? '草稿' }));
  return found;
}

/** Something else about this entry that is under way and does not go together with this kind. Drafts of others do not count. */
function beside(facts: Facts, entry: Entry, kind: string) {
  return facts.open.find(
    (each) =>
      each.entryId === entry.id &&
      each.kind !== kind &&
      each.number !== null &&
      (alone.includes(kind) || alone.includes(each.kind)),
  );
}

/** Another province is another registration, neither a change nor a filing (医师执业注册管理办法7, 10, 17). */
export function inSameProvince({ entry, institution }: Facts): boolean {
  return entry !== null && entry.provinceCode === institution?.provinceCode;
}

/** Is the registration in force? */
export function practising(article: Article): Check {
  return {
    title: '执业信息',
    article,
    run: ({ entry }) =>
      entry?.status === 'practising'
        ? { outcome: 'ok', words: `执业证书编码${entry.licenceNo},状态有效` }
        : { outcome: 'attention', words: '执业信息不是有效状态' },
  };
}

/** What the register says of the entry, as the form shows it. */
export function entryRows({ entry, institutionNames, provinceNames }: Facts) {
  const term = entry === null ? undefined : inactiveTerm(entry);
  return {
    title: '执业信息',
    rows: [
      { label: '执业证书编码', value: entry?.licenceNo ?? '' },
      { label: '执业地点', value: provinceNames[entry?.provinceCode ?? ''] ?? '' },
      { label: '主要执业机构', value: institutionNames[entry?.mainInstitutionId ?? ''] ?? '', wide: true },
      { label: '状态', value: entry === null ? '' : entryStatuses[entry.status] },
      ...(term === undefined ? [] : [{ label: '备案期限', value: term, wide: true }]),
    ],
  };
}
