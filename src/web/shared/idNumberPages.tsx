import type { VNode } from 'preact';
import type { StaffActor } from '../../actions/secondFactor/staffActor.ts';
import { registerIdNumber } from '../../actions/staff/registerIdNumber.ts';
import { maskIdNumber } from '../../domain/fields/identity.ts';
import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html, redirect } from './answer.ts';
import { ButtonLink, SubmitRow } from './button.tsx';
import { Card } from './card.tsx';
import type { ActorContext } from './context.ts';
import { FormGuard } from './formGuard.tsx';
import { FormPage } from './formPage.tsx';
import { IdNumberFields } from './idNumberFields.tsx';
import { Notice } from './notice.tsx';
import { paths, withQuery } from './paths.ts';
import { type Make, on, type Route } from './route.ts';
import { shownErrors } from './shownErrors.ts';
import { staffFrame } from './staffFrame.tsx';

type Context = ActorContext<StaffActor>;
const title = '登记证件号码';

/** On 本人账号: the number, or the way to register it. */
export function IdNumberCard({ actor }: { actor: StaffActor }) {
  return (
    <Card title="证件号码">
      {actor.idNumber === null ? (
        <ButtonLink href={paths[actor.end].idNumber} kind="secondary">
          {title}
        </ButtonLink>
      ) : (
        <p>{maskIdNumber(actor.idNumber)}</p>
      )}
    </Card>
  );
}

/** On 工作台, while there is none: without it a namesake of theirs is taken for themselves. */
export function IdNumberMissing({ actor }: { actor: StaffActor }) {
  return actor.idNumber === null ? (
    <Notice tone="warning">
      <p>
        您的账号还没有登记证件号码。登记前,与您同名的人的业务您不能办理。
        <a href={paths[actor.end].idNumber}>{title}</a>
      </p>
    </Notice>
  ) : null;
}

function numberPage(context: Context, refusals: readonly Refusal[]): VNode {
  const { actor, form } = context;
  const errors = shownErrors(form, refusals);
  return staffFrame(context, actor.end, {
    title,
    note: `${actor.organisation} ${actor.name}`,
    errors,
    children: (
      <FormPage action={paths[actor.end].idNumber} errors={errors} hidden={<FormGuard context={context} />}>
        <IdNumberFields context={context} errors={errors} />
        <SubmitRow main="确定" back={{ href: paths[actor.end].account, label: '返回本人账号' }} />
      </FormPage>
    ),
  });
}

async function post(context: Context): Promise<Answer> {
  const { services, actor, form } = context;
  const typed = { idType: form.text('idType'), idNumber: form.text('idNumber') };
  const outcome = await registerIdNumber(services, actor, typed);
  if (outcome.kind === 'done') return redirect(withQuery(paths[actor.end].account, { said: 'numberRegistered' }));
  return html(numberPage(context, outcome.kind === 'refused' ? outcome.refusals : []), 422);
}

/** 登记证件号码, for those whose account has none. */
export function idNumberPages(end: 'institution' | 'authority'): readonly Route[] {
  const at: Make<Context> = on[end] as Make<Context>;
  const own = { stage: 'account', fresh: true } as const;
  return [
    at('GET', paths[end].idNumber, title, async (context) => html(numberPage(context, [])), own),
    at('POST', paths[end].idNumber, title, post, own),
  ];
}
