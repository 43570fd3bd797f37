import type { FileFinding } from '../../domain/procedure/findings.ts';
import { reportDueOn } from '../../domain/procedure/reportDuties.ts';
import { articles, cite } from '../../domain/vocabulary/articles.ts';
import type { StoredEvent } from '../../store/procedure.ts';

/** What the officer is told of a report that came after its thirty days (医师法17); it is no reason to refuse it. */
export function lateReport(events: readonly StoredEvent[]): readonly FileFinding[] {
  return events.flatMap(({ event }): FileFinding[] => {
    if (event.type !== 'reported' || !event.late) return [];
    const words = `${event.knownOn}知悉,应在${reportDueOn(event.knownOn)}前报告,实际${event.on}报告,已超期`;
    return [{ title: '报告期限', article: cite(articles.deregistration), outcome: 'attention', words }];
  });
}
