import { type Checkable, checkCode, checkFile } from '../../actions/public/checkCode.ts';
import { checkCredential } from '../../actions/public/checkCredential.ts';
import { readVerificationCode, type Verification, verifyLicence } from '../../actions/public/verifyLicence.ts';
import { groupByFours } from '../../domain/fields/certificateNumbers.ts';
import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html, redirect } from '../shared/answer.ts';
import { ButtonLink } from '../shared/button.tsx';
import type { PageContext } from '../shared/context.ts';
import { fieldErrors } from '../shared/formGuard.tsx';
import { errorTitle } from '../shared/formPage.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { CredentialAnswer } from './credentialAnswer.tsx';
import { PhysicianCard } from './physicianCard.tsx';
import { publicPage } from './shell.tsx';
import { type Verdict, VerdictCard, verdicts } from './verdict.tsx';
import { VerifyForms } from './verifyForms.tsx';

const title = '证照查验';
/** A photo as a phone takes it. */
const fileLimit = 5 * 1024 * 1024;

async function ask(context: PageContext): Promise<Answer> {
  const typed = context.query.values.code;
  if (typed === undefined) return form(context, '', []);
  const code = readVerificationCode(typed);
  return code.kind === 'refused' ? form(context, typed, code.refusals) : check(context, typed);
}

/** What was typed may also be scanned text: each of our codes leads to its own answer. */
async function check(context: PageContext, text: string): Promise<Answer> {
  const outcome = checkCode(context.services, text);
  if (outcome.kind === 'refused') return form(context, text, outcome.refusals);
  return outcome.kind === 'done' ? answerTo(context, outcome.value) : form(context, text, []);
}

async function answerTo(context: PageContext, found: Checkable): Promise<Answer> {
  switch (found.kind) {
    case 'code':
      return answerToCode(context, found.code);
    case 'live':
      return redirect(paths.verifyLive(found.token));
    case 'share':
      return redirect(paths.share(found.token));
    case 'credential':
      return answerToCredential(context, found.text);
    default:
      return unknownKind(found);
  }
}

function answerToCode(context: PageContext, typed: string): Answer {
  const code = readVerificationCode(typed);
  if (code.kind !== 'done') return form(context, typed, code.kind === 'refused' ? code.refusals : []);
  return redirect(paths.verifyOne(code.value));
}

/** Answered at once: a licence is too long for an address, and none of anybody's business. */
async function answerToCredential(context: PageContext, text: string): Promise<Answer> {
  const outcome = await checkCredential(context.services, text, context.network);
  if (outcome.kind !== 'done') return form(context, '', outcome.kind === 'refused' ? outcome.refusals : []);
  const children = <CredentialAnswer check={outcome.value} />;
  return html(publicPage(context, { title, current: 'verify', children }));
}

/** 扫码 and 选择图片: the text a script has read, or the file itself. */
async function checkSent(context: PageContext): Promise<Answer> {
  const { file } = context.files;
  const text = context.form.text('text');
  if (text !== '' || file === undefined) return check(context, text);
  const outcome = await checkFile(context.services, file.bytes, context.network);
  if (outcome.kind === 'refused') return form(context, '', outcome.refusals);
  return outcome.kind === 'done' ? answerTo(context, outcome.value) : form(context, '', []);
}

function form(context: PageContext, typed: string, refusals: readonly Refusal[]): Answer {
  const errors = fieldErrors([...context.query.refusals, ...refusals]);
  const children = (
    <>
      <PageHeading title={title} note="核对一份执业证书、电子证照或者手机上的亮照,现在是否有效。" />
      <VerifyForms typed={typed} errors={errors} />
      <p>
        没有网络也要查验的,请使用<a href={paths.verifyOffline}>证照离线查验</a>,可保存为一个文件。
      </p>
    </>
  );
  const page = publicPage(context, { title: errorTitle(title, errors), current: 'verify', scripts: 'scan', children });
  return html(page, context.form.text('text') !== '' || context.files.file !== undefined ? 422 : 200);
}

async function verify(context: PageContext): Promise<Answer> {
  const typed = context.params.code ?? '';
  const outcome = await verifyLicence(context.services, typed);
  if (outcome.kind !== 'done') return form(context, typed, outcome.kind === 'refused' ? outcome.refusals : []);
  return html(publicPage(context, { title, current: 'verify', children: <Answered verification={outcome.value} /> }));
}

const notFound: Verdict = {
  tone: 'danger',
  title: '没有查到',
  words: '没有使用这个查验码的证照。请逐位核对;核对无误仍查不到,请不要采信这份证照。',
};

function Answered({ verification: { code, physician, at } }: { verification: Verification }) {
  return (
    <div class="narrow">
      <PageHeading title={title} note={`查验码 ${groupByFours(code)}`} />
      <VerdictCard verdict={physician === null ? notFound : verdicts[physician.status]} at={at} />
      {physician !== null && <PhysicianCard physician={physician} />}
      <ButtonLink href={paths.verify} kind="secondary">
        再查验一份
      </ButtonLink>
    </div>
  );
}

function unknownKind(kind: never): never {
  throw new Error(`unknown kind of code ${JSON.stringify(kind)}`);
}

export const verifyPages: readonly Route[] = [
  on.anyone('GET', paths.verify, '证照查验', ask, { camera: true }),
  on.anyone('POST', paths.verify, '查验扫到的码', checkSent, { camera: true, fileLimit }),
  on.anyone('GET', `${paths.verify}/:code`, '证照查验结果', verify, { camera: true }),
];
