import type { Route } from '../shared/route.ts';
import { captchaPages } from './captcha.tsx';
import { demoWechatPages } from './demoWechat.tsx';
import { homePages } from './home.tsx';
import { lookupPages } from './lookup.tsx';
import { lookupCheckPages } from './lookupCheck.tsx';
import { outboxPages } from './outbox.tsx';
import { privacyPages } from './privacy.tsx';
import { sharePages } from './share.tsx';
import { verifyPages } from './verify.tsx';
import { verifyLivePages } from './verifyLive.tsx';

export const routes: readonly Route[] = [
  ...homePages,
  ...lookupPages,
  ...lookupCheckPages,
  ...verifyPages,
  ...verifyLivePages,
  ...sharePages,
  ...captchaPages,
  ...outboxPages,
  ...demoWechatPages,
  ...privacyPages,
];
