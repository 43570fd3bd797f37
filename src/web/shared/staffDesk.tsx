import type { VNode } from 'preact';
import type { Outcome } from '../../actions/outcome.ts';
import { type Colleague, listStaff } from '../../actions/staff/listStaff.ts';
import { readInvitations } from '../../actions/staff/readInvitations.ts';
import { maskPhone } from '../../domain/fields/phone.ts';
import { type Answer, html } from './answer.ts';
import { ErrorSummary, errorTitle, type FieldError } from './formPage.tsx';
import { Flash } from './notice.tsx';
import { answerOutcome } from './outcomePage.tsx';
import { PageHeading } from './pageHeading.tsx';
import { withQuery } from './paths.ts';
import { on, type Route } from './route.ts';
import { shownErrors } from './shownErrors.ts';
import { ConfirmationsDue } from './staffConfirmations.tsx';
import type { StaffContext, StaffDesk } from './staffDeskParts.ts';
import { InvitationsOf, InviteCard, invitationPages } from './staffInvitations.tsx';
import { staffMemberPages } from './staffMember.tsx';
import { type Column, DataTable } from './table.tsx';
import { Tag } from './tag.tsx';

const title = '人员';
const saidTexts: Readonly<Record<string, string>> = {
  invited: '邀请已发出,链接72小时内有效。',
  again: '已重新发送,原来的链接不再有效。',
  revoked: '邀请已撤销。',
  changed: '已更改,对方须重新登录。',
  confirmed: '已确认。',
};

/** 人员: who works here, who is invited, who must be confirmed. */
async function staffPage(desk: StaffDesk, context: StaffContext, errors: readonly FieldError[]): Promise<VNode> {
  const { services, actor, query } = context;
  const staff = await listStaff(services, actor);
  const said = saidTexts[query.text('said')];
  const children = (
    <>
      <PageHeading title={title} note={actor.organisation} />
      {desk.paths.administrators !== undefined && (
        <p>
          <a href={desk.paths.administrators}>下级管理员</a>
        </p>
      )}
      <ErrorSummary errors={errors} />
      <DataTable
        id="staff"
        caption="本单位人员"
        columns={columnsOf(desk, context)}
        rows={staff}
        rowKey={({ id }) => id}
        empty={{ title: '还没有人员' }}
      />
      <ConfirmationsDue desk={desk} context={context} staff={staff} />
      <InviteCard desk={desk} context={context} errors={errors} />
      <InvitationsOf desk={desk} context={context} invitations={await readInvitations(services, actor)} />
    </>
  );
  return desk.frame(context, {
    title: errorTitle(title, errors),
    current: 'staff',
    flash: said === undefined || errors.length > 0 ? undefined : <Flash>{said}</Flash>,
    children,
  });
}

function columnsOf(desk: StaffDesk, context: StaffContext): readonly Column<Colleague>[] {
  return [
    { key: 'name', header: '姓名', rowHeader: true, cell: ({ name }) => name },
    { key: 'loginName', header: '登录名', cell: ({ loginName }) => loginName },
    { key: 'role', header: '岗位', cell: ({ role }) => desk.roles[role] ?? role },
    { key: 'phone', header: '手机号', cell: ({ phone }) => (phone === null ? '' : maskPhone(phone)) },
    {
      key: 'active',
      header: '状态',
      cell: ({ active }) => <Tag tone={active ? 'valid' : 'neutral'}>{active ? '启用' : '已停用'}</Tag>,
    },
    {
      key: 'act',
      header: '操作',
      cell: ({ id, name }) => (
        <>
          <a href={desk.paths.staffMember(id)}>
            更改<span class="sr-only">:{name}</span>
          </a>
          {id === context.actor.accountId && <span class="quiet"> 本人</span>}
        </>
      ),
    },
  ];
}

/** Back to 人员 with a word of what was done, or with everything that is wrong. */
function answerStaff(desk: StaffDesk, context: StaffContext, outcome: Outcome<unknown>, said: string): Promise<Answer> {
  const onward = withQuery(desk.paths.staff, { said });
  const there: Outcome<string> = outcome.kind === 'done' ? { kind: 'done', value: onward } : outcome;
  return answerOutcome(context, there, desk.message, desk.paths.staff, async (refusals) =>
    html(await staffPage(desk, context, shownErrors(context.form, refusals)), 422),
  );
}

/** 人员 of a desk, for its administrator. */
export function staffDeskPages(desk: StaffDesk): readonly Route[] {
  const onDesk = on[`${desk.end}Administrator`];
  const show = async (context: StaffContext): Promise<Answer> => html(await staffPage(desk, context, []));
  const answer = (context: StaffContext, outcome: Outcome<unknown>, said: string) =>
    answerStaff(desk, context, outcome, said);
  const parts = [...invitationPages(desk, answer), ...staffMemberPages(desk, answer)];
  return [onDesk('GET', desk.paths.staff, title, show), ...parts];
}
