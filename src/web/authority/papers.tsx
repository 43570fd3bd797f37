import { orderOf, startPaperBatch } from '../../actions/papers/startPaperBatch.ts';
import {
  type PaperBatchRow,
  type UnmadeRow,
  viewPaperBatch,
  viewPaperBatches,
  viewUnmade,
} from '../../actions/papers/viewPaperBatches.ts';
import type { AuthorityActor } from '../../domain/access/actor.ts';
import { groupByFours } from '../../domain/fields/certificateNumbers.ts';
import { unmadeReasons } from '../../domain/register/unmadePaper.ts';
import { chinaDate, formatDateTime } from '../../domain/time/dates.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html, redirect } from '../shared/answer.ts';
import { SubmitRow } from '../shared/button.tsx';
import { Card } from '../shared/card.tsx';
import { CheckboxField } from '../shared/choices.tsx';
import type { ActorContext } from '../shared/context.ts';
import { FormGuard } from '../shared/formGuard.tsx';
import { errorTitle, FormPage, findError } from '../shared/formPage.tsx';
import { KeyFigures } from '../shared/keyFigures.tsx';
import { BackLink } from '../shared/navigation.tsx';
import { Notice } from '../shared/notice.tsx';
import { notFoundPage } from '../shared/outcomePage.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths } from '../shared/paths.ts';
import { Progress } from '../shared/progress.tsx';
import { on, type Route } from '../shared/route.ts';
import { shownErrors } from '../shared/shownErrors.ts';
import { type Column, DataTable } from '../shared/table.tsx';
import { Tag } from '../shared/tag.tsx';
import { authorityMessage, authorityPage } from './shell.tsx';

type Context = ActorContext<AuthorityActor>;

const base = paths.authority.papers;
const title = '批量制证';
const batchTitle = '制证进度';
const sealing = '用本系统的电子印章为上述证书签章';

const states = {
  waiting: { tone: 'neutral', label: '等待' },
  running: { tone: 'underway', label: '制作中' },
  done: { tone: 'valid', label: '完成' },
} as const;

function StateTag({ batch: { state } }: { batch: PaperBatchRow }) {
  return <Tag tone={states[state].tone}>{states[state].label}</Tag>;
}

async function showBatches(context: Context, refusals: readonly Refusal[] = []): Promise<Answer> {
  const { services, actor, form } = context;
  const batches = await viewPaperBatches(services, actor);
  const errors = shownErrors(form, refusals);
  const today = chinaDate(services.clock.now());
  const children = (
    <>
      <PageHeading title={title} note="为本机关和下级机关登记的全部有效注册制作并签章执业证书。" />
      <Card title="开始制证">
        <p>内容没有变化的证书保留原件,不重新制作。制作在后台进行,可以离开本页;中断后会从停下的地方继续。</p>
        <FormPage action={base} errors={errors} hidden={<FormGuard context={context} />}>
          <CheckboxField name="sure" label={`我确认${sealing}`} required error={findError(errors, 'sure')} />
          <SubmitRow main="开始制证" next="每份证书签章前先留下用印记录。" />
        </FormPage>
      </Card>
      <section class="section">
        <DataTable
          id="batches"
          caption="制证批次"
          columns={columns(today)}
          rows={batches}
          rowKey={({ id }) => id}
          empty={{ title: '还没有批量制证', children: '开始制证后,批次和进度会列在这里。' }}
        />
      </section>
    </>
  );
  const page = authorityPage(context, { title: errorTitle(title, errors), current: 'papers', children });
  return html(page, errors.length > 0 ? 422 : 200);
}

function columns(today: Temporal.PlainDate): Column<PaperBatchRow>[] {
  const number = (key: 'total' | 'made' | 'kept' | 'refused', header: string): Column<PaperBatchRow> => {
    return { key, header, cell: (batch) => batch[key], align: 'number', nowrap: true };
  };
  return [
    {
      key: 'at',
      header: '开始时间',
      cell: ({ id, createdAt }) => (
        <a href={paths.authority.paperBatch(id)}>{formatDateTime(Temporal.Instant.from(createdAt), today)}</a>
      ),
      rowHeader: true,
      nowrap: true,
    },
    { key: 'state', header: '状态', cell: (batch) => <StateTag batch={batch} />, nowrap: true },
    number('total', '证书'),
    number('made', '新制'),
    number('kept', '保留'),
    number('refused', '未制'),
    { key: 'organisation', header: '机关', cell: ({ organisation }) => organisation },
    { key: 'by', header: '经办', cell: ({ actorName }) => actorName, nowrap: true },
  ];
}

async function start(context: Context): Promise<Answer> {
  const { services, actor, form } = context;
  if (form.text('sure') === '') return showBatches(context, [refusal('review.confirm', 'sure', { label: sealing })]);
  const batch = await startPaperBatch(services, orderOf(actor), true);
  return redirect(paths.authority.paperBatch(batch.id));
}

async function showBatch(context: Context): Promise<Answer> {
  const batch = await viewPaperBatch(context.services, context.actor, context.params.id ?? '');
  if (batch === undefined) return notFoundPage(context, authorityMessage);
  const over = batch.state === 'done';
  const children = (
    <>
      <BackLink href={base}>全部批次</BackLink>
      <PageHeading title={batchTitle} note={batch.organisation} />
      <p>
        <StateTag batch={batch} />
      </p>
      {batch.problem !== null && (
        <Notice tone="warning" title="暂停制作">
          <p>{batch.problem}。已制作的证书不受影响。</p>
        </Notice>
      )}
      {over ? (
        <Figures batch={batch} unmade={await viewUnmade(context.services, batch)} />
      ) : (
        <Progress
          id="papers"
          label="正在制作,本页自动刷新"
          value={doneOf(batch)}
          max={Math.max(batch.total, doneOf(batch))}
        />
      )}
    </>
  );
  return html(
    authorityPage(context, { title: batchTitle, current: 'papers', refreshSeconds: over ? undefined : 2, children }),
  );
}

function doneOf({ made, kept, refused }: PaperBatchRow): number {
  return made + kept + refused;
}

const unmadeColumns: Column<UnmadeRow>[] = [
  {
    key: 'licenceNo',
    header: '执业证书编码',
    cell: ({ licenceNo }) => groupByFours(licenceNo),
    rowHeader: true,
    nowrap: true,
  },
  { key: 'reason', header: '原因', cell: ({ reason }) => unmadeReasons[reason] },
];

function Figures({ batch, unmade }: { batch: PaperBatchRow; unmade: readonly UnmadeRow[] }) {
  return (
    <>
      <KeyFigures
        figures={[
          { label: '新制', value: batch.made, unit: '份' },
          { label: '内容未变,保留', value: batch.kept, unit: '份' },
          { label: '未制', value: batch.refused, unit: '份', tone: batch.refused > 0 ? 'late' : undefined },
        ]}
      />
      {batch.refused > 0 && (
        <section class="section">
          <DataTable
            id="unmade"
            caption={unmade.length < batch.refused ? `未制的证书(前${unmade.length}份)` : '未制的证书'}
            columns={unmadeColumns}
            rows={unmade}
            rowKey={({ licenceNo }) => licenceNo}
            empty={{ title: '早先的批次没有留下逐份的原因' }}
          />
        </section>
      )}
    </>
  );
}

export const paperPages: readonly Route[] = [
  on.authorityAdministrator('GET', base, '批量制证', (context) => showBatches(context)),
  on.authorityAdministrator('POST', base, '开始制证', start, { fresh: true }),
  on.authorityAdministrator('GET', `${base}/:id`, '制证批次', showBatch),
];
