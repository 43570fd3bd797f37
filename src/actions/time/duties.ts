import { executeDueOrders } from '../orders/executeDueOrders.ts';
import { remindReportDuties } from '../reporting/remindReportDuties.ts';
import { closeSettledCases } from './closeSettledCases.ts';
import { deemAccepted } from './deemAccepted.ts';
import { counted, type Duty } from './duty.ts';
import { endExpiredSites } from './endExpiredSites.ts';
import { endSuspensions } from './endSuspensions.ts';
import { escalateReviews } from './escalateReviews.ts';
import { lapseRecoveries } from './lapseRecoveries.ts';
import { lapseSupplements } from './lapseSupplements.ts';
import { openStatutoryCases } from './openStatutoryCases.ts';
import { remindConfirmations } from './remindConfirmations.ts';
import { remindInactive } from './remindInactive.ts';
import { remindSites } from './remindSites.ts';
import { remindSupplements } from './remindSupplements.ts';
import { ripenRecoveries } from './ripenRecoveries.ts';
import { warnDeadlines } from './warnDeadlines.ts';

/** All that time does by itself, in this order: what ends before what is reminded of. */
export const duties = {
  executeOrders: counted(executeDueOrders),
  endExpiredSites,
  endSuspensions,
  lapseSupplements,
  deemAccepted,
  escalateReviews,
  openStatutoryCases,
  closeSettledCases,
  remindSites,
  remindInactive,
  remindSupplements,
  warnDeadlines,
  remindReports: counted(remindReportDuties),
  lapseRecoveries,
  ripenRecoveries,
  remindConfirmations,
} as const satisfies Record<string, Duty>;
export type DutyName = keyof typeof duties;
