import { captchaPagesAt } from '../shared/captchaPages.ts';
import { paths } from '../shared/paths.ts';
import type { Route } from '../shared/route.ts';
import { publicMessage } from './shell.tsx';

export const captchaPages: readonly Route[] = captchaPagesAt(
  { picture: paths.captcha, sound: paths.captchaSound },
  publicMessage,
);
