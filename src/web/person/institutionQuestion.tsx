import type { OwnApplication } from '../../actions/application/viewOwnApplication.ts';
import type { searchInstitutions } from '../../actions/institution/searchInstitutions.ts';
import { ReadOnly } from '../shared/fields.tsx';
import { type FieldError, findError } from '../shared/formPage.tsx';
import { type InstitutionChoice, InstitutionPicker } from '../shared/institutionPicker.tsx';
import { paths } from '../shared/paths.ts';

type Found = Awaited<ReturnType<typeof searchInstitutions>>[number];

/** An institution as it stands in the list; one that takes nothing now says so before it is chosen. */
export function choiceOf({ id, name, region, type, number, takes }: Found): InstitutionChoice {
  return { id, name, region, number, type: takes ? type : `${type}(暂不能接收申请)` };
}

export interface InstitutionQuestionProps {
  view: OwnApplication;
  wanted: { readonly label: string; readonly hint: string };
  errors: readonly FieldError[];
  query: string;
  results: readonly InstitutionChoice[] | undefined;
}

/** 拟执业机构. With the authority the file has its institution: then it is only shown. */
export function InstitutionQuestion({ view, wanted, errors, query, results }: InstitutionQuestionProps) {
  const { row, institution } = view;
  if (row.state === 'supplement') {
    return (
      <ReadOnly
        label={wanted.label}
        value={institution?.name ?? ''}
        hint="补正时不能更换机构。如需更换,请撤回后重新申请。"
      />
    );
  }
  return (
    <InstitutionPicker
      name="institution"
      label={wanted.label}
      required
      hint={wanted.hint}
      error={findError(errors, 'institution')}
      query={query}
      searchHref={paths.person.applicationEdit(row.id)}
      searchMethod="post"
      endpoint={paths.person.institutionSearch}
      results={results}
      selected={institution === undefined ? undefined : choiceOf(institution)}
      notFoundHref={paths.person.missingInstitution(row.id)}
    />
  );
}
