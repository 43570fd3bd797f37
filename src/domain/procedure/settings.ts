/** Periods the law leaves open; our decisions. Working days unless said otherwise. */
export const settings = {
  /** The institution has no statutory limit; after this the applicant may press 催办. */
  institutionWorkingDays: 5,
  /** After this the authority may do without the institution, with a reason. */
  stepInWorkingDays: 10,
  /** 行政许可法32: a supplement notice comes within five days, or the file counts as accepted. */
  acceptanceWorkingDays: 5,
  /** No law gives the consent across provinces a period; what the consenting authority is held to. */
  consentWorkingDays: 5,
  /** Time to answer a supplement. */
  supplementWorkingDays: 15,
  /** Working days after which a supplement that is out is called to mind. */
  supplementReminder: 10,
  /** 医师法17, 医师执业注册管理办法18, 19: an institution reports within so many calendar days of knowing. */
  reportDays: 30,
  /** Days before the end of a multi-site filing at which physician and institution are told. */
  siteReminders: [30, 7],
  /** Days before the end of the two years at which a physician on file is told. */
  inactiveReminders: [90, 30, 7],
  /** A multi-site filing runs at most so many years. */
  siteYears: 5,
  /** Days left at which the officer is warned. */
  warnAtDaysLeft: [5, 2],
} as const;
