import type { VNode } from 'preact';
import { openHumanCheck, type HumanCheck as Question } from '../../actions/account/openHumanCheck.ts';
import { readRegistration } from '../../actions/account/registration.ts';
import { startRegistration } from '../../actions/account/startRegistration.ts';
import { idTypeLabels, idTypes } from '../../domain/fields/identity.ts';
import { refusalText } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html, redirect } from '../shared/answer.ts';
import { SubmitRow } from '../shared/button.tsx';
import { CheckboxField } from '../shared/choices.tsx';
import type { PageContext } from '../shared/context.ts';
import { SelectField, TextField } from '../shared/fields.tsx';
import { FormGuard } from '../shared/formGuard.tsx';
import { errorTitle, type FieldError, FormPage, findError } from '../shared/formPage.tsx';
import { HumanCheck, humanAnswer } from '../shared/humanCheck.tsx';
import { Notice } from '../shared/notice.tsx';
import { answerOutcome } from '../shared/outcomePage.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { shownErrors } from '../shared/shownErrors.ts';
import { landingOf } from './landing.ts';
import { personMessage, personPage } from './shell.tsx';

const title = '注册新账号';
const options = idTypes.map((value) => ({ value, label: idTypeLabels[value] }));

interface Filled {
  readonly name: string;
  readonly idType: string;
  readonly idNumber: string;
  readonly noticeRead: boolean;
}

interface Shown {
  readonly context: PageContext;
  readonly question: Question;
  readonly filled: Filled;
  readonly errors: readonly FieldError[];
}

function registerPage({ context, question, filled, errors }: Shown): VNode {
  return personPage(context, {
    title: errorTitle(title, errors),
    scripts: true,
    children: (
      <>
        <PageHeading title={title} note="第1步,共2步:填写注册信息" />
        {context.query.text('said') === 'restart' && (
          <Notice tone="warning">{refusalText({ code: 'registration.restart' })}</Notice>
        )}
        <Notice tone="info">
          <p>请您参照个人身份证认真填写姓名和身份证号!请注意,姓名是您的个人真实姓名而不是用户名,请勿随意填写</p>
        </Notice>
        <FormPage action={paths.person.register} errors={errors} hidden={<FormGuard context={context} />}>
          <Fields filled={filled} errors={errors} question={question} version={versionOf(context)} />
          <SubmitRow main="确定,继续" back={{ href: paths.person.signIn, label: '返回登录' }} />
        </FormPage>
      </>
    ),
  });
}

function Fields({ filled, errors, question, version }: Omit<Shown, 'context'> & { version: string }) {
  const asked = (name: string) => ({ name, required: true, error: findError(errors, name) });
  return (
    <>
      <TextField {...asked('name')} label="您的姓名" value={filled.name} autocomplete="name" width="medium" />
      <SelectField {...asked('idType')} label="证件类型" value={filled.idType} options={options} width="medium" />
      <TextField
        {...asked('idNumber')}
        label="身份证号"
        hint="使用其他证件的,请填写该证件的号码"
        value={filled.idNumber}
        autocomplete="off"
        width="medium"
      />
      <HumanCheck question={question} refreshHref={paths.person.register} errors={errors} />
      <CheckboxField
        {...asked('noticeRead')}
        label={
          <>
            我同意
            <a href={paths.privacy} target="_blank" rel="noopener">
              隐私政策
            </a>
          </>
        }
        hint={`请先阅读隐私政策(${version}版),将在新窗口打开`}
        checked={filled.noticeRead}
      />
    </>
  );
}

function versionOf({ services }: PageContext): string {
  return services.privacyNotices[0]?.version ?? '';
}

function filledIn({ form }: PageContext): Filled {
  return {
    name: form.text('name'),
    idType: form.text('idType'),
    idNumber: form.text('idNumber'),
    noticeRead: form.text('noticeRead') === 'yes',
  };
}

/** Each showing asks a new picture: the one before has been answered, right or wrong. */
async function showWith(context: PageContext, filled: Filled, errors: readonly FieldError[]): Promise<Answer> {
  const token = await context.ensureSession();
  const question = await openHumanCheck(context.services, token, 'captcha:register');
  return html(registerPage({ context, question, filled, errors }), errors.length > 0 ? 422 : 200);
}

async function show(context: PageContext): Promise<Answer> {
  const { session } = context;
  if (session?.actor?.end === 'person') return redirect(landingOf(session.progress));
  const { registration } = readRegistration(session?.data ?? {});
  const { name = '', idType = 'residentIdCard', idNumber = '' } = registration ?? {};
  return showWith(context, { name, idType, idNumber, noticeRead: false }, []);
}

async function post(context: PageContext): Promise<Answer> {
  const { services, form, network } = context;
  const filled = filledIn(context);
  // 看不清,换一张 without a script: what was typed stays.
  if (form.text('refresh') !== '') return showWith(context, filled, []);
  const token = await context.ensureSession();
  const outcome = await startRegistration(services, token, network, { ...filled, human: humanAnswer(form) });
  if (outcome.kind === 'done') return redirect(paths.person.registerAccount);
  return answerOutcome(context, outcome, personMessage, paths.person.register, (refusals) =>
    showWith(context, filled, shownErrors(form, refusals)),
  );
}

export const registerPages: readonly Route[] = [
  on.visitor('GET', paths.person.register, '注册新账号', show),
  on.visitor('POST', paths.person.register, '注册新账号', post),
];
