import type { Answers } from '../../domain/procedure/application.ts';
import type { Definition } from '../../domain/procedure/definition.ts';
import type { RecordedEvent } from '../../domain/procedure/evolve.ts';
import type { Facts } from '../../domain/procedure/facts.ts';
import { askedFields } from '../../domain/procedure/field.ts';
import type { ApplicationFormData } from '../../outside/documents/documentRenderer.ts';
import { opinionsOf } from './formOpinions.ts';

/** What a printed form is made of, whoever prints it. */
export interface FormSource {
  readonly definition: Definition;
  readonly facts: Facts;
  readonly answers: Answers;
  readonly number: string | null;
  readonly draft: boolean;
  readonly events: readonly RecordedEvent[];
  readonly crossProvince: boolean;
  readonly photo: Uint8Array | undefined;
  /** For people, e.g. 2026年3月2日 09:00 */
  readonly printedAt: string;
  readonly today: string;
}

/** The 审核表 of any kind: rows of the definition, answers, and the opinions that have been given so far. */
export function applicationFormData(source: FormSource): ApplicationFormData {
  const { definition, facts, answers, photo } = source;
  const fields = askedFields([...definition.form.apply, ...definition.form.printed], facts, source.today);
  const asked = fields.map((field) => ({
    label: field.label,
    value: answers[field.key] ?? '',
    wide: field.control === 'longText' || field.maxLength > 20,
  }));
  const institution =
    definition.form.institution === null
      ? []
      : [{ label: definition.form.institution.label, value: facts.institution?.name ?? '', wide: true }];
  return {
    title: definition.papers.formTitle,
    number: source.number ?? '提交后生成',
    draft: source.draft,
    printedAt: source.printedAt,
    photo: photo ?? null,
    sections: [...definition.form.shown(facts), { title: '申请内容', rows: [...institution, ...asked] }],
    declaration: definition.form.declaration,
    opinions: opinionsOf(definition, source.events, source.crossProvince),
    footer: '',
  };
}
