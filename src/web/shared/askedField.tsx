import type { Field } from '../../domain/procedure/field.ts';
import { DateField, SelectField, TextArea, TextField } from './fields.tsx';
import { type FieldError, findError } from './formPage.tsx';

export interface AskedFieldProps {
  field: Field;
  /** Name and id; the key of the field where a page asks it once. */
  name?: string;
  value: string;
  errors: readonly FieldError[];
}

/** One question of a definition as a form field. */
export function AskedField({ field, value, errors, name = field.key }: AskedFieldProps) {
  const { label, required, hint, maxLength, choices = [] } = field;
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
