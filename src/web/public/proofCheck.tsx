import { checkProof, longestProof } from '../../actions/log/checkProof.ts';
import type { Checked } from '../../domain/log/proof.ts';
import { type Answer, html } from '../shared/answer.ts';
import { SubmitRow } from '../shared/button.tsx';
import type { PageContext } from '../shared/context.ts';
import { FileField, TextArea } from '../shared/fields.tsx';
import { FormGuard, fieldErrors } from '../shared/formGuard.tsx';
import { errorTitle, type FieldError, FormPage, findError } from '../shared/formPage.tsx';
import { Notice, type NoticeTone } from '../shared/notice.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { publicPage } from './shell.tsx';

const title = '核对一条记录';

interface Shown {
  readonly errors?: readonly FieldError[];
  readonly typed?: string;
  readonly checked?: Checked & { readonly index: number };
}

/** The form carries a token of the visitor's session, like every form; the page of the log itself needs none. */
async function show(context: PageContext, { errors = [], typed = '', checked }: Shown = {}): Promise<Answer> {
  await context.ensureSession();
  const children = (
    <>
      <PageHeading title={title} note="核对一份收录证明:它所说的记录是否真在透明日志里,有没有被换过。" />
      {checked && <CheckedNotice checked={checked} />}
      <CheckForm context={context} errors={errors} typed={typed} />
    </>
  );
  const page = publicPage(context, { title: errorTitle(title, errors), current: 'published', tab: 'log', children });
  return html(page, errors.length > 0 ? 422 : 200);
}

/** Answers in place: nothing has changed, and what was sent is kept nowhere. */
async function check(context: PageContext): Promise<Answer> {
  const { form, files, services } = context;
  const file = files.file;
  // As it came: one character changed, and it is another proof.
  const typed = file === undefined ? form.secret('proof') : Buffer.from(file.bytes).toString('utf8');
  const outcome = checkProof(services, typed);
  if (outcome.kind === 'done') return show(context, { checked: outcome.value });
  const errors = fieldErrors(outcome.kind === 'refused' ? outcome.refusals : []);
  return show(context, { errors, typed: typed.slice(0, longestProof) });
}

const formatCount = (count: number) => count.toLocaleString('zh-CN');

const verdicts: Readonly<Record<'included' | Extract<Checked, { kind: 'bad' }>['why'], [NoticeTone, string, string]>> =
  {
    included: ['success', '核对通过', '这条记录在日志里,检查点由本日志签发。'],
    form: ['danger', '核对不通过', '证明的各部分互相对不上,请不要采信。请确认内容完整,没有改动。'],
    signature: ['danger', '核对不通过', '其中的检查点不是本日志签发的,请不要采信。'],
    path: ['danger', '核对不通过', '这条记录推算不出检查点的根值:它不在日志里,或者被改动过,请不要采信。'],
    opening: ['danger', '核对不通过', '所附的记录内容与日志里的这一条不相符:内容被改动过,请不要采信。'],
  };

function CheckedNotice({ checked }: { checked: Checked & { readonly index: number } }) {
  const [tone, said, words] = verdicts[checked.kind === 'bad' ? checked.why : checked.kind];
  return (
    <Notice tone={tone} title={said}>
      <p>{words}</p>
      {checked.kind === 'included' && (
        <p>
          第 {formatCount(checked.index + 1)} 条,检查点共 {formatCount(checked.checkpoint.size)} 条。
        </p>
      )}
      {checked.kind === 'included' && checked.row !== null && <p>所附的记录内容与写入时一致。</p>}
    </Notice>
  );
}

interface CheckFormProps {
  readonly context: PageContext;
  readonly errors: readonly FieldError[];
  readonly typed: string;
}

function CheckForm({ context, errors, typed }: CheckFormProps) {
  return (
    <FormPage action={paths.logCheck} errors={errors} files hidden={<FormGuard context={context} />}>
      <TextArea
        name="proof"
        label="收录证明"
        value={typed}
        error={findError(errors, 'proof')}
        hint="电子证照或办理回执所附的证明(JSON),原样粘贴"
        rows={6}
      />
      <FileField name="file" label="或选择证明文件" accept="application/json,.json,text/plain" />
      <SubmitRow main="核对" back={{ href: paths.log }} next="只核对,不保存您提交的内容。" />
    </FormPage>
  );
}

/** Proof and file of one form. */
const fileLimit = 64 * 1024;

export const proofCheckPages: readonly Route[] = [
  on.visitor('GET', paths.logCheck, title, (context) => show(context)),
  on.visitor('POST', paths.logCheck, title, check, { fileLimit }),
];
