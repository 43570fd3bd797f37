import { parseIdNumber, parseIdType } from '../../domain/fields/identity.ts';
import { parsePersonalName } from '../../domain/fields/personalName.ts';
import { chinaDate } from '../../domain/time/dates.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { keepInSession } from '../session/closeSession.ts';
import { type HumanAnswer, passHumanCheck } from './passHumanCheck.ts';
import type { Registration } from './registration.ts';

export interface RegistrationForm {
  readonly name: string;
  readonly idType: string;
  readonly idNumber: string;
  readonly human: HumanAnswer;
  readonly noticeRead: boolean;
}

/**
 * 【确定,继续】 of the first page: who wants to register. Kept in the session until the second page is done. Whether the number
 * has an account already is not said here: a stranger may have typed it.
 */
export async function startRegistration(
  services: Services,
  token: string,
  network: string,
  form: RegistrationForm,
): Promise<Outcome<Registration>> {
  const now = services.clock.now();
  const { person, refusals } = readPerson(form, chinaDate(now));
  const unsure = await passHumanCheck(services, 'captcha:register', { token, network }, form.human);
  if (unsure !== undefined) refusals.push(unsure);
  if (!form.noticeRead) refusals.push(refusal('notice.unread', 'noticeRead'));
  if (person === undefined || refusals.length > 0) return refuse(...refusals);

  const noticeVersion = services.privacyNotices[0]?.version ?? '';
  const registration: Registration = { ...person, noticeVersion, noticeReadAt: now.toString() };
  await keepInSession(services, token, { registration, registered: null });
  return done(registration);
}

function readPerson(form: RegistrationForm, today: Temporal.PlainDate) {
  const refusals: Refusal[] = [];
  const name = parsePersonalName(form.name);
  if (!name.ok) refusals.push(refusal(name.code, 'name'));
  const idType = parseIdType(form.idType);
  if (!idType.ok) refusals.push(refusal(idType.code, 'idType'));
  const id = parseIdNumber(idType.ok ? idType.value : 'residentIdCard', form.idNumber);
  if (!id.ok) refusals.push(refusal(id.code, 'idNumber'));
  else if (id.value.birthDate !== null && Temporal.PlainDate.compare(id.value.birthDate, today) > 0)
    refusals.push(refusal('date.future', 'idNumber', { label: '证件号码中的出生日期' }));
  const person =
    name.ok && idType.ok && id.ok ? { name: name.value, idType: idType.value, idNumber: id.value.number } : undefined;
  return { person, refusals };
}
