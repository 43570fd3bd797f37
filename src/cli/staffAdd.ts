import { parseArgs } from 'node:util';
import type { Services } from '../actions/services.ts';
import { type AddedStaff, addStaff } from '../actions/staff/addStaff.ts';
import { findOrganisation } from '../actions/staff/findOrganisation.ts';
import { type Invited, inviteStaff } from '../actions/staff/inviteStaff.ts';
import type { Workplace } from '../actions/staff/workplace.ts';
import { type Refusal, refusal, refusalText } from '../domain/vocabulary/refusals.ts';

export interface CommandResult {
  readonly text: string;
  readonly json: unknown;
  readonly failed: boolean;
}

const options = {
  end: { type: 'string' },
  organisation: { type: 'string' },
  role: { type: 'string' },
  name: { type: 'string' },
  login: { type: 'string' },
  password: { type: 'string' },
  phone: { type: 'string' },
  'id-number': { type: 'string' },
  invite: { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

const usage = `用法:staff add --end institution|authority --organisation <登记号|机关代码> --role <岗位> --name <姓名> --login <登录名>
  [--password <初始密码>] [--phone <手机号>] [--id-number <身份证号>] [--json]
  或:staff add --invite --end … --organisation … --role … --name <姓名> [--phone <手机号>] [--id-number <身份证号>] [--json]
岗位:机构 clerk(经办人)、administrator(机构管理员);主管部门 officer(经办人)、decider(审批人)、administrator(管理员)、auditor(审计员)
不给 --password 时生成一个,只显示这一次;本人首次登录时须改密码并启用动态验证码。
身份证号用于回避:系统不让本人办理自己的业务。没给的,由本人登录后在“本人账号”登记;登记前,凡当事人同名的都须回避。
--invite 不建账号,只给出一次性链接(72小时),由本人设置登录名、密码和动态验证码,没给身份证号的由本人填写;给了手机号的,链接也发短信。`;

/** `staff add …`: what follows these two words. The first administrator of an organisation comes in this way. */
export async function staffAdd(services: Services, args: string[]): Promise<CommandResult> {
  const given = readOptions(args);
  if (given === undefined) return { text: usage, json: { error: usage }, failed: true };
  const { end, organisation: number = '', role = '', name = '', login = '', password = '', phone = '' } = given;
  if (end !== 'institution' && end !== 'authority') return { text: usage, json: { error: usage }, failed: true };
  const organisation = await findOrganisation(services, end, number);
  if (organisation === undefined) return refused([refusal('staff.unknownOrganisation', 'organisation')]);
  const at: Workplace = { end, organisationId: organisation.id, organisation: organisation.name, addedBy: null };
  const who = { name, role, phone, email: '', idNumber: given['id-number'] ?? '' };
  if (given.invite === true) {
    const invitation = await inviteStaff(services, at, who);
    if (invitation.kind === 'done') return invited(invitation.value, organisation.name);
    return refused(invitation.kind === 'refused' ? invitation.refusals : []);
  }
  const outcome = await addStaff(services, at, { ...who, loginName: login, password });
  if (outcome.kind === 'done') return added(outcome.value, organisation.name, given.password === undefined);
  return refused(outcome.kind === 'refused' ? outcome.refusals : []);
}

function readOptions(args: string[]) {
  try {
    return parseArgs({ args, options, strict: true }).values;
  } catch (error) {
    // An unknown or broken option is answered with the usage, not with a stack.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function added(staff: AddedStaff, organisation: string, generated: boolean): CommandResult {
  const { accountId, name, loginName, password } = staff;
  const once = generated ? `\n初始密码:${password}(只显示这一次,请交给本人)` : '';
  return {
    text: `已添加:${organisation} ${name},登录名 ${loginName}${once}`,
    json: { accountId, name, loginName, organisation, ...(generated ? { password } : {}) },
    failed: false,
  };
}

function invited({ id, name, link }: Invited, organisation: string): CommandResult {
  return {
    text: `已邀请:${organisation} ${name}。请把这个链接交给本人(72小时内有效,只能用一次):\n${link}`,
    json: { invitation: id, name, organisation, link },
    failed: false,
  };
}

function refused(refusals: readonly Refusal[]): CommandResult {
  return {
    text: refusals.map(refusalText).join('\n'),
    json: { refusals: refusals.map((each) => ({ code: each.code, field: each.field, text: refusalText(each) })) },
    failed: true,
  };
}
