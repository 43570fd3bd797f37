import { findAdministrator, listAdministrators } from '../../actions/staff/listAdministrators.ts';
import { resetSignIn } from '../../actions/staff/resetSignIn.ts';
import type { AuthorityActor } from '../../domain/access/actor.ts';
import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html } from '../shared/answer.ts';
import { Button } from '../shared/button.tsx';
import type { ActorContext } from '../shared/context.ts';
import { TextField } from '../shared/fields.tsx';
import { ErrorSummary, errorTitle } from '../shared/formPage.tsx';
import { BackLink } from '../shared/navigation.tsx';
import { notFoundPage } from '../shared/outcomePage.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths } from '../shared/paths.ts';
import { ResetSignInCard, SignInReset } from '../shared/resetSignInCard.tsx';
import { on, type Route } from '../shared/route.ts';
import { shownErrors } from '../shared/shownErrors.ts';
import { SummaryList } from '../shared/summaryList.tsx';
import { DataTable } from '../shared/table.tsx';
import { authorityMessage, authorityPage } from './shell.tsx';

type Context = ActorContext<AuthorityActor>;
const title = '下级管理员';
const { administrators, administrator } = paths.authority;

async function list(context: Context): Promise<Answer> {
  const { services, actor, query } = context;
  const words = query.text('institution');
  const rows = await listAdministrators(services, actor, words);
  const children = (
    <>
      <BackLink href={paths.authority.staff}>人员</BackLink>
      <PageHeading title={title} note="本机关许可的机构和下一级机关的管理员,最多列出50人" />
      <form class="filters" method="get" action={administrators}>
        <TextField name="institution" label="机构或机关名称" value={words} />
        <Button kind="secondary">查找</Button>
      </form>
      <DataTable
        id="administrators"
        caption={title}
        captionHidden
        columns={[
          { key: 'organisation', header: '机构或机关', cell: ({ organisation }) => organisation },
          {
            key: 'name',
            header: '姓名',
            rowHeader: true,
            cell: ({ id, name }) => <a href={administrator(id)}>{name}</a>,
          },
          { key: 'loginName', header: '登录名', cell: ({ loginName }) => loginName },
        ]}
        rows={rows}
        rowKey={({ id }) => id}
        empty={{ title: '没有查到', children: '请核对机构或机关的名称。' }}
      />
    </>
  );
  return html(authorityPage(context, { title, current: 'staff', children }));
}

async function show(context: Context, refusals: readonly Refusal[]): Promise<Answer> {
  const { services, actor, params, form } = context;
  const id = params.id ?? '';
  const found = await findAdministrator(services, actor, id);
  if (found === undefined) return notFoundPage(context, authorityMessage);
  const errors = shownErrors(form, refusals);
  const { name, loginName, organisation } = found;
  const children = (
    <div class="narrow">
      <BackLink href={administrators}>{title}</BackLink>
      <PageHeading title={name} note={organisation} />
      <ErrorSummary errors={errors} />
      <SummaryList rows={[{ label: '登录名', value: loginName }]} />
      <section class="section">
        <ResetSignInCard context={context} action={administrator(id)} errors={errors} />
      </section>
    </div>
  );
  const page = { title: errorTitle(`${title}:${name}`, errors), current: 'staff', children } as const;
  return html(authorityPage(context, page), errors.length > 0 ? 422 : 200);
}

async function reset(context: Context): Promise<Answer> {
  const { services, actor, params, form } = context;
  const id = params.id ?? '';
  // Colleagues are reset at 人员: what is not below is not here.
  if ((await findAdministrator(services, actor, id)) === undefined) return notFoundPage(context, authorityMessage);
  const outcome = await resetSignIn(services, actor, id, form.text('seen') !== '');
  if (outcome.kind === 'refused') return show(context, outcome.refusals);
  if (outcome.kind !== 'done') return notFoundPage(context, authorityMessage);
  const children = <SignInReset reset={outcome.value} back={administrators} />;
  return html(authorityPage(context, { title: '登录方式已重置', current: 'staff', children }));
}

/** 下级管理员: those who have nobody in their own house to reset their way of signing in. */
export const administratorPages: readonly Route[] = [
  on.authorityAdministrator('GET', administrators, title, list),
  on.authorityAdministrator('GET', administrator(':id'), '一名下级管理员', (context) => show(context, [])),
  on.authorityAdministrator('POST', administrator(':id'), '重置下级管理员登录方式', reset, { fresh: true }),
];
