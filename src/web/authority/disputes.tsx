import { askDispute } from '../../actions/dispute/askDispute.ts';
import { decideDispute } from '../../actions/dispute/decideDispute.ts';
import { longestStatement } from '../../actions/dispute/disputeForm.ts';
import { type DisputeLine, viewDispute, viewDisputes, viewEvidence } from '../../actions/dispute/viewDisputes.ts';
import type { AuthorityActor } from '../../domain/access/actor.ts';
import { disputeStates } from '../../domain/access/dispute.ts';
import { maskIdNumber } from '../../domain/fields/identity.ts';
import { chinaDate, formatDateTime } from '../../domain/time/dates.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import { type Answer, bytes, html, redirect } from '../shared/answer.ts';
import type { ActorContext } from '../shared/context.ts';
import { fieldErrors, stepForm } from '../shared/formGuard.tsx';
import { ErrorSummary, errorTitle } from '../shared/formPage.tsx';
import { BackLink } from '../shared/navigation.tsx';
import { Flash } from '../shared/notice.tsx';
import { answerOutcome, notFoundPage } from '../shared/outcomePage.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths, withQuery } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { type Column, DataTable } from '../shared/table.tsx';
import { DisputeFacts, DisputeForms, disputeSure } from './disputeCards.tsx';
import { authorityMessage, authorityPage } from './shell.tsx';

type Context = ActorContext<AuthorityActor>;
const title = '身份异议';
const said: Readonly<Record<string, string>> = {
  asked: '已询问,对方会收到通知。',
  propose: '已提出处理意见,等待另一名审批人确认。',
  confirm: '已确认,双方会收到通知。',
  reject: '已办理:不予确认。',
};

function columnsOf(context: Context): readonly Column<DisputeLine>[] {
  const today = chinaDate(context.services.clock.now());
  return [
    {
      key: 'name',
      header: '姓名',
      rowHeader: true,
      cell: ({ id, name }) => <a href={paths.authority.dispute(id)}>{name}</a>,
    },
    { key: 'idNumber', header: '证件号码', cell: ({ idNumber }) => maskIdNumber(idNumber) },
    {
      key: 'at',
      header: '提出时间',
      nowrap: true,
      cell: ({ openedAt }) => formatDateTime(Temporal.Instant.from(openedAt), today),
    },
    { key: 'state', header: '状态', cell: ({ state }) => disputeStates[state] },
  ];
}

const list = on.authority('GET', paths.authority.disputes, title, async (context) => {
  const rows = await viewDisputes(context.services, context.actor);
  const children = (
    <>
      <PageHeading title={title} note="考核所在省处理:一方提出处理意见,另一名审批人确认。处理期间账号冻结。" />
      <DataTable
        id="disputes"
        caption={title}
        captionHidden
        columns={columnsOf(context)}
        rows={rows}
        rowKey={({ id }) => id}
        empty={{ title: '没有身份异议' }}
      />
    </>
  );
  return html(authorityPage(context, { title, current: 'disputes', children }));
});

async function show(context: Context, refusals: readonly Refusal[]): Promise<Answer> {
  const view = await viewDispute(context.services, context.actor, context.params.id ?? '');
  if (view === undefined) return notFoundPage(context, authorityMessage);
  const errors = fieldErrors(refusals);
  const done = said[context.query.text('done')];
  const heading = `${title}:${view.row.name}`;
  const page = authorityPage(context, {
    title: errorTitle(heading, errors),
    current: 'disputes',
    flash: done === undefined ? undefined : <Flash>{done}</Flash>,
    children: (
      <>
        <BackLink href={paths.authority.disputes}>{title}</BackLink>
        <PageHeading title={heading} note={disputeStates[view.row.state]} />
        <ErrorSummary errors={errors} />
        <DisputeFacts context={context} view={view} />
        <DisputeForms context={context} view={view} errors={errors} />
      </>
    ),
  });
  return html(page, refusals.length > 0 ? 422 : 200);
}

const one = on.authority('GET', paths.authority.dispute(':id'), '一件身份异议', (context) => show(context, []));

async function postDecision(context: ActorContext<AuthorityActor>): Promise<Answer> {
  const { services, actor, form, params } = context;
  const step = form.text('step');
  const id = params.id ?? '';
  if (step !== 'propose' && step !== 'confirm' && step !== 'reject') return notFoundPage(context, authorityMessage);
  const address = paths.authority.dispute(id);
  const { key, version } = stepForm(context, id, address);
  const reason = form.text('reason');
  const max = String(longestStatement);
  const outcome = await decideDispute(services, actor, id, {
    ...{ step, outcome: form.text('outcome'), reason, version, key, location: withQuery(address, { done: step }) },
    refusals: [
      ...form.refusals,
      ...(step === 'confirm' && form.text('sure') === ''
        ? [refusal('review.confirm', 'sure', { label: disputeSure })]
        : []),
      ...([...reason].length > longestStatement ? [refusal('field.tooLong', 'reason', { label: '理由', max })] : []),
    ],
  });
  return answerOutcome(context, outcome, authorityMessage, address, (refusals) => show(context, refusals));
}

const decide = on.authority('POST', paths.authority.dispute(':id'), '处理身份异议', postDecision, {
  fresh: true,
  decides: true,
});

const ask = on.authority('POST', paths.authority.disputeQuestion(':id'), '身份异议补充询问', async (context) => {
  const { services, actor, form, params } = context;
  const id = params.id ?? '';
  const address = paths.authority.dispute(id);
  const side = form.text('side');
  if (side !== 'claimant' && side !== 'account')
    return show(context, [refusal('field.choose', 'side', { label: '询问谁' })]);
  const outcome = await askDispute(services, actor, id, { side, words: form.text('words') });
  if (outcome.kind === 'done') return redirect(withQuery(address, { done: 'asked' }));
  return answerOutcome(context, outcome, authorityMessage, address, (refusals) => show(context, refusals));
});

const picture = on.authority(
  'GET',
  paths.authority.disputeEvidence(':id', ':evidenceId'),
  '身份异议证明材料',
  async (context) => {
    const { services, actor, params } = context;
    const outcome = await viewEvidence(services, actor, params.id ?? '', params.evidenceId ?? '');
    return outcome.kind === 'done' ? bytes('image/jpeg', outcome.value) : notFoundPage(context, authorityMessage);
  },
);

export const disputePages: readonly Route[] = [list, one, decide, ask, picture];
