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
import { disputePages } from './dispute.tsx';
import { disputeAnswerPages } from './disputeAnswer.tsx';
import { historyPages } from './history.tsx';
import { homePages } from './home.tsx';
import { institutionPages } from './institutions.tsx';
import { licencePages } from './licence.tsx';
import { licenceSharePages } from './licenceShare.tsx';
import { licenceSharesPages } from './licenceShares.tsx';
import { licenceShowPages } from './licenceShow.tsx';
import { maintenancePages } from './maintenance.tsx';
import { missingInstitutionPages } from './missingInstitution.tsx';
import { noticePages } from './notices.tsx';
import { privacyPages } from './privacy.tsx';
import { privacyExportPages } from './privacyExport.tsx';
import { recoverPages } from './recover.tsx';
import { recoverLinkPages } from './recoverLinks.tsx';
import { recoveryPages } from './recovery.tsx';
import { recoveryCodePages } from './recoveryCodes.tsx';
import { registerPages } from './register.tsx';
import { registerAccountPages } from './registerAccount.tsx';
import { registerDonePages } from './registerDone.tsx';
import { securityPages } from './security.tsx';
import { securityEmailPages } from './securityEmail.tsx';
import { securityEmailConfirmPages } from './securityEmailConfirm.tsx';
import { securityNewPhonePages } from './securityNewPhone.tsx';
import { securityPasswordPages } from './securityPassword.tsx';
import { securityPhonePages } from './securityPhone.tsx';
import { signInPages } from './signIn.tsx';
import { signInCodePages } from './signInCode.tsx';
import { ssoPages } from './sso.tsx';
import { ssoBindingPages } from './ssoBinding.tsx';
import { verifyPhonePages } from './verifyPhone.tsx';
import { walletPages } from './wallet.tsx';
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
  ...licenceShowPages,
  ...licenceSharesPages,
  ...licenceSharePages,
  ...walletPages,
  ...historyPages,
  ...noticePages,
  ...securityPages,
  ...securityPhonePages,
  ...securityNewPhonePages,
  ...securityEmailPages,
  ...securityEmailConfirmPages,
  ...securityPasswordPages,
  ...signInPages,
  ...signInCodePages,
  ...devicePages,
  ...wechatBindingPages,
  ...ssoPages,
  ...ssoBindingPages,
  ...wechatPages,
  ...registerPages,
  ...registerAccountPages,
  ...registerDonePages,
  ...welcomePages,
  ...verifyPhonePages,
  ...activatePages,
  ...correctionPages,
  ...disputePages,
  ...disputeAnswerPages,
  ...recoverPages,
  ...recoverLinkPages,
  ...recoveryPages,
  ...recoveryCodePages,
  ...privacyPages,
  ...privacyExportPages,
];
