import { accepted, type Checked, refused } from './checked.ts';
import { normalizeCode } from './normalize.ts';

const forms = [
  /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/,
  /^(\d{4})()(\d{2})(\d{2})$/,
  /^(\d{4})(年)(\d{1,2})月(\d{1,2})日?$/,
] as const;

/** A calendar day from 1900 to 2100 as people write it: 2024-03-07, 2024/3/7, 2024.3.7, 20240307, 2024年3月7日. */
export function parsePlainDate(raw: string): Checked<Temporal.PlainDate> {
  const entry = normalizeCode(raw);
  if (!entry.ok) return entry;
  const match = forms.map((form) => form.exec(entry.value)).find((found) => found !== null);
  if (match === undefined) return refused('date.format');
  const [year, month, day] = [Number(match[1]), Number(match[3]), Number(match[4])];
  if (year < 1900 || year > 2100) return refused('date.range');
  try {
    return accepted(Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }));
  } catch {
    return refused('date.impossible');
  }
}
