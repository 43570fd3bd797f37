import type { Checked } from '../fields/checked.ts';
import { normalizeCode, normalizeEntry } from '../fields/normalize.ts';
import { parsePlainDate } from '../fields/plainDate.ts';
import { type Refusal, refusal } from '../vocabulary/refusals.ts';
import type { Facts } from './facts.ts';

/** A question of a form: schema, label, how shown and how printed in one place. */
export interface Field {
  readonly key: string;
  readonly label: string;
  readonly control: 'text' | 'tel' | 'longText' | 'date' | 'choice';
  readonly required: boolean;
  readonly maxLength: number;
  readonly hint?: string;
  readonly choices?: readonly string[];
  /** Asked only when this holds; otherwise neither shown nor printed. */
  readonly when?: (facts: Facts, today: string) => boolean;
  readonly prefill?: (facts: Facts) => string;
  /** A rule of its own, on a value that is there; returns the code it breaks. */
  readonly check?: (value: string, today: string) => Refusal['code'] | undefined;
}

/** All refusals of one answer; empty when it stands. */
export function checkAnswer(field: Field, value: string, today: string): readonly Refusal[] {
  const parameters = { label: field.label, max: String(field.maxLength) };
  if (value === '') {
    const code = field.control === 'choice' ? 'field.choose' : 'field.required';
    return field.required ? [refusal(code, field.key, parameters)] : [];
  }
  if ([...value].length > field.maxLength) return [refusal('field.tooLong', field.key, parameters)];
  if (field.choices !== undefined && !field.choices.includes(value)) {
    return [refusal('field.invalidChoice', field.key, parameters)];
  }
  if (field.control === 'date') {
    const date = parsePlainDate(value);
    if (!date.ok) return [refusal(date.code, field.key, parameters)];
  }
  // A landline with its area code is as good as a mobile phone here; nothing is sent to this number.
  if (field.control === 'tel' && !/^\+?[\d()-]{7,}$/.test(value)) {
    return [refusal('contactPhone.format', field.key, parameters)];
  }
  const broken = field.check?.(value, today);
  return broken === undefined ? [] : [refusal(broken, field.key, parameters)];
}

/** The questions that are asked of this person today. */
export function askedFields(fields: readonly Field[], facts: Facts, today: string): readonly Field[] {
  return fields.filter((field) => field.when?.(facts, today) ?? true);
}

/** An answer as it is kept: one line made uniform, a date as YYYY-MM-DD; what cannot be read stays as typed, to be refused. */
export function normalizeAnswer(field: Field, raw: string): string {
  switch (field.control) {
    case 'date': {
      const date = parsePlainDate(raw);
      return date.ok ? date.value.toString() : raw;
    }
    case 'text':
    case 'choice':
      return kept(normalizeEntry(raw), raw);
    case 'tel':
      return kept(normalizeCode(raw), raw);
    case 'longText':
      return raw;
    default:
      return unknownControl(field.control);
  }
}

function kept(checked: Checked<string>, raw: string): string {
  return checked.ok ? checked.value : raw;
}

function unknownControl(control: never): never {
  throw new Error(`unknown control ${String(control)}`);
}
