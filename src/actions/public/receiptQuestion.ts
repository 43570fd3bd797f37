import { parseLicenceNumber } from '../../domain/fields/certificateNumbers.ts';
import { normalizeEntry } from '../../domain/fields/normalize.ts';
import { parsePersonalName } from '../../domain/fields/personalName.ts';
import { parsePlainDate } from '../../domain/fields/plainDate.ts';
import type { ReceiptQuestion } from '../../domain/register/receipt.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';

/** 令15 is of 2017: before it nobody was registered by assessment. */
export const earliestDay = '2017-01-01';
const longest = 100;

/** What was typed, as it is asked of the register, with all that is wrong with it. */
export function readQuestion(typed: ReceiptQuestion, today: string) {
  const [name, number, day] = [
    parsePersonalName(typed.name),
    parseLicenceNumber(typed.licenceNo),
    parsePlainDate(typed.on),
  ];
  const [institution, technique] = [normalizeEntry(typed.institution), normalizeEntry(typed.technique)];
  const refusals: Refusal[] = [];
  if (!name.ok) refusals.push(refusal(name.code, 'name'));
  if (!number.ok) refusals.push(refusal(number.code, 'licenceNo'));
  const on = day.ok ? day.value.toString() : '';
  if (typed.on.trim() === '') refusals.push(refusal('field.required', 'on', { label: '日期' }));
  else if (!day.ok) refusals.push(refusal(day.code, 'on', { label: '日期' }));
  else if (on > today) refusals.push(refusal('date.future', 'on', { label: '日期' }));
  else if (on < earliestDay) refusals.push(refusal('receipt.tooEarly', 'on'));
  for (const [field, label, entry] of [
    ['institution', '执业机构', institution],
    ['technique', '技术方法', technique],
  ] as const) {
    if (!entry.ok) refusals.push(refusal(entry.code, field));
    else if ([...entry.value].length > longest)
      refusals.push(refusal('field.tooLong', field, { label, max: String(longest) }));
  }
  const text = (checked: typeof institution) => (checked.ok ? checked.value : '');
  const question: ReceiptQuestion = {
    name: text(name),
    licenceNo: number.ok ? number.value.number : '',
    on,
    institution: text(institution),
    technique: text(technique),
  };
  return { question, refusals };
}
