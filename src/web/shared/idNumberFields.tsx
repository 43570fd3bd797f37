import { idTypeLabels, idTypes } from '../../domain/fields/identity.ts';
import type { PageContext } from './context.ts';
import { SelectField, TextField } from './fields.tsx';
import type { FieldError } from './formPage.tsx';
import { typedFields } from './typedFields.ts';

const options = idTypes.map((value) => ({ value, label: idTypeLabels[value] }));

/** 证件类型, the resident card unless another is chosen. */
export function IdTypeField({ typed }: { typed: ReturnType<ReturnType<typeof typedFields>> }) {
  return <SelectField {...typed} value={typed.value || 'residentIdCard'} label="证件类型" options={options} />;
}

/** 证件类型 and 证件号码 of somebody of staff. */
export function IdNumberFields({ context, errors }: { context: PageContext; errors: readonly FieldError[] }) {
  const typed = typedFields(context, errors);
  return (
    <>
      <IdTypeField typed={typed('idType')} />
      <TextField
        {...typed('idNumber')}
        label="证件号码"
        hint="用于回避:系统不让本人办理自己的业务。加密保存,登记后不能自行更改"
        autocomplete="off"
        width="medium"
      />
    </>
  );
}
