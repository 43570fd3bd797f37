import type { Route } from '../shared/route.ts';
import { captchaPages } from './captcha.tsx';
import { demoWechatPages } from './demoWechat.tsx';
import { homePages } from './home.tsx';
import { lookupPages } from './lookup.tsx';
import { lookupCheckPages } from './lookupCheck.tsx';
import { openDataPages } from './openData.tsx';
import { outboxPages } from './outbox.tsx';
import { privacyPages } from './privacy.tsx';
import { proofCheckPages } from './proofCheck.tsx';
import { publicLogPages } from './publicLog.tsx';
import { publishedPages } from './published.tsx';
import { receiptPages } from './receipt.tsx';
import { receiptCheckPages } from './receiptCheck.tsx';
import { receiptsPages } from './receipts.tsx';
import { robotsPages } from './robots.ts';
import { sharePages } from './share.tsx';
import { statisticsPages } from './statistics.tsx';
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
  ...receiptsPages,
  ...receiptCheckPages,
  ...receiptPages,
  ...publishedPages,
  ...statisticsPages,
  ...robotsPages,
  ...openDataPages,
  ...publicLogPages,
  ...proofCheckPages,
];
