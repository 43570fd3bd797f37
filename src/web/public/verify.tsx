import { readVerificationCode, type Verification, verifyLicence } from '../../actions/public/verifyLicence.ts';
import { groupByFours } from '../../domain/fields/certificateNumbers.ts';
import type { EntryStatus } from '../../domain/register/entry.ts';
import { chinaDate, formatDateTime } from '../../domain/time/dates.ts';
import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html, redirect } from '../shared/answer.ts';
import { ButtonLink, SubmitRow } from '../shared/button.tsx';
import type { PageContext } from '../shared/context.ts';
import { TextField } from '../shared/fields.tsx';
import { fieldErrors } from '../shared/formGuard.tsx';
import { errorTitle, FormPage, findError } from '../shared/formPage.tsx';
import { Notice, type NoticeTone } from '../shared/notice.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { PhysicianCard } from './physicianCard.tsx';
import { publicPage } from './shell.tsx';

const title = '证照查验';

/** What the register's state means to somebody who holds a licence in the hand. */
const answers: Readonly<Record<EntryStatus, { tone: NoticeTone; title: string; words: string }>> = {
  practising: { tone: 'success', title: '有效', words: '该医师的执业注册有效。' },
  suspended: { tone: 'danger', title: '暂停', words: '该医师已被暂停执业活动,暂停期间不得执业。' },
  inactive: { tone: 'warning', title: '备案', words: '该医师已办理注册备案,执业信息无效,目前不能执业。' },
  deregistered: { tone: 'danger', title: '已注销', words: '该医师的执业注册已注销,证书作废。' },
  revoked: { tone: 'danger', title: '已吊销', words: '该医师的执业证书已被吊销,证书作废。' },
  annulled: { tone: 'danger', title: '已撤销', words: '该医师的执业注册已被撤销,证书作废。' },
};

async function ask(context: PageContext): Promise<Answer> {
  const typed = context.query.values.code;
  if (typed === undefined) return form(context, '', []);
  const code = readVerificationCode(typed);
  if (code.kind === 'done') return redirect(paths.verifyOne(code.value));
  return form(context, typed, code.kind === 'refused' ? code.refusals : []);
}

function form(context: PageContext, typed: string, refusals: readonly Refusal[]): Answer {
  const errors = fieldErrors([...context.query.refusals, ...refusals]);
  const children = (
    <>
      <PageHeading title={title} note="核对一份执业证书或电子证照现在是否有效。" />
      <FormPage action={paths.verify} method="get" errors={errors}>
        <TextField
          name="code"
          label="查验码"
          value={typed}
          error={findError(errors, 'code')}
          required
          autocomplete="off"
          hint="印在证照上的16位字母和数字,空格和横线可以不输入"
        />
        <SubmitRow main="查验" next="结果来自注册信息库,以查验当时为准。" />
      </FormPage>
      <p>
        没有网络也要查验的,请使用<a href={paths.verifyOffline}>证照离线查验</a>,可保存为一个文件。
      </p>
    </>
  );
  return html(publicPage(context, { title: errorTitle(title, errors), current: 'verify', children }));
}

async function verify(context: PageContext): Promise<Answer> {
  const typed = context.params.code ?? '';
  const outcome = await verifyLicence(context.services, typed);
  if (outcome.kind !== 'done') return form(context, typed, outcome.kind === 'refused' ? outcome.refusals : []);
  return html(publicPage(context, { title, current: 'verify', children: <Answered verification={outcome.value} /> }));
}

function Answered({ verification: { code, physician, at } }: { verification: Verification }) {
  const answer = physician === null ? undefined : answers[physician.status];
  return (
    <div class="narrow">
      <PageHeading title={title} note={`查验码 ${groupByFours(code)}`} />
      <Notice tone={answer?.tone ?? 'danger'} title={answer?.title ?? '没有查到'}>
        <p>{answer?.words ?? '没有使用这个查验码的证照。请逐位核对;核对无误仍查不到,请不要采信这份证照。'}</p>
        <p>查验时间:{formatDateTime(at, chinaDate(at))}(北京时间)</p>
      </Notice>
      {physician !== null && <PhysicianCard physician={physician} />}
      <ButtonLink href={paths.verify} kind="secondary">
        再查验一份
      </ButtonLink>
    </div>
  );
}

export const verifyPages: readonly Route[] = [
  on.anyone('GET', paths.verify, '证照查验', ask),
  on.anyone('GET', `${paths.verify}/:code`, '证照查验结果', verify),
];
