import type { Route } from '../shared/route.ts';
import { captchaPages } from './captcha.tsx';
import { demoWechatPages } from './demoWechat.tsx';
import { homePages } from './home.tsx';
import { lookupPages } from './lookup.tsx';
import { lookupCheckPages } from './lookupCheck.tsx';
import { outboxPages } from './outbox.tsx';
import { privacyPages } from './privacy.tsx';
import { proofCheckPages } from './proofCheck.tsx';
import { publicLogPages } from './publicLog.tsx';
import { verifyPages } from './verify.tsx';

export const routes: readonly Route[] = [
  ...homePages,
  ...lookupPages,
  ...lookupCheckPages,
  ...verifyPages,
  ...captchaPages,
  ...outboxPages,
  ...demoWechatPages,
  ...privacyPages,
  ...publicLogPages,
  ...proofCheckPages,
];
