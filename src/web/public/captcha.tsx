import { drawCaptcha } from '../../actions/account/drawCaptcha.ts';
import { speakCaptcha } from '../../actions/account/speakCaptcha.ts';
import { type Answer, bytes } from '../shared/answer.ts';
import type { PageContext } from '../shared/context.ts';
import { notFoundPage } from '../shared/outcomePage.tsx';
import { paths } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { publicMessage } from './shell.tsx';

/** The picture of a question, drawn anew at each request, for the visitor it was asked of. */
async function show(context: PageContext): Promise<Answer> {
  const { services, token, params } = context;
  const picture = token === null ? undefined : await drawCaptcha(services, token, params.id ?? '');
  return picture === undefined ? notFoundPage(context, publicMessage) : bytes('image/svg+xml', picture);
}

/** The same question spoken. */
async function speak(context: PageContext): Promise<Answer> {
  const { services, token, params } = context;
  const sound = token === null ? undefined : await speakCaptcha(services, token, params.id ?? '');
  return sound === undefined ? notFoundPage(context, publicMessage) : bytes('audio/wav', sound);
}

export const captchaPages: readonly Route[] = [
  on.visitor('GET', paths.captcha(':id'), '验证码图片', show),
  on.visitor('GET', paths.captchaSound(':id'), '语音验证码', speak),
];
