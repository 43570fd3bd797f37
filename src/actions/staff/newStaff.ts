import { randomInt } from 'node:crypto';
import { authorityRoles, institutionRoles } from '../../domain/access/actor.ts';
import { parseEmail } from '../../domain/fields/email.ts';
import { parseIdNumber } from '../../domain/fields/identity.ts';
import { parsePersonalName } from '../../domain/fields/personalName.ts';
import { parsePhone } from '../../domain/fields/phone.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';

/** Who is to work somewhere, as typed; '' when not given. */
export interface ColleagueForm {
  readonly name: string;
  readonly role: string;
  readonly phone: string;
  readonly email: string;
  readonly idNumber: string;
}

export interface NewColleague {
  readonly name: string;
  readonly role: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly idNumber: string | null;
}

export function isStaffRole(end: 'institution' | 'authority', role: string): boolean {
  return Object.hasOwn(end === 'institution' ? institutionRoles : authorityRoles, role);
}

/** Reads who is to work at an end: the person, or everything that is wrong with the form. */
export function readColleague(
  end: 'institution' | 'authority',
  form: ColleagueForm,
): { readonly colleague: NewColleague | undefined; readonly refusals: readonly Refusal[] } {
  const refusals: Refusal[] = [];
  const name = parsePersonalName(form.name);
  if (!name.ok) refusals.push(refusal(name.code, 'name'));
  if (!isStaffRole(end, form.role)) refusals.push(refusal('field.choose', 'role', { label: '岗位' }));
  const phone = parsePhone(form.phone);
  if (form.phone !== '' && !phone.ok) refusals.push(refusal(phone.code, 'phone'));
  const email = parseEmail(form.email);
  if (form.email !== '' && !email.ok) refusals.push(refusal(email.code, 'email'));
  const id = parseIdNumber('residentIdCard', form.idNumber);
  if (form.idNumber !== '' && !id.ok) refusals.push(refusal(id.code, 'idNumber'));
  if (!name.ok || refusals.length > 0) return { colleague: undefined, refusals };
  const colleague = {
    name: name.value,
    role: form.role,
    phone: phone.ok ? phone.value : null,
    email: email.ok ? email.value : null,
    idNumber: id.ok ? id.value.number : null,
  };
  return { colleague, refusals };
}

/** Letters and digits that cannot be taken for one another when written down: 16 of them, 80 bits. */
export function randomPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789ABCDEFGHJKMNPQRSTUVWXYZ';
  return Array.from({ length: 16 }, () => letters[randomInt(letters.length)]).join('');
}
