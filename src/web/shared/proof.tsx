import type { VNode } from 'preact';
import { giveFactor } from '../../actions/secondFactor/giveFactor.ts';
import type { StaffActor } from '../../actions/secondFactor/staffActor.ts';
import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html, redirect } from './answer.ts';
import { SubmitRow } from './button.tsx';
import { CodeField, codeFieldName } from './codeField.tsx';
import type { ActorContext } from './context.ts';
import { formerForms } from './csrf.ts';
import { type FieldError, FormPage } from './formPage.tsx';
import type { Form } from './forms.ts';
import { paths, withQuery } from './paths.ts';
import type { Demands, Route, When } from './route.ts';
import { shownErrors } from './shownErrors.ts';
import { staffFrame } from './staffFrame.tsx';

type Context = ActorContext<StaffActor>;

/** What is typed for this one answer and never carried over: it would lie open in a page. */
const notCarried = new Set(['_csrf', codeFieldName, 'enrolCode', 'current', 'password', 'passwordAgain']);
const title = '请再次确认身份';

function demanded(when: When | undefined, form: Form): boolean {
  return when !== undefined && (when === true || when(form));
}

/** Past the door, or what is answered instead; `context` is the one to go on with. */
export type Passage = { readonly context: Context } | { readonly answer: Answer };

/** What a route asks of staff beyond being signed in: a confirmed account, a fresh proof of who sits there. */
export async function passProof(route: Route & Demands, context: Context): Promise<Passage> {
  const { form, session, actor } = context;
  if (session?.standing.unconfirmed === true && demanded(route.decides, form))
    return { answer: html(unconfirmedPage(context), 403) };
  if (session?.standing.fresh === true || !demanded(route.fresh, form)) return { context };
  if (route.method === 'GET') return { answer: redirect(withQuery(paths[actor.end].confirm, { next: context.path })) };
  if (!Object.hasOwn(form.values, codeFieldName)) return { answer: html(proofPage(context, []), 403) };
  const outcome = await prove(context);
  if (outcome.kind === 'done') return { context: outcome.value };
  return { answer: html(proofPage(context, outcome.kind === 'refused' ? outcome.refusals : []), 403) };
}

/** The second factor again; forms of other windows, made before, still arrive. */
export async function prove(context: Context) {
  const { services, actor, token, form, session } = context;
  const kept = formerForms(session?.data ?? {}, context.csrf);
  const outcome = await giveFactor(services, actor, token, form.text(codeFieldName), kept);
  if (outcome.kind !== 'done') return outcome;
  context.setToken(outcome.value);
  return { kind: 'done' as const, value: { ...context, token: outcome.value } };
}

/** Asks for the code and carries the form along, so that its step goes on as if nothing had been asked. */
function proofPage(context: Context, refusals: readonly Refusal[]): VNode {
  const errors = shownErrors(context.form, refusals);
  const carried = Object.keys(context.form.values)
    .filter((name) => !notCarried.has(name))
    .flatMap((name) => context.form.list(name).map((value) => ({ name, value })));
  const hidden = (
    <>
      <input type="hidden" name="_csrf" value={context.csrf} />
      {carried.map(({ name, value }) => (
        <input type="hidden" name={name} value={value} key={`${name} ${value}`} />
      ))}
    </>
  );
  return askPage(context, context.path, hidden, errors);
}

export function askPage(context: Context, action: string, hidden: VNode, errors: readonly FieldError[]): VNode {
  const minutes = context.services.sessionLimits.stepUpMinutes;
  return staffFrame(context, context.actor.end, {
    title,
    note: `办理这一步之前须再次确认是您本人;确认后${minutes}分钟内不再询问`,
    errors,
    children: (
      <FormPage action={action} errors={errors} hidden={hidden}>
        <CodeField errors={errors} />
        <SubmitRow main="确定" next="您填写的内容已保留,确定后继续办理。" />
      </FormPage>
    ),
  });
}

function unconfirmedPage(context: Context): VNode {
  return staffFrame(context, context.actor.end, {
    title: '账号待年度确认',
    children: (
      <>
        <p>本单位管理员已有一年没有确认您仍在岗。确认之前可以查看,不能办理决定。</p>
        <p>请联系本单位管理员,在“人员”页的“年度人员确认”中确认。</p>
        <p>
          <a href={paths[context.actor.end].home}>返回工作台</a>
        </p>
      </>
    ),
  });
}
