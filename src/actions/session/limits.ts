/** How long a sign-in holds, by end, and how long a proof of who sits there counts. */
export interface SessionLimits {
  /** Minutes without a request after which somebody counts as gone. */
  readonly idleMinutes: Readonly<Record<'person' | 'institution' | 'authority', number>>;
  /** Hours after which everybody signs in again. */
  readonly hours: Readonly<Record<'visitor' | 'person' | 'institution' | 'authority', number>>;
  /** Minutes a second factor counts for decisions. */
  readonly stepUpMinutes: number;
}

export const usualLimits: SessionLimits = {
  idleMinutes: { person: 30, institution: 30, authority: 15 },
  hours: { visitor: 2, person: 12, institution: 10, authority: 10 },
  stepUpMinutes: 5,
};
