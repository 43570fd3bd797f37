import type { Route } from '../shared/route.ts';
import { accountPages } from './account.tsx';
import { applicationPages } from './application.tsx';
import { applicationsPages } from './applications.tsx';
import { homePages } from './home.tsx';
import { joinPages } from './join.tsx';
import { joinCaptchaPages } from './joinCaptcha.ts';
import { joinLicencePages } from './joinLicence.tsx';
import { joinPhonePages } from './joinPhone.tsx';
import { joinProgressPages } from './joinProgress.tsx';
import { noticesPages } from './notices.tsx';
import { physicianPages } from './physician.tsx';
import { physiciansPages } from './physicians.tsx';
import { recoveryPages } from './recoveries.tsx';
import { revealsPages } from './reveals.tsx';
import { signInPages } from './signIn.tsx';
import { staffPages } from './staff.tsx';

export const routes: readonly Route[] = [
  ...homePages,
  ...applicationsPages,
  ...applicationPages,
  ...physiciansPages,
  ...recoveryPages,
  ...physicianPages,
  ...noticesPages,
  ...revealsPages,
  ...signInPages,
  ...accountPages,
  ...staffPages,
  ...joinPages,
  ...joinCaptchaPages,
  ...joinPhonePages,
  ...joinLicencePages,
  ...joinProgressPages,
];
