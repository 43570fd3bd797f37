import { answerSupplement } from '../../actions/application/answerSupplement.ts';
import { submit } from '../../actions/application/submit.ts';
import { type OwnApplication, viewOwnApplication } from '../../actions/application/viewOwnApplication.ts';
import { consequencesOf } from '../../domain/procedure/consequences.ts';
import { pageOfField, previousPage, refusalsOn } from '../../domain/procedure/draft.ts';
import { askedFields, type Field } from '../../domain/procedure/field.ts';
import { findingsOf } from '../../domain/procedure/findings.ts';
import { steps } from '../../domain/procedure/steps.ts';
import { type Refusal, refusal, refusalText } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html } from '../shared/answer.ts';
import { FindingsCard } from '../shared/applicationFile.tsx';
import { SubmitRow } from '../shared/button.tsx';
import { Card } from '../shared/card.tsx';
import { TextArea } from '../shared/fields.tsx';
import { fieldErrors, StepGuard, stepForm } from '../shared/formGuard.tsx';
import { errorTitle, FormPage, findError } from '../shared/formPage.tsx';
import { BackLink } from '../shared/navigation.tsx';
import { answerOutcome, notFoundPage } from '../shared/outcomePage.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths, withQuery } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { SummaryList, type SummaryRow } from '../shared/summaryList.tsx';
import { CameBack } from './cameBack.tsx';
import { photoHref } from './photoQuestion.tsx';
import { menuPlace } from './reasons.tsx';
import { personMessage, personPage } from './shell.tsx';
import { editableOf, type PersonContext, pagePaths, stepWords } from './typing.ts';

const title = '核对并提交';
const longestNote = 1000;

async function showCheck(context: PersonContext, given: readonly Refusal[] = []): Promise<Answer> {
  const found = await editableOf(context);
  if ('instead' in found) return found.instead;
  const { view } = found;
  const { row, definition, facts, typed, today } = view;
  // Told before anybody presses the button as well: who comes straight to this page sees what is missing.
  const refusals = given.length > 0 ? given : refusalsOn('check', definition, facts, typed, today.toString());
  const back = pagePaths[previousPage(definition, 'check')](row.id);
  const page = personPage(context, {
    title: errorTitle(title, fieldErrors(given)),
    current: menuPlace(definition),
    scripts: true,
    children: (
      <>
        <BackLink href={back}>返回上一步</BackLink>
        <PageHeading title={title} note={`${definition.menu}申请 · ${stepWords(view, 'check')}`} />
        <Missing view={view} refusals={refusals} />
        <CameBack view={view} />
        <ApplyCard view={view} />
        <PrintedCard view={view} />
        <Advice view={view} />
        <Card title="如果办理">
          <ul>
            {consequencesOf(definition, facts, typed, today.toString()).map((each) => (
              <li key={each}>{each}</li>
            ))}
            {definition.route.needsConsent(facts) && (
              <li>在考核所在省以外执业,机构审核后还须取得{facts.institution?.provinceName}中医药主管部门同意。</li>
            )}
          </ul>
        </Card>
        <SubmitForm context={context} view={view} refusals={refusals} back={back} />
      </>
    ),
  });
  return html(page, given.length > 0 ? 422 : 200);
}

/** What the checks say, before anybody else reads it. */
function Advice({ view: { row, definition, facts, typed, today } }: { view: OwnApplication }) {
  const findings = findingsOf(definition, facts, { ...row, ...typed }, today.toString());
  if (findings.length === 0) return null;
  return <FindingsCard findings={findings} note="审核人员看到的是同样的提示;怎样决定由人作出,不由系统作出。" />;
}

/** What still stands in the way, each leading to the page and the field where it is cured. */
function Missing({ view, refusals }: { view: OwnApplication; refusals: readonly Refusal[] }) {
  if (refusals.length === 0) return null;
  return (
    <div class="errors" role="alert" tabindex={-1} data-error-summary aria-labelledby="error-summary-title">
      <h2 id="error-summary-title">提交前请先改正下面 {refusals.length} 处</h2>
      <ul>
        {refusals.map((each) => (
          <li key={`${each.field ?? ''} ${each.code}`}>
            <Cure view={view} each={each} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Cure({ view, each }: { view: OwnApplication; each: Refusal }) {
  if (each.field === undefined) return <>{refusalText(each)}</>;
  const page = pagePaths[pageOfField(view.definition, each.field)](view.row.id);
  const href = each.field === 'note' ? '#note' : `${page}#${each.field}`;
  return <a href={href}>{refusalText(each)}</a>;
}

function ApplyCard({ view }: { view: OwnApplication }) {
  const { row, definition, institution } = view;
  const { form } = definition;
  const edit = paths.person.applicationEdit(row.id);
  const href = photoHref(view);
  const rows: SummaryRow[] = [];
  if (form.photo) {
    const picture =
      href === undefined ? '' : <img class="photo" src={href} alt="您上传的个人照片" width={358} height={441} />;
    rows.push({ label: '个人照片', value: picture, changeHref: `${edit}#photo` });
  }
  if (form.institution !== null) {
    const chosen =
      institution === undefined ? '' : `${institution.name}\n${institution.region} · 登记号 ${institution.number}`;
    rows.push({ label: form.institution.label, value: chosen, changeHref: `${edit}#institution` });
  }
  return (
    <Card title={`${definition.menu}申请`}>
      <SummaryList rows={[...rows, ...answerRows(view, form.apply, edit)]} />
    </Card>
  );
}

function PrintedCard({ view }: { view: OwnApplication }) {
  const { row, definition, facts } = view;
  const known = definition.form.shown(facts).flatMap(({ rows }) => rows);
  const asked = answerRows(view, definition.form.printed, paths.person.applicationForm(row.id));
  return (
    <Card
      title={definition.form.printed.length > 0 ? '业务打印表单' : definition.papers.formTitle}
      aside={<a href={paths.person.applicationPdf(row.id)}>打印预览</a>}
    >
      <SummaryList rows={[...known, ...asked]} />
    </Card>
  );
}

function answerRows({ facts, today, typed }: OwnApplication, fields: readonly Field[], page: string): SummaryRow[] {
  return askedFields(fields, facts, today.toString()).map(({ key, label }) => ({
    label,
    value: typed.answers[key] ?? '',
    changeHref: `${page}#${key}`,
  }));
}

interface SubmitFormProps {
  context: PersonContext;
  view: OwnApplication;
  refusals: readonly Refusal[];
  back: string;
}

function SubmitForm({ context, view, refusals, back }: SubmitFormProps) {
  const { row, definition, names, facts } = view;
  const answers = row.state === 'supplement';
  const next = answers ? names.authority : facts.institution?.name;
  return (
    <FormPage
      action={paths.person.applicationCheck(row.id)}
      hidden={<StepGuard context={context} version={row.version} />}
    >
      {answers && (
        <TextArea
          name="note"
          label="补正说明"
          hint="写明补正了什么,审核人员会看到。"
          maxLength={longestNote}
          value={context.form.text('note')}
          error={findError(fieldErrors(refusals), 'note')}
        />
      )}
      <Card title="申请人声明" tinted>
        <p>{definition.form.declaration}</p>
      </Card>
      <SubmitRow
        main={answers ? steps.answerSupplement : steps.submit}
        back={{ href: back }}
        next={next === undefined || next === null ? undefined : `提交后由${next}${answers ? '继续办理' : '审核'}。`}
      />
    </FormPage>
  );
}

async function postCheck(context: PersonContext): Promise<Answer> {
  const { services, actor, form } = context;
  // Not asked whether it can still be edited: a form sent twice finds it submitted and gets its first answer again.
  const view = await viewOwnApplication(services, actor, context.params.id ?? '');
  if (view === undefined) return notFoundPage(context, personMessage);
  const { row } = view;
  const location = withQuery(paths.person.application(row.id), { said: 'submitted' });
  const step = { ...stepForm(context, row.id, location), refusals: noteRefusals(form.text('note'), form.refusals) };
  const outcome =
    row.state === 'supplement'
      ? await answerSupplement(services, actor, step, form.text('note'))
      : await submit(services, actor, step);
  return answerOutcome(context, outcome, personMessage, paths.person.application(row.id), (refusals) =>
    showCheck(context, refusals),
  );
}

function noteRefusals(note: string, damaged: readonly Refusal[]): readonly Refusal[] {
  const parameters = { label: '补正说明', max: String(longestNote) };
  return [...damaged, ...([...note].length > longestNote ? [refusal('field.tooLong', 'note', parameters)] : [])];
}

const path = paths.person.applicationCheck(':id');

export const applicationCheckPages: readonly Route[] = [
  on.physician('GET', path, title, (context) => showCheck(context)),
  on.physician('POST', path, title, postCheck),
];
