import { checkReceipt } from '../../actions/public/checkReceipt.ts';
import type { Receipt } from '../../actions/public/receiptToken.ts';
import { normalizeDigits } from '../../domain/fields/normalize.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html, redirect } from '../shared/answer.ts';
import { ButtonLink, SubmitRow } from '../shared/button.tsx';
import type { PageContext } from '../shared/context.ts';
import { FileField, TextArea, TextField } from '../shared/fields.tsx';
import { FormGuard, fieldErrors } from '../shared/formGuard.tsx';
import { errorTitle, FormPage, findError } from '../shared/formPage.tsx';
import { Notice } from '../shared/notice.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { ReceiptCard } from './receiptCard.tsx';
import { publicPage } from './shell.tsx';

const title = '核对证明';
const fileLimit = 32 * 1024;
const signedText = /^[\w-]+\.[\w-]+\.[\w-]+$/;

async function showWith(context: PageContext, refusals: readonly Refusal[]): Promise<Answer> {
  await context.ensureSession();
  const { form } = context;
  const errors = fieldErrors([...form.refusals, ...refusals]);
  const page = publicPage(context, {
    title: errorTitle(title, errors),
    current: 'published',
    tab: 'receiptCheck',
    children: (
      <>
        <PageHeading title={title} note="核对一份执业情况证明是不是本系统出具,内容有没有被改动。" />
        <FormPage action={paths.receiptCheck} errors={errors} files hidden={<FormGuard context={context} />}>
          <TextField
            name="number"
            label="证明编号"
            value={form.text('number')}
            error={findError(errors, 'number')}
            autocomplete="off"
            hint="印在证明上的16位字母和数字,空格可以不输入"
          />
          <p class="quiet">没有编号,或编号已超过3年保存期的,用验签文件核对:</p>
          <FileField name="file" label="验签文件" accept=".jws,.txt" error={findError(errors, 'file')} />
          <TextArea
            name="token"
            label="验签文件的内容"
            value={form.text('token')}
            error={findError(errors, 'token')}
            hint="没有文件时,粘贴它的全部文字"
          />
          <SubmitRow main="核对" />
        </FormPage>
      </>
    ),
  });
  return html(page, errors.length > 0 ? 422 : 200);
}

async function post(context: PageContext): Promise<Answer> {
  const { services, form, files } = context;
  const file = files.file;
  const typed = form.text('number').trim();
  // Whoever has put the text of the file where the number belongs means the file.
  const pasted = signedText.test(typed) ? typed : form.text('token');
  const number = normalizeDigits(pasted === typed ? '' : typed);
  const token = file === undefined ? pasted : Buffer.from(file.bytes).toString('latin1');
  if (number.ok && number.value !== '' && token === '') {
    const outcome = await checkReceipt(services, { number: number.value });
    // The page of a receipt checks it again each time it is opened.
    if (outcome.kind === 'done') return redirect(paths.receipt(outcome.value.number));
    return showWith(context, [refusal('receipt.notGenuine', 'number')]);
  }
  const outcome = await checkReceipt(services, { token });
  if (outcome.kind === 'done') return genuine(context, outcome.value);
  const field = file === undefined ? 'token' : 'file';
  const refusals = outcome.kind === 'refused' ? outcome.refusals : [];
  return showWith(
    context,
    refusals.map(({ code }) => refusal(code, code === 'receipt.nothingToCheck' ? 'number' : field)),
  );
}

function genuine(context: PageContext, receipt: Receipt): Answer {
  const children = (
    <div class="narrow">
      <PageHeading title={title} />
      <Notice tone="info" title="签名有效">
        <p>这份证明由本系统出具,内容没有被改动。</p>
      </Notice>
      <ReceiptCard receipt={receipt} />
      <ButtonLink href={paths.receiptCheck} kind="secondary">
        再核对一份
      </ButtonLink>
    </div>
  );
  return html(publicPage(context, { title, current: 'published', tab: 'receiptCheck', children }));
}

export const receiptCheckPages: readonly Route[] = [
  on.visitor('GET', paths.receiptCheck, title, (context) => showWith(context, [])),
  on.visitor('POST', paths.receiptCheck, title, post, { fileLimit }),
];
