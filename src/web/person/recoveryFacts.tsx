import type { RecoverySeen } from '../../actions/recovery/cancelRecovery.ts';
import { chinaDate, formatDateTime } from '../../domain/time/dates.ts';
import type { PageContext } from '../shared/context.ts';
import { SummaryList } from '../shared/summaryList.tsx';

/** A recovery as its owner may see it: where it was begun, when, and until when it can be cancelled. */
export function RecoveryFacts({ context, seen }: { context: PageContext; seen: RecoverySeen }) {
  const today = chinaDate(context.services.clock.now());
  const when = (at: string) => formatDateTime(Temporal.Instant.from(at), today);
  return (
    <SummaryList
      rows={[
        { label: '办理单位', value: seen.counter },
        { label: '发起时间', value: when(seen.startedAt) },
        { label: '状态', value: seen.stateWords },
        ...(seen.dueAt === null ? [] : [{ label: '等待期至', value: when(seen.dueAt) }]),
      ]}
    />
  );
}
