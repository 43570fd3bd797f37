import { isDeepStrictEqual } from 'node:util';
import { beforeAll, type Compared, type Comparison, type Folded, type Happened } from './comparison.ts';

/** Compares page by page and stops at the first disagreement. */
export async function comparePages<Row extends Folded, Event extends Happened>(
  comparison: Comparison<Row, Event>,
): Promise<Compared> {
  let [rows, events] = [0, 0];
  const unbooked = await comparison.firstUnbooked();
  for (let after = beforeAll; ; ) {
    const page = await comparison.rowsAfter(after);
    const last = page.at(-1);
    if (last === undefined) return { rows, events, bad: null };
    const happened = Map.groupBy(await comparison.eventsOf(page.map(({ id }) => id)), ({ id }) => id);
    for (const row of page) {
      const own = happened.get(row.id) ?? [];
      rows += 1;
      events += own.length;
      const isUnbooked = unbooked?.id === row.id ? unbooked.seq : undefined;
      const problem = derivedOrWhyNot(() => findProblem(comparison, row, own, isUnbooked));
      if (problem !== undefined) return { rows, events, bad: { table: comparison.table, id: row.id, problem } };
    }
    after = last.id;
  }
}

function findProblem<Row extends Folded, Event extends Happened>(
  { fold }: Comparison<Row, Event>,
  row: Row,
  events: readonly Event[],
  unbooked: number | undefined,
): string | undefined {
  const gap = events.findIndex(({ seq }, index) => seq !== index + 1);
  if (gap >= 0 || events.length !== row.version) {
    return `事件不连续:第${gap >= 0 ? gap + 1 : events.length + 1}个事件缺失`;
  }
  const strange = events.find(({ seq, type, event }) => type !== event.type || seq === unbooked);
  if (strange !== undefined) return `第${strange.seq}个事件与台账不一致`;
  const derived = fold(row, events);
  if (derived === undefined) return '没有任何事件';
  const stored = new Map(Object.entries(row));
  const differing = Object.entries(derived).find(([key, value]) => !isDeepStrictEqual(stored.get(key), value));
  return differing === undefined ? undefined : `“${differing[0]}”与由事件推算的结果不一致`;
}

/** An event that says what none can say is a disagreement as well, not a fault of the comparison. */
export function derivedOrWhyNot<T>(derive: () => T): T | string {
  try {
    return derive();
  } catch (error) {
    return `事件无法推算:${error instanceof Error ? error.message : String(error)}`;
  }
}
