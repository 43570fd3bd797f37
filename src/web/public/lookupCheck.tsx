import { openHumanCheck } from '../../actions/account/openHumanCheck.ts';
import { passHumanCheck } from '../../actions/account/passHumanCheck.ts';
import { lookUpPhysician, type PhysicianAsked } from '../../actions/public/lookUpPhysician.ts';
import { refusalText } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html } from '../shared/answer.ts';
import { SubmitRow } from '../shared/button.tsx';
import type { PageContext } from '../shared/context.ts';
import { TextField } from '../shared/fields.tsx';
import { FormGuard, fieldErrors } from '../shared/formGuard.tsx';
import { errorTitle, type FieldError, FormPage, findError } from '../shared/formPage.tsx';
import { HumanCheck, humanAnswer } from '../shared/humanCheck.tsx';
import { Notice } from '../shared/notice.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { lookupAnswer, readAsked } from './lookup.tsx';
import { publicPage } from './shell.tsx';

const title = '医师查询验证';

/** What was asked for, and a check before it is answered. */
async function showWith(context: PageContext, asked: PhysicianAsked, errors: readonly FieldError[]): Promise<Answer> {
  const question = await openHumanCheck(context.services, await context.ensureSession(), 'captcha:lookup');
  const field = (name: keyof PhysicianAsked) => ({ name, value: asked[name], error: findError(errors, name) });
  const page = publicPage(context, {
    title: errorTitle(title, errors),
    current: 'lookup',
    children: (
      <>
        <PageHeading title="医师查询" note="查询中医(专长)医师的执业注册信息,供公众核对。" />
        <Notice tone="info">{refusalText({ code: 'lookup.tooMany' })}</Notice>
        <FormPage action={paths.lookupCheck} errors={errors} starNote hidden={<FormGuard context={context} />}>
          <TextField {...field('name')} label="姓名" required autocomplete="off" />
          <TextField {...field('licenceNo')} label="执业证书编码" autocomplete="off" />
          <TextField {...field('institution')} label="执业机构" autocomplete="off" />
          <input type="hidden" name="region" value={asked.region} />
          <HumanCheck question={question} refreshHref={paths.lookupCheck} errors={errors} />
          <SubmitRow main="查询" back={{ href: paths.lookup }} />
        </FormPage>
      </>
    ),
  });
  return html(page, errors.length > 0 ? 422 : 200);
}

function askedIn({ query, form }: PageContext): PhysicianAsked {
  return readAsked((name) => form.text(name) || query.text(name));
}

/** Answers in place: what was asked for belongs in no address, and nothing has changed. */
async function post(context: PageContext): Promise<Answer> {
  const { services, form, network } = context;
  const asked = askedIn(context);
  // 看不清,换一张: what was typed stays.
  if (form.text('refresh') !== '') return showWith(context, asked, []);
  const from = { token: await context.ensureSession(), network };
  const unsure = await passHumanCheck(services, 'captcha:lookup', from, humanAnswer(form));
  if (unsure !== undefined) return showWith(context, asked, fieldErrors([...form.refusals, unsure]));
  const outcome = await lookUpPhysician(services, asked, 'human');
  if (outcome.kind === 'done') return lookupAnswer(services, asked, outcome.value);
  const refusals = outcome.kind === 'refused' ? outcome.refusals : [];
  return showWith(context, asked, fieldErrors([...form.refusals, ...refusals]));
}

export const lookupCheckPages: readonly Route[] = [
  on.visitor('GET', paths.lookupCheck, title, (context) => showWith(context, askedIn(context), [])),
  on.visitor('POST', paths.lookupCheck, title, post),
];
