import { normalizeEntry } from '../fields/normalize.ts';
import { type Entry, type EntryStatus, entryStatuses, hasEnded } from './entry.ts';
import type { RegisterEvent } from './events.ts';
import { entryAsOf } from './history.ts';

/** What somebody wants to have in writing (执业情况证明): one registration on one day. '' where nothing is asked. */
export interface ReceiptQuestion {
  readonly name: string;
  readonly licenceNo: string;
  /** YYYY-MM-DD */
  readonly on: string;
  readonly institution: string;
  readonly technique: string;
}

/** 无法判断 leaves it to whoever reads: a text is compared letter by letter and never interpreted. */
export const agreements = { yes: '是', no: '否', unclear: '无法判断' } as const;
export type Agreement = keyof typeof agreements;

export const receiptStatuses = { ...entryStatuses, notYet: '尚未注册' } as const;
export type ReceiptStatus = EntryStatus | 'notYet';

export interface ReceiptAnswer {
  readonly status: ReceiptStatus;
  /** 当日可以执业 */
  readonly mayPractise: boolean;
  readonly registeredOn: string | null;
  readonly authority: string | null;
  /** Null when it was not asked. */
  readonly institution: Agreement | null;
  readonly institutionAs: 'main' | 'site' | null;
  readonly technique: Agreement | null;
  /** As they stood on that day; '' while there was no registration. */
  readonly techniques: string;
  readonly conditions: string;
  /** What happened afterwards and says that the record of that day was wrong. */
  readonly later: readonly LaterEvent[];
}

/** 更正 and 撤销 reach back: what stood there should not have. */
export const laterTitles = { corrected: '更正登记', annulled: '撤销注册' } as const;
export interface LaterEvent {
  readonly type: keyof typeof laterTitles;
  readonly on: string;
}

/** How the registration stood at the end of the day, folded from what has happened; `names` are those of organisations, by id. */
export function answerReceipt(
  events: readonly RegisterEvent[],
  names: Readonly<Record<string, string>>,
  question: Pick<ReceiptQuestion, 'on' | 'institution' | 'technique'>,
): ReceiptAnswer {
  const { on } = question;
  const entry = entryAsOf(events, on);
  const status = entry === undefined ? 'notYet' : statusOn(entry, on);
  // 备案: the registration says nothing any more of where and how somebody may practise.
  const stands = entry !== undefined && (status === 'practising' || status === 'suspended');
  const at = stands ? matchInstitution(entry, on, names, question.institution) : { agreement: 'no' as const, as: null };
  return {
    status,
    mayPractise: status === 'practising',
    registeredOn: entry?.registeredOn ?? null,
    authority: entry === undefined ? null : (names[entry.authorityId] ?? null),
    institution: question.institution === '' ? null : at.agreement,
    institutionAs: question.institution === '' ? null : at.as,
    technique: question.technique === '' ? null : stands ? matchTechnique(entry.techniques, question.technique) : 'no',
    techniques: entry === undefined || hasEnded(entry) ? '' : entry.techniques,
    conditions: entry === undefined || hasEnded(entry) ? '' : entry.conditions,
    later: events.flatMap(({ type, on: at }) =>
      at > on && (type === 'corrected' || type === 'annulled') ? [{ type, on: at }] : [],
    ),
  };
}

/** A suspension ends by itself after its last day, whether or not that is recorded yet. */
function statusOn(entry: Entry, on: string): EntryStatus {
  const isOver = entry.status === 'suspended' && entry.suspendedUntil !== null && entry.suspendedUntil < on;
  return isOver ? 'practising' : entry.status;
}

function matchInstitution(entry: Entry, on: string, names: Readonly<Record<string, string>>, asked: string) {
  const sites = entry.sites.filter((site) => site.endedOn === null && site.from <= on && on <= site.until);
  const all = [
    { as: 'main' as const, name: plain(names[entry.mainInstitutionId] ?? '') },
    ...sites.map(({ institutionId }) => ({ as: 'site' as const, name: plain(names[institutionId] ?? '') })),
  ].filter(({ name }) => name !== '');
  const wanted = plain(asked);
  const same = all.find(({ name }) => name === wanted);
  if (same !== undefined) return { agreement: 'yes' as const, as: same.as };
  // Whatever came near would lead whoever asks on, question by question, to where somebody worked (ADR 23).
  return { agreement: 'no' as const, as: null };
}

/** 是: it is one of the techniques listed. 否: no character of it stands there; whatever lies between is for a person to judge. */
function matchTechnique(techniques: string, asked: string): Agreement {
  const wanted = plain(asked);
  const listed = plain(techniques)
    .split(/[、,;。.,;/|]/u)
    .filter((one) => one !== '');
  if (listed.includes(wanted)) return 'yes';
  const touches = listed.some((one) => one.includes(wanted) || wanted.includes(one)) || sharesCharacter(listed, wanted);
  return touches ? 'unclear' : 'no';
}

/** 针灸 where 针刺、艾灸 is registered: written differently, and perhaps the same. */
function sharesCharacter(listed: readonly string[], wanted: string): boolean {
  const characters = [...wanted].filter((one) => !ofEveryTechnique.includes(one));
  return characters.some((one) => listed.some((item) => item.includes(one)));
}

const ofEveryTechnique = '法疗术等中医治';

function plain(text: string): string {
  const entry = normalizeEntry(text);
  return (entry.ok ? entry.value : text).replaceAll(/\s/gu, '');
}
