/** Periods the law leaves open; our decisions. Working days unless said otherwise. */
export const settings = {
  /** The institution has no statutory limit; after this the applicant may press 催办. */
  institutionWorkingDays: 5,
  /** 行政许可法32: a supplement notice comes within five days, or the file counts as accepted. */
  acceptanceWorkingDays: 5,
  /** Time to answer a supplement. */
  supplementWorkingDays: 15,
  /** Days left at which the officer is warned. */
  warnAtDaysLeft: [5, 2],
} as const;
