import { getDefinition } from '../../domain/applications/catalogue.ts';
import { draftNoticeDays, keptUntil, retention } from '../../domain/privacy/retention.ts';
import { chinaDate, formatDate } from '../../domain/time/dates.ts';
import type { Queryable } from '../../store/database.ts';
import { recordInLedger } from '../../store/ledger.ts';
import {
  deleteDraft,
  detachNotices,
  findDraftsToDelete,
  findDraftsToTell,
  lockDraft,
  type OldDraft,
} from '../../store/leftovers.ts';
import { transaction } from '../../store/transaction.ts';
import type { Services } from '../services.ts';
import { clockBy } from '../time/clockBy.ts';
import { type Reminder, remind } from '../time/remind.ts';

const atOnce = 500;

/** Two weeks before its time is over, whoever began a draft is told, once. */
export async function tellOfDrafts(services: Services): Promise<void> {
  const { database, clock } = services;
  const now = clock.now();
  const [date, calendar] = [chinaDate(now), await services.calendar()];
  const before = keptUntil(retention.draft.days - draftNoticeDays, now).toString();
  const last = formatDate(date.add({ days: draftNoticeDays }));
  for (const { id, kind, accountId } of await database.rows(findDraftsToTell, before, atOnce)) {
    const { title } = getDefinition(kind);
    const body = `您的${title}草稿一直没有提交,将在${last}后删除。需要办理的,请在此之前提交;以后也可以重新填写。`;
    const notice = { accountId, institutionId: null, authorityId: null, title: '草稿即将到期', body };
    const reminder: Reminder = {
      key: `draft:${id}`,
      action: 'draftReminded',
      subjectType: 'application',
      subjectId: id,
      applicationId: id,
      articles: [],
      told: { notices: [notice], messages: [] },
    };
    await transaction(database, (tx) => remind(tx, reminder, { at: now.toString(), date, calendar }));
  }
}

/** Deletes a draft whose time is over, never sooner than two weeks after its owner was told. */
export async function deleteDrafts({ database, clock }: Services): Promise<void> {
  const now = clock.now();
  const before = keptUntil(retention.draft.days, now).toString();
  const toldBefore = keptUntil(draftNoticeDays, now).toString();
  for (const draft of await database.rows(findDraftsToDelete, before, atOnce, toldBefore))
    await transaction(database, (tx) => expire(tx, draft, now.toString()));
}

async function expire(tx: Queryable, { id, kind, accountId }: OldDraft, at: string): Promise<void> {
  if ((await tx.row(lockDraft, id)) === undefined) return;
  await tx.rows(detachNotices, id);
  await tx.row(deleteDraft, id);
  const detail = JSON.stringify({ kind, accountId });
  const { name } = clockBy;
  await tx.row(
    recordInLedger,
    at,
    null,
    name,
    '',
    'draftExpired',
    'application',
    id,
    '个人信息保护法第四十七条',
    detail,
  );
}
