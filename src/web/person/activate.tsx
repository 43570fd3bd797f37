import type { VNode } from 'preact';
import { activate } from '../../actions/account/activate.ts';
import type { PersonActor } from '../../domain/access/actor.ts';
import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html, redirect } from '../shared/answer.ts';
import { ButtonLink, SubmitRow } from '../shared/button.tsx';
import type { ActorContext } from '../shared/context.ts';
import { TextField } from '../shared/fields.tsx';
import { FormGuard } from '../shared/formGuard.tsx';
import { FormPage } from '../shared/formPage.tsx';
import { answerOutcome } from '../shared/outcomePage.tsx';
import { paths, withQuery } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { shownErrors } from '../shared/shownErrors.ts';
import { typedFields } from '../shared/typedFields.ts';
import { landingOf } from './landing.ts';
import { narrowFormPage } from './narrowFormPage.tsx';
import { personMessage } from './shell.tsx';

type Context = ActorContext<PersonActor>;
const title = '账户激活';

/** After these refusals the roster must be corrected; typing again will not help. */
const forTheProvince = [
  'activation.notMatched',
  'activation.claimed',
  'activation.tooMany',
  'start.qualificationInvalid',
];

function activatePage(context: Context, refusals: readonly Refusal[]): VNode {
  const errors = shownErrors(context.form, refusals);
  const isClaimed = refusals.some(({ code }) => code === 'activation.claimed');
  const offersCorrection = refusals.some(({ code }) => forTheProvince.includes(code));
  return narrowFormPage(context, {
    title,
    note: '账户激活成功后,方可进行业务申请',
    errors,
    children: (
      <>
        <FormPage action={paths.person.activate} errors={errors} hidden={<FormGuard context={context} />}>
          <TextField
            {...typedFields(context, errors)('certificateNo')}
            label="资格证书编码"
            required
            hint="请对照中医(专长)医师资格证书填写"
            autocomplete="off"
          />
          <SubmitRow main="激活" />
        </FormPage>
        <section class="section">
          <h2>资格证书编码与证书不符,或者被他人激活?</h2>
          <p>请提交信息更正申请,由考核所在省的中医药主管部门核实。</p>
          {isClaimed && (
            <p>
              <ButtonLink href={paths.dispute}>提出异议</ButtonLink>
            </p>
          )}
          <ButtonLink href={paths.person.correction} kind={offersCorrection && !isClaimed ? 'main' : 'secondary'}>
            信息更正申请
          </ButtonLink>
        </section>
      </>
    ),
  });
}

function elsewhere({ progress }: Context): Answer | undefined {
  return progress.matched && progress.phoneVerified && !progress.activated ? undefined : redirect(landingOf(progress));
}

/** The form was sent twice, or from another window: the first one has done it. */
function alreadyActivated(context: Context): Answer {
  const words = (
    <>
      <p>您的账户已激活,可以办理业务了。</p>
      <ButtonLink href={paths.person.home}>进入首页</ButtonLink>
    </>
  );
  return html(personMessage(context, '账户已激活', words), 409);
}

async function post(context: Context): Promise<Answer> {
  const moved = elsewhere(context);
  if (moved !== undefined) return moved;
  const outcome = await activate(context.services, context.actor, context.form.text('certificateNo'));
  if (outcome.kind === 'done') return redirect(withQuery(paths.person.home, { said: 'activated' }));
  return answerOutcome(context, outcome, personMessage, paths.person.activate, async (refusals) =>
    refusals.some(({ code }) => code === 'activation.already')
      ? alreadyActivated(context)
      : html(activatePage(context, refusals), 422),
  );
}

export const activatePages: readonly Route[] = [
  on.person(
    'GET',
    paths.person.activate,
    title,
    async (context) => elsewhere(context) ?? html(activatePage(context, [])),
  ),
  on.person('POST', paths.person.activate, title, post),
];
