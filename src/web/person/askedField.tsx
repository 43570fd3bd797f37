import type { OwnApplication } from '../../actions/application/viewOwnApplication.ts';
import { askedFields, type Field } from '../../domain/procedure/field.ts';
import { DateField, SelectField, TextArea, TextField } from '../shared/fields.tsx';
import { type FieldError, findError } from '../shared/formPage.tsx';

interface AskedFieldProps {
  field: Field;
  value: string;
  errors: readonly FieldError[];
}

/** One question of a definition as a form field; its key is the name and the id. */
function AskedField({ field, value, errors }: AskedFieldProps) {
  const { key: name, label, required, hint, maxLength, choices = [] } = field;
  const given = { name, label, required, hint, value, error: findError(errors, name) };
  switch (field.control) {
    case 'text':
      return <TextField {...given} />;
    case 'tel':
      return <TextField {...given} type="tel" inputMode="tel" autocomplete="tel" width="medium" />;
    case 'longText':
      return <TextArea {...given} maxLength={maxLength} />;
    case 'date':
      return <DateField {...given} />;
    case 'choice':
      return (
        <SelectField
          {...given}
          prompt="请选择"
          width="medium"
          options={choices.map((choice) => ({ value: choice, label: choice }))}
        />
      );
  }
}

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
