import { decideOrder } from '../../actions/orders/decideOrder.ts';
import { orderStates } from '../../actions/orders/orderConflict.ts';
import { listOrders, type OrderLine, type OrderView, viewOrder } from '../../actions/orders/viewOrders.ts';
import type { AuthorityActor } from '../../domain/access/actor.ts';
import { orderKinds } from '../../domain/register/orderKinds.ts';
import { citeOrder, groundWords } from '../../domain/register/orders.ts';
import { chinaDate, formatDateTime } from '../../domain/time/dates.ts';
import { type Refusal, refusal, refusalText } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html } from '../shared/answer.ts';
import { Button } from '../shared/button.tsx';
import { Card } from '../shared/card.tsx';
import { CheckboxField } from '../shared/choices.tsx';
import type { ActorContext } from '../shared/context.ts';
import { TextArea } from '../shared/fields.tsx';
import { fieldErrors, StepGuard, stepForm } from '../shared/formGuard.tsx';
import { ErrorSummary, errorTitle, type FieldError, findError } from '../shared/formPage.tsx';
import { BackLink } from '../shared/navigation.tsx';
import { Flash } from '../shared/notice.tsx';
import { answerOutcome, notFoundPage } from '../shared/outcomePage.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths, withQuery } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { SummaryList } from '../shared/summaryList.tsx';
import { type Column, DataTable } from '../shared/table.tsx';
import { authorityMessage, authorityPage } from './shell.tsx';

type Context = ActorContext<AuthorityActor>;
const base = paths.authority.orders;
const sureLabel = '已核对文书、事实和法律依据,同意作出处理决定';
const said: Readonly<Record<string, string>> = {
  proposed: '已提出,等待另一名审批人确认。',
  confirm: '已确认。',
  reject: '已办理:不予确认。',
};

const columns: readonly Column<OrderLine>[] = [
  {
    key: 'what',
    header: '处理决定',
    cell: ({ id, kind, content }) => (
      <a href={paths.authority.order(id)}>{`${orderKinds[kind]}(${content.documentNo})`}</a>
    ),
    rowHeader: true,
  },
  { key: 'name', header: '医师', cell: ({ name }) => name },
  { key: 'licenceNo', header: '执业证书编码', cell: ({ licenceNo }) => licenceNo },
  { key: 'effectiveOn', header: '生效日期', cell: ({ effectiveOn }) => effectiveOn, nowrap: true },
  { key: 'proposed', header: '提出人', cell: ({ proposedByName }) => proposedByName },
  { key: 'state', header: '状态', cell: ({ state }) => orderStates[state] },
];

const list = on.authority('GET', base, '处理决定', async (context) => {
  const orders = await listOrders(context.services, context.actor);
  return html(
    authorityPage(context, {
      title: '处理决定',
      current: 'orders',
      children: (
        <>
          <PageHeading title="处理决定" note="依职权作出的暂停执业、吊销、撤销、注销和更正。待确认的在前。" />
          <DataTable
            id="orders"
            caption="处理决定"
            captionHidden
            columns={columns}
            rows={orders}
            rowKey={({ id }) => id}
            empty={{
              title: '没有处理决定',
              children: '在注册信息页面可以依职权提出处理决定。',
              action: { href: paths.authority.register, label: '注册查询' },
            }}
          />
        </>
      ),
    }),
  );
});

async function showOrder(context: Context, refusals: readonly Refusal[]): Promise<Answer> {
  const view = await viewOrder(context.services, context.actor, context.params.id ?? '');
  if (view === undefined) return notFoundPage(context, authorityMessage);
  const { order, consequences } = view;
  const errors = fieldErrors(refusals);
  const done = said[context.query.text('done')];
  const title = `${orderKinds[order.kind]}:${order.name}`;
  const page = authorityPage(context, {
    title: errorTitle(title, errors),
    current: 'orders',
    flash: done === undefined ? undefined : <Flash>{done}</Flash>,
    children: (
      <>
        <BackLink href={base}>处理决定</BackLink>
        <PageHeading title={title} note={`${order.content.documentNo} · ${orderStates[order.state]}`} />
        <ErrorSummary errors={errors} />
        <OrderCard order={order} today={chinaDate(context.services.clock.now())} />
        {consequences.length > 0 && (
          <Card title={order.state === 'confirmed' ? '到生效日期时' : '确认以后'}>
            <ul>
              {consequences.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </Card>
        )}
        {order.state === 'proposed' && <Decide context={context} view={view} errors={errors} />}
      </>
    ),
  });
  return html(page, refusals.length > 0 ? 422 : 200);
}

function OrderCard({ order, today }: { order: OrderLine; today: Temporal.PlainDate }) {
  const { content, decidedAt, decidedByName } = order;
  const when = (at: string) => formatDateTime(Temporal.Instant.from(at), today);
  const own = [
    ...(content.until === '' ? [] : [{ label: '暂停至', value: content.until }]),
    ...(content.ground === '' ? [] : [{ label: '注销情形', value: groundWords(content.ground) }]),
    ...(order.kind === 'correct'
      ? [
          { label: '更正后的技术方法', value: content.techniques },
          { label: '更正后的病证范围', value: content.conditions },
        ]
      : []),
  ];
  const decided =
    decidedAt === null
      ? []
      : [{ label: '审批人', value: `${decidedByName ?? ''},${when(decidedAt)} ${order.decisionWords}` }];
  return (
    <Card title="决定内容">
      <SummaryList
        rows={[
          { label: '医师', value: <a href={paths.authority.registerEntry(order.entryId)}>{order.name}</a> },
          { label: '执业证书编码', value: order.licenceNo },
          { label: '文号', value: content.documentNo },
          { label: '法律依据', value: citeOrder(content) },
          { label: '生效日期', value: order.effectiveOn },
          ...own,
          { label: '事实和理由', value: content.reason },
          { label: '作出机关', value: order.authority },
          { label: '提出人', value: `${order.proposedByName},${when(order.proposedAt)}` },
          ...decided,
        ]}
      />
    </Card>
  );
}

function Decide({ context, view, errors }: { context: Context; view: OrderView; errors: readonly FieldError[] }) {
  const { order, refusals } = view;
  if (refusals.length > 0) {
    return (
      <Card title="确认">
        <p class="quiet">{refusals.map(refusalText).join(' ')}</p>
      </Card>
    );
  }
  const sent = context.form.text('outcome');
  return (
    <Card title="确认">
      <div class="steps">
        <form class="form" method="post" action={paths.authority.order(order.id)} noValidate>
          <StepGuard context={context} version={order.version} />
          <CheckboxField name="sure" label={sureLabel} required error={findError(errors, 'sure')} />
          <Button kind="irrevocable" name="outcome" value="confirm">
            确认
          </Button>
        </form>
        <details class="ds-details" open={sent === 'reject'}>
          <summary>不予确认</summary>
          <div>
            <form class="form" method="post" action={paths.authority.order(order.id)} noValidate>
              <StepGuard context={context} version={order.version} />
              <TextArea
                name="words"
                label="不予确认的理由"
                required
                rows={2}
                maxLength={longest}
                value={context.form.text('words')}
                error={findError(errors, 'words')}
              />
              <Button kind="secondary" name="outcome" value="reject">
                不予确认
              </Button>
            </form>
          </div>
        </details>
      </div>
    </Card>
  );
}

const longest = 500;

const one = on.authority('GET', paths.authority.order(':id'), '处理决定详情', (context) => showOrder(context, []));

async function decide(context: ActorContext<AuthorityActor>): Promise<Answer> {
  const { services, actor, form, params } = context;
  const outcome = form.text('outcome');
  const id = params.id ?? '';
  if (outcome !== 'confirm' && outcome !== 'reject') return notFoundPage(context, authorityMessage);
  const address = paths.authority.order(id);
  const { key, version } = stepForm(context, id, address);
  const words = form.text('words');
  const answer = await decideOrder(services, actor, id, {
    ...{ outcome, words, version, key, location: withQuery(address, { done: outcome }) },
    refusals: [
      ...form.refusals,
      ...(outcome === 'confirm' && form.text('sure') === ''
        ? [refusal('review.confirm', 'sure', { label: sureLabel })]
        : []),
      ...([...words].length > longest
        ? [refusal('field.tooLong', 'words', { label: '理由', max: String(longest) })]
        : []),
    ],
  });
  return answerOutcome(context, answer, authorityMessage, address, (refusals) => showOrder(context, refusals));
}

const decision = on.authority('POST', paths.authority.order(':id'), '确认处理决定', decide, {
  fresh: true,
  decides: true,
});

export const orderPages: readonly Route[] = [list, one, decision];
