import type { ComponentChildren, VNode } from 'preact';
import { beginRecovery } from '../../actions/recovery/beginRecovery.ts';
import { readWanted } from '../../actions/recovery/readWanted.ts';
import { longestReason, seenLabel } from '../../actions/recovery/recoveryForm.ts';
import { startRecovery } from '../../actions/recovery/startRecovery.ts';
import { type RecoveryLine, viewRecoveries } from '../../actions/recovery/viewRecoveries.ts';
import type { DeskActor } from '../../domain/access/actor.ts';
import { recoveryStates, recoveryTerms } from '../../domain/access/recovery.ts';
import { idTypeLabels, maskIdNumber } from '../../domain/fields/identity.ts';
import { chinaDate, formatDateTime } from '../../domain/time/dates.ts';
import { type Refusal, refusalText } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html, redirect } from './answer.ts';
import { SubmitRow } from './button.tsx';
import { Card } from './card.tsx';
import { CheckboxField } from './choices.tsx';
import type { ActorContext, PageContext } from './context.ts';
import { TextArea, TextField } from './fields.tsx';
import { FormGuard, stepForm } from './formGuard.tsx';
import { errorTitle, type FieldError, FormPage, type FormPart, findError } from './formPage.tsx';
import { IdTypeField } from './idNumberFields.tsx';
import { BackLink } from './navigation.tsx';
import { answerOutcome, type Frame } from './outcomePage.tsx';
import { PageHeading } from './pageHeading.tsx';
import { withQuery } from './paths.ts';
import { on, type Route } from './route.ts';
import { shownErrors } from './shownErrors.ts';
import { SummaryList } from './summaryList.tsx';
import { type Column, DataTable } from './table.tsx';
import { typedFields } from './typedFields.ts';

/** What differs between the counters of the two ends. */
export interface RecoveryDesk {
  readonly end: 'institution' | 'authority';
  /** Who is helped at this counter. */
  readonly note: string;
  readonly paths: {
    readonly recoveries: string;
    readonly newRecovery: string;
    readonly recovery: (id: string) => string;
  };
  readonly frame: (
    context: PageContext,
    page: { title: string; current: 'recoveries'; flash?: VNode | undefined; children: ComponentChildren },
  ) => VNode;
  readonly message: Frame;
}

export type DeskContext = ActorContext<DeskActor>;
const title = '找回账号';

export function recoveryMoment({ services }: PageContext, at: string | null): string {
  return at === null ? '' : formatDateTime(Temporal.Instant.from(at), chinaDate(services.clock.now()));
}

function columnsOf(desk: RecoveryDesk, context: DeskContext): readonly Column<RecoveryLine>[] {
  return [
    {
      key: 'name',
      header: '医师',
      rowHeader: true,
      cell: ({ id, name }) => <a href={desk.paths.recovery(id)}>{name}</a>,
    },
    { key: 'idNumber', header: '证件号码', cell: ({ idNumber }) => maskIdNumber(idNumber) },
    { key: 'counter', header: '办理单位', cell: ({ counter }) => counter },
    { key: 'startedBy', header: '发起人', cell: ({ startedByName }) => startedByName },
    { key: 'at', header: '发起时间', nowrap: true, cell: ({ startedAt }) => recoveryMoment(context, startedAt) },
    { key: 'state', header: '状态', cell: ({ state }) => recoveryStates[state] },
  ];
}

async function list(desk: RecoveryDesk, context: DeskContext, errors: readonly FieldError[]): Promise<Answer> {
  const rows = await viewRecoveries(context.services, context.actor);
  const children = (
    <>
      <PageHeading title={title} note={desk.note} />
      <Card title="为本人办理">
        <p>
          请核对本人的身份证原件,然后填写。新手机号会收到验证码,由本人在柜台念给您。还须另一名人员确认,再等
          {recoveryTerms.waitHours}小时,本人才能用新手机号重设密码。
        </p>
        <FindForm desk={desk} context={context} errors={errors} />
      </Card>
      <section class="section">
        <DataTable
          id="recoveries"
          caption="找回账号申请"
          columns={columnsOf(desk, context)}
          rows={rows}
          rowKey={({ id }) => id}
          empty={{ title: '没有找回账号申请' }}
        />
      </section>
    </>
  );
  const page = desk.frame(context, { title: errorTitle(title, errors), current: 'recoveries', children });
  return html(page, errors.length > 0 ? 422 : 200);
}

function FindForm({ desk, context, errors }: FormPart<DeskContext> & { desk: RecoveryDesk }) {
  const typed = typedFields(context, errors);
  const field = (name: string) => ({ ...typed(name), required: true, width: 'medium' as const });
  return (
    <FormPage action={desk.paths.recoveries} errors={errors} starNote hidden={<FormGuard context={context} />}>
      <TextField {...field('name')} label="姓名" autocomplete="off" />
      <IdTypeField typed={typed('idType')} />
      <TextField {...field('idNumber')} label="证件号码" hint="请对照原件填写" autocomplete="off" />
      <TextField {...field('phone')} label="本人的新手机号" type="tel" inputMode="tel" autocomplete="off" />
      <SubmitRow main="查找并发送验证码" />
    </FormPage>
  );
}

async function find(desk: RecoveryDesk, context: DeskContext): Promise<Answer> {
  const { services, actor, form, token, network } = context;
  const [name, idType, idNumber, phone] = [
    form.text('name'),
    form.text('idType'),
    form.text('idNumber'),
    form.text('phone'),
  ];
  const outcome = await beginRecovery(services, actor, { token, network }, { name, idType, idNumber, phone });
  if (outcome.kind === 'done') return redirect(desk.paths.newRecovery);
  return answerOutcome(context, outcome, desk.message, desk.paths.recoveries, (refusals) =>
    list(desk, context, shownErrors(form, refusals)),
  );
}

/** The second page of the counter: the code from the new phone, the original ID, the reason. */
async function startPage(desk: RecoveryDesk, context: DeskContext, refusals: readonly Refusal[]): Promise<Answer> {
  const wanted = readWanted(context.session?.data ?? {}, context.services.clock.now());
  if (wanted === undefined) return html(expiredPage(desk, context));
  const errors = shownErrors(context.form, refusals);
  const typed = typedFields(context, errors);
  const children = (
    <div class="narrow">
      <BackLink href={desk.paths.recoveries}>{title}</BackLink>
      <PageHeading title="发起找回账号" note="验证码已发到本人的新手机号,5分钟内有效" />
      <SummaryList
        rows={[
          { label: '姓名', value: wanted.name },
          { label: idTypeLabels[wanted.idType], value: wanted.idNumber },
          { label: '新手机号', value: wanted.phone },
        ]}
      />
      <FormPage action={desk.paths.newRecovery} errors={errors} hidden={<FormGuard context={context} />}>
        <TextField
          {...typed('code')}
          label="验证码"
          required
          hint="请本人念出新手机收到的6位数字"
          inputMode="numeric"
          autocomplete="off"
          width="short"
        />
        <TextArea {...typed('reason')} label="办理原因" required rows={2} maxLength={longestReason} />
        <CheckboxField
          name="seen"
          label={seenLabel}
          required
          checked={context.form.text('seen') !== ''}
          error={findError(errors, 'seen')}
        />
        <SubmitRow main="发起" next="发起后须由另一名人员确认,7日内没有确认的自动失效。" />
      </FormPage>
    </div>
  );
  const page = desk.frame(context, { title: errorTitle('发起找回账号', errors), current: 'recoveries', children });
  return html(page, refusals.length > 0 ? 422 : 200);
}

/** Nobody has been found yet, or half an hour ago. */
function expiredPage(desk: RecoveryDesk, context: DeskContext): VNode {
  const children = (
    <div class="narrow">
      <BackLink href={desk.paths.recoveries}>{title}</BackLink>
      <PageHeading title="发起找回账号" />
      <p>{refusalText({ code: 'recovery.restart' })}</p>
    </div>
  );
  return desk.frame(context, { title: '发起找回账号', current: 'recoveries', children });
}

async function start(desk: RecoveryDesk, context: DeskContext): Promise<Answer> {
  const { services, actor, form, token } = context;
  const wanted = readWanted(context.session?.data ?? {}, services.clock.now());
  if (wanted === undefined) return redirect(desk.paths.recoveries);
  const outcome = await startRecovery(services, actor, wanted, {
    code: form.text('code'),
    seen: form.text('seen') !== '',
    reason: form.text('reason'),
    key: stepForm(context, '', '').key,
    token,
    location: (id) => withQuery(desk.paths.recovery(id), { done: 'started' }),
  });
  return answerOutcome(context, outcome, desk.message, desk.paths.recoveries, (refusals) =>
    startPage(desk, context, refusals),
  );
}

/** 找回账号 of a counter: the list with its states, and the two pages by which one is begun. */
export function recoveryDeskPages(desk: RecoveryDesk): readonly Route[] {
  const { recoveries, newRecovery } = desk.paths;
  return [
    on[desk.end]('GET', recoveries, title, (context) => list(desk, context, [])),
    on[desk.end]('POST', recoveries, '找回账号查找', (context) => find(desk, context)),
    on[desk.end]('GET', newRecovery, '发起找回账号', (context) => startPage(desk, context, [])),
    on[desk.end]('POST', newRecovery, '发起找回账号', (context) => start(desk, context)),
  ];
}
