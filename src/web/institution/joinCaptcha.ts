import { captchaPagesAt } from '../shared/captchaPages.ts';
import type { Route } from '../shared/route.ts';
import { joinCaptchaAddresses } from './joinFrame.tsx';
import { institutionMessage } from './shell.tsx';

export const joinCaptchaPages: readonly Route[] = captchaPagesAt(joinCaptchaAddresses, institutionMessage);
