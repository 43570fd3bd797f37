import { loadCalendar } from '../../actions/calendar/loadCalendar.ts';
import {
  daysOfFile,
  type LoadedYear,
  listCalendarYears,
  readCalendarFile,
} from '../../actions/calendar/readCalendarFile.ts';
import type { AuthorityActor } from '../../domain/access/actor.ts';
import { chinaDate } from '../../domain/time/dates.ts';
import { type Refusal, refusal, refusalText } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html, redirect } from '../shared/answer.ts';
import { Button, SubmitRow } from '../shared/button.tsx';
import { Card } from '../shared/card.tsx';
import type { ActorContext, PageContext } from '../shared/context.ts';
import { FileField, TextArea } from '../shared/fields.tsx';
import { FormGuard, fieldErrors } from '../shared/formGuard.tsx';
import { FormPage, findError } from '../shared/formPage.tsx';
import { Flash, Notice } from '../shared/notice.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths, withQuery } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { DataTable } from '../shared/table.tsx';
import { Tag } from '../shared/tag.tsx';
import { authorityPage } from './shell.tsx';

type Context = ActorContext<AuthorityActor>;

const base = paths.authority.calendar;
const example =
  '{"year": 2027, "source": "国务院办公厅关于…的通知", "days": {"2027-01-01": {"working": false, "name": "元旦"}}}';

/** What was uploaded counts; otherwise what was pasted. */
function sentText({ form, files }: PageContext): string {
  const file = files.file;
  return file === undefined ? form.text('text') : new TextDecoder().decode(file.bytes).replace(/^\uFEFF/, '');
}

async function showCalendar(context: Context, refusals: readonly Refusal[]): Promise<Answer> {
  const { services, query } = context;
  const years = await listCalendarYears(services);
  const thisYear = chinaDate(services.clock.now()).year;
  const missing = [thisYear, thisYear + 1].filter((year) => years.every((each) => each.year !== year));
  const page = authorityPage(context, {
    title: '工作日历',
    current: 'calendar',
    flash: query.text('done') === '' ? undefined : <Flash>{`已载入${query.text('done')}年的工作日历。`}</Flash>,
    children: (
      <>
        <PageHeading title="工作日历" note="办理时限按工作日计算,节假日和调休以国务院办公厅每年的通知为准。" />
        {missing.map((year) => (
          <Notice key={year} tone="warning" title={`${year}年:暂定`}>
            <p>{`${year}年的放假安排还没有载入,涉及这一年的期限先按周一至周五计算,载入后自动重新计算。`}</p>
          </Notice>
        ))}
        <LoadForm context={context} refusals={refusals} />
        <Years years={years} />
      </>
    ),
  });
  return html(page, refusals.length > 0 ? 422 : 200);
}

function Years({ years }: { years: readonly LoadedYear[] }) {
  return (
    <DataTable
      id="years"
      caption="已载入的年度"
      columns={[
        { key: 'year', header: '年度', cell: ({ year }) => `${year}年`, rowHeader: true, nowrap: true },
        { key: 'daysOff', header: '放假日', cell: ({ daysOff }) => `${daysOff}天`, nowrap: true },
        { key: 'makeUpDays', header: '调休上班', cell: ({ makeUpDays }) => `${makeUpDays}天`, nowrap: true },
        { key: 'source', header: '依据', cell: ({ source }) => source },
      ]}
      rows={years}
      rowKey={({ year }) => String(year)}
      empty={{ title: '还没有载入任何年度' }}
    />
  );
}

function LoadForm({ context, refusals }: { context: Context; refusals: readonly Refusal[] }) {
  const errors = fieldErrors(refusals);
  if (context.actor.role !== 'administrator') {
    return (
      <Card title="载入一个年度">
        <Button refusedBecause={refusalText(refusal('step.moreRight', undefined, { step: '载入工作日历' }))}>
          预览
        </Button>
      </Card>
    );
  }
  return (
    <Card title="载入一个年度">
      <FormPage action={base} files errors={errors} hidden={<FormGuard context={context} />}>
        <FileField name="file" label="日历文件(JSON)" accept="application/json,.json" />
        <TextArea
          name="text"
          label="或粘贴内容"
          hint={`格式:${example}`}
          rows={6}
          value={sentText(context)}
          error={findError(errors, 'text')}
        />
        <SubmitRow main="预览" next="下一步核对每一天,确认后才载入。" />
      </FormPage>
    </Card>
  );
}

const calendar = on.authority('GET', base, '工作日历', (context) => showCalendar(context, []));

/** Shows every day of the file before anything is written; what is confirmed is the text itself, read again. */
const preview = on.authorityAdministrator(
  'POST',
  base,
  '载入工作日历',
  async (context) => {
    const { services, actor, form } = context;
    const text = sentText(context);
    const read = readCalendarFile(text);
    if (read.kind === 'refused') return showCalendar(context, read.refusals);
    if (read.kind !== 'done') throw new Error(`a calendar file cannot be ${read.kind}`);
    const file = read.value;
    if (form.text('confirmed') === String(file.year)) {
      await loadCalendar(services, file, actor);
      return redirect(withQuery(base, { done: String(file.year) }));
    }
    return html(
      authorityPage(context, {
        title: `核对${file.year}年工作日历`,
        current: 'calendar',
        children: (
          <>
            <PageHeading title={`核对${file.year}年工作日历`} note={file.source} />
            <DataTable
              id="days"
              caption={`${file.year}年与周一至周五、周末不同的日子`}
              columns={[
                { key: 'date', header: '日期', cell: ({ date }) => date, rowHeader: true, nowrap: true },
                { key: 'name', header: '名称', cell: ({ name }) => name },
                {
                  key: 'kind',
                  header: '性质',
                  cell: ({ working }) => (
                    <Tag tone={working ? 'underway' : 'valid'}>{working ? '上班(计入)' : '放假(不计)'}</Tag>
                  ),
                },
              ]}
              rows={daysOfFile(file)}
              rowKey={({ date }) => date}
              empty={{ title: '没有特别的日子', children: '全年按周一至周五计算。' }}
            />
            <form class="form" method="post" action={base}>
              <FormGuard context={context} />
              <input type="hidden" name="text" value={text} />
              <input type="hidden" name="confirmed" value={String(file.year)} />
              <SubmitRow main="确认载入" back={{ href: base }} next="已经载入过的同一年度会被替换,并记入台账。" />
            </form>
          </>
        ),
      }),
    );
  },
  { fileLimit: 256 * 1024, fresh: ({ text }) => text('confirmed') !== '' },
);

export const calendarPages: readonly Route[] = [calendar, preview];
