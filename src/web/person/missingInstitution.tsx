import { viewOwnApplication } from '../../actions/application/viewOwnApplication.ts';
import { reportMissingInstitution } from '../../actions/institution/reportMissingInstitution.ts';
import {
  type MissingInstitutionView,
  viewMissingInstitutions,
} from '../../actions/institution/viewMissingInstitutions.ts';
import { chinaDate, formatDateTime } from '../../domain/time/dates.ts';
import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html, redirect } from '../shared/answer.ts';
import { Button, SubmitRow } from '../shared/button.tsx';
import { Card } from '../shared/card.tsx';
import { SelectField, TextArea, TextField } from '../shared/fields.tsx';
import { FormGuard, fieldErrors } from '../shared/formGuard.tsx';
import { errorTitle, FormPage, type FormPart } from '../shared/formPage.tsx';
import { BackLink } from '../shared/navigation.tsx';
import { answerOutcome, notFoundPage } from '../shared/outcomePage.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths, withQuery } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { SummaryList } from '../shared/summaryList.tsx';
import { Tag } from '../shared/tag.tsx';
import { typedFields } from '../shared/typedFields.ts';
import { saidOn } from './said.tsx';
import { personMessage, personPage } from './shell.tsx';
import { allAtOnce, type PersonContext } from './typing.ts';

const title = '找不到机构';

async function showForm(context: PersonContext, refusals: readonly Refusal[] = []): Promise<Answer> {
  const { services, actor, form } = context;
  const id = context.params.id ?? '';
  const application = await viewOwnApplication(services, actor, id);
  if (application === undefined) return notFoundPage(context, personMessage);
  const province = form.text('province') || (application.facts.qualification?.provinceCode ?? '');
  const view = await viewMissingInstitutions(services, actor, province);
  const errors = fieldErrors(refusals);
  const page = personPage(context, {
    title: errorTitle(title, errors),
    current: 'business',
    scripts: true,
    flash: saidOn(context),
    children: (
      <>
        <BackLink href={paths.person.applicationEdit(id)}>返回填写申请</BackLink>
        <PageHeading title={title} note="请告诉我们是哪一家机构,由当地主管部门核实后加入。您填写的申请已保存。" />
        <Reports context={context} view={view} />
        <ReportForm context={context} province={province} view={view} errors={errors} />
      </>
    ),
  });
  return html(page, errors.length > 0 ? 422 : 200);
}

interface ReportFormProps extends FormPart<PersonContext> {
  readonly province: string;
  readonly view: MissingInstitutionView;
}

function ReportForm({ context, province, view, errors }: ReportFormProps) {
  const typed = typedFields(context, errors);
  const id = context.params.id ?? '';
  const options = (lines: MissingInstitutionView['places']) =>
    lines.map(({ code, name }) => ({ value: code, label: name }));
  return (
    <FormPage
      action={paths.person.missingInstitution(id)}
      hidden={<FormGuard context={context} />}
      errors={errors}
      starNote
    >
      <TextField {...typed('name')} label="机构名称" required hint="与《医疗机构执业许可证》或备案证上的名称一致。" />
      <SelectField
        {...typed('province')}
        label="所在省份"
        required
        prompt="请选择"
        width="medium"
        value={province}
        options={options(view.provinces)}
      />
      <Button kind="secondary" name="step" value="province">
        显示这个省份的市县
      </Button>
      <SelectField
        {...typed('region')}
        label="所在地区"
        required
        prompt="请选择市、县(区)"
        hint="更换省份后,请先点【显示这个省份的市县】。"
        options={options(view.places)}
      />
      <TextArea {...typed('words')} label="说明" hint="例如地址、负责人、许可证登记号,便于核实。" maxLength={500} />
      <SubmitRow
        main="报告给主管部门"
        mainName="step"
        mainValue="report"
        back={{ href: paths.person.applicationEdit(id) }}
      />
    </FormPage>
  );
}

/** What was reported before, who has it, and what was answered. */
function Reports({ context, view }: { context: PersonContext; view: MissingInstitutionView }) {
  const today = chinaDate(context.services.clock.now());
  return (
    <>
      {view.reports.map((report) => (
        <Card
          key={report.id}
          title={report.name}
          aside={
            <Tag tone={report.state === 'open' ? 'underway' : 'valid'}>
              {report.state === 'open' ? '核实中' : '已答复'}
            </Tag>
          }
        >
          <SummaryList
            rows={[
              { label: '所在地区', value: report.region },
              { label: '由谁核实', value: report.authority },
              { label: '报告时间', value: formatDateTime(Temporal.Instant.from(report.createdAt), today) },
              { label: '答复', value: report.answer ?? '等待答复' },
            ]}
          />
        </Card>
      ))}
    </>
  );
}

async function postForm(context: PersonContext): Promise<Answer> {
  const { services, actor, form } = context;
  const id = context.params.id ?? '';
  const here = paths.person.missingInstitution(id);
  const application = await viewOwnApplication(services, actor, id);
  if (application === undefined) return notFoundPage(context, personMessage);
  if (form.text('step') === 'province') return showForm(context);
  if (form.refusals.length > 0) return showForm(context, allAtOnce(...form.refusals));
  const report = { name: form.text('name'), regionCode: form.text('region'), words: form.text('words') };
  const outcome = await reportMissingInstitution(services, actor, report);
  if (outcome.kind === 'done') return redirect(withQuery(here, { said: 'reported' }));
  return answerOutcome(context, outcome, personMessage, here, (refusals) => showForm(context, refusals));
}

const path = paths.person.missingInstitution(':id');

export const missingInstitutionPages: readonly Route[] = [
  on.physician('GET', path, title, (context) => showForm(context)),
  on.physician('POST', path, title, postForm),
];
