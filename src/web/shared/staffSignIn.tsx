import type { ComponentChildren, VNode } from 'preact';
import { signIn } from '../../actions/account/signIn.ts';
import { closeSession } from '../../actions/session/closeSession.ts';
import { type Answer, html, redirect } from './answer.ts';
import type { PageContext } from './context.ts';
import { errorTitle, type FieldError } from './formPage.tsx';
import { humanAnswer } from './humanCheck.tsx';
import { localNext } from './localNext.ts';
import { answerOutcome, type Frame } from './outcomePage.tsx';
import { PageHeading } from './pageHeading.tsx';
import { on, type Route } from './route.ts';
import { shownErrors } from './shownErrors.ts';
import { SignInForm } from './signInForm.tsx';

const title = '登录';

/** What differs between the sign-in of institutions and of authorities. */
export interface StaffSignIn {
  readonly end: 'institution' | 'authority';
  readonly name: string;
  readonly paths: { readonly home: string; readonly signIn: string; readonly signOut: string };
  /** Which edition of the system this is, under the heading. */
  readonly edition: string;
  /** Who opens accounts and helps when somebody cannot get in. */
  readonly help: string;
  /** Something else on offer to who has no account here. */
  readonly further?: VNode;
  readonly frame: (context: PageContext, page: { title: string; children: ComponentChildren }) => VNode;
  readonly message: Frame;
}

/** 登录 and 退出 of staff. */
export function staffSignInPages(desk: StaffSignIn): readonly Route[] {
  const { end, name, paths } = desk;
  const show = async (context: PageContext): Promise<Answer> =>
    context.session?.actor?.end === end ? redirect(paths.home) : html(signInPage(desk, context, []));
  return [
    on.visitor('GET', paths.signIn, `${name}登录`, show),
    on.visitor('POST', paths.signIn, `${name}登录`, (context) => post(desk, context)),
    on[end](
      'POST',
      paths.signOut,
      '退出',
      async (context) => {
        await closeSession(context.services, context.token);
        context.setToken(null);
        return redirect(paths.signIn);
      },
      { stage: 'password' },
    ),
  ];
}

function signInPage(
  { paths, edition, help, further, frame }: StaffSignIn,
  context: PageContext,
  errors: readonly FieldError[],
): VNode {
  return frame(context, {
    title: errorTitle(title, errors),
    children: (
      <>
        <PageHeading title={title} note={edition} />
        <SignInForm context={context} action={paths.signIn} errors={errors} />
        <p class="narrow section quiet">{help}</p>
        {further}
      </>
    ),
  });
}

async function post(desk: StaffSignIn, context: PageContext): Promise<Answer> {
  const { services, form, token } = context;
  const { end, paths, message } = desk;
  const outcome = await signIn(services, end, {
    loginName: form.text('loginName'),
    password: form.secret('password'),
    device: context.ensureDevice(),
    token,
    bindWechat: false,
    human: humanAnswer(form),
  });
  if (outcome.kind === 'done') {
    context.setToken(outcome.value.token);
    return redirect(localNext(form.text('next'), `/${end}`) ?? paths.home);
  }
  return answerOutcome(context, outcome, message, paths.signIn, async (refusals) =>
    html(signInPage(desk, context, shownErrors(form, refusals)), 422),
  );
}
