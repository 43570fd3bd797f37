import { type Refusal, refusal } from '../vocabulary/refusals.ts';
import type { Answers, Application } from './application.ts';
import type { Definition } from './definition.ts';
import { type Facts, isClosed } from './facts.ts';
import { askedFields, checkAnswer } from './field.ts';

/** Why the institution asked for cannot be taken: not there, not active, no authority behind it. */
export function institutionRefused(definition: Definition, facts: Facts, on: string): readonly Refusal[] {
  const { institution } = facts;
  const asked = definition.form.institution;
  if (definition.route.institution === 'none') return [];
  // Where the form does not ask for it, it is about the whole.
  const field = asked === null ? undefined : 'institution';
  if (institution === null) return [refusal('institution.required', field, { label: asked?.label ?? '执业机构' })];
  // One that has closed can take nobody in; whoever leaves it must still be able to.
  if (asked !== null && isClosed(institution, on)) return [refusal('institution.inactive', 'institution')];
  const needed = definition.route.decidedBy === 'authority';
  if (needed && institution.authorityId === null) return [refusal('institution.noAuthority', field)];
  if (definition.route.needsConsent(facts) && institution.consentAuthorityId === null) {
    return [refusal('consent.noAuthority', field, { province: institution.provinceName })];
  }
  return [];
}

/** Everything that stands in the way in the answers and the photo. */
export function answersRefused(
  definition: Definition,
  answers: Answers,
  photoId: string | null,
  facts: Facts,
  on: string,
): readonly Refusal[] {
  const fields = askedFields([...definition.form.apply, ...definition.form.printed], facts, on);
  return [
    ...(definition.form.photo && photoId === null ? [refusal('photo.required', 'photo')] : []),
    ...fields.flatMap((field) => checkAnswer(field, answers[field.key] ?? '', on)),
    ...(definition.form.together?.(facts, answers, on) ?? []),
  ];
}

/** Why it could not be begun today, but for what else is under way: that was judged when it was submitted. */
export function ruledOut(definition: Definition, facts: Facts, on: string): readonly Refusal[] {
  return definition.whoMayStart(facts, on).filter(({ code }) => code !== 'start.otherOpen');
}

/** What stands in the way of a decision in the applicant's favour; about the whole, for the fields are not on the officer's page. */
export function stillRefused(
  definition: Definition,
  application: Application,
  facts: Facts,
  on: string,
): readonly Refusal[] {
  const together = definition.form.together?.(facts, application.answers, on) ?? [];
  return [...ruledOut(definition, facts, on), ...together].map(({ code, parameters }) =>
    refusal(code, undefined, parameters),
  );
}
