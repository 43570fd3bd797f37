import type { UnbookedEvent } from '../../store/verification.ts';

/** The first thing that does not agree: which row, and how. */
export interface Disagreement {
  readonly table: string;
  readonly id: string;
  readonly problem: string;
}

export interface Compared {
  readonly rows: number;
  readonly events: number;
  readonly bad: Disagreement | null;
}

export interface Folded {
  readonly id: string;
  /** How many events have made it. */
  readonly version: number;
}

export interface Happened {
  readonly id: string;
  readonly seq: number;
  readonly type: string;
  readonly event: { readonly type: string };
}

export interface Comparison<Row extends Folded, Event extends Happened> {
  readonly table: string;
  rowsAfter(id: string): Promise<Row[]>;
  eventsOf(ids: string[]): Promise<Event[]>;
  /** The first event, by id and number, that the ledger does not know. */
  firstUnbooked(): Promise<UnbookedEvent | undefined>;
  /** What the row should say, from its events alone. */
  fold(row: Row, events: readonly Event[]): object | undefined;
}

/** Before the first id of every table. */
export const beforeAll = '00000000-0000-0000-0000-000000000000';
