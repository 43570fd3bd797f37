import type { ComponentChildren, VNode } from 'preact';
import { type AddedStaff, addStaff } from '../../actions/staff/addStaff.ts';
import { type Colleague, listStaff } from '../../actions/staff/listStaff.ts';
import { setStaffActive } from '../../actions/staff/setStaffActive.ts';
import type { AuthorityActor, InstitutionActor } from '../../domain/access/actor.ts';
import { maskPhone } from '../../domain/fields/phone.ts';
import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html, redirect } from './answer.ts';
import { ButtonLink, SubmitRow } from './button.tsx';
import { Card } from './card.tsx';
import type { ActorContext } from './context.ts';
import { SelectField, TextField } from './fields.tsx';
import { FormGuard } from './formGuard.tsx';
import { ErrorSummary, errorTitle, type FieldError, FormPage, type FormPart } from './formPage.tsx';
import { Notice } from './notice.tsx';
import { answerOutcome, type Frame } from './outcomePage.tsx';
import { PageHeading } from './pageHeading.tsx';
import { on, type Route } from './route.ts';
import { shownErrors } from './shownErrors.ts';
import { SummaryList } from './summaryList.tsx';
import { type Column, DataTable } from './table.tsx';
import { Tag } from './tag.tsx';
import { typedFields } from './typedFields.ts';

type Administrator = InstitutionActor | AuthorityActor;
type Context = ActorContext<Administrator>;

/** What differs between the staff pages of the two ends. */
export interface StaffDesk {
  readonly end: 'institution' | 'authority';
  readonly roles: Readonly<Record<string, string>>;
  readonly paths: { readonly staff: string; readonly staffActive: (id: string) => string };
  readonly frame: (context: Context, page: { title: string; current: 'staff'; children: ComponentChildren }) => VNode;
  readonly message: Frame;
}

const title = '人员';

async function staffPage(desk: StaffDesk, context: Context, errors: readonly FieldError[]): Promise<VNode> {
  const staff = await listStaff(context.services, context.actor);
  const children = (
    <>
      <PageHeading title={title} note={context.actor.organisation} />
      <ErrorSummary errors={errors} />
      <DataTable
        id="staff"
        caption="本单位人员"
        columns={columnsOf(desk, context)}
        rows={staff}
        rowKey={({ id }) => id}
        empty={{ title: '还没有人员' }}
      />
      <section class="section">
        <Card title="添加人员">
          <AddForm desk={desk} context={context} errors={errors} />
        </Card>
      </section>
    </>
  );
  return desk.frame(context, { title: errorTitle(title, errors), current: 'staff', children });
}

function columnsOf(desk: StaffDesk, context: Context): readonly Column<Colleague>[] {
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
      cell: (colleague) => <ActiveForm desk={desk} context={context} colleague={colleague} />,
    },
  ];
}

function ActiveForm({ desk, context, colleague }: { desk: StaffDesk; context: Context; colleague: Colleague }) {
  if (colleague.id === context.actor.accountId) return <span class="quiet">本人</span>;
  return (
    <form method="post" action={desk.paths.staffActive(colleague.id)}>
      <FormGuard context={context} />
      <button class="link-button" type="submit" name="active" value={colleague.active ? 'no' : 'yes'}>
        {colleague.active ? '停用' : '启用'}
        <span class="sr-only">:{colleague.name}</span>
      </button>
    </form>
  );
}

function AddForm({ desk, context, errors }: FormPart<Context> & { desk: StaffDesk }) {
  const typed = typedFields(context, errors);
  const field = (name: string) => ({ ...typed(name), width: 'medium' as const });
  const options = Object.entries(desk.roles).map(([value, label]) => ({ value, label }));
  return (
    <FormPage action={desk.paths.staff} starNote hidden={<FormGuard context={context} />}>
      <TextField {...field('name')} label="姓名" required autocomplete="off" />
      <TextField
        {...field('loginName')}
        label="登录名"
        required
        hint="4至32个字符,以字母或汉字开头;一个汉字算两个"
        autocomplete="off"
      />
      <SelectField {...field('role')} label="岗位" required prompt="请选择" options={options} />
      <TextField {...field('phone')} label="手机号" type="tel" inputMode="tel" autocomplete="off" />
      <TextField
        {...field('idNumber')}
        label="身份证号"
        hint="本单位人员同时是医师的请填写:系统据此不让本人办理自己的申请"
        autocomplete="off"
      />
      <SubmitRow main="添加" next="系统生成初始密码,只显示一次,请交给本人。" />
    </FormPage>
  );
}

/** The one page that shows a first password: it is kept nowhere, so this answers the form itself. */
function addedPage(desk: StaffDesk, context: Context, added: AddedStaff): VNode {
  const children = (
    <div class="narrow">
      <PageHeading title="已添加人员" />
      <Notice tone="warning">
        <p>初始密码只在这里显示一次,请记下并交给本人。</p>
      </Notice>
      <SummaryList
        rows={[
          { label: '姓名', value: added.name },
          { label: '登录名', value: added.loginName },
          { label: '初始密码', value: <strong class="code">{added.password}</strong> },
        ]}
      />
      <ButtonLink href={desk.paths.staff}>返回人员列表</ButtonLink>
    </div>
  );
  return desk.frame(context, { title: '已添加人员', current: 'staff', children });
}

async function add(desk: StaffDesk, context: Context): Promise<Answer> {
  const { services, actor, form } = context;
  const again = async (refusals: readonly Refusal[]) =>
    html(await staffPage(desk, context, shownErrors(form, refusals)), 422);
  // A damaged optional field must not be taken for one left empty.
  if (form.refusals.length > 0) return again([]);
  const organisationId = actor.end === 'institution' ? actor.institutionId : actor.authorityId;
  const outcome = await addStaff(
    services,
    { end: actor.end, organisationId, organisation: actor.organisation, addedBy: actor },
    {
      name: form.text('name'),
      loginName: form.text('loginName'),
      role: form.text('role'),
      phone: form.text('phone'),
      idNumber: form.text('idNumber'),
      password: '',
    },
  );
  if (outcome.kind === 'done') return html(addedPage(desk, context, outcome.value));
  return answerOutcome(context, outcome, desk.message, desk.paths.staff, again);
}

async function setActive(desk: StaffDesk, context: Context): Promise<Answer> {
  const { services, actor, params, form } = context;
  const outcome = await setStaffActive(services, actor, params.id ?? '', form.text('active') === 'yes');
  if (outcome.kind === 'done') return redirect(desk.paths.staff);
  return answerOutcome(context, outcome, desk.message, desk.paths.staff, async (refusals) =>
    html(await staffPage(desk, context, shownErrors(form, refusals)), 422),
  );
}

/** 人员 of a desk, for its administrator: added, stopped and started again. */
export function staffDeskPages(desk: StaffDesk): readonly Route[] {
  const onDesk = on[`${desk.end}Administrator`];
  const { staff, staffActive } = desk.paths;
  return [
    onDesk('GET', staff, title, async (context) => html(await staffPage(desk, context, []))),
    onDesk('POST', staff, '添加人员', (context) => add(desk, context), { fresh: true }),
    onDesk('POST', staffActive(':id'), '停用启用人员', (context) => setActive(desk, context), { fresh: true }),
  ];
}
