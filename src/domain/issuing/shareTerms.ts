/** How long a share link works, as its holder chooses. */
export const shareTerms = {
  hour: { label: '1小时', hours: 1 },
  day: { label: '1天', hours: 24 },
  week: { label: '7天', hours: 7 * 24 },
  month: { label: '30天', hours: 30 * 24 },
} as const;
export type ShareTerm = keyof typeof shareTerms;

export function isShareTerm(text: string): text is ShareTerm {
  return Object.hasOwn(shareTerms, text);
}

export const shareLimits = { open: 20, aDay: 30, note: 40 } as const;

export type ShareState = 'open' | 'stopped' | 'over';

/** Instants as ISO text. */
export function shareState(
  { expiresAt, stoppedAt }: { readonly expiresAt: string; readonly stoppedAt: string | null },
  now: Temporal.Instant,
): ShareState {
  if (stoppedAt !== null) return 'stopped';
  return Temporal.Instant.compare(now, Temporal.Instant.from(expiresAt)) < 0 ? 'open' : 'over';
}
