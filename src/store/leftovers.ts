import { statement } from './database.ts';

type Before = readonly [before: string];

export const deleteExpiredSessions = statement<{ n: number }, Before>(
  'leftovers.sessions',
  'DELETE FROM session WHERE expires_at <= $1',
);
export const deleteOldCodes = statement<{ n: number }, Before>(
  'leftovers.codes',
  'DELETE FROM one_time_code WHERE created_at <= $1',
);
export const deleteOldAttempts = statement<{ n: number }, Before>(
  'leftovers.attempts',
  'DELETE FROM attempt WHERE at <= $1',
);
export const deleteOldAnswers = statement<{ n: number }, Before>(
  'leftovers.answers',
  'DELETE FROM idempotency WHERE at <= $1',
);
export const deleteOldConfirmations = statement<{ n: number }, Before>(
  'leftovers.emailConfirmations',
  'DELETE FROM email_confirmation WHERE expires_at <= $1',
);
export const deleteOldLookups = statement<{ n: number }, Before>(
  'leftovers.lookups',
  'DELETE FROM lookup_count WHERE quarter <= $1',
);
export const deleteOldDevices = statement<{ n: number }, Before>(
  'leftovers.devices',
  'DELETE FROM known_device WHERE last_seen_at <= $1',
);
