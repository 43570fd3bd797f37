import { randomInt } from 'node:crypto';
import { authorityRoles, institutionRoles } from '../../domain/access/actor.ts';
import { parseIdNumber } from '../../domain/fields/identity.ts';
import { parseLoginName } from '../../domain/fields/loginName.ts';
import { parsePassword } from '../../domain/fields/password.ts';
import { parsePersonalName } from '../../domain/fields/personalName.ts';
import { parsePhone } from '../../domain/fields/phone.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';

export interface StaffForm {
  readonly name: string;
  readonly loginName: string;
  readonly role: string;
  /** '' when not given. */
  readonly phone: string;
  readonly idNumber: string;
  /** '' makes one. */
  readonly password: string;
}

export interface NewStaff {
  readonly name: string;
  readonly loginName: string;
  readonly role: string;
  readonly phone: string | null;
  readonly idNumber: string | null;
  readonly password: string;
}

/** Reads who is to work at an end: the person, or everything that is wrong with the form. */
export function readNewStaff(
  commonPasswords: ReadonlySet<string>,
  end: 'institution' | 'authority',
  form: StaffForm,
): { readonly staff: NewStaff | undefined; readonly refusals: readonly Refusal[] } {
  const refusals: Refusal[] = [];
  const name = parsePersonalName(form.name);
  if (!name.ok) refusals.push(refusal(name.code, 'name'));
  const loginName = parseLoginName(form.loginName);
  if (form.loginName === '') refusals.push(refusal('field.required', 'loginName', { label: '登录名' }));
  else if (!loginName.ok) refusals.push(refusal(loginName.code, 'loginName'));
  if (!Object.hasOwn(end === 'institution' ? institutionRoles : authorityRoles, form.role))
    refusals.push(refusal('field.choose', 'role', { label: '岗位' }));
  const phone = parsePhone(form.phone);
  if (form.phone !== '' && !phone.ok) refusals.push(refusal(phone.code, 'phone'));
  const id = parseIdNumber('residentIdCard', form.idNumber);
  if (form.idNumber !== '' && !id.ok) refusals.push(refusal(id.code, 'idNumber'));
  const blocklist = new Set([...commonPasswords, form.loginName.toLowerCase()]);
  const password = parsePassword('modernWithSecondFactor', form.password || randomPassword(), blocklist);
  if (!password.ok) refusals.push(refusal(password.code, 'password'));
  if (!name.ok || !loginName.ok || !password.ok || refusals.length > 0) return { staff: undefined, refusals };
  const staff = {
    name: name.value,
    loginName: loginName.value,
    role: form.role,
    phone: phone.ok ? phone.value : null,
    idNumber: id.ok ? id.value.number : null,
    password: password.value,
  };
  return { staff, refusals };
}

/** Letters and digits that cannot be taken for one another when written down: 16 of them, 80 bits. */
function randomPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789ABCDEFGHJKMNPQRSTUVWXYZ';
  return Array.from({ length: 16 }, () => letters[randomInt(letters.length)]).join('');
}
