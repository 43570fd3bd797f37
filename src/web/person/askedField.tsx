import type { OwnApplication } from '../../actions/application/viewOwnApplication.ts';
import { askedFields, type Field } from '../../domain/procedure/field.ts';
import { AskedField } from '../shared/askedField.tsx';
import type { FieldError } from '../shared/formPage.tsx';

export interface AskedFieldsProps {
  view: OwnApplication;
  fields: readonly Field[];
  errors: readonly FieldError[];
}

/** The questions asked of this person, with what was typed last: right or wrong, it is in the draft. */
export function AskedFields({ view, fields, errors }: AskedFieldsProps) {
  return (
    <>
      {askedFields(fields, view.facts, view.today.toString()).map((field) => (
        <AskedField key={field.key} field={field} value={view.typed.answers[field.key] ?? ''} errors={errors} />
      ))}
    </>
  );
}
