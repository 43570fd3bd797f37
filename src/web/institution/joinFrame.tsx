import type { ComponentChildren, VNode } from 'preact';
import type { CaptchaAddresses } from '../shared/captchaPages.ts';
import type { PageContext } from '../shared/context.ts';
import { errorTitle, type FieldError } from '../shared/formPage.tsx';
import { Flash } from '../shared/notice.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths } from '../shared/paths.ts';
import { institutionPage } from './shell.tsx';

/** The visitor's session lies in the cookie of this end. */
export const joinCaptchaAddresses: CaptchaAddresses = {
  picture: paths.institution.joinCaptcha,
  sound: paths.institution.joinCaptchaSound,
};

const sentences: Readonly<Record<string, string>> = {
  codeSent: '验证码已发送,5分钟内有效。',
  followSent: '如受理号和手机号相符,验证码已发送,5分钟内有效。',
  restart: '填写时间太长,为了您的信息安全请从第一步重新开始。',
  supplemented: '补充材料已提交,主管部门会继续办理。',
};

export interface JoinPage {
  readonly title: string;
  readonly note?: string;
  readonly errors?: readonly FieldError[];
  readonly children: ComponentChildren;
}

/** A page of 机构入驻申请: narrow, for somebody who is not signed in. What the last step did is said until something is wrong. */
export function joinPage(context: PageContext, { title, note, errors = [], children }: JoinPage): VNode {
  const word = context.query.text('said');
  const sentence = errors.length === 0 && Object.hasOwn(sentences, word) ? sentences[word] : undefined;
  const flash = sentence === undefined ? undefined : <Flash>{sentence}</Flash>;
  return institutionPage(context, {
    title: errorTitle(title, errors),
    flash,
    children: (
      <div class="narrow">
        <PageHeading title={title} note={note} />
        {children}
      </div>
    ),
  });
}
