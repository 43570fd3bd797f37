import { answerByLink, answerOwnDispute } from '../../actions/dispute/answerDispute.ts';
import { longestStatement } from '../../actions/dispute/disputeForm.ts';
import { mostEvidence } from '../../actions/dispute/storeEvidence.ts';
import { type OwnDispute, viewDisputeByLink, viewOwnDispute } from '../../actions/dispute/viewOwnDispute.ts';
import type { PersonActor } from '../../domain/access/actor.ts';
import { disputeOutcomes, disputeStates } from '../../domain/access/dispute.ts';
import { chinaDate, formatDateTime } from '../../domain/time/dates.ts';
import { remedies } from '../../domain/vocabulary/articles.ts';
import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html, redirect } from '../shared/answer.ts';
import { SubmitRow } from '../shared/button.tsx';
import { Card } from '../shared/card.tsx';
import type { ActorContext, PageContext } from '../shared/context.ts';
import { TextArea } from '../shared/fields.tsx';
import { FormGuard } from '../shared/formGuard.tsx';
import { ErrorSummary, errorTitle, FormPage } from '../shared/formPage.tsx';
import { answerOutcome, notFoundPage } from '../shared/outcomePage.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths, withQuery } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { shownErrors } from '../shared/shownErrors.ts';
import { SummaryList } from '../shared/summaryList.tsx';
import { typedFields } from '../shared/typedFields.ts';
import { EvidenceFields, evidenceLimit, uploadsOf } from './evidenceFields.tsx';
import { saidOn } from './said.tsx';
import { personMessage, personPage } from './shell.tsx';

const title = '身份异议';
const files = { fileLimit: evidenceLimit, files: mostEvidence } as const;

/** One side's page: how the dispute stands, what is asked, and the form to answer while there is something to answer. */
function sidePage(context: PageContext, view: OwnDispute, action: string, refusals: readonly Refusal[]): Answer {
  const errors = shownErrors(context.form, refusals);
  const { row, asked } = view;
  const decided =
    row.decidedAt === null || row.outcome === null
      ? []
      : [
          { label: '处理结果', value: disputeOutcomes[row.outcome] },
          { label: '理由', value: row.reason },
          { label: '救济途径', value: remedies },
        ];
  const when = formatDateTime(Temporal.Instant.from(row.openedAt), chinaDate(context.services.clock.now()));
  const children = (
    <div class="narrow">
      <PageHeading title={title} note="有人对一个账号的身份提出了异议,由考核所在省的主管部门核实" />
      <SummaryList
        rows={[
          { label: '提出时间', value: when },
          { label: '处理机关', value: row.authority },
          { label: '状态', value: row.state === 'decided' ? disputeStates.decided : '处理中' },
          ...decided,
        ]}
      />
      {asked === undefined && <ErrorSummary errors={errors} />}
      {asked !== undefined && (
        <Card title={asked.question === '' ? '您的说明' : '补充询问'}>
          {asked.question !== '' && <p>{asked.question}</p>}
          <FormPage action={action} errors={errors} files hidden={<FormGuard context={context} />}>
            <TextArea
              {...typedFields(context, errors)('words')}
              label="情况说明"
              required
              maxLength={longestStatement}
            />
            <EvidenceFields errors={errors} required={false} />
            <SubmitRow main="提交" next="提交后不能修改。" />
          </FormPage>
        </Card>
      )}
    </div>
  );
  const flash = errors.length === 0 ? saidOn(context) : undefined;
  const page = personPage(context, { title: errorTitle(title, errors), scripts: true, flash, children });
  return html(page, errors.length > 0 ? 422 : 200);
}

type Own = ActorContext<PersonActor>;

async function showOwn(context: Own, refusals: readonly Refusal[]): Promise<Answer> {
  const view = await viewOwnDispute(context.services, context.actor);
  if (view !== undefined) return sidePage(context, view, paths.person.dispute, refusals);
  return html(personMessage(context, title, <p>没有人对您的账号提出异议。</p>));
}

async function answerOwn(context: Own): Promise<Answer> {
  const given = { words: context.form.text('words'), uploads: uploadsOf(context) };
  const outcome = await answerOwnDispute(context.services, context.actor, given);
  if (outcome.kind === 'done') return redirect(withQuery(paths.person.dispute, { said: 'disputeAnswered' }));
  return answerOutcome(context, outcome, personMessage, paths.person.dispute, (refusals) => showOwn(context, refusals));
}

async function showLink(context: PageContext, refusals: readonly Refusal[]): Promise<Answer> {
  const token = context.params.token ?? '';
  const view = await viewDisputeByLink(context.services, token);
  if (view === undefined) return notFoundPage(context, personMessage);
  await context.ensureSession();
  return sidePage(context, view, paths.disputeAnswer(token), refusals);
}

async function answerLink(context: PageContext): Promise<Answer> {
  const token = context.params.token ?? '';
  const given = { words: context.form.text('words'), uploads: uploadsOf(context) };
  const outcome = await answerByLink(context.services, token, given);
  if (outcome.kind === 'done') return redirect(withQuery(paths.disputeAnswer(token), { said: 'disputeAnswered' }));
  return answerOutcome(context, outcome, personMessage, paths.home, (refusals) => showLink(context, refusals));
}

export const disputeAnswerPages: readonly Route[] = [
  on.person('GET', paths.person.dispute, title, (context) => showOwn(context, [])),
  on.person('POST', paths.person.dispute, '答复身份异议', answerOwn, { ...files, whileFrozen: true }),
  on.visitor('GET', paths.disputeAnswer(':token'), '申请异议人答复', (context) => showLink(context, [])),
  on.visitor('POST', paths.disputeAnswer(':token'), '申请异议人答复', answerLink, files),
];
