import { drawCaptcha } from '../../actions/account/drawCaptcha.ts';
import { bytes } from '../shared/answer.ts';
import { notFoundPage } from '../shared/outcomePage.tsx';
import { paths } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { institutionMessage } from './shell.tsx';

/** The picture of 机构入驻申请: the visitor's session lies in the cookie of this end. */
export const joinCaptchaPages: readonly Route[] = [
  on.visitor('GET', paths.institution.joinCaptcha(':id'), '验证码图片', async (context) => {
    const { services, token, params } = context;
    const picture = token === null ? undefined : await drawCaptcha(services, token, params.id ?? '');
    return picture === undefined ? notFoundPage(context, institutionMessage) : bytes('image/svg+xml', picture);
  }),
];
