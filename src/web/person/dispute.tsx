import type { ComponentChildren } from 'preact';
import { openHumanCheck } from '../../actions/account/openHumanCheck.ts';
import { longestStatement } from '../../actions/dispute/disputeForm.ts';
import { openDispute } from '../../actions/dispute/openDispute.ts';
import { readClaimant } from '../../actions/dispute/readClaimant.ts';
import { proveDisputePhone, startDispute } from '../../actions/dispute/startDispute.ts';
import { mostEvidence } from '../../actions/dispute/storeEvidence.ts';
import { idTypeLabels, idTypes } from '../../domain/fields/identity.ts';
import { maskPhone } from '../../domain/fields/phone.ts';
import { type Refusal, refusalText } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html, redirect } from '../shared/answer.ts';
import { ButtonLink, SubmitRow } from '../shared/button.tsx';
import type { PageContext } from '../shared/context.ts';
import { ReadOnly, SelectField, TextArea, TextField } from '../shared/fields.tsx';
import { FormGuard } from '../shared/formGuard.tsx';
import { errorTitle, type FieldError, FormPage } from '../shared/formPage.tsx';
import { HumanCheck, humanAnswer } from '../shared/humanCheck.tsx';
import { Notice } from '../shared/notice.tsx';
import { answerOutcome } from '../shared/outcomePage.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths, withQuery } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { shownErrors } from '../shared/shownErrors.ts';
import { typedFields } from '../shared/typedFields.ts';
import { EvidenceFields, evidenceLimit, uploadsOf } from './evidenceFields.tsx';
import { personMessage, personPage } from './shell.tsx';

const title = '提出身份异议';
const options = idTypes.map((value) => ({ value, label: idTypeLabels[value] }));
const restart = withQuery(paths.dispute, { said: 'restart' });

function step(context: PageContext, note: string, errors: readonly FieldError[], children: ComponentChildren): Answer {
  const page = personPage(context, {
    title: errorTitle(title, errors),
    scripts: true,
    children: (
      <div class="narrow">
        <PageHeading title={title} note={note} />
        {children}
      </div>
    ),
  });
  return html(page, errors.length > 0 ? 422 : 200);
}

/** Each showing asks a new picture: the one before has been answered, right or wrong. */
async function showFirst(context: PageContext, errors: readonly FieldError[]): Promise<Answer> {
  const token = await context.ensureSession();
  const question = await openHumanCheck(context.services, token, 'captcha:dispute');
  const typed = typedFields(context, errors);
  const field = (name: string) => ({ ...typed(name), required: true, width: 'medium' as const });
  const idType = typed('idType');
  return step(
    context,
    '第1步,共3步:您是谁',
    errors,
    <>
      {context.query.text('said') === 'restart' && (
        <Notice tone="warning">{refusalText({ code: 'dispute.restart' })}</Notice>
      )}
      <p>他人用您的身份证号注册了账号,或者激活了您的资格证书时,由您本人提出。考核所在省的主管部门核实处理。</p>
      <FormPage action={paths.dispute} errors={errors} starNote hidden={<FormGuard context={context} />}>
        <TextField {...field('name')} label="您的姓名" autocomplete="name" />
        <SelectField {...idType} value={idType.value || 'residentIdCard'} label="证件类型" options={options} />
        <TextField {...field('idNumber')} label="身份证号" autocomplete="off" />
        <TextField {...field('certificateNo')} label="资格证书编码" hint="请对照资格证书填写" autocomplete="off" />
        <TextField {...field('phone')} label="联系手机号" type="tel" inputMode="tel" autocomplete="tel" />
        <HumanCheck question={question} refreshHref={paths.dispute} errors={errors} />
        <SubmitRow main="下一步" next="会向联系手机号发送验证码。" />
      </FormPage>
    </>,
  );
}

async function postFirst(context: PageContext): Promise<Answer> {
  const { services, form, network } = context;
  if (form.text('refresh') !== '') return showFirst(context, []);
  const token = await context.ensureSession();
  const text = (name: string) => form.text(name);
  const outcome = await startDispute(
    services,
    { token, network },
    {
      name: text('name'),
      idType: text('idType'),
      idNumber: text('idNumber'),
      certificateNo: text('certificateNo'),
      phone: text('phone'),
      human: humanAnswer(form),
    },
  );
  if (outcome.kind === 'done') return redirect(paths.disputeCode);
  return answerOutcome(context, outcome, personMessage, paths.dispute, (refusals) =>
    showFirst(context, shownErrors(form, refusals)),
  );
}

function claimantOf(context: PageContext) {
  return readClaimant(context.session?.data ?? {}, context.services.clock.now());
}

async function showCode(context: PageContext, refusals: readonly Refusal[]): Promise<Answer> {
  const claimant = claimantOf(context);
  if (claimant === undefined) return redirect(restart);
  const errors = shownErrors(context.form, refusals);
  return step(
    context,
    '第2步,共3步:验证联系手机号',
    errors,
    <FormPage action={paths.disputeCode} errors={errors} hidden={<FormGuard context={context} />}>
      <ReadOnly label="联系手机号" value={maskPhone(claimant.phone)} />
      <TextField
        {...typedFields(context, errors)('code')}
        label="验证码"
        required
        hint="请填写手机短信中的6位数字"
        inputMode="numeric"
        autocomplete="one-time-code"
        width="short"
      />
      <SubmitRow main="下一步" back={{ href: paths.dispute }} />
    </FormPage>,
  );
}

async function postCode(context: PageContext): Promise<Answer> {
  const { services, form, token } = context;
  const claimant = claimantOf(context);
  if (claimant === undefined || token === null) return redirect(restart);
  const outcome = await proveDisputePhone(services, token, claimant, form.text('code'));
  if (outcome.kind === 'done') return redirect(paths.disputeDetails);
  return answerOutcome(context, outcome, personMessage, paths.dispute, (refusals) => showCode(context, refusals));
}

async function showDetails(context: PageContext, refusals: readonly Refusal[]): Promise<Answer> {
  if (claimantOf(context)?.proven !== true) return redirect(restart);
  const errors = shownErrors(context.form, refusals);
  return step(
    context,
    '第3步,共3步:发生了什么',
    errors,
    <FormPage action={paths.disputeDetails} errors={errors} files hidden={<FormGuard context={context} />}>
      <TextArea
        {...typedFields(context, errors)('words')}
        label="情况说明"
        required
        hint="请写明您什么时候、怎样发现他人使用了您的身份"
        maxLength={longestStatement}
      />
      <EvidenceFields errors={errors} required />
      <SubmitRow main="提出异议" next={`最多${mostEvidence}张照片。冒用他人身份提出异议的,依法承担责任。`} />
    </FormPage>,
  );
}

async function postDetails(context: PageContext): Promise<Answer> {
  const { services, form, network, token } = context;
  const claimant = claimantOf(context);
  if (claimant?.proven !== true || token === null) return redirect(restart);
  const statement = { words: form.text('words'), uploads: uploadsOf(context), token, network };
  const outcome = await openDispute(services, claimant, statement);
  if (outcome.kind === 'done') return redirect(paths.disputeReceived);
  return answerOutcome(context, outcome, personMessage, paths.dispute, (refusals) => showDetails(context, refusals));
}

/** The same words for whoever has sent something, whether it was found in the roster or not. */
async function received(context: PageContext): Promise<Answer> {
  const words = (
    <>
      <p>
        姓名、证件号码和资格证书编码与考核名册完全一致的,由考核所在省的主管部门处理,受理后会向您的联系手机号发送短信。
      </p>
      <p>
        一天内没有收到短信的,请对照证书核对后重新提出,或带身份证和资格证书原件到考核所在省的中医药主管部门当面提出。
      </p>
      <ButtonLink href={paths.home}>回到首页</ButtonLink>
    </>
  );
  return html(personMessage(context, '已收到', words));
}

export const disputePages: readonly Route[] = [
  on.visitor('GET', paths.dispute, title, (context) => showFirst(context, [])),
  on.visitor('POST', paths.dispute, title, postFirst),
  on.visitor('GET', paths.disputeCode, '异议验证手机号', (context) => showCode(context, [])),
  on.visitor('POST', paths.disputeCode, '异议验证手机号', postCode),
  on.visitor('GET', paths.disputeDetails, '异议情况说明', (context) => showDetails(context, [])),
  on.visitor('POST', paths.disputeDetails, '异议情况说明', postDetails, {
    fileLimit: evidenceLimit,
    files: mostEvidence,
  }),
  on.visitor('GET', paths.disputeReceived, '异议已收到', received),
];
