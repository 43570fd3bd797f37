import type { VNode } from 'preact';
import { answerCorrection } from '../../actions/correction/answerCorrection.ts';
import { longestWords } from '../../actions/correction/correctionForm.ts';
import { type CorrectionView, readCorrection, readCorrections } from '../../actions/correction/readCorrections.ts';
import type { AuthorityActor } from '../../domain/access/actor.ts';
import { chinaDate, formatDateTime } from '../../domain/time/dates.ts';
import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html, redirect } from '../shared/answer.ts';
import { SubmitRow } from '../shared/button.tsx';
import type { ActorContext, PageContext } from '../shared/context.ts';
import { TextArea } from '../shared/fields.tsx';
import { FormGuard } from '../shared/formGuard.tsx';
import { errorTitle, FormPage } from '../shared/formPage.tsx';
import { BackLink } from '../shared/navigation.tsx';
import { Flash } from '../shared/notice.tsx';
import { answerOutcome, notFoundPage } from '../shared/outcomePage.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths, withQuery } from '../shared/paths.ts';
import { RevealLink } from '../shared/revealLink.tsx';
import { on, type Route } from '../shared/route.ts';
import { shownErrors } from '../shared/shownErrors.ts';
import { SummaryList } from '../shared/summaryList.tsx';
import { type Column, DataTable } from '../shared/table.tsx';
import { Tag } from '../shared/tag.tsx';
import { typedFields } from '../shared/typedFields.ts';
import { authorityMessage, authorityPage } from './shell.tsx';

type Context = ActorContext<AuthorityActor>;
const title = '信息更正';

function moment({ services }: PageContext, at: string): string {
  return formatDateTime(Temporal.Instant.from(at), chinaDate(services.clock.now()));
}

function StateTag({ state }: { state: CorrectionView['state'] }) {
  return state === 'open' ? <Tag tone="underway">待答复</Tag> : <Tag tone="valid">已答复</Tag>;
}

function columnsOf(context: Context): readonly Column<CorrectionView>[] {
  return [
    {
      key: 'name',
      header: '申请人',
      rowHeader: true,
      cell: ({ id, name }) => <a href={paths.authority.correction(id)}>{name}</a>,
    },
    { key: 'idNumber', header: '证件号码', cell: ({ idType, maskedIdNumber }) => `${idType} ${maskedIdNumber}` },
    { key: 'certificateNo', header: '资格证书编码', cell: ({ maskedCertificateNo }) => maskedCertificateNo },
    { key: 'authority', header: '答复机关', cell: ({ authorityName }) => authorityName },
    { key: 'at', header: '提交时间', nowrap: true, cell: ({ createdAt }) => moment(context, createdAt) },
    { key: 'state', header: '状态', cell: ({ state }) => <StateTag state={state} /> },
  ];
}

async function list(context: Context): Promise<Answer> {
  const requests = await readCorrections(context.services, context.actor);
  const answered = context.query.text('said') === 'answered';
  const page = authorityPage(context, {
    title,
    current: 'corrections',
    flash: answered ? <Flash>已答复,申请人会收到通知。</Flash> : undefined,
    children: (
      <>
        <PageHeading title={title} note="申请人认为名册有误,请核实名册后答复;需要更正的,先用“导入”更正名册" />
        <DataTable
          id="corrections"
          caption="信息更正申请"
          captionHidden
          columns={columnsOf(context)}
          rows={requests}
          rowKey={({ id }) => id}
          empty={{ title: '没有信息更正申请' }}
        />
      </>
    ),
  });
  return html(page);
}

function correctionPage(context: Context, request: CorrectionView, refusals: readonly Refusal[]): VNode {
  const errors = shownErrors(context.form, refusals);
  return authorityPage(context, {
    title: errorTitle('信息更正申请', errors),
    current: 'corrections',
    children: (
      <div class="narrow">
        <BackLink href={paths.authority.corrections} />
        <PageHeading title={`${request.name}的信息更正申请`} note={<StateTag state={request.state} />} />
        <Facts context={context} request={request} />
        <RevealLink href={paths.authority.correctionReveal(request.id)} />
        {request.state === 'open' && request.own && (
          <FormPage
            action={paths.authority.correction(request.id)}
            errors={errors}
            hidden={<FormGuard context={context} />}
          >
            <TextArea
              {...typedFields(context, errors)('answer')}
              label="答复"
              required
              hint="申请人会看到。请写明核实结果,以及是否已更正名册。"
              maxLength={longestWords}
            />
            <SubmitRow main="答复" next="答复后不能修改。" />
          </FormPage>
        )}
        {request.state === 'open' && !request.own && <p class="quiet">由{request.authorityName}答复。</p>}
      </div>
    ),
  });
}

function Facts({ context, request }: { context: Context; request: CorrectionView }) {
  const { answer, answeredAt, answeredBy } = request;
  return (
    <SummaryList
      rows={[
        { label: '申请人', value: request.name },
        { label: request.idType, value: request.maskedIdNumber },
        { label: '考核省份', value: request.provinceName },
        { label: '资格证书编码', value: request.maskedCertificateNo },
        { label: '情况说明', value: request.words },
        { label: '提交时间', value: moment(context, request.createdAt) },
        ...(answer === null ? [] : [{ label: '答复', value: answer }]),
        ...(answeredAt === null
          ? []
          : [{ label: '答复人和时间', value: `${answeredBy ?? ''} ${moment(context, answeredAt)}` }]),
      ]}
    />
  );
}

async function showWith(context: Context, refusals: readonly Refusal[]): Promise<Answer> {
  const outcome = await readCorrection(context.services, context.actor, context.params.id ?? '');
  if (outcome.kind !== 'done') return notFoundPage(context, authorityMessage);
  return html(correctionPage(context, outcome.value, refusals), refusals.length > 0 ? 422 : 200);
}

async function post(context: Context): Promise<Answer> {
  const { services, actor, params, form } = context;
  const id = params.id ?? '';
  const outcome = await answerCorrection(services, actor, id, form.text('answer'));
  if (outcome.kind === 'done') return redirect(withQuery(paths.authority.corrections, { said: 'answered' }));
  return answerOutcome(context, outcome, authorityMessage, paths.authority.correction(id), (refusals) =>
    showWith(context, refusals),
  );
}

export const correctionPages: readonly Route[] = [
  on.authority('GET', paths.authority.corrections, title, list),
  on.authority('GET', paths.authority.correction(':id'), '信息更正申请', (context) => showWith(context, [])),
  on.authority('POST', paths.authority.correction(':id'), '答复信息更正申请', post),
];
