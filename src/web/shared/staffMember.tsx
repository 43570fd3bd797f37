import type { VNode } from 'preact';
import { changeRole } from '../../actions/staff/changeRole.ts';
import { confirmStaff } from '../../actions/staff/confirmStaff.ts';
import { type Colleague, listStaff } from '../../actions/staff/listStaff.ts';
import { resetSignIn } from '../../actions/staff/resetSignIn.ts';
import { setStaffActive } from '../../actions/staff/setStaffActive.ts';
import { maskIdNumber } from '../../domain/fields/identity.ts';
import { maskPhone } from '../../domain/fields/phone.ts';
import { formatDate } from '../../domain/time/dates.ts';
import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html } from './answer.ts';
import { Button, SubmitRow } from './button.tsx';
import { Card } from './card.tsx';
import { SelectField } from './fields.tsx';
import { FormGuard } from './formGuard.tsx';
import { ErrorSummary, errorTitle, FormPage, type FormPart, findError } from './formPage.tsx';
import { answerOutcome, notFoundPage } from './outcomePage.tsx';
import { PageHeading } from './pageHeading.tsx';
import { withQuery } from './paths.ts';
import { ResetSignInCard, SignInReset } from './resetSignInCard.tsx';
import { on, type Route } from './route.ts';
import { shownErrors } from './shownErrors.ts';
import { ConfirmForm, confirmationDue } from './staffConfirmations.tsx';
import type { AnswerStaff, StaffContext, StaffDesk } from './staffDeskParts.ts';
import { SummaryList } from './summaryList.tsx';

interface OfColleague extends FormPart<StaffContext> {
  readonly desk: StaffDesk;
  readonly colleague: Colleague;
}

function memberPage({ desk, context, errors, colleague }: OfColleague): VNode {
  const { name, loginName, role, phone, email, idNumber, active } = colleague;
  const own = colleague.id === context.actor.accountId;
  const rows = [
    { label: '登录名', value: loginName },
    { label: '岗位', value: desk.roles[role] ?? role },
    { label: '手机号', value: phone === null ? '' : maskPhone(phone) },
    { label: '电子邮箱', value: email ?? '' },
    { label: '证件号码', value: idNumber === null ? '未登记,由本人在“本人账号”登记' : maskIdNumber(idNumber) },
    { label: '状态', value: active ? '启用' : '已停用' },
    { label: '年度确认期限', value: formatDate(confirmationDue(colleague)) },
  ];
  const children = (
    <div class="narrow">
      <PageHeading title={name} note={context.actor.organisation} />
      <ErrorSummary errors={errors} />
      <SummaryList rows={rows} />
      {own ? (
        <p>本人的岗位和状态由另一位管理员更改。</p>
      ) : (
        <>
          <RoleCard desk={desk} context={context} errors={errors} colleague={colleague} />
          <ActiveCard desk={desk} context={context} errors={errors} colleague={colleague} />
          {active && (
            <section class="section">
              <ResetSignInCard context={context} action={desk.paths.staffReset(colleague.id)} errors={errors} />
            </section>
          )}
        </>
      )}
      {active && <ConfirmForm desk={desk} context={context} colleague={colleague} />}
      <p class="section">
        <a href={desk.paths.staff}>返回人员列表</a>
      </p>
    </div>
  );
  return desk.frame(context, { title: errorTitle(name, errors), current: 'staff', children });
}

function RoleCard({ desk, context, errors, colleague }: OfColleague) {
  const options = Object.entries(desk.roles).map(([value, label]) => ({ value, label }));
  return (
    <section class="section">
      <Card title="更改岗位">
        <FormPage action={desk.paths.staffRole(colleague.id)} hidden={<FormGuard context={context} />}>
          <SelectField
            name="role"
            label="岗位"
            value={context.form.text('role') || colleague.role}
            options={options}
            error={findError(errors, 'role')}
            width="medium"
          />
          <SubmitRow main="更改" next="对方会收到通知,须重新登录。" />
        </FormPage>
      </Card>
    </section>
  );
}

function ActiveCard({ desk, context, colleague: { id, active } }: OfColleague) {
  return (
    <section class="section">
      <Card title={active ? '停用账号' : '启用账号'}>
        <p>{active ? '停用后,对方立即退出,不能再登录。' : '启用后,对方可以用原来的密码和动态验证码登录。'}</p>
        <form method="post" action={desk.paths.staffActive(id)}>
          <FormGuard context={context} />
          <Button kind="secondary" name="active" value={active ? 'no' : 'yes'}>
            {active ? '停用' : '启用'}
          </Button>
        </form>
      </Card>
    </section>
  );
}

async function show(desk: StaffDesk, context: StaffContext, refusals: readonly Refusal[]): Promise<Answer> {
  const staff = await listStaff(context.services, context.actor);
  const colleague = staff.find(({ id }) => id === context.params.id);
  if (colleague === undefined) return notFoundPage(context, desk.message);
  const errors = shownErrors(context.form, refusals);
  return html(memberPage({ desk, context, errors, colleague }), errors.length > 0 ? 422 : 200);
}

async function postRole(desk: StaffDesk, context: StaffContext): Promise<Answer> {
  const { services, actor, params, form } = context;
  const outcome = await changeRole(services, actor, params.id ?? '', form.text('role'));
  const onward = withQuery(desk.paths.staff, { said: 'changed' });
  const there = outcome.kind === 'done' ? { kind: 'done' as const, value: onward } : outcome;
  return answerOutcome(context, there, desk.message, desk.paths.staff, (refusals) => show(desk, context, refusals));
}

async function postReset(desk: StaffDesk, context: StaffContext): Promise<Answer> {
  const { services, actor, params, form } = context;
  const colleague = (await listStaff(services, actor)).find(({ id }) => id === params.id);
  if (colleague === undefined) return notFoundPage(context, desk.message);
  const outcome = await resetSignIn(services, actor, colleague.id, form.text('seen') !== '');
  if (outcome.kind === 'refused') return show(desk, context, outcome.refusals);
  if (outcome.kind !== 'done') return notFoundPage(context, desk.message);
  const children = <SignInReset reset={outcome.value} back={desk.paths.staff} />;
  return html(desk.frame(context, { title: '登录方式已重置', current: 'staff', children }));
}

/** One colleague: 更改岗位, 停用, 启用, 确认在岗, 重置登录方式. */
export function staffMemberPages(desk: StaffDesk, answer: AnswerStaff): readonly Route[] {
  const onDesk = on[`${desk.end}Administrator`];
  const { staffMember, staffActive, staffRole, staffConfirm, staffReset } = desk.paths;
  const fresh = { fresh: true } as const;
  const active = async (context: StaffContext) => {
    const { services, actor, params, form } = context;
    const outcome = await setStaffActive(services, actor, params.id ?? '', form.text('active') === 'yes');
    return answer(context, outcome, 'changed');
  };
  const confirm = async (context: StaffContext) =>
    answer(context, await confirmStaff(context.services, context.actor, context.params.id ?? ''), 'confirmed');
  return [
    onDesk('GET', staffMember(':id'), '人员详情', (context) => show(desk, context, [])),
    onDesk('POST', staffRole(':id'), '更改岗位', (context) => postRole(desk, context), fresh),
    onDesk('POST', staffActive(':id'), '停用启用人员', active, fresh),
    onDesk('POST', staffConfirm(':id'), '年度人员确认', confirm, fresh),
    onDesk('POST', staffReset(':id'), '重置登录方式', (context) => postReset(desk, context), fresh),
  ];
}
