import { mostEvidence, type Upload } from '../../actions/dispute/storeEvidence.ts';
import type { PageContext } from '../shared/context.ts';
import { FileField } from '../shared/fields.tsx';
import { type FieldError, findError } from '../shared/formPage.tsx';

const names = Array.from({ length: mostEvidence }, (_, index) => `evidence${index + 1}`);

/** How many bytes one picture may have. */
export const evidenceLimit = 5 * 1024 * 1024;

/** 证明材料: up to five pictures, each with its own field so that it works without a script. */
export function EvidenceFields({ errors, required }: { errors: readonly FieldError[]; required: boolean }) {
  return (
    <>
      {names.map((name, index) => (
        <FileField
          key={name}
          name={name}
          label={`证明材料照片${index + 1}`}
          required={required && index === 0}
          hint={
            index === 0
              ? '例如身份证、资格证书的照片。JPEG 或 PNG,每张最多5MB,只有处理异议的主管部门可以看到'
              : undefined
          }
          accept="image/jpeg,image/png"
          error={findError(errors, name)}
        />
      ))}
    </>
  );
}

/** What was chosen in them. */
export function uploadsOf({ files }: PageContext): readonly Upload[] {
  return names.flatMap((field) => {
    const file = files[field];
    return file === undefined ? [] : [{ field, bytes: file.bytes }];
  });
}
