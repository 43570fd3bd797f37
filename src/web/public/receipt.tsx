import type { ComponentChildren } from 'preact';
import { checkReceipt, type GenuineReceipt } from '../../actions/public/checkReceipt.ts';
import { printReceipt } from '../../actions/public/printReceipt.ts';
import { groupByFours } from '../../domain/fields/certificateNumbers.ts';
import { refusalText } from '../../domain/vocabulary/refusals.ts';
import { type Answer, bytes, html } from '../shared/answer.ts';
import { ButtonLink } from '../shared/button.tsx';
import type { PageContext } from '../shared/context.ts';
import { Notice } from '../shared/notice.tsx';
import { notFoundPage } from '../shared/outcomePage.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths } from '../shared/paths.ts';
import { QrCode } from '../shared/qrCode.tsx';
import { on, type Route } from '../shared/route.ts';
import { ReceiptCard } from './receiptCard.tsx';
import { publicMessage, publicPage } from './shell.tsx';

const title = '已出具的执业情况证明';

/** What is at the number of the address: a genuine receipt, or what to answer instead. */
async function open(context: PageContext): Promise<GenuineReceipt | Answer> {
  const outcome = await checkReceipt(context.services, { number: context.params.number ?? '' });
  if (outcome.kind === 'done') return outcome.value;
  if (outcome.kind !== 'refused') return notFoundPage(context, publicMessage);
  const words = outcome.refusals.map((refusal) => <p key={refusal.code}>{refusalText(refusal)}</p>);
  return message(context, words);
}

function message(context: PageContext, words: ComponentChildren): Answer {
  return answer(context, { tone: 'danger', title: '不能采信', words, status: 422 });
}

/** Nothing is wrong with the receipt: only its paper cannot be had now. */
function notPrinted(context: PageContext, words: string, status: number): Answer {
  return answer(context, { tone: 'warning', title: '暂时不能生成 PDF', words: <p>{words}</p>, status });
}

interface Said {
  readonly tone: 'danger' | 'warning';
  readonly title: string;
  readonly words: ComponentChildren;
  readonly status: number;
}

function answer(context: PageContext, { tone, title: heading, words, status }: Said): Answer {
  const children = (
    <div class="narrow">
      <PageHeading title={title} />
      <Notice tone={tone} title={heading}>
        {words}
      </Notice>
    </div>
  );
  return html(publicPage(context, { title, current: 'published', tab: 'receipts', children }), status);
}

const isAnswer = (opened: GenuineReceipt | Answer): opened is Answer => 'kind' in opened;

async function show(context: PageContext): Promise<Answer> {
  const receipt = await open(context);
  if (isAnswer(receipt)) return receipt;
  const { number } = receipt;
  const address = `${context.services.publicUrl}${paths.receipt(number)}`;
  const children = (
    <div class="narrow">
      <PageHeading title={title} note={`证明编号 ${groupByFours(number)}`} />
      <ReceiptCard receipt={receipt} />
      <div class="row receipt-ways">
        <QrCode text={address} label="核对本证明的二维码" />
        <div>
          <p>扫描二维码就能打开本页核对。签名有效,内容没有被改动。</p>
          <div class="row">
            <ButtonLink href={paths.receiptPdf(number)}>下载 PDF</ButtonLink>
            <ButtonLink href={paths.receiptToken(number)} kind="secondary">
              下载验签文件
            </ButtonLink>
          </div>
        </div>
      </div>
    </div>
  );
  return html(publicPage(context, { title, current: 'published', tab: 'receipts', children }));
}

async function pdf(context: PageContext): Promise<Answer> {
  const receipt = await open(context);
  if (isAnswer(receipt)) return receipt;
  const { number } = receipt;
  const address = `${context.services.publicUrl}${paths.receipt(number)}`;
  const printed = await printReceipt(context.services, receipt, address, context.network);
  switch (printed.kind) {
    case 'pdf':
      return bytes('application/pdf', Buffer.from(printed.pdf), `执业情况证明${number}.pdf`);
    case 'busy':
      return notPrinted(context, refusalText({ code: 'paper.busy' }), 503);
    case 'tooMany':
      return notPrinted(context, refusalText({ code: 'verify.tooMany' }), 429);
    case 'uncovered':
      return notPrinted(context, `姓名里有字库没有的字(${printed.characters.join('、')}),请直接打印网页。`, 422);
    default:
      return unknownPrint(printed);
  }
}

function unknownPrint(printed: never): never {
  throw new Error(`unknown print ${JSON.stringify(printed)}`);
}

async function token(context: PageContext): Promise<Answer> {
  const receipt = await open(context);
  if (isAnswer(receipt)) return receipt;
  return bytes('application/jose', receipt.token, `执业情况证明${receipt.number}.jws`);
}

/** Its number is random: whoever has it was given it. */
export const receiptPages: readonly Route[] = [
  on.anyone('GET', `${paths.receipts}/:number`, title, show),
  on.anyone('GET', `${paths.receipts}/:number/receipt.pdf`, '执业情况证明PDF', pdf),
  on.anyone('GET', `${paths.receipts}/:number/receipt.jws`, '执业情况证明验签文件', token),
];
