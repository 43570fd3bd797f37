import { maskQualificationNumber } from '../../domain/fields/certificateNumbers.ts';
import { maskEmail } from '../../domain/fields/email.ts';
import { maskIdNumber } from '../../domain/fields/identity.ts';
import { maskPhone } from '../../domain/fields/phone.ts';
import type { Answers } from '../../domain/procedure/application.ts';
import type { Definition } from '../../domain/procedure/definition.ts';
import type { Facts } from '../../domain/procedure/facts.ts';
import type { FileChange } from '../../domain/procedure/fileChanges.ts';

/** Facts for a screen: of the numbers of a person, also of the certificate number, which contains one, only the ends. */
export function maskFacts(facts: Facts): Facts {
  const { physician, qualification, entry } = facts;
  return {
    ...facts,
    physician: { ...physician, idNumber: maskIdNumber(physician.idNumber) },
    phone: maskPhone(facts.phone),
    email: facts.email === '' ? '' : maskEmail(facts.email),
    qualification:
      qualification === null
        ? null
        : { ...qualification, certificateNo: maskQualificationNumber(qualification.certificateNo) },
    entry: entry === null ? null : { ...entry, contact: maskValues(entry.contact, Object.keys(entry.contact)) },
  };
}

/** The answers of a form for a screen; the questions for a telephone number are known by their control. */
export function maskAnswers(definition: Definition, answers: Answers): Answers {
  return maskValues(
    answers,
    telephones(definition).map(({ key }) => key),
  );
}

/** The same for what a submission has changed. */
export function maskChanges(definition: Definition, changes: readonly FileChange[]): readonly FileChange[] {
  const labels = telephones(definition).map(({ label }) => label);
  return changes.map((change) =>
    labels.includes(change.label)
      ? { ...change, before: masked(change.before ?? ''), after: masked(change.after ?? '') }
      : change,
  );
}

function telephones({ form }: Definition) {
  return [...form.apply, ...form.printed].filter(({ control }) => control === 'tel');
}

function maskValues(values: Answers, keys: readonly string[]): Answers {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, keys.includes(key) ? masked(value) : value]),
  );
}

function masked(telephone: string): string {
  return telephone === '' ? '' : maskPhone(telephone);
}
