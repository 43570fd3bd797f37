import { parseEmail } from '../../domain/fields/email.ts';
import { parseInstitutionNumber } from '../../domain/fields/institutionNumber.ts';
import { parsePersonalName } from '../../domain/fields/personalName.ts';
import { parsePhone } from '../../domain/fields/phone.ts';
import { parseRegionCode } from '../../domain/fields/regionCode.ts';
import { parseUnifiedSocialCreditCode } from '../../domain/fields/unifiedSocialCreditCode.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';

/** What the first page of 机构入驻申请 asks. */
export interface JoiningForm {
  readonly name: string;
  readonly number: string;
  /** '' when not given. */
  readonly creditCode: string;
  readonly regionCode: string;
  readonly headName: string;
  readonly contactName: string;
  readonly phone: string;
  /** '' when not given. */
  readonly email: string;
}

const longestName = 100;

/** Reads the first page: the institution and its administrator to be, or everything that is wrong. */
export function readJoining(form: JoiningForm): {
  readonly joining: JoiningForm | undefined;
  readonly refusals: Refusal[];
} {
  const refusals: Refusal[] = [];
  const wanting = (field: string, label: string) => refusals.push(refusal('field.required', field, { label }));
  if (form.name === '') wanting('name', '机构名称');
  else if ([...form.name].length > longestName)
    refusals.push(refusal('field.tooLong', 'name', { label: '机构名称', max: String(longestName) }));
  const number = parseInstitutionNumber(form.number);
  if (!number.ok) refusals.push(refusal(number.code, 'number'));
  const credit = parseUnifiedSocialCreditCode(form.creditCode);
  if (form.creditCode !== '' && !credit.ok) refusals.push(refusal(credit.code, 'creditCode'));
  const region = parseRegionCode(form.regionCode);
  if (!region.ok) refusals.push(refusal('field.choose', 'region', { label: '行政区划' }));
  const [head, contact, phone] = [
    parsePersonalName(form.headName),
    parsePersonalName(form.contactName),
    parsePhone(form.phone),
  ];
  if (form.headName === '') wanting('headName', '主要负责人');
  else if (!head.ok) refusals.push(refusal(head.code, 'headName'));
  if (form.contactName === '') wanting('contactName', '机构管理员姓名');
  else if (!contact.ok) refusals.push(refusal(contact.code, 'contactName'));
  if (form.phone === '') wanting('phone', '机构管理员手机号');
  else if (!phone.ok) refusals.push(refusal(phone.code, 'phone'));
  const email = parseEmail(form.email);
  if (form.email !== '' && !email.ok) refusals.push(refusal(email.code, 'email'));
  if (!number.ok || !region.ok || !head.ok || !contact.ok || !phone.ok || refusals.length > 0)
    return { joining: undefined, refusals };
  const joining = {
    name: form.name,
    number: number.value.number,
    creditCode: credit.ok ? credit.value.code : '',
    regionCode: region.value,
    headName: head.value,
    contactName: contact.value,
    phone: phone.value,
    email: email.ok ? email.value : '',
  };
  return { joining, refusals };
}
