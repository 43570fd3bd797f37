import { saveDraft } from '../../actions/application/saveDraft.ts';
import { nextPage, previousPage, refusalsOn } from '../../domain/procedure/draft.ts';
import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html, redirect } from '../shared/answer.ts';
import { Button, SubmitRow } from '../shared/button.tsx';
import { Card } from '../shared/card.tsx';
import { FormGuard, fieldErrors } from '../shared/formGuard.tsx';
import { ErrorSummary, errorTitle, FormPage } from '../shared/formPage.tsx';
import { BackLink } from '../shared/navigation.tsx';
import { answerOutcome } from '../shared/outcomePage.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { SummaryList } from '../shared/summaryList.tsx';
import { AskedFields } from './askedField.tsx';
import { CameBack } from './cameBack.tsx';
import { personMessage, personPage } from './shell.tsx';
import { allAtOnce, editableOf, type PersonContext, pagePaths, stepWords, typedForm } from './typing.ts';

const title = '业务打印表单';

async function showForm(context: PersonContext, refusals: readonly Refusal[] = []): Promise<Answer> {
  const found = await editableOf(context);
  if ('instead' in found) return found.instead;
  const { view } = found;
  const { row, definition, facts } = view;
  const errors = fieldErrors(refusals);
  const back = pagePaths[previousPage(definition, 'form')](row.id);
  const page = personPage(context, {
    title: errorTitle(title, errors),
    current: 'business',
    scripts: true,
    children: (
      <>
        <BackLink href={back}>返回上一步</BackLink>
        <PageHeading title={title} note={`${definition.papers.formTitle} · ${stepWords(view, 'form')}`} />
        <CameBack view={view} />
        <ErrorSummary errors={errors} />
        {definition.form.shown(facts).map((section) => (
          <Card key={section.title} title={section.title} aside="来自考核名册和执业登记,不能修改">
            <SummaryList rows={section.rows} />
          </Card>
        ))}
        <h2>请填写</h2>
        <FormPage
          action={paths.person.applicationForm(row.id)}
          hidden={<FormGuard context={context} />}
          starNote
          autosaveHref={paths.person.applicationDraft(row.id)}
        >
          <AskedFields view={view} fields={definition.form.printed} errors={errors} />
          <SubmitRow
            main={definition.form.nextButton}
            secondary={
              <Button kind="secondary" name="step" value="preview">
                打印预览
              </Button>
            }
            back={{ href: back }}
            next="下一步核对全部内容,核对后才提交。"
          />
        </FormPage>
      </>
    ),
  });
  return html(page, errors.length > 0 ? 422 : 200);
}

async function postForm(context: PersonContext): Promise<Answer> {
  const { services, actor, form } = context;
  const id = context.params.id ?? '';
  const saved = await saveDraft(services, actor, id, typedForm(form));
  if (saved.kind !== 'done') {
    return answerOutcome(context, saved, personMessage, paths.person.application(id), (refusals) =>
      showForm(context, refusals),
    );
  }
  if (form.text('step') === 'preview') return redirect(paths.person.applicationPdf(id));
  const found = await editableOf(context);
  if ('instead' in found) return found.instead;
  const { definition, facts, typed, today } = found.view;
  const refusals = allAtOnce(...form.refusals, ...refusalsOn('form', definition, facts, typed, today.toString()));
  return refusals.length > 0 ? showForm(context, refusals) : redirect(pagePaths[nextPage(definition, 'form')](id));
}

const path = paths.person.applicationForm(':id');

export const applicationFormPages: readonly Route[] = [
  on.physician('GET', path, title, (context) => showForm(context)),
  on.physician('POST', path, title, postForm),
];
