import { resendInvitation, withdrawInvitation } from '../../actions/staff/changeInvitation.ts';
import { inviteStaff } from '../../actions/staff/inviteStaff.ts';
import type { readInvitations } from '../../actions/staff/readInvitations.ts';
import { workplaceOf } from '../../actions/staff/workplace.ts';
import { maskPhone } from '../../domain/fields/phone.ts';
import { chinaDate, formatDateTime } from '../../domain/time/dates.ts';
import type { Answer } from './answer.ts';
import { SubmitRow } from './button.tsx';
import { Card } from './card.tsx';
import { SelectField, TextField } from './fields.tsx';
import { FormGuard } from './formGuard.tsx';
import { FormPage, type FormPart } from './formPage.tsx';
import { on, type Route } from './route.ts';
import type { AnswerStaff, StaffContext, StaffDesk } from './staffDeskParts.ts';
import { type Column, DataTable } from './table.tsx';
import { typedFields } from './typedFields.ts';

type Invitation = Awaited<ReturnType<typeof readInvitations>>[number];

/** 邀请: the form, with what was typed. */
export function InviteCard({ desk, context, errors }: FormPart<StaffContext> & { desk: StaffDesk }) {
  const typed = typedFields(context, errors);
  const field = (name: string) => ({ ...typed(name), width: 'medium' as const });
  const options = Object.entries(desk.roles).map(([value, label]) => ({ value, label }));
  return (
    <section class="section">
      <Card title="邀请人员">
        <FormPage action={desk.paths.invitations} starNote hidden={<FormGuard context={context} />}>
          <TextField {...field('name')} label="姓名" required autocomplete="off" />
          <SelectField {...field('role')} label="岗位" required prompt="请选择" options={options} />
          <TextField
            {...field('phone')}
            label="手机号"
            hint="手机号和电子邮箱至少填写一项"
            type="tel"
            inputMode="tel"
            autocomplete="off"
          />
          <TextField {...field('email')} label="电子邮箱" type="email" inputMode="email" autocomplete="off" />
          <TextField
            {...field('idNumber')}
            label="身份证号"
            hint="用于回避:系统不让本人办理自己的业务。不填写的,由本人接受邀请时填写"
            autocomplete="off"
          />
          <SubmitRow main="邀请" next="系统发出一次性链接,由本人设置登录名、密码和动态验证码;72小时内有效。" />
        </FormPage>
      </Card>
    </section>
  );
}

interface Listed {
  readonly desk: StaffDesk;
  readonly context: StaffContext;
  readonly invitations: readonly Invitation[];
}

/** 邀请记录, with what can still be done about each. */
export function InvitationsOf({ desk, context, invitations }: Listed) {
  const now = context.services.clock.now();
  const today = chinaDate(now);
  const columns: readonly Column<Invitation>[] = [
    { key: 'name', header: '姓名', rowHeader: true, cell: ({ name }) => name },
    { key: 'role', header: '岗位', cell: ({ role }) => desk.roles[role] ?? role },
    {
      key: 'to',
      header: '发往',
      cell: ({ phone, email }) => [phone === null ? '' : maskPhone(phone), email ?? ''].filter(Boolean).join('、'),
    },
    { key: 'at', header: '邀请时间', cell: ({ createdAt }) => formatDateTime(Temporal.Instant.from(createdAt), today) },
    { key: 'state', header: '状态', cell: (each) => stateOf(each, now) },
    { key: 'act', header: '操作', cell: (each) => <Acts desk={desk} context={context} invitation={each} /> },
  ];
  return (
    <section class="section" id="invitations">
      <h2>邀请记录</h2>
      <DataTable
        id="invitations-sent"
        caption="邀请记录"
        captionHidden
        columns={columns}
        rows={invitations}
        rowKey={({ id }) => id}
        empty={{ title: '还没有邀请过人员' }}
      />
    </section>
  );
}

function stateOf({ acceptedAt, revokedAt, expiresAt }: Invitation, now: Temporal.Instant): string {
  if (acceptedAt !== null) return '已接受';
  if (revokedAt !== null) return '已撤销';
  return Temporal.Instant.compare(Temporal.Instant.from(expiresAt), now) <= 0 ? '已过期' : '待接受';
}

function Acts({ desk, context, invitation }: { desk: StaffDesk; context: StaffContext; invitation: Invitation }) {
  const { id, name, acceptedAt, revokedAt } = invitation;
  if (acceptedAt !== null || revokedAt !== null) return null;
  const acts = [
    { label: '重新发送', action: desk.paths.invitationAgain(id) },
    { label: '撤销', action: desk.paths.invitationRevoke(id) },
  ];
  return (
    <div class="row">
      {acts.map(({ label, action }) => (
        <form method="post" action={action} key={label}>
          <FormGuard context={context} />
          <button class="link-button" type="submit">
            {label}
            <span class="sr-only">:{name}</span>
          </button>
        </form>
      ))}
    </div>
  );
}

async function invite(answer: AnswerStaff, context: StaffContext): Promise<Answer> {
  const { services, actor, form } = context;
  // A damaged optional field must not be taken for one left empty.
  if (form.refusals.length > 0) return answer(context, { kind: 'refused', refusals: [] }, '');
  const [name, role, phone] = [form.text('name'), form.text('role'), form.text('phone')];
  const typed = { name, role, phone, email: form.text('email'), idNumber: form.text('idNumber') };
  return answer(context, await inviteStaff(services, workplaceOf(actor), typed), 'invited');
}

export function invitationPages(desk: StaffDesk, answer: AnswerStaff): readonly Route[] {
  const onDesk = on[`${desk.end}Administrator`];
  const { invitations, invitationAgain, invitationRevoke } = desk.paths;
  const fresh = { fresh: true } as const;
  const again = async (context: StaffContext) =>
    answer(context, await resendInvitation(context.services, context.actor, context.params.id ?? ''), 'again');
  const revoke = async (context: StaffContext) =>
    answer(context, await withdrawInvitation(context.services, context.actor, context.params.id ?? ''), 'revoked');
  return [
    onDesk('POST', invitations, '邀请人员', (context) => invite(answer, context), fresh),
    onDesk('POST', invitationAgain(':id'), '重新发送邀请', again, fresh),
    onDesk('POST', invitationRevoke(':id'), '撤销邀请', revoke, fresh),
  ];
}
