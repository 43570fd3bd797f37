import { openHumanCheck } from '../../actions/account/openHumanCheck.ts';
import { makeReceipt } from '../../actions/public/makeReceipt.ts';
import { earliestDay } from '../../actions/public/receiptQuestion.ts';
import type { ReceiptQuestion } from '../../domain/register/receipt.ts';
import { chinaDate } from '../../domain/time/dates.ts';
import { type Answer, html, redirect } from '../shared/answer.ts';
import { SubmitRow } from '../shared/button.tsx';
import type { PageContext } from '../shared/context.ts';
import { DateField, TextField } from '../shared/fields.tsx';
import { FormGuard, fieldErrors } from '../shared/formGuard.tsx';
import { errorTitle, type FieldError, FormPage, findError } from '../shared/formPage.tsx';
import { HumanCheck, humanAnswer } from '../shared/humanCheck.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { publicPage } from './shell.tsx';

const title = '执业情况证明';

async function showWith(context: PageContext, asked: ReceiptQuestion, errors: readonly FieldError[]): Promise<Answer> {
  const { services } = context;
  const question = await openHumanCheck(services, await context.ensureSession(), 'captcha:receipt');
  const field = (name: keyof ReceiptQuestion) => ({ name, value: asked[name], error: findError(errors, name) });
  const today = chinaDate(services.clock.now()).toString();
  const page = publicPage(context, {
    title: errorTitle(title, errors),
    current: 'published',
    tab: 'receipts',
    scripts: 'person',
    children: (
      <>
        <PageHeading title={title} note="证明一名医师在某一天的执业注册情况,带电子签名,可以打印,任何人都能核对。" />
        <FormPage action={paths.receipts} errors={errors} starNote hidden={<FormGuard context={context} />}>
          <TextField {...field('name')} label="姓名" required autocomplete="off" hint="与执业证书上的姓名完全一致" />
          <TextField {...field('licenceNo')} label="执业证书编码" required autocomplete="off" hint="印在执业证书上" />
          <DateField {...field('on')} label="日期" required min={earliestDay} max={today} hint="要证明哪一天的情况" />
          <TextField
            {...field('institution')}
            label="执业机构"
            autocomplete="off"
            hint="选填:当日是否注册在这家机构,请填写全称"
          />
          <TextField
            {...field('technique')}
            label="技术方法"
            autocomplete="off"
            hint="选填:当日登记的技术方法是否包括它,例如 针刺"
          />
          <HumanCheck question={question} refreshHref={paths.receipts} errors={errors} unseen />
          <SubmitRow main="出具证明" next="证明按编号保存3年,有编号的人都能打开;不显示证件号码、电话和照片。" />
        </FormPage>
      </>
    ),
  });
  return html(page, errors.length > 0 ? 422 : 200);
}

function askedIn({ form }: PageContext): ReceiptQuestion {
  const [name, licenceNo, on] = [form.text('name'), form.text('licenceNo'), form.text('on')];
  return { name, licenceNo, on, institution: form.text('institution'), technique: form.text('technique') };
}

async function post(context: PageContext): Promise<Answer> {
  const { services, form, network } = context;
  const asked = askedIn(context);
  // 看不清,换一张: what was typed stays.
  if (form.text('refresh') !== '') return showWith(context, asked, []);
  if (form.refusals.length > 0) return showWith(context, asked, fieldErrors(form.refusals));
  const from = { token: await context.ensureSession(), network };
  const outcome = await makeReceipt(services, asked, from, humanAnswer(form));
  if (outcome.kind === 'done') return redirect(paths.receipt(outcome.value));
  return showWith(context, asked, fieldErrors(outcome.kind === 'refused' ? outcome.refusals : []));
}

export const receiptsPages: readonly Route[] = [
  on.visitor('GET', paths.receipts, title, (context) =>
    showWith(context, { name: '', licenceNo: '', on: '', institution: '', technique: '' }, []),
  ),
  on.visitor('POST', paths.receipts, title, post),
];
