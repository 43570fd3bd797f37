import { listBatches } from '../../actions/import/listBatches.ts';
import { receiveImportFile } from '../../actions/import/receiveImportFile.ts';
import type { AuthorityActor } from '../../domain/access/actor.ts';
import { importKinds, isImportKind } from '../../domain/import/kinds.ts';
import { importTemplate } from '../../domain/import/template.ts';
import { chinaDate, formatDateTime } from '../../domain/time/dates.ts';
import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import { type Answer, bytes, html, redirect } from '../shared/answer.ts';
import { SubmitRow } from '../shared/button.tsx';
import { Card } from '../shared/card.tsx';
import { RadioGroup } from '../shared/choices.tsx';
import type { ActorContext } from '../shared/context.ts';
import { FileField } from '../shared/fields.tsx';
import { FormGuard } from '../shared/formGuard.tsx';
import { errorTitle, FormPage, findError } from '../shared/formPage.tsx';
import { notFoundPage } from '../shared/outcomePage.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { shownErrors } from '../shared/shownErrors.ts';
import { type Column, DataTable } from '../shared/table.tsx';
import { type Batch, BatchStateTag } from './batchStateTag.tsx';
import { authorityMessage, authorityPage } from './shell.tsx';

type Context = ActorContext<AuthorityActor>;

const base = paths.authority.imports;

/** Held in memory while it is received: a hundred thousand lines, several times the roster of the whole country. */
const mostMegabytes = 20;

const notes = {
  authorities: '本机关的下级机关,包括它们的职能',
  institutions: '本机关及下级机关审批的医疗机构',
  roster: '本省考核合格人员,由省级机关导入',
} as const;

async function showImports(context: Context, refusals: readonly Refusal[] = []): Promise<Answer> {
  const { services, actor, form } = context;
  const batches = await listBatches(services, actor);
  const errors = shownErrors(form, refusals);
  const today = chinaDate(services.clock.now());
  const children = (
    <>
      <PageHeading title="导入" note="先预检,看清哪些行不通过,再确认导入。预检不写入任何数据。" />
      <div class="columns">
        <Card title="上传文件">
          <FormPage action={base} files errors={errors} hidden={<FormGuard context={context} />} starNote>
            <RadioGroup
              name="kind"
              label="导入内容"
              required
              value={form.text('kind')}
              error={findError(errors, 'kind')}
              choices={Object.entries(importKinds).map(([value, label]) => {
                return { value, label, note: isImportKind(value) ? notes[value] : undefined };
              })}
            />
            <FileField
              name="file"
              label="文件"
              required
              accept=".csv,.xlsx,text/csv"
              hint={`CSV(UTF-8 或 GB18030)或 XLSX,最大${mostMegabytes}MB`}
              error={findError(errors, 'file')}
            />
            <SubmitRow main="预检" next="预检完成后显示每一处问题。" />
          </FormPage>
        </Card>
        <Card title="模板" tinted>
          <p>表头与模板一致即可,列的顺序不限。</p>
          <ul>
            {Object.entries(importKinds).map(([kind, label]) => (
              <li key={kind}>
                <a href={`${base}/templates/${kind}.csv`}>下载{label}模板(CSV)</a>
              </li>
            ))}
          </ul>
        </Card>
      </div>
      <section class="section">
        <DataTable
          id="batches"
          caption="导入批次"
          columns={columns(today)}
          rows={batches}
          rowKey={({ id }) => id}
          empty={{ title: '还没有导入过', children: '选择文件并预检,批次会列在这里。' }}
        />
      </section>
    </>
  );
  const page = authorityPage(context, { title: errorTitle('导入', errors), current: 'imports', children });
  return html(page, errors.length > 0 ? 422 : 200);
}

function columns(today: Temporal.PlainDate): Column<Batch>[] {
  const number = (key: 'taken' | 'unchanged' | 'refused', header: string): Column<Batch> => {
    return { key, header, cell: (batch) => batch[key], align: 'number', nowrap: true };
  };
  return [
    {
      key: 'id',
      header: '批次',
      cell: ({ id }) => <a href={paths.authority.importBatch(id)}>{id}</a>,
      rowHeader: true,
      nowrap: true,
    },
    { key: 'kind', header: '内容', cell: ({ kind }) => importKinds[kind], nowrap: true },
    { key: 'file', header: '文件', cell: ({ fileName }) => fileName },
    { key: 'state', header: '状态', cell: (batch) => <BatchStateTag batch={batch} />, nowrap: true },
    number('taken', '导入'),
    number('unchanged', '没有变化'),
    number('refused', '不通过'),
    {
      key: 'at',
      header: '时间',
      cell: ({ startedAt }) => formatDateTime(Temporal.Instant.from(startedAt), today),
      nowrap: true,
    },
    { key: 'by', header: '经办', cell: ({ accountName }) => accountName ?? '', nowrap: true },
  ];
}

async function upload(context: Context): Promise<Answer> {
  const { services, actor, form, files } = context;
  const outcome = await receiveImportFile(services, actor, { kind: form.text('kind'), file: files.file });
  if (outcome.kind === 'done') return redirect(paths.authority.importBatch(outcome.value.batch));
  return outcome.kind === 'refused' ? showImports(context, outcome.refusals) : notFoundPage(context, authorityMessage);
}

async function template(context: Context): Promise<Answer> {
  const { kind = '' } = context.params;
  if (!isImportKind(kind)) return notFoundPage(context, authorityMessage);
  return bytes('text/csv; charset=utf-8', importTemplate(kind), `${importKinds[kind]}模板.csv`);
}

export const importPages: readonly Route[] = [
  on.authorityAdministrator('GET', base, '导入', (context) => showImports(context)),
  on.authorityAdministrator('POST', base, '上传导入文件', upload, { fileLimit: mostMegabytes * 1024 * 1024 }),
  on.authorityAdministrator('GET', `${base}/templates/:kind.csv`, '导入模板', template),
];
