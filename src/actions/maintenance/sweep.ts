import {
  deleteExpiredSessions,
  deleteOldAnswers,
  deleteOldAttempts,
  deleteOldCodes,
  deleteOldConfirmations,
  deleteOldDevices,
  deleteOldLookups,
} from '../../store/leftovers.ts';
import type { Services } from '../services.ts';

/**
 * Throws away what has served its time: sessions, codes, counted tries and lookups, links in mails, kept answers of forms (24 hours),
 * devices whose cookie is gone (400 days).
 */
export async function sweep(services: Services): Promise<void> {
  const now = services.clock.now();
  const dayAgo = now.subtract({ hours: 24 }).toString();
  await services.database.rows(deleteExpiredSessions, now.toString());
  await services.database.rows(deleteOldCodes, dayAgo);
  await services.database.rows(deleteOldAttempts, dayAgo);
  await services.database.rows(deleteOldAnswers, dayAgo);
  await services.database.rows(deleteOldLookups, dayAgo);
  await services.database.rows(deleteOldConfirmations, now.toString());
  await services.database.rows(deleteOldDevices, now.subtract({ hours: 400 * 24 }).toString());
}
