import type { VNode } from 'preact';
import { viewFactor } from '../../actions/secondFactor/offerSecret.ts';
import type { StaffActor } from '../../actions/secondFactor/staffActor.ts';
import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html, redirect } from './answer.ts';
import { SubmitRow } from './button.tsx';
import { CodeField } from './codeField.tsx';
import type { ActorContext } from './context.ts';
import { FormGuard } from './formGuard.tsx';
import { FormPage } from './formPage.tsx';
import { localNext } from './localNext.ts';
import { paths, withQuery } from './paths.ts';
import { askPage, prove } from './proof.tsx';
import { type Make, on, type Route } from './route.ts';
import { shownErrors } from './shownErrors.ts';
import { staffFrame } from './staffFrame.tsx';

type Context = ActorContext<StaffActor>;
const title = '登录:动态验证码';

function nextOf({ actor, form, query }: Context): string {
  return localNext(form.text('next') || query.text('next'), `/${actor.end}`) ?? '';
}

function Next({ context }: { context: Context }) {
  return (
    <>
      <FormGuard context={context} />
      <input type="hidden" name="next" value={nextOf(context)} />
    </>
  );
}

function codePage(context: Context, refusals: readonly Refusal[]): VNode {
  const { end } = context.actor;
  const errors = shownErrors(context.form, refusals);
  return staffFrame(context, end, {
    title,
    note: '密码正确。请再填写动态验证码完成登录',
    errors,
    children: (
      <>
        <FormPage action={paths[end].secondFactor} errors={errors} hidden={<Next context={context} />}>
          <CodeField errors={errors} />
          <SubmitRow main="确定" />
        </FormPage>
        <p class="section quiet">身份验证器和备用码都不在手边的,请联系本单位管理员。不是您本人的账号,请点击“退出”。</p>
      </>
    ),
  });
}

/** Whoever has no second factor yet gets one first; whoever has given it goes on. */
async function showCode(context: Context): Promise<Answer> {
  const next = nextOf(context);
  if (context.session?.standing.secondFactor === true) return redirect(next || paths[context.actor.end].home);
  const { enrolled } = await viewFactor(context.services, context.actor);
  if (!enrolled) return redirect(withQuery(paths[context.actor.end].enrol, { next }));
  return html(codePage(context, []));
}

async function postCode(context: Context): Promise<Answer> {
  const onward = nextOf(context) || paths[context.actor.end].home;
  // The form was sent twice: the first one has done it.
  if (context.session?.standing.secondFactor === true) return redirect(onward);
  const outcome = await prove(context);
  if (outcome.kind === 'done') return redirect(onward);
  return html(codePage(context, outcome.kind === 'refused' ? outcome.refusals : []), 422);
}

function confirmPage(context: Context, refusals: readonly Refusal[]): VNode {
  const errors = shownErrors(context.form, refusals);
  return askPage(context, paths[context.actor.end].confirm, <Next context={context} />, errors);
}

async function postConfirm(context: Context): Promise<Answer> {
  const onward = nextOf(context) || paths[context.actor.end].home;
  if (context.session?.standing.fresh === true) return redirect(onward);
  const outcome = await prove(context);
  if (outcome.kind === 'done') return redirect(onward);
  return html(confirmPage(context, outcome.kind === 'refused' ? outcome.refusals : []), 422);
}

/** The second step of 登录, and the same question again before a page that needs a fresh proof. */
export function secondFactorPages(end: 'institution' | 'authority'): readonly Route[] {
  // Both ends have the same pages; what differs is the cookie the door reads.
  const at: Make<Context> = on[end] as Make<Context>;
  return [
    at('GET', paths[end].secondFactor, title, showCode, { stage: 'password' }),
    at('POST', paths[end].secondFactor, title, postCode, { stage: 'password' }),
    at('GET', paths[end].confirm, '再次确认身份', async (context) => html(confirmPage(context, [])), {
      stage: 'account',
    }),
    at('POST', paths[end].confirm, '再次确认身份', postConfirm, { stage: 'account' }),
  ];
}
