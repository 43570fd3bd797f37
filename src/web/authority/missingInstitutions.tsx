import {
  answerMissingInstitution,
  mayAnswerMissingInstitution,
} from '../../actions/institution/answerMissingInstitution.ts';
import { listMissingInstitutions } from '../../actions/institution/listMissingInstitutions.ts';
import type { AuthorityActor } from '../../domain/access/actor.ts';
import { chinaDate, formatDateTime } from '../../domain/time/dates.ts';
import { type Refusal, refusalText } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html } from '../shared/answer.ts';
import { Button } from '../shared/button.tsx';
import { Card } from '../shared/card.tsx';
import type { ActorContext } from '../shared/context.ts';
import { EmptyState } from '../shared/emptyState.tsx';
import { TextArea } from '../shared/fields.tsx';
import { FormGuard, fieldErrors } from '../shared/formGuard.tsx';
import { ErrorSummary, type FieldError, findError } from '../shared/formPage.tsx';
import { Flash } from '../shared/notice.tsx';
import { answerOutcome } from '../shared/outcomePage.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths, withQuery } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { authorityMessage, authorityPage } from './shell.tsx';

type Context = ActorContext<AuthorityActor>;
type Report = Awaited<ReturnType<typeof listMissingInstitutions>>[number];

const base = paths.authority.missingInstitutions;

async function showReports(context: Context, refusals: readonly Refusal[]): Promise<Answer> {
  const reports = await listMissingInstitutions(context.services, context.actor);
  const errors = fieldErrors(refusals);
  const page = authorityPage(context, {
    title: '缺少的机构',
    current: 'missingInstitutions',
    flash: context.query.text('done') === '' ? undefined : <Flash>已答复,申请人会收到通知。</Flash>,
    children: (
      <>
        <PageHeading title="缺少的机构" note="申请人报告系统中找不到的机构。核实后请导入机构,再答复申请人。" />
        <ErrorSummary errors={errors} />
        {reports.length === 0 && <EmptyState title="没有报告">本地区的申请人都找到了要选的机构。</EmptyState>}
        {reports.map((report) => (
          <ReportCard key={report.id} context={context} report={report} errors={errors} />
        ))}
      </>
    ),
  });
  return html(page, refusals.length > 0 ? 422 : 200);
}

function ReportCard({ context, report, errors }: { context: Context; report: Report; errors: readonly FieldError[] }) {
  const today = chinaDate(context.services.clock.now());
  const when = (at: string) => formatDateTime(Temporal.Instant.from(at), today);
  return (
    <Card title={report.name} aside={report.state === 'open' ? '待答复' : '已答复'}>
      <p class="quiet">{`${report.regionName} · ${report.applicant} · ${when(report.createdAt)}`}</p>
      <p>{report.words}</p>
      {report.state === 'open' ? (
        <AnswerForm context={context} report={report} errors={errors} />
      ) : (
        <p>
          <strong>答复:</strong>
          {report.answer}
          {report.answeredAt !== null && (
            <span class="quiet">{`(${report.answeredBy ?? ''},${when(report.answeredAt)})`}</span>
          )}
        </p>
      )}
    </Card>
  );
}

function AnswerForm({ context, report, errors }: { context: Context; report: Report; errors: readonly FieldError[] }) {
  const name = `answer-${report.id}`;
  const forbidden = mayAnswerMissingInstitution(context.actor).map(refusalText);
  return (
    <form class="form" method="post" action={base} noValidate>
      <FormGuard context={context} />
      <input type="hidden" name="id" value={report.id} />
      {forbidden.length === 0 && (
        <TextArea
          name={name}
          label="答复"
          required
          hint="申请人会看到"
          rows={2}
          maxLength={500}
          value={context.form.text(name)}
          error={findError(errors, name)}
        />
      )}
      <Button kind="secondary" refusedBecause={forbidden.length === 0 ? undefined : forbidden.join(' ')}>
        答复
      </Button>
    </form>
  );
}

const reports = on.authority('GET', base, '缺少的机构', (context) => showReports(context, []));

const reply = on.authority('POST', base, '答复缺少的机构', async (context) => {
  const id = context.form.text('id');
  const words = context.form.text(`answer-${id}`);
  const outcome = await answerMissingInstitution(context.services, context.actor, id, words);
  const onwards = outcome.kind === 'done' ? { ...outcome, value: withQuery(base, { done: '1' }) } : outcome;
  return answerOutcome(context, onwards, authorityMessage, base, (refusals) =>
    showReports(
      context,
      refusals.map((each) => (each.field === undefined ? each : { ...each, field: `${each.field}-${id}` })),
    ),
  );
});

export const missingInstitutionsPages: readonly Route[] = [reports, reply];
