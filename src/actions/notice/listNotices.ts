import type { PersonActor } from '../../domain/access/actor.ts';
import { findOwnNotices, findStanding, type OwnNotice } from '../../store/notices.ts';
import type { Services } from '../services.ts';

const pageLength = 30;

export interface NoticePage {
  readonly notices: readonly OwnNotice[];
  readonly unread: number;
  /** Instant before which the next page begins; null on the last one. */
  readonly next: string | null;
}

/** 消息 of a person, newest first; `before` is the `next` of the page before. */
export async function listNotices(services: Services, actor: PersonActor, before: string | null): Promise<NoticePage> {
  const from = before !== null && isInstant(before) ? before : 'infinity';
  const [found, standing] = await Promise.all([
    services.database.rows(findOwnNotices, actor.accountId, from, pageLength + 1),
    services.database.row(findStanding, actor.accountId),
  ]);
  const notices = found.slice(0, pageLength);
  const next = found.length > pageLength ? (notices.at(-1)?.at ?? null) : null;
  return { notices, unread: standing?.unread ?? 0, next };
}

function isInstant(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(text) && !Number.isNaN(Date.parse(text));
}
