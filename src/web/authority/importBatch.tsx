import { Readable } from 'node:stream';
import { confirmImport } from '../../actions/import/confirmImport.ts';
import { refusedRowsCsv } from '../../actions/import/refusedRowsCsv.ts';
import { undoImport } from '../../actions/import/undoImport.ts';
import { type BatchView, viewBatch } from '../../actions/import/viewBatch.ts';
import type { Outcome } from '../../actions/outcome.ts';
import type { AuthorityActor } from '../../domain/access/actor.ts';
import { importKinds } from '../../domain/import/kinds.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import { type Answer, bytes, html, redirect } from '../shared/answer.ts';
import { ButtonLink, SubmitRow } from '../shared/button.tsx';
import { Card } from '../shared/card.tsx';
import { CheckboxField } from '../shared/choices.tsx';
import type { ActorContext } from '../shared/context.ts';
import { FormGuard } from '../shared/formGuard.tsx';
import { errorTitle, FormPage, type FormPart, findError } from '../shared/formPage.tsx';
import { KeyFigures } from '../shared/keyFigures.tsx';
import { BackLink } from '../shared/navigation.tsx';
import { Notice } from '../shared/notice.tsx';
import { notFoundPage } from '../shared/outcomePage.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths } from '../shared/paths.ts';
import { Progress } from '../shared/progress.tsx';
import { on, type Route } from '../shared/route.ts';
import { shownErrors } from '../shared/shownErrors.ts';
import { DataTable } from '../shared/table.tsx';
import { type Batch, BatchStateTag } from './batchStateTag.tsx';
import { authorityMessage, authorityPage } from './shell.tsx';

type Context = ActorContext<AuthorityActor>;

const base = paths.authority.imports;

function isUnderWay({ state }: Batch): boolean {
  return state === 'waiting' || state === 'running';
}

async function showBatch(context: Context, refusals: readonly Refusal[] = []): Promise<Answer> {
  const { services, actor, params, form } = context;
  const outcome = await viewBatch(services, actor, params.id ?? '');
  if (outcome.kind !== 'done') return notFoundPage(context, authorityMessage);
  const { batch } = outcome.value;
  const errors = shownErrors(form, refusals);
  const title = `${importKinds[batch.kind]}导入 ${batch.id}`;
  const page = authorityPage(context, {
    title: errorTitle(title, errors),
    current: 'imports',
    refreshSeconds: isUnderWay(batch) ? 2 : undefined,
    children: (
      <>
        <BackLink href={base}>全部批次</BackLink>
        <PageHeading title={title} note={batch.fileName} />
        <p class="row">
          <BatchStateTag batch={batch} />
          {batch.dryRun && !isUnderWay(batch) && <span class="quiet">预检没有写入任何数据</span>}
        </p>
        {isUnderWay(batch) ? <UnderWay batch={batch} /> : <Counts batch={batch} />}
        <NextStep context={context} batch={batch} errors={errors} />
        {(batch.state === 'preview' || batch.state === 'done') && <Refusals view={outcome.value} />}
      </>
    ),
  });
  return html(page, errors.length > 0 ? 422 : 200);
}

/** Only an import that was previewed knows how many lines there are; a preview counts them. */
function UnderWay({ batch: { rowsRead, rowsTotal } }: { batch: Batch }) {
  if (rowsTotal !== null) return <Progress id="rows" label="正在导入" value={rowsRead} max={rowsTotal} />;
  return (
    <div class="work">
      <label for="rows">正在读取,本页自动刷新</label>
      <progress id="rows" />
      <p>已读取 {rowsRead} 行</p>
    </div>
  );
}

function Counts({ batch }: { batch: Batch }) {
  if (batch.state === 'failed') {
    return (
      <Notice tone="danger" title="没有写入任何一行">
        <p>{batch.problem}</p>
      </Notice>
    );
  }
  return (
    <KeyFigures
      figures={[
        { label: '读取', value: batch.rowsRead, unit: '行' },
        { label: batch.dryRun ? '可以导入' : '导入', value: batch.taken, unit: '行' },
        { label: '没有变化', value: batch.unchanged, unit: '行' },
        { label: '不通过', value: batch.refused, unit: '行', tone: batch.refused > 0 ? 'late' : undefined },
      ]}
    />
  );
}

function Refusals({ view: { batch, refusals } }: { view: BatchView }) {
  return (
    <section class="section">
      {refusals.length > 0 && (
        <p>
          <ButtonLink href={`${paths.authority.importBatch(batch.id)}/refused.csv`} kind="secondary">
            下载不通过的行
          </ButtonLink>{' '}
          <span class="quiet">
            本页的证件号码等已遮盖。下载的文件供导入人改正后重新导入,含完整号码;下载会被记录,用后请删除。
          </span>
        </p>
      )}
      <DataTable
        id="refusals"
        caption={refusals.length < 100 ? '不通过的行' : '不通过的行(前100处,全部请下载)'}
        columns={[
          { key: 'line', header: '行号', cell: ({ line }) => line, align: 'number', nowrap: true, rowHeader: true },
          { key: 'column', header: '列', cell: ({ column }) => column, nowrap: true },
          { key: 'value', header: '文件中的内容', cell: ({ value }) => value },
          { key: 'reason', header: '原因和改正办法', cell: ({ reason }) => reason },
        ]}
        rows={refusals}
        rowKey={({ line, column, reason }) => `${line} ${column} ${reason}`}
        empty={{ title: batch.refused > 0 ? '不通过的行已超过保存期限,已删除' : '没有不通过的行' }}
      />
    </section>
  );
}

function NextStep({ context, batch, errors }: FormPart<Context> & { batch: Batch }) {
  const here = paths.authority.importBatch(batch.id);
  const hidden = <FormGuard context={context} />;
  if (batch.state === 'preview') {
    return (
      <FormPage action={`${here}/confirm`} errors={errors} hidden={hidden}>
        <SubmitRow
          main="确认导入"
          back={{ href: base, label: '不导入' }}
          next={`通过的 ${batch.taken} 行写入,不通过的行不写入。导入后还可以整批撤销。`}
        />
      </FormPage>
    );
  }
  if (batch.state !== 'done') return null;
  return (
    <Card title="撤销这一批">
      <p>恢复到导入以前的样子。已有人使用的行(例如本人已激活)会使整批不能撤销。</p>
      <FormPage action={`${here}/undo`} errors={errors} hidden={hidden}>
        <CheckboxField name="sure" label="我确认撤销这一批" required error={findError(errors, 'sure')} />
        <SubmitRow main="撤销" irrevocable />
      </FormPage>
    </Card>
  );
}

/** On to the batch that answers, or the page again with every reason why not. */
async function answer(context: Context, outcome: Outcome<{ batch: string }>): Promise<Answer> {
  if (outcome.kind === 'done') return redirect(paths.authority.importBatch(outcome.value.batch));
  return outcome.kind === 'refused' ? showBatch(context, outcome.refusals) : notFoundPage(context, authorityMessage);
}

async function confirm(context: Context): Promise<Answer> {
  const { services, actor, params } = context;
  return answer(context, await confirmImport(services, actor, params.id ?? ''));
}

async function undo(context: Context): Promise<Answer> {
  const { services, actor, params, form } = context;
  if (form.text('sure') === '') {
    return showBatch(context, [refusal('review.confirm', 'sure', { label: '撤销这一批' })]);
  }
  return answer(context, await undoImport(services, params.id ?? '', actor));
}

async function download(context: Context): Promise<Answer> {
  const { services, actor, params } = context;
  const outcome = await refusedRowsCsv(services, actor, params.id ?? '');
  if (outcome.kind !== 'done') return notFoundPage(context, authorityMessage);
  return bytes('text/csv; charset=utf-8', Readable.from(outcome.value), `不通过的行 ${params.id ?? ''}.csv`);
}

const one = `${base}/:id`;
const decision = { fresh: true, decides: true } as const;

export const importBatchPages: readonly Route[] = [
  on.authorityAdministrator('GET', one, '导入批次', (context) => showBatch(context)),
  on.authorityAdministrator('POST', `${one}/confirm`, '确认导入', confirm, decision),
  on.authorityAdministrator('POST', `${one}/undo`, '撤销导入', undo, decision),
  on.authorityAdministrator('GET', `${one}/refused.csv`, '下载不通过的行', download, { fresh: true }),
];
