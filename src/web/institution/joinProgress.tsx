import { readCodeState } from '../../actions/account/codeState.ts';
import { readJoiningState } from '../../actions/joining/joiningState.ts';
import { openFollowed } from '../../actions/joining/openFollowed.ts';
import { sendFollowCode } from '../../actions/joining/sendFollowCode.ts';
import { supplementJoining } from '../../actions/joining/supplementJoining.ts';
import { type FollowedView, viewFollowed } from '../../actions/joining/viewFollowed.ts';
import type { Outcome } from '../../actions/outcome.ts';
import { chinaDate, formatDateTime } from '../../domain/time/dates.ts';
import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html, redirect } from '../shared/answer.ts';
import { SubmitRow } from '../shared/button.tsx';
import { Card } from '../shared/card.tsx';
import type { PageContext } from '../shared/context.ts';
import { EnterSubmits } from '../shared/enterSubmits.tsx';
import { FileField, TextArea, TextField } from '../shared/fields.tsx';
import { FormGuard } from '../shared/formGuard.tsx';
import { type FieldError, FormPage, findError } from '../shared/formPage.tsx';
import { joiningStates } from '../shared/joiningStates.ts';
import { answerOutcome } from '../shared/outcomePage.tsx';
import { paths, withQuery } from '../shared/paths.ts';
import { ResendButton } from '../shared/resendButton.tsx';
import { on, type Route } from '../shared/route.ts';
import { shownErrors } from '../shared/shownErrors.ts';
import { SummaryList } from '../shared/summaryList.tsx';
import { Tag } from '../shared/tag.tsx';
import { joinPage } from './joinFrame.tsx';
import { scanHint, scanLimit, scanTypes } from './joinLicence.tsx';
import { institutionMessage } from './shell.tsx';

const title = '查询办理情况';
const here = paths.institution.joinProgress;

async function showWith(context: PageContext, refusals: readonly Refusal[]): Promise<Answer> {
  await context.ensureSession();
  const errors = shownErrors(context.form, refusals);
  const opened = await viewFollowed(context.services, context.session?.data ?? {});
  const asking = opened === undefined || context.query.text('other') !== '';
  const page = joinPage(context, {
    title: asking ? title : '机构入驻申请办理情况',
    errors,
    children: asking ? (
      <AskForm context={context} errors={errors} {...(await askedBefore(context, errors))} />
    ) : (
      <Request context={context} view={opened} errors={errors} />
    ),
  });
  return html(page, errors.length > 0 ? 422 : 200);
}

interface Asked {
  readonly receipt: string;
  readonly phone: string;
  readonly waitSeconds: number;
}

async function askedBefore({ services, session, form }: PageContext, errors: readonly FieldError[]): Promise<Asked> {
  const { following, joined } = readJoiningState(session?.data ?? {}, services.clock.now());
  const { waitSeconds } = await readCodeState(services, following?.phone ?? '');
  if (errors.length > 0) return { receipt: form.text('receipt'), phone: form.text('phone'), waitSeconds };
  return { receipt: following?.receipt ?? joined?.receipt ?? '', phone: following?.phone ?? '', waitSeconds };
}

function AskForm(props: Asked & { readonly context: PageContext; readonly errors: readonly FieldError[] }) {
  const { context, errors, receipt, phone, waitSeconds } = props;
  return (
    <FormPage
      action={here}
      errors={errors}
      hidden={[<FormGuard key="guard" context={context} />, <EnterSubmits key="enter" />]}
    >
      <TextField
        name="receipt"
        label="受理号"
        value={receipt}
        hint="例如 RZ-2026-ABCD2345"
        error={findError(errors, 'receipt')}
        autocomplete="off"
        width="medium"
      />
      <TextField
        name="phone"
        label="机构管理员手机号"
        value={phone}
        type="tel"
        inputMode="tel"
        autocomplete="tel"
        error={findError(errors, 'phone')}
        width="medium"
      />
      <div>
        <ResendButton
          label="向手机发送验证码"
          formAction={paths.institution.joinProgressCode}
          waitSeconds={waitSeconds}
        />
      </div>
      <TextField
        name="code"
        label="验证码"
        hint="请先点击“向手机发送验证码”,再填写短信中的6位数字"
        inputMode="numeric"
        autocomplete="one-time-code"
        error={findError(errors, 'code')}
        width="short"
      />
      <SubmitRow main="查询" back={{ href: paths.institution.join, label: '返回入驻申请' }} />
    </FormPage>
  );
}

interface Opened {
  readonly context: PageContext;
  readonly view: FollowedView;
  readonly errors: readonly FieldError[];
}

function Request({ context, view, errors }: Opened) {
  const today = chinaDate(context.services.clock.now());
  const when = (at: string) => formatDateTime(Temporal.Instant.from(at), today);
  const { tone, words } = joiningStates[view.state];
  const decided = view.decidedAt === null ? [] : [{ label: '决定时间', value: when(view.decidedAt) }];
  const rows = [
    { label: '受理号', value: view.receipt },
    { label: '登记号', value: view.number },
    { label: '提交时间', value: when(view.createdAt) },
    { label: '由谁办理', value: view.authority },
    ...(view.askedWords === null ? [] : [{ label: '需要补充', value: view.askedWords }]),
    ...(view.supplementedAt === null ? [] : [{ label: '补充时间', value: when(view.supplementedAt) }]),
    ...decided,
    ...(view.decisionWords === null || view.decisionWords === '' ? [] : [{ label: '理由', value: view.decisionWords }]),
  ];
  return (
    <>
      <Card title={view.name} aside={<Tag tone={tone}>{words}</Tag>}>
        <SummaryList rows={rows} />
        {view.state === 'approved' && (
          <p>邀请已发到机构管理员的手机,72小时内有效;过期没有接受的,请重新申请,由{view.authority}再次办理。</p>
        )}
        {view.state === 'refused' && (
          <p>
            改正后可以<a href={paths.institution.join}>重新申请</a>。
          </p>
        )}
      </Card>
      {view.state === 'supplement' && <SupplementForm context={context} errors={errors} />}
      <p class="section">
        <a href={withQuery(here, { other: 'yes' })}>查询另一份申请</a>
      </p>
    </>
  );
}

function SupplementForm({ context, errors }: Omit<Opened, 'view'>) {
  return (
    <FormPage action={paths.institution.joinSupplement} errors={errors} files hidden={<FormGuard context={context} />}>
      <TextArea
        name="note"
        label="补充说明"
        maxLength={500}
        value={context.form.text('note')}
        error={findError(errors, 'note')}
      />
      <FileField
        name="scan"
        label="新的许可证或备案凭证照片或扫描件"
        hint={scanHint}
        accept={scanTypes}
        error={findError(errors, 'scan')}
      />
      <SubmitRow main="提交补充材料" next="补充只有一次机会,请一次补全。" />
    </FormPage>
  );
}

function answer(context: PageContext, outcome: Outcome<string>, said: string | undefined): Promise<Answer> | Answer {
  if (outcome.kind === 'done') return redirect(withQuery(here, { said }));
  return answerOutcome(context, outcome, institutionMessage, here, (refusals) => showWith(context, refusals));
}

async function send(context: PageContext): Promise<Answer> {
  const { services, network, form } = context;
  const token = await context.ensureSession();
  const typed = { receipt: form.text('receipt'), phone: form.text('phone') };
  return answer(context, await sendFollowCode(services, token, network, typed), 'followSent');
}

async function open(context: PageContext): Promise<Answer> {
  const token = await context.ensureSession();
  return answer(context, await openFollowed(context.services, token, context.form.text('code')), undefined);
}

async function supplement(context: PageContext): Promise<Answer> {
  const { services, token, form, files, network } = context;
  const { following, opened } = readJoiningState(context.session?.data ?? {}, services.clock.now());
  if (token === null || following === undefined || !opened) return redirect(here);
  if (form.refusals.length > 0) return showWith(context, []);
  const given = { note: form.text('note'), upload: files.scan?.bytes };
  return answer(
    context,
    await supplementJoining(services, { token, network, phone: following.phone }, given),
    'supplemented',
  );
}

export const joinProgressPages: readonly Route[] = [
  on.visitor('GET', here, '查询机构入驻申请', (context) => showWith(context, [])),
  on.visitor('POST', here, '查询机构入驻申请', open),
  on.visitor('POST', paths.institution.joinProgressCode, '查询机构入驻申请的验证码', send),
  on.visitor('POST', paths.institution.joinSupplement, '补充机构入驻申请', supplement, { fileLimit: scanLimit }),
];
