import type { EntryStatus } from './entry.ts';
import { type Told, told, toldParts } from './smallNumbers.ts';

/** What was counted, as it stands in the database: nothing of it is told as it is. */
export interface Counted {
  readonly entries: readonly { readonly province: string; readonly status: EntryStatus; readonly count: number }[];
  readonly months: readonly { readonly month: string; readonly registered: number; readonly ended: number }[];
  readonly techniques: readonly { readonly label: string; readonly count: number }[];
  /** Working days from acceptance to decision, with how many took so long. */
  readonly decisions: readonly { readonly days: number; readonly count: number }[];
  readonly refusals: readonly { readonly label: string; readonly refused: number; readonly notAccepted: number }[];
}

/** 统计 as it is told, small numbers withheld. */
export interface Figures {
  readonly provinces: readonly {
    readonly province: string;
    readonly practising: Told;
    readonly inactive: Told;
    readonly suspended: Told;
    readonly ended: Told;
  }[];
  readonly all: Readonly<Record<'practising' | 'inactive' | 'suspended' | 'ended', Told>>;
  readonly months: readonly { readonly month: string; readonly registered: Told; readonly ended: Told }[];
  readonly techniques: readonly { readonly label: string; readonly count: Told }[];
  /** Null while there are fewer than five decisions. */
  readonly medianDays: number | null;
  readonly decided: Told;
  readonly late: Told;
  readonly refusals: readonly { readonly label: string; readonly refused: Told; readonly notAccepted: Told }[];
}

/** 受理之日起20个工作日内 (医师法14). */
export const statutoryDays = 20;

const groups = {
  practising: ['practising'],
  inactive: ['inactive'],
  suspended: ['suspended'],
  ended: ['deregistered', 'revoked', 'annulled'],
} as const satisfies Record<string, readonly EntryStatus[]>;
type StatusGroup = keyof typeof groups;

export function tellFigures(counted: Counted): Figures {
  const names = [...new Set(counted.entries.map(({ province }) => province))];
  const column = (group: StatusGroup) => {
    const statuses: readonly EntryStatus[] = groups[group];
    return toldParts(
      names.map((name) =>
        sumOf(counted.entries.filter((one) => one.province === name && statuses.includes(one.status))),
      ),
    );
  };
  const columns = {
    practising: column('practising'),
    inactive: column('inactive'),
    suspended: column('suspended'),
    ended: column('ended'),
  };
  const cell = (group: StatusGroup, index: number) => columns[group].parts[index] ?? null;
  const decided = sumOf(counted.decisions);
  const late = sumOf(counted.decisions.filter(({ days }) => days > statutoryDays));
  return {
    provinces: names.map((province, index) => ({
      province,
      practising: cell('practising', index),
      inactive: cell('inactive', index),
      suspended: cell('suspended', index),
      ended: cell('ended', index),
    })),
    all: {
      practising: columns.practising.total,
      inactive: columns.inactive.total,
      suspended: columns.suspended.total,
      ended: columns.ended.total,
    },
    months: counted.months.map(({ month, registered, ended }) => ({
      month,
      registered: told(registered),
      ended: told(ended),
    })),
    techniques: counted.techniques.map(({ label, count }) => ({ label, count: told(count) })),
    medianDays: told(decided) === null || decided === 0 ? null : medianOf(counted.decisions, decided),
    decided: told(decided),
    late: told(late),
    refusals: counted.refusals.map(({ label, refused, notAccepted }) => ({
      label,
      refused: told(refused),
      notAccepted: told(notAccepted),
    })),
  };
}

function sumOf(rows: readonly { readonly count: number }[]): number {
  return rows.reduce((sum, { count }) => sum + count, 0);
}

/** The lower of the two in the middle, so that it is a number of days that some file took. */
function medianOf(decisions: Counted['decisions'], decided: number): number {
  let before = 0;
  for (const { days, count } of decisions.toSorted((a, b) => a.days - b.days)) {
    before += count;
    if (before >= decided / 2) return days;
  }
  return 0;
}
