// The places, people and things of the model's world.

export const institutions = {
  hall: { province: '43', authority: 'countyX' },
  clinic: { province: '43', authority: 'countyX' },
  house: { province: '43', authority: 'countyY' },
  far: { province: '33', authority: 'countyZ' },
} as const;
export type Place = keyof typeof institutions;

export const roles = {
  applicant: { at: 'self' },
  clerkOfHall: { at: 'hall' },
  clerkOfClinic: { at: 'clinic' },
  clerkOfHouse: { at: 'house' },
  clerkOfFar: { at: 'far' },
  officerX: { at: 'countyX', decides: false },
  deciderX: { at: 'countyX', decides: true },
  auditorX: { at: 'countyX', decides: null },
  deciderY: { at: 'countyY', decides: true },
  deciderZ: { at: 'countyZ', decides: true },
  deciderZ2: { at: 'countyZ', decides: true },
  consentZ: { at: 'provinceZ', decides: true },
  clock: { at: 'clock' },
} as const;
export type Role = keyof typeof roles;

export interface Ask {
  readonly kind: string;
  readonly place: Place;
  readonly from: number;
  readonly until: number;
  /** Which registration or filing, counted from the oldest. */
  readonly pick: number;
}

export interface Site {
  readonly place: Place;
  readonly from: number;
  readonly until: number;
  ended: boolean;
}
export interface Registration {
  readonly province: string;
  status: 'practising' | 'inactive' | 'deregistered';
  main: Place;
  since: number | null;
  photo: boolean;
  claimed: boolean;
  sites: Site[];
}
export interface File {
  readonly kind: string;
  readonly about: Registration | null;
  readonly site: Site | null;
  readonly place: Place;
  readonly from: number;
  readonly until: number;
  state: string;
  /** Day it came into its state, day of receipt. */
  since: number;
  received: number;
  accepted: boolean;
  supplements: number;
  escalated: boolean;
  nudged: number;
  readonly byInstitution: boolean;
  /** Who did something at which office. */
  readonly hands: { role: Role; desk: string }[];
}

/** The same day so many years later; 28 February for the 29th. */
export function yearsLater(day: number, years: number): number {
  const date = new Date(day * 86_400_000);
  const [year, month] = [date.getUTCFullYear() + years, date.getUTCMonth()];
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(date.getUTCDate(), lastOfMonth)) / 86_400_000;
}

/** A day of the model as it is written. */
export const iso = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);

/** What the register shows of a registration that stands so, with the filings that hold. */
export function shown({ status, main, since, claimed }: Registration, live: readonly Site[]) {
  const sites = live.map(({ place: at, from, until }) => ({ at, from: iso(from), until: iso(until) }));
  return { status, main, since: since === null ? null : iso(since), claimed, sites };
}

/** Monday to Friday but for what the calendar names. */
export type Works = (day: number) => boolean;

export function workingDayAfter(works: Works, from: number, days: number): number {
  let day = from;
  for (let left = days; left > 0; ) {
    day += 1;
    if (works(day)) left -= 1;
  }
  return day;
}

export const over: readonly string[] = [
  'approved',
  'refused',
  'notAccepted',
  'withdrawn',
  'closedByInstitution',
  'consentRefused',
];
/** Kinds that change how a registration stands. */
export const ending: readonly string[] = ['change', 'inactiveFiling', 'reactivation', 'deregistration'];
