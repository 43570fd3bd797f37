import type { Route } from '../shared/route.ts';
import { accountPages } from './account.tsx';
import { administratorPages } from './administrators.tsx';
import { applicationPages } from './application.tsx';
import { applicationsPages } from './applications.tsx';
import { calendarPages } from './calendar.tsx';
import { casesPages } from './cases.tsx';
import { consentsPages } from './consents.tsx';
import { correctionPages } from './corrections.tsx';
import { disputePages } from './disputes.tsx';
import { homePages } from './home.tsx';
import { importBatchPages } from './importBatch.tsx';
import { importPages } from './imports.tsx';
import { joiningRequestPages } from './joiningRequest.tsx';
import { joiningRequestsPages } from './joiningRequests.tsx';
import { missingInstitutionsPages } from './missingInstitutions.tsx';
import { noticesPages } from './notices.tsx';
import { orderPages } from './orders.tsx';
import { paperPages } from './papers.tsx';
import { recoveryPages } from './recoveries.tsx';
import { registerPages } from './register.tsx';
import { registerEntryPages } from './registerEntry.tsx';
import { revealsPages } from './reveals.tsx';
import { signInPages } from './signIn.tsx';
import { staffPages } from './staff.tsx';

export const routes: readonly Route[] = [
  ...homePages,
  ...applicationsPages,
  ...applicationPages,
  ...consentsPages,
  ...registerPages,
  ...registerEntryPages,
  ...orderPages,
  ...casesPages,
  ...missingInstitutionsPages,
  ...recoveryPages,
  ...disputePages,
  ...joiningRequestsPages,
  ...joiningRequestPages,
  ...calendarPages,
  ...noticesPages,
  ...revealsPages,
  ...signInPages,
  ...accountPages,
  ...staffPages,
  ...administratorPages,
  ...correctionPages,
  ...paperPages,
  ...importPages,
  ...importBatchPages,
];
