import type { Route } from '../shared/route.ts';
import { activatePages } from './activate.tsx';
import { applicationPages } from './application.tsx';
import { applicationCheckPages } from './applicationCheck.tsx';
import { applicationEditPages } from './applicationEdit.tsx';
import { applicationFormPages } from './applicationForm.tsx';
import { applicationPdfPages } from './applicationPdf.tsx';
import { applicationPhotoPages } from './applicationPhoto.tsx';
import { businessPages } from './business.tsx';
import { businessKindPages } from './businessKind.tsx';
import { correctionPages } from './correction.tsx';
import { devicePages } from './devices.tsx';
import { historyPages } from './history.tsx';
import { homePages } from './home.tsx';
import { institutionPages } from './institutions.tsx';
import { licencePages } from './licence.tsx';
import { maintenancePages } from './maintenance.tsx';
import { missingInstitutionPages } from './missingInstitution.tsx';
import { noticePages } from './notices.tsx';
import { registerPages } from './register.tsx';
import { registerAccountPages } from './registerAccount.tsx';
import { registerDonePages } from './registerDone.tsx';
import { signInPages } from './signIn.tsx';
import { signInCodePages } from './signInCode.tsx';
import { verifyPhonePages } from './verifyPhone.tsx';
import { wechatPages } from './wechat.tsx';
import { wechatBindingPages } from './wechatBinding.tsx';
import { welcomePages } from './welcome.tsx';

/** Every page and form of 个人端. */
export const routes: readonly Route[] = [
  ...homePages,
  ...businessPages,
  ...businessKindPages,
  ...applicationEditPages,
  ...applicationFormPages,
  ...applicationCheckPages,
  ...applicationPages,
  ...applicationPhotoPages,
  ...applicationPdfPages,
  ...institutionPages,
  ...missingInstitutionPages,
  ...maintenancePages,
  ...licencePages,
  ...historyPages,
  ...noticePages,
  ...signInPages,
  ...signInCodePages,
  ...devicePages,
  ...wechatBindingPages,
  ...wechatPages,
  ...registerPages,
  ...registerAccountPages,
  ...registerDonePages,
  ...welcomePages,
  ...verifyPhonePages,
  ...activatePages,
  ...correctionPages,
];
