import { orderStates } from '../../actions/orders/orderConflict.ts';
import { proposeOrder } from '../../actions/orders/proposeOrder.ts';
import type { EntryHistory } from '../../actions/register/entryHistory.ts';
import { type RegisterView, viewEntryPhoto, viewRegisterEntry } from '../../actions/register/viewRegisterEntry.ts';
import type { AuthorityActor } from '../../domain/access/actor.ts';
import { idTypeLabels, idTypes } from '../../domain/fields/identity.ts';
import { registerEventTitle } from '../../domain/register/events.ts';
import { registerEventWords } from '../../domain/register/eventWords.ts';
import { practiceWords } from '../../domain/register/history.ts';
import { isOrderKind, orderKinds } from '../../domain/register/orderKinds.ts';
import { inactiveTerm } from '../../domain/register/terms.ts';
import { chinaDate, formatDateTime } from '../../domain/time/dates.ts';
import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import { type Answer, bytes, html } from '../shared/answer.ts';
import { Card } from '../shared/card.tsx';
import type { ActorContext } from '../shared/context.ts';
import { EntryTag } from '../shared/entryTag.tsx';
import { fieldErrors, stepForm } from '../shared/formGuard.tsx';
import { ErrorSummary, errorTitle } from '../shared/formPage.tsx';
import { BackLink } from '../shared/navigation.tsx';
import { answerOutcome, notFoundPage } from '../shared/outcomePage.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths, withQuery } from '../shared/paths.ts';
import { RevealLink } from '../shared/revealLink.tsx';
import { on, type Route } from '../shared/route.ts';
import { SiteTable } from '../shared/siteTable.tsx';
import { SummaryList } from '../shared/summaryList.tsx';
import { Timeline } from '../shared/timeline.tsx';
import { OrderForms, orderField } from './orderForms.tsx';
import { PastCard } from './pastEntry.tsx';
import { authorityMessage, authorityPage } from './shell.tsx';

type Context = ActorContext<AuthorityActor>;
const address = paths.authority.registerEntry;

async function showEntry(context: Context, refusals: readonly Refusal[]): Promise<Answer> {
  const asOf = context.query.text('asOf');
  const outcome = await viewRegisterEntry(context.services, context.actor, context.params.id ?? '', asOf);
  if (outcome.kind !== 'done') return notFoundPage(context, authorityMessage);
  const { entry, history } = outcome.value;
  const wrong = [...refusals, ...history.refusals];
  const errors = fieldErrors(wrong);
  const page = authorityPage(context, {
    title: errorTitle(`注册信息 ${entry.name}`, errors),
    current: 'register',
    children: (
      <>
        <BackLink href={paths.authority.register}>注册查询</BackLink>
        <PageHeading
          title={entry.name}
          note={
            <>
              执业证书编码 {entry.licenceNo} <EntryTag status={entry.status} />
            </>
          }
        />
        <ErrorSummary errors={errors} />
        <div class="file">
          <div>
            <PracticeCard view={outcome.value} />
            <PersonCard view={outcome.value} />
            <Card title="多执业机构备案">
              <SiteTable
                id="sites"
                caption="多执业机构备案"
                of="own"
                sites={history.sites}
                empty={{ title: '没有多执业机构备案' }}
              />
            </Card>
            <OpenOrders view={outcome.value} />
            <OrderForms context={context} view={outcome.value} errors={errors} />
          </div>
          <aside aria-label="注册经过">
            <PastCard action={address(entry.id)} asOf={asOf} history={history} errors={errors} />
            <HistoryCard view={outcome.value} today={chinaDate(context.services.clock.now())} />
          </aside>
        </div>
      </>
    ),
  });
  return html(page, wrong.length > 0 ? 422 : 200);
}

/** What waits for a second officer or for its day. */
function OpenOrders({ view: { orders } }: { view: RegisterView }) {
  if (orders.length === 0) return null;
  return (
    <Card title="等待中的处理决定">
      <ul>
        {orders.map((order) => (
          <li key={order.id}>
            <a href={paths.authority.order(order.id)}>{`${orderKinds[order.kind]}(${order.content.documentNo})`}</a>
            {`,${orderStates[order.state]},${order.effectiveOn}起`}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function PracticeCard({ view: { entry, history } }: { view: RegisterView }) {
  const term = inactiveTerm(entry);
  return (
    <Card title="执业信息">
      <SummaryList
        rows={[
          { label: '执业地点', value: entry.provinceName },
          { label: '主要执业机构', value: `${entry.institution}(${entry.mainSince}起)` },
          { label: '技术方法', value: entry.techniques },
          { label: '病证范围', value: entry.conditions },
          { label: '发证机关', value: entry.authority },
          { label: '注册日期', value: entry.registeredOn },
          ...(term === undefined ? [] : [{ label: '备案期限', value: term }]),
          { label: '累计执业时间', value: practiceWords(history.practiceDays) },
        ]}
      />
    </Card>
  );
}

function PersonCard({ view: { entry } }: { view: RegisterView }) {
  const idType = idTypes.find((type) => type === entry.idType);
  return (
    <Card title="基本信息和资格">
      <div class="person">
        {entry.photoId !== null && (
          <img class="photo" src={paths.authority.registerPhoto(entry.id)} alt="医师照片" width={358} height={441} />
        )}
        <SummaryList
          rows={[
            { label: '性别', value: entry.sex === 'male' ? '男' : '女' },
            { label: '出生日期', value: entry.birthDate },
            { label: '证件号码', value: `${entry.idNumber}(${idType === undefined ? '' : idTypeLabels[idType]})` },
            { label: '资格证书编码', value: entry.certificateNo },
            { label: '考核省份', value: `${entry.examiningProvince},${entry.qualifiedOn}发证` },
          ]}
        />
      </div>
      <RevealLink href={paths.authority.registerReveal(entry.id)} />
    </Card>
  );
}

function HistoryCard({ view, today }: { view: RegisterView; today: Temporal.PlainDate }) {
  return (
    <Card title="注册经过">
      <Timeline
        entries={view.history.events.toReversed().map((line) => ({
          id: String(line.seq),
          at: line.at,
          when: formatDateTime(Temporal.Instant.from(line.at), today),
          who: [line.organisation, line.decidedBy].filter((word) => word !== null).join(' '),
          what: (
            <>
              {registerEventTitle(line.event)}
              {line.applicationId !== null && (
                <>
                  {' '}
                  <a href={paths.authority.application(line.applicationId)}>{line.applicationNumber}</a>
                </>
              )}
              {line.orderId !== null && (
                <>
                  {' '}
                  <a href={paths.authority.order(line.orderId)}>{line.documentNo}</a>
                </>
              )}
            </>
          ),
          words: wordsOf(line),
          tone: 'done' as const,
        }))}
      />
    </Card>
  );
}

/** From when, where, what was said, by which article. */
function wordsOf({ event, institution, article }: EntryHistory['events'][number]): string {
  const said = [`${event.on}起`, institution ?? '', registerEventWords(event)].filter((word) => word !== '').join(',');
  return article === null || article === '' ? said : `${said}\n依据:${article}`;
}

const entryPage = on.authority('GET', address(':id'), '注册信息', (context) => showEntry(context, []));

/** 提出: one of the forms of 依职权处理. */
async function propose(context: ActorContext<AuthorityActor>): Promise<Answer> {
  const { services, actor, form, params } = context;
  const kind = form.text('kind');
  const id = params.id ?? '';
  if (!isOrderKind(kind)) return notFoundPage(context, authorityMessage);
  const text = (field: string) => form.text(orderField(kind, field));
  const [documentNo, article, reason, until] = [text('documentNo'), text('article'), text('reason'), text('until')];
  const [ground, barFrom] = [text('ground'), text('barFrom')];
  const [techniques, conditions] = [text('techniques'), text('conditions')];
  const content = { documentNo, article, reason, until, ground, barFrom, techniques, conditions };
  const { key } = stepForm(context, '', '');
  const suffix = `-${kind}`;
  const outcome = await proposeOrder(
    services,
    actor,
    id,
    { kind, effectiveOn: text('effectiveOn'), content },
    {
      key,
      location: (orderId) => withQuery(paths.authority.order(orderId), { done: 'proposed' }),
      refusals: form.refusals.map((each) => ({ ...each, field: each.field?.replace(suffix, '') })),
    },
  );
  return answerOutcome(context, outcome, authorityMessage, address(id), (refusals) =>
    showEntry(
      context,
      refusals.map((each) => (each.field === undefined ? each : { ...each, field: `${each.field}${suffix}` })),
    ),
  );
}

const photo = on.authority('GET', paths.authority.registerPhoto(':id'), '注册信息照片', async (context) => {
  const outcome = await viewEntryPhoto(context.services, context.actor, context.params.id ?? '');
  return outcome.kind === 'done' ? bytes('image/jpeg', outcome.value) : notFoundPage(context, authorityMessage);
});

const proposal = on.authority('POST', paths.authority.registerOrders(':id'), '提出处理决定', propose, {
  fresh: true,
  decides: true,
});

export const registerEntryPages: readonly Route[] = [entryPage, proposal, photo];
