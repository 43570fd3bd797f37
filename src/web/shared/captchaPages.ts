import { drawCaptcha } from '../../actions/account/drawCaptcha.ts';
import { speakCaptcha } from '../../actions/account/speakCaptcha.ts';
import { bytes } from './answer.ts';
import { type Frame, notFoundPage } from './outcomePage.tsx';
import { on, type Route } from './route.ts';

/** Where picture and sound of a question lie: below the end whose cookie holds the visitor's session. */
export interface CaptchaAddresses {
  readonly picture: (id: string) => string;
  readonly sound: (id: string) => string;
}

/** The picture of a question, drawn anew at each request, and the same question spoken, for the visitor it was asked of. */
export function captchaPagesAt({ picture, sound }: CaptchaAddresses, message: Frame): readonly Route[] {
  return [
    on.visitor('GET', picture(':id'), '验证码图片', async (context) => {
      const { services, token, params } = context;
      const drawn = token === null ? undefined : await drawCaptcha(services, token, params.id ?? '');
      return drawn === undefined ? notFoundPage(context, message) : bytes('image/svg+xml', drawn);
    }),
    on.visitor('GET', sound(':id'), '语音验证码', async (context) => {
      const { services, token, params } = context;
      const spoken = token === null ? undefined : await speakCaptcha(services, token, params.id ?? '');
      return spoken === undefined ? notFoundPage(context, message) : bytes('audio/wav', spoken);
    }),
  ];
}
