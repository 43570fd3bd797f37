import { decideRecovery } from '../../actions/recovery/decideRecovery.ts';
import { longestReason } from '../../actions/recovery/recoveryForm.ts';
import { type RecoveryLine, type RecoveryView, viewRecovery } from '../../actions/recovery/viewRecoveries.ts';
import { recoveryStates } from '../../domain/access/recovery.ts';
import { maskIdNumber } from '../../domain/fields/identity.ts';
import { maskPhone } from '../../domain/fields/phone.ts';
import { type Refusal, refusal, refusalText } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html } from './answer.ts';
import { Button } from './button.tsx';
import { Card } from './card.tsx';
import { CheckboxField } from './choices.tsx';
import { TextArea } from './fields.tsx';
import { fieldErrors, StepGuard, stepForm } from './formGuard.tsx';
import { ErrorSummary, errorTitle, type FieldError, findError } from './formPage.tsx';
import { BackLink } from './navigation.tsx';
import { Flash } from './notice.tsx';
import { answerOutcome, notFoundPage } from './outcomePage.tsx';
import { PageHeading } from './pageHeading.tsx';
import { withQuery } from './paths.ts';
import { type DeskContext, type RecoveryDesk, recoveryMoment } from './recoveryDesk.tsx';
import { on, type Route } from './route.ts';
import { SummaryList } from './summaryList.tsx';

const sureLabel = '本人已当面核对过申请人的身份证原件,同意找回';
const said: Readonly<Record<string, string>> = {
  started: '已发起,等待另一名人员确认。',
  confirm: '已确认。等待期开始,原来的联系方式都已收到通知。',
  reject: '已停止办理。',
};
const openStates = ['started', 'confirmed', 'ready'];

async function show(desk: RecoveryDesk, context: DeskContext, refusals: readonly Refusal[]): Promise<Answer> {
  const view = await viewRecovery(context.services, context.actor, context.params.id ?? '');
  if (view === undefined) return notFoundPage(context, desk.message);
  const { row } = view;
  const errors = fieldErrors(refusals);
  const done = said[context.query.text('done')];
  const title = `找回账号:${row.name}`;
  const page = desk.frame(context, {
    title: errorTitle(title, errors),
    current: 'recoveries',
    flash: done === undefined ? undefined : <Flash>{done}</Flash>,
    children: (
      <div class="narrow">
        <BackLink href={desk.paths.recoveries}>找回账号</BackLink>
        <PageHeading title={title} note={recoveryStates[row.state]} />
        <ErrorSummary errors={errors} />
        <Facts context={context} row={row} />
        {row.state === 'started' && <Confirm desk={desk} context={context} view={view} errors={errors} />}
        {openStates.includes(row.state) && <Stop desk={desk} context={context} view={view} errors={errors} />}
      </div>
    ),
  });
  return html(page, refusals.length > 0 ? 422 : 200);
}

function Facts({ context, row }: { context: DeskContext; row: RecoveryLine }) {
  const when = (at: string | null) => recoveryMoment(context, at);
  const confirmed =
    row.confirmedAt === null ? [] : [{ label: '确认人', value: `${row.confirmedByName},${when(row.confirmedAt)}` }];
  const due = row.dueAt === null ? [] : [{ label: '等待期至', value: when(row.dueAt) }];
  const link = row.linkUntil === null ? [] : [{ label: '链接有效至', value: when(row.linkUntil) }];
  const ended =
    row.endedAt === null
      ? []
      : [{ label: '结束', value: `${row.endedByName ?? ''} ${when(row.endedAt)} ${row.endWords}` }];
  return (
    <Card title="申请">
      <SummaryList
        rows={[
          { label: '医师', value: row.name },
          { label: '证件号码', value: maskIdNumber(row.idNumber) },
          { label: '新手机号', value: maskPhone(row.phone) },
          { label: '办理单位', value: row.counter },
          { label: '办理原因', value: row.reason },
          { label: '发起人', value: `${row.startedByName},${when(row.startedAt)}` },
          ...confirmed,
          ...due,
          ...link,
          ...ended,
        ]}
      />
    </Card>
  );
}

interface PartProps {
  readonly desk: RecoveryDesk;
  readonly context: DeskContext;
  readonly view: RecoveryView;
  readonly errors: readonly FieldError[];
}

function Confirm({ desk, context, view: { row, refusals }, errors }: PartProps) {
  if (refusals.length > 0) {
    return (
      <Card title="确认">
        <p class="quiet">{refusals.map(refusalText).join(' ')}</p>
      </Card>
    );
  }
  return (
    <Card title="确认">
      <form class="form" method="post" action={desk.paths.recovery(row.id)} noValidate>
        <StepGuard context={context} version={row.version} />
        <CheckboxField name="sure" label={sureLabel} required error={findError(errors, 'sure')} />
        <Button kind="irrevocable" name="outcome" value="confirm">
          确认
        </Button>
      </form>
    </Card>
  );
}

function Stop({ desk, context, view: { row }, errors }: PartProps) {
  return (
    <details class="ds-details" open={context.form.text('outcome') === 'reject'}>
      <summary>停止办理</summary>
      <div>
        <form class="form" method="post" action={desk.paths.recovery(row.id)} noValidate>
          <StepGuard context={context} version={row.version} />
          <TextArea
            name="words"
            label="停止办理的理由"
            required
            rows={2}
            maxLength={longestReason}
            value={context.form.text('words')}
            error={findError(errors, 'words')}
          />
          <Button kind="secondary" name="outcome" value="reject">
            停止办理
          </Button>
        </form>
      </div>
    </details>
  );
}

async function decide(desk: RecoveryDesk, context: DeskContext): Promise<Answer> {
  const { services, actor, form, params } = context;
  const outcome = form.text('outcome');
  const id = params.id ?? '';
  if (outcome !== 'confirm' && outcome !== 'reject') return notFoundPage(context, desk.message);
  const address = desk.paths.recovery(id);
  const { key, version } = stepForm(context, id, address);
  const words = form.text('words');
  const max = String(longestReason);
  const answer = await decideRecovery(services, actor, id, {
    ...{ outcome, words, version, key, location: withQuery(address, { done: outcome }) },
    refusals: [
      ...form.refusals,
      ...(outcome === 'confirm' && form.text('sure') === ''
        ? [refusal('review.confirm', 'sure', { label: sureLabel })]
        : []),
      ...([...words].length > longestReason ? [refusal('field.tooLong', 'words', { label: '理由', max })] : []),
    ],
  });
  return answerOutcome(context, answer, desk.message, address, (refusals) => show(desk, context, refusals));
}

/** One recovery of a counter: what it is about, how it stands; the second person confirms, anybody stops it. */
export function recoveryFilePages(desk: RecoveryDesk): readonly Route[] {
  const address = desk.paths.recovery(':id');
  return [
    on[desk.end]('GET', address, '一件找回账号', (context) => show(desk, context, [])),
    on[desk.end]('POST', address, '确认找回账号', (context) => decide(desk, context), {
      fresh: ({ text }) => text('outcome') === 'confirm',
      decides: true,
    }),
  ];
}
