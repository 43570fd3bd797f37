import { approveJoining } from '../../actions/joining/approveJoining.ts';
import { askJoiningSupplement } from '../../actions/joining/askJoiningSupplement.ts';
import { mayTakeJoiningStep } from '../../actions/joining/lockJoiningRequest.ts';
import { refuseJoining } from '../../actions/joining/refuseJoining.ts';
import { type JoiningView, viewJoiningRequest, viewJoiningScan } from '../../actions/joining/viewJoiningRequest.ts';
import type { Outcome } from '../../actions/outcome.ts';
import type { AuthorityActor } from '../../domain/access/actor.ts';
import { chinaDate, formatDateTime } from '../../domain/time/dates.ts';
import { type Refusal, refusal, refusalText } from '../../domain/vocabulary/refusals.ts';
import { type Answer, bytes, html, redirect } from '../shared/answer.ts';
import { SubmitRow } from '../shared/button.tsx';
import { Card } from '../shared/card.tsx';
import { RadioGroup } from '../shared/choices.tsx';
import type { ActorContext } from '../shared/context.ts';
import { TextArea } from '../shared/fields.tsx';
import { FormGuard } from '../shared/formGuard.tsx';
import { errorTitle, FormPage, type FormPart, findError } from '../shared/formPage.tsx';
import { joiningStates } from '../shared/joiningStates.ts';
import { BackLink } from '../shared/navigation.tsx';
import { answerOutcome, notFoundPage } from '../shared/outcomePage.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths, withQuery } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { shownErrors } from '../shared/shownErrors.ts';
import { SummaryList, type SummaryRow } from '../shared/summaryList.tsx';
import { Tag } from '../shared/tag.tsx';
import { authorityMessage, authorityPage } from './shell.tsx';

type Context = ActorContext<AuthorityActor>;

async function showWith(context: Context, refusals: readonly Refusal[]): Promise<Answer> {
  const found = await viewJoiningRequest(context.services, context.actor, context.params.id ?? '');
  if (found.kind !== 'done') return notFoundPage(context, authorityMessage);
  const view = found.value;
  const { request, own } = view;
  const errors = shownErrors(context.form, refusals);
  const waiting = request.state === 'open' || request.state === 'supplement';
  const { tone, words } = joiningStates[request.state];
  const page = authorityPage(context, {
    title: errorTitle('机构入驻申请', errors),
    current: 'joining',
    children: (
      <div class="narrow">
        <BackLink href={paths.authority.joiningRequests} />
        <PageHeading title={request.name} note={<Tag tone={tone}>{words}</Tag>} />
        <SummaryList rows={factsOf(context, view)} />
        <Scans view={view} />
        {waiting && <Advice view={view} />}
        {waiting && own && <DecisionForm context={context} view={view} errors={errors} />}
        {waiting && !own && <p class="quiet">由{request.authorityName}决定。</p>}
      </div>
    ),
  });
  return html(page, errors.length > 0 ? 422 : 200);
}

function factsOf({ services }: Context, { request, phone, email }: JoiningView): readonly SummaryRow[] {
  const today = chinaDate(services.clock.now());
  const when = (at: string, by: string | null = '') =>
    `${by ?? ''} ${formatDateTime(Temporal.Instant.from(at), today)}`.trim();
  const { askedWords, askedAt, supplementedAt, decidedAt, decisionWords } = request;
  return [
    { label: '受理号', value: request.receipt },
    { label: '登记号', value: request.number },
    { label: '统一社会信用代码', value: request.creditCode },
    { label: '行政区划', value: request.region },
    { label: '主要负责人', value: request.headName },
    { label: '机构管理员', value: `${request.contactName} ${phone}`.trim() },
    { label: '电子邮箱', value: email ?? '' },
    { label: '提交时间', value: when(request.createdAt) },
    ...(askedAt === null
      ? []
      : [{ label: '要求补充', value: `${askedWords ?? ''}(${when(askedAt, request.askedBy)})` }]),
    ...(supplementedAt === null
      ? []
      : [{ label: '补充说明', value: `${request.supplementNote ?? ''}(${when(supplementedAt)})` }]),
    ...(decidedAt === null ? [] : [{ label: '决定人和时间', value: when(decidedAt, request.decidedBy) }]),
    ...(decisionWords === null || decisionWords === '' ? [] : [{ label: '理由', value: decisionWords }]),
  ];
}

function Scans({ view: { request, scans } }: { view: JoiningView }) {
  if (scans.length === 0) return null;
  return (
    <Card title="执业许可证或备案凭证">
      {scans.map((kind, index) => {
        const href = withQuery(paths.authority.joiningScan(request.id), { n: String(index + 1) });
        const which = index === 0 ? '提交' : '补充';
        return (
          <p key={href}>
            <a href={href}>
              {kind === 'pdf' ? (
                `下载${which}的 PDF 扫描件`
              ) : (
                <img class="scan" src={href} alt={`${which}的照片,点击看原图`} />
              )}
            </a>
          </p>
        );
      })}
    </Card>
  );
}

function Advice({ view: { advice } }: { view: JoiningView }) {
  return (
    <Card title="系统核对(供参考)">
      <SummaryList
        rows={advice.map(({ about, good, words }) => ({
          label: about,
          value: (
            <>
              <Tag tone={good ? 'valid' : 'late'}>{good ? '相符' : '请核对'}</Tag> {words}
            </>
          ),
        }))}
      />
    </Card>
  );
}

function DecisionForm({ context, view, errors }: FormPart<Context> & { view: JoiningView }) {
  const { request } = view;
  const because = (refusals: readonly Refusal[]) =>
    refusals.length === 0 ? {} : { refusedBecause: refusals.map(refusalText).join(' ') };
  const may = (step: Parameters<typeof mayTakeJoiningStep>[1]) => mayTakeJoiningStep(context.actor, step);
  const asked = request.askedAt === null ? [] : [refusal('joining.askedBefore')];
  return (
    <FormPage
      action={paths.authority.joiningRequest(request.id)}
      errors={errors}
      hidden={<FormGuard context={context} />}
    >
      <RadioGroup
        name="outcome"
        label="决定"
        required
        value={context.form.text('outcome')}
        error={findError(errors, 'outcome')}
        choices={[
          { value: 'approve', label: '同意', note: '机构进入系统,并邀请机构管理员', ...because(may('同意')) },
          { value: 'refuse', label: '不同意', note: '请写明理由', ...because(may('不同意')) },
          {
            value: 'ask',
            label: '要求补充',
            note: '只能一次,请写明全部内容',
            ...because([...may('要求补充'), ...asked]),
          },
        ]}
      />
      <TextArea
        name="words"
        label="理由或需要补充的内容"
        hint="申请人会看到。"
        maxLength={500}
        value={context.form.text('words')}
        error={findError(errors, 'words')}
      />
      <SubmitRow main="确定" next="决定后不能修改。" />
    </FormPage>
  );
}

/** Asking for more decides nothing. */
const isDecision = (outcome: string) => outcome === 'approve' || outcome === 'refuse';

function take(context: Context): Promise<Outcome<string>> | undefined {
  const { services, actor, params, form } = context;
  const id = params.id ?? '';
  const words = form.text('words');
  switch (form.text('outcome')) {
    case 'approve':
      return approveJoining(services, actor, id);
    case 'refuse':
      return refuseJoining(services, actor, id, words);
    case 'ask':
      return askJoiningSupplement(services, actor, id, words);
    default:
      return undefined;
  }
}

async function post(context: Context): Promise<Answer> {
  const here = paths.authority.joiningRequest(context.params.id ?? '');
  if (context.form.refusals.length > 0) return showWith(context, []);
  const outcome = await take(context);
  if (outcome === undefined) return showWith(context, [refusal('field.choose', 'outcome', { label: '决定' })]);
  if (outcome.kind === 'done') return redirect(withQuery(paths.authority.joiningRequests, { said: outcome.value }));
  return answerOutcome(context, outcome, authorityMessage, here, (refusals) => showWith(context, refusals));
}

async function scan(context: Context): Promise<Answer> {
  const { services, actor, params, query } = context;
  const found = await viewJoiningScan(services, actor, params.id ?? '', query.text('n'));
  if (found.kind !== 'done') return notFoundPage(context, authorityMessage);
  const { type, bytes: content, receipt } = found.value;
  // A PDF is never shown inside this site: whatever it may hold runs nowhere near it.
  return bytes(type, content, type === 'application/pdf' ? `${receipt}.pdf` : null);
}

export const joiningRequestPages: readonly Route[] = [
  on.authority('GET', paths.authority.joiningRequest(':id'), '机构入驻申请', (context) => showWith(context, [])),
  on.authority('POST', paths.authority.joiningRequest(':id'), '决定机构入驻申请', post, {
    fresh: ({ text }) => isDecision(text('outcome')),
    decides: ({ text }) => isDecision(text('outcome')),
  }),
  on.authority('GET', paths.authority.joiningScan(':id'), '机构执业许可证扫描件', scan),
];
