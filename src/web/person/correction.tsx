import type { VNode } from 'preact';
import { longestWords } from '../../actions/correction/correctionForm.ts';
import { requestCorrection } from '../../actions/correction/requestCorrection.ts';
import { type OwnCorrections, viewCorrections } from '../../actions/correction/viewCorrections.ts';
import type { PersonActor } from '../../domain/access/actor.ts';
import { maskQualificationNumber } from '../../domain/fields/certificateNumbers.ts';
import { chinaDate, formatDateTime } from '../../domain/time/dates.ts';
import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html, redirect } from '../shared/answer.ts';
import { SubmitRow } from '../shared/button.tsx';
import { Card } from '../shared/card.tsx';
import type { ActorContext } from '../shared/context.ts';
import { SelectField, TextArea, TextField } from '../shared/fields.tsx';
import { FormGuard } from '../shared/formGuard.tsx';
import { type FieldError, FormPage, type FormPart } from '../shared/formPage.tsx';
import { answerOutcome } from '../shared/outcomePage.tsx';
import { paths, withQuery } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { shownErrors } from '../shared/shownErrors.ts';
import { SummaryList } from '../shared/summaryList.tsx';
import { Tag } from '../shared/tag.tsx';
import { typedFields } from '../shared/typedFields.ts';
import { landingOf } from './landing.ts';
import { narrowFormPage } from './narrowFormPage.tsx';
import { personMessage } from './shell.tsx';

type Context = ActorContext<PersonActor>;
const title = '信息更正申请';

function correctionPage(context: Context, own: OwnCorrections, errors: readonly FieldError[]): VNode {
  const open = own.requests.some(({ state }) => state === 'open');
  return narrowFormPage(context, {
    title,
    note: '名册中的信息有误或缺少您的信息时,请考核所在省核实更正',
    errors,
    children: (
      <>
        {own.requests.map((request) => (
          <Request key={request.id} context={context} request={request} />
        ))}
        {(!open || errors.length > 0) && <RequestForm context={context} own={own} errors={errors} />}
        <p>
          <a href={landingOf(context.progress)}>{context.progress.activated ? '回到首页' : '回到账户激活'}</a>
        </p>
      </>
    ),
  });
}

function Request({ context, request }: { context: Context; request: OwnCorrections['requests'][number] }) {
  const today = chinaDate(context.services.clock.now());
  const moment = (at: string) => formatDateTime(Temporal.Instant.from(at), today);
  const { state, answer, answeredAt } = request;
  const tag = state === 'open' ? <Tag tone="underway">等待答复</Tag> : <Tag tone="valid">已答复</Tag>;
  return (
    <Card title={`${moment(request.createdAt)} 的申请`} aside={tag}>
      <SummaryList
        rows={[
          { label: '受理机关', value: request.authorityName },
          { label: '考核省份', value: request.provinceName },
          { label: '资格证书编码', value: maskQualificationNumber(request.certificateNo) },
          { label: '情况说明', value: request.words },
          ...(answer === null ? [] : [{ label: '答复', value: answer }]),
          ...(answeredAt === null ? [] : [{ label: '答复时间', value: moment(answeredAt) }]),
        ]}
      />
    </Card>
  );
}

function RequestForm({ context, own, errors }: FormPart<Context> & { own: OwnCorrections }) {
  const typed = typedFields(context, errors);
  return (
    <FormPage action={paths.person.correction} errors={errors} hidden={<FormGuard context={context} />}>
      <SelectField
        {...typed('provinceCode')}
        label="考核省份"
        required
        prompt="请选择"
        options={own.provinces.map(({ code, name }) => ({ value: code, label: name }))}
        width="medium"
      />
      <TextField {...typed('certificateNo')} label="资格证书编码" required autocomplete="off" />
      <TextArea
        {...typed('words')}
        label="情况说明"
        required
        hint="请写明哪一项不对、正确的是什么。"
        maxLength={longestWords}
      />
      <SubmitRow main="提交申请" next="考核所在省的中医药主管部门核实名册后,会在这里答复您。" />
    </FormPage>
  );
}

async function showWith(context: Context, refusals: readonly Refusal[]): Promise<Answer> {
  const own = await viewCorrections(context.services, context.actor);
  const errors = shownErrors(context.form, refusals);
  return html(correctionPage(context, own, errors), errors.length > 0 ? 422 : 200);
}

async function post(context: Context): Promise<Answer> {
  const { services, actor, form } = context;
  const outcome = await requestCorrection(services, actor, {
    provinceCode: form.text('provinceCode'),
    certificateNo: form.text('certificateNo'),
    words: form.text('words'),
  });
  if (outcome.kind === 'done') return redirect(withQuery(paths.person.correction, { said: 'correctionSent' }));
  return answerOutcome(context, outcome, personMessage, paths.person.correction, (refusals) =>
    showWith(context, refusals),
  );
}

export const correctionPages: readonly Route[] = [
  on.person('GET', paths.person.correction, title, (context) => showWith(context, [])),
  on.person('POST', paths.person.correction, title, post),
];
