import { dropDuty, noteDuty } from '../../actions/reporting/noteDuty.ts';
import { reportByInstitution } from '../../actions/reporting/reportByInstitution.ts';
import { type Duty, type PhysicianView, viewPhysician } from '../../actions/reporting/viewPhysician.ts';
import type { InstitutionActor } from '../../domain/access/actor.ts';
import type { Definition } from '../../domain/procedure/definition.ts';
import { leftWords } from '../../domain/procedure/reportDuties.ts';
import { settings } from '../../domain/procedure/settings.ts';
import { hasEnded } from '../../domain/register/entry.ts';
import { inactiveTerm } from '../../domain/register/terms.ts';
import { chinaDate } from '../../domain/time/dates.ts';
import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html } from '../shared/answer.ts';
import { AskedField } from '../shared/askedField.tsx';
import { Button } from '../shared/button.tsx';
import { Card } from '../shared/card.tsx';
import type { ActorContext } from '../shared/context.ts';
import { EntryTag } from '../shared/entryTag.tsx';
import { DateField, TextField } from '../shared/fields.tsx';
import { FormGuard, fieldErrors, stepForm } from '../shared/formGuard.tsx';
import { ErrorSummary, errorTitle, type FieldError, findError } from '../shared/formPage.tsx';
import { BackLink } from '../shared/navigation.tsx';
import { Flash } from '../shared/notice.tsx';
import { answerOutcome, notFoundPage } from '../shared/outcomePage.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths, withQuery } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { SiteTable } from '../shared/siteTable.tsx';
import { institutionMessage, institutionPage } from './shell.tsx';

type Context = ActorContext<InstitutionActor>;
interface PartProps {
  readonly context: Context;
  readonly view: PhysicianView;
  readonly errors: readonly FieldError[];
}

const said: Readonly<Record<string, string>> = {
  noted: '已登记。到期前会提醒本机构。',
  dropped: '已取消登记。',
};

async function showPhysician(context: Context, refusals: readonly Refusal[]): Promise<Answer> {
  const view = await viewPhysician(context.services, context.actor, context.params.id ?? '');
  if (view === undefined) return notFoundPage(context, institutionMessage);
  const { physician, sites } = view;
  const errors = fieldErrors(refusals);
  const done = said[context.query.text('done')];
  const part = { context, view, errors };
  const page = institutionPage(context, {
    title: errorTitle(`本机构医师 ${physician.name}`, errors),
    current: 'physicians',
    flash: done === undefined ? undefined : <Flash>{done}</Flash>,
    children: (
      <>
        <BackLink href={paths.institution.physicians}>本机构医师</BackLink>
        <PageHeading
          title={physician.name}
          note={
            <>
              执业证书编码 {physician.licenceNo} <EntryTag status={physician.status} /> {inactiveTerm(physician)}
            </>
          }
        />
        <ErrorSummary errors={errors} />
        <DutyCard {...part} />
        <Reports {...part} />
        <Card title="多执业机构备案">
          <SiteTable
            id="sites"
            caption="多执业机构备案"
            of="own"
            sites={sites}
            empty={{ title: '没有多执业机构备案' }}
          />
        </Card>
      </>
    ),
  });
  return html(page, refusals.length > 0 ? 422 : 200);
}

/** 待报告: the day the institution learned of it, and how long it still has. */
function DutyCard({ context, view: { physician, duty }, errors }: PartProps) {
  if (hasEnded(physician)) return null;
  const action = paths.institution.physicianDuty(physician.id);
  if (duty !== undefined) return <OpenDuty context={context} duty={duty} action={action} />;
  return (
    <Card title="登记待报告事项">
      <p class="quiet">
        知道医师离岗或者有注销情形、暂时不能报告的,先登记知悉日期;{settings.reportDays}
        日内须报告,系统会提醒(《医师法》第十七条)。
      </p>
      <form class="form" method="post" action={action} noValidate>
        <FormGuard context={context} />
        <DateField
          name="dutyKnownOn"
          label="知悉日期"
          required
          value={context.form.text('dutyKnownOn')}
          error={findError(errors, 'dutyKnownOn')}
        />
        <TextField
          name="dutyNote"
          label="备注"
          value={context.form.text('dutyNote')}
          error={findError(errors, 'dutyNote')}
        />
        <Button kind="secondary">登记</Button>
      </form>
    </Card>
  );
}

function OpenDuty({ context, duty, action }: { context: Context; duty: Duty; action: string }) {
  const today = chinaDate(context.services.clock.now()).toString();
  return (
    <Card title="待报告" aside={leftWords(duty.dueOn, today)}>
      <p>{`${duty.knownOn}知悉,最晚${duty.dueOn}报告。${duty.note}`}</p>
      <form class="form" method="post" action={action} noValidate>
        <FormGuard context={context} />
        <Button kind="quiet" name="drop" value="yes">
          不需要报告,取消登记
        </Button>
      </form>
    </Card>
  );
}

/** What an institution may report, one folded form each, and what it has reported. */
function Reports({ context, view, errors }: PartProps) {
  const { physician, reportable, reports } = view;
  const sent = context.form.text('kind');
  return (
    <Card title="向主管部门报告">
      <p class="quiet">报告由{physician.authority}办理,医师会收到通知。</p>
      {!hasEnded(physician) && (
        <div class="steps">
          {reportable.map((definition) => (
            <details key={definition.kind} class="ds-details" open={sent === definition.kind}>
              <summary>{definition.route.report?.title}</summary>
              <div>
                <ReportForm context={context} view={view} errors={errors} definition={definition} />
              </div>
            </details>
          ))}
        </div>
      )}
      {reports.length > 0 && (
        <ul>
          {reports.map(({ id, title, number, state, submittedOn }) => (
            <li key={id}>
              <a href={paths.institution.application(id)}>{number}</a>
              {` ${title},${submittedOn},${state}`}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function ReportForm({ context, view, errors, definition }: PartProps & { definition: Definition }) {
  const { kind, route } = definition;
  const { physician, duty } = view;
  const known = fieldOf(kind, 'knownOn');
  return (
    <form class="form" method="post" action={paths.institution.physicianReport(physician.id)} noValidate>
      <FormGuard context={context} />
      <DateField
        name={known}
        label="知悉日期"
        required
        hint={`本机构知道该情形的日期,自当日起${settings.reportDays}日内报告`}
        value={context.form.text(known) || (duty?.knownOn ?? '')}
        error={findError(errors, known)}
      />
      {(route.report?.fields ?? []).map((field) => (
        <AskedField
          key={field.key}
          field={field}
          name={fieldOf(kind, field.key)}
          value={context.form.text(fieldOf(kind, field.key))}
          errors={errors}
        />
      ))}
      <Button name="kind" value={kind}>
        报告
      </Button>
    </form>
  );
}

/** Both reports ask for the same things; the name says to which a field belongs. */
function fieldOf(kind: string, field: string): string {
  return `${field}-${kind}`;
}

const report = on.institution('POST', paths.institution.physicianReport(':id'), '机构报告', async (context) => {
  const { services, actor, form, params } = context;
  const kind = form.text('kind');
  const entryId = params.id ?? '';
  const suffix = `-${kind}`;
  const answers = Object.entries(form.values)
    .filter(([name]) => name.endsWith(suffix))
    .map(([name, value]): [string, string] => [name.slice(0, -suffix.length), value]);
  const outcome = await reportByInstitution(services, actor, {
    ...{ entryId, kind, knownOn: form.text(fieldOf(kind, 'knownOn')), answers: Object.fromEntries(answers) },
    key: stepForm(context, '', '').key,
    location: (id) => withQuery(paths.institution.application(id), { done: '1' }),
    refusals: form.refusals.map((each) => ({ ...each, field: each.field?.replace(suffix, '') })),
  });
  return answerOutcome(context, outcome, institutionMessage, paths.institution.physician(entryId), (refusals) =>
    showPhysician(
      context,
      refusals.map((each) => (each.field === undefined ? each : { ...each, field: fieldOf(kind, each.field) })),
    ),
  );
});

const note = on.institution('POST', paths.institution.physicianDuty(':id'), '登记待报告', async (context) => {
  const { services, actor, form, params } = context;
  const entryId = params.id ?? '';
  const address = paths.institution.physician(entryId);
  const drops = form.text('drop') !== '';
  const typed = { entryId, knownOn: form.text('dutyKnownOn'), note: form.text('dutyNote'), refusals: form.refusals };
  const outcome = drops ? await dropDuty(services, actor, entryId) : await noteDuty(services, actor, typed);
  const onwards = withQuery(address, { done: drops ? 'dropped' : 'noted' });
  const answer = outcome.kind === 'done' ? { ...outcome, value: onwards } : outcome;
  return answerOutcome(context, answer, institutionMessage, address, (refusals) => showPhysician(context, refusals));
});

export const physicianPages: readonly Route[] = [
  on.institution('GET', paths.institution.physician(':id'), '本机构一名医师', (context) => showPhysician(context, [])),
  report,
  note,
];
