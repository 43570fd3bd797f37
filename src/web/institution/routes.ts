import type { Route } from '../shared/route.ts';
import { applicationPages } from './application.tsx';
import { applicationsPages } from './applications.tsx';
import { homePages } from './home.tsx';
import { invitationPages } from './invitation.tsx';
import { joinPages } from './join.tsx';
import { joinCaptchaPages } from './joinCaptcha.ts';
import { joinLicencePages } from './joinLicence.tsx';
import { joinPhonePages } from './joinPhone.tsx';
import { joinProgressPages } from './joinProgress.tsx';
import { noticesPages } from './notices.tsx';
import { physicianPages } from './physician.tsx';
import { physiciansPages } from './physicians.tsx';
import { signInPages } from './signIn.tsx';
import { staffPages } from './staff.tsx';

export const routes: readonly Route[] = [
  ...homePages,
  ...applicationsPages,
  ...applicationPages,
  ...physiciansPages,
  ...physicianPages,
  ...noticesPages,
  ...signInPages,
  ...staffPages,
  ...joinPages,
  ...joinCaptchaPages,
  ...joinPhonePages,
  ...joinLicencePages,
  ...joinProgressPages,
  ...invitationPages,
];
