import { saveDraft } from '../../actions/application/saveDraft.ts';
import { savePhoto } from '../../actions/application/savePhoto.ts';
import type { OwnApplication } from '../../actions/application/viewOwnApplication.ts';
import { searchInstitutions } from '../../actions/institution/searchInstitutions.ts';
import { nextPage, refusalsOn } from '../../domain/procedure/draft.ts';
import type { Refusal } from '../../domain/vocabulary/refusals.ts';
import { type Answer, html, json, redirect } from '../shared/answer.ts';
import { SubmitRow } from '../shared/button.tsx';
import { FormGuard, fieldErrors } from '../shared/formGuard.tsx';
import { errorTitle, type FieldError, FormPage } from '../shared/formPage.tsx';
import type { InstitutionChoice } from '../shared/institutionPicker.tsx';
import { BackLink } from '../shared/navigation.tsx';
import { answerOutcome } from '../shared/outcomePage.tsx';
import { PageHeading } from '../shared/pageHeading.tsx';
import { paths, withQuery } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { AboutCard } from './aboutCard.tsx';
import { AskedFields } from './askedField.tsx';
import { CameBack } from './cameBack.tsx';
import { choiceOf, InstitutionQuestion } from './institutionQuestion.tsx';
import { cropOf, PhotoQuestion } from './photoQuestion.tsx';
import { menuPlace } from './reasons.tsx';
import { personMessage, personPage } from './shell.tsx';
import { allAtOnce, editableOf, type PersonContext, pagePaths, stepWords, typedForm } from './typing.ts';

// Photos of today's phones are refused above 5 MB at their field, with everything else kept; only what is far beyond that ends at the door.
const fileLimit = 12 * 1024 * 1024;

interface Shown {
  readonly refusals: readonly Refusal[];
  readonly query: string;
}

async function showEdit(context: PersonContext, shown?: Shown): Promise<Answer> {
  const found = await editableOf(context);
  if ('instead' in found) return found.instead;
  const { view } = found;
  const query = shown?.query ?? context.query.text('q');
  const results = query === '' ? undefined : (await searchInstitutions(context.services, query)).map(choiceOf);
  const errors = fieldErrors(shown?.refusals ?? []);
  const title = `${view.definition.menu}申请`;
  const page = personPage(context, {
    title: errorTitle(title, errors),
    current: menuPlace(view.definition),
    scripts: true,
    children: (
      <>
        <BackLink href={backOf(view)} />
        <PageHeading title={title} note={stepWords(view, 'edit')} />
        <CameBack view={view} />
        <AboutCard view={view} />
        <EditForm context={context} view={view} errors={errors} query={query} results={results} />
      </>
    ),
  });
  return html(page, errors.length > 0 ? 422 : 200);
}

function backOf({ row, definition }: OwnApplication): string {
  return row.state === 'draft' ? paths.person.businessKind(definition.kind) : paths.person.application(row.id);
}

interface EditFormProps {
  context: PersonContext;
  view: OwnApplication;
  errors: readonly FieldError[];
  query: string;
  results: readonly InstitutionChoice[] | undefined;
}

function EditForm({ context, view, errors, query, results }: EditFormProps) {
  const { row, definition } = view;
  const { form } = definition;
  return (
    <FormPage
      action={paths.person.applicationEdit(row.id)}
      hidden={<FormGuard context={context} />}
      errors={errors}
      starNote
      files
      autosaveHref={paths.person.applicationDraft(row.id)}
    >
      {form.photo && <PhotoQuestion view={view} errors={errors} />}
      {form.institution !== null && (
        <InstitutionQuestion view={view} wanted={form.institution} errors={errors} query={query} results={results} />
      )}
      <AskedFields view={view} fields={form.apply} errors={errors} />
      <SubmitRow main={form.nextButton} next="您填写的内容会自动保存,中途离开也不会丢失。" />
    </FormPage>
  );
}

async function postEdit(context: PersonContext): Promise<Answer> {
  const { services, actor, form, files } = context;
  const found = await editableOf(context);
  if ('instead' in found) return found.instead;
  const { row, definition } = found.view;
  const upload = files.photo;
  const photo =
    upload === undefined || !definition.form.photo
      ? undefined
      : await savePhoto(services, actor, row.id, { bytes: upload.bytes, crop: cropOf(form) });
  const saved = await saveDraft(services, actor, row.id, typedForm(form));
  if (saved.kind !== 'done') {
    return answerOutcome(context, saved, personMessage, paths.person.application(row.id), (refusals) =>
      showEdit(context, { refusals, query: '' }),
    );
  }
  const unreadable = form.refusals.map((each) => ({
    ...each,
    field: each.field === 'institutionQuery' ? 'institution' : each.field,
  }));
  const damaged = [...(photo?.kind === 'refused' ? photo.refusals : []), ...unreadable];
  const query = form.text('institutionQuery');
  if (form.text('step') === 'search') {
    if (damaged.length > 0) return showEdit(context, { refusals: allAtOnce(...damaged), query });
    return redirect(`${withQuery(paths.person.applicationEdit(row.id), { q: query })}#institution`);
  }
  const after = await editableOf(context);
  if ('instead' in after) return after.instead;
  const { facts, typed, today } = after.view;
  const refusals = allAtOnce(...damaged, ...refusalsOn('edit', definition, facts, typed, today.toString()));
  if (refusals.length > 0) return showEdit(context, { refusals, query });
  return redirect(pagePaths[nextPage(definition, 'edit')](row.id));
}

/** Keeps what is typed meanwhile; only the script asks. */
async function autosave(context: PersonContext): Promise<Answer> {
  const id = context.params.id ?? '';
  const saved = await saveDraft(context.services, context.actor, id, typedForm(context.form));
  if (saved.kind === 'done') return json({ savedAt: saved.value.toString() });
  return answerOutcome(context, saved, personMessage, paths.person.application(id), async () =>
    html(personMessage(context, '没有保存', <p>这件业务现在不能修改。</p>), 409),
  );
}

const path = paths.person.applicationEdit(':id');

export const applicationEditPages: readonly Route[] = [
  on.physician('GET', path, '填写申请', (context) => showEdit(context)),
  on.physician('POST', path, '填写申请', postEdit, { fileLimit }),
  on.physician('POST', paths.person.applicationDraft(':id'), '保存草稿', autosave),
];
