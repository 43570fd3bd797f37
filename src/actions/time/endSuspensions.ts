import { citeOrder } from '../../domain/register/orders.ts';
import { formatDate } from '../../domain/time/dates.ts';
import { articles, cite } from '../../domain/vocabulary/articles.ts';
import { findSuspendingOrder } from '../../store/orders.ts';
import { findEndedSuspensions } from '../../store/time.ts';
import { changeEntry, claim } from './changeEntry.ts';
import { duty } from './duty.ts';
import { toAuthority, together, toInstitution, toPhysician } from './tell.ts';

/** A suspension is over on the day after its last: the entry is back to practising, and everyone is told. */
export const endSuspensions = duty(
  (db, { date }) => db.rows(findEndedSuspensions, date.toString()),
  async (tx, { id }, now) => {
    const claimed = await claim(tx, id);
    const until = claimed?.entry.suspendedUntil ?? null;
    if (claimed?.entry.status !== 'suspended' || until === null || until >= now.date.toString()) return false;
    const on = Temporal.PlainDate.from(until).add({ days: 1 });
    const { entry, concerned } = claimed;
    const title = '暂停执业期满';
    const since = `暂停执业期满,自${formatDate(on)}起执业信息恢复有效`;
    const told = together(
      toPhysician(concerned, title, `您的${since},可以继续执业和亮照。`),
      toInstitution(entry.mainInstitutionId, title, `${concerned.physician}的${since}。`),
      toAuthority(entry.authorityId, title, `${concerned.physician}的${since}。`),
    );
    const event = { type: 'suspensionEnded', entryId: id, on: on.toString() } as const;
    // It ends by what it was ordered by.
    const ordered = await tx.row(findSuspendingOrder, id);
    return changeEntry(
      claimed,
      event,
      ordered === undefined ? cite(articles.suspension) : citeOrder(ordered.content),
      told,
      now,
    );
  },
);
