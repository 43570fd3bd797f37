import { randomUUID } from 'node:crypto';
import { normalizeEntry } from '../../domain/fields/normalize.ts';
import { parsePhone } from '../../domain/fields/phone.ts';
import { type Refusal, refusal } from '../../domain/vocabulary/refusals.ts';
import { verifyPassword, waitAsIfVerified } from '../../outside/passwordHash.ts';
import { findCredentials } from '../../store/accounts.ts';
import { findDevice } from '../../store/devices.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { type Device, hashDevice } from '../session/device.ts';
import { beginSession } from './beginSession.ts';
import { type HumanAnswer, passHumanCheck } from './passHumanCheck.ts';
import { admit } from './signInBudgets.ts';
import { unlessBusy } from './unlessBusy.ts';

export interface SignInForm {
  /** 登录名, or (a person) the verified 手机号. */
  readonly loginName: string;
  readonly password: string;
  readonly device: Device;
  /** The session of the visitor, which ends with the sign-in; null when there is none. */
  readonly token: string | null;
  /** The visitor has scanned with WeChat and wants to keep it. */
  readonly bindWechat: boolean;
  /** Asked for only after many failures. */
  readonly human: HumanAnswer;
}

export interface SignedInNow {
  readonly accountId: string;
  readonly token: string;
}

type End = 'person' | 'institution' | 'authority';

/** 【登录】 at any end. The answer to an unknown name and to a wrong password is the same, in words and in time. */
export async function signIn(services: Services, end: End, form: SignInForm): Promise<Outcome<SignedInNow>> {
  const missing: Refusal[] = [];
  if (form.loginName === '') missing.push(refusal('field.required', 'loginName', { label: '登录名' }));
  if (form.password === '') missing.push(refusal('field.required', 'password', { label: '登录密码' }));
  if (missing.length > 0) return refuse(...missing);

  const { device, human } = form;
  const entry = normalizeEntry(form.loginName);
  const loginName = entry.ok ? entry.value : '';
  const phone = parsePhone(loginName);
  const space = end === 'person' ? 'person' : 'staff';
  const named = await services.database.row(findCredentials, space, loginName, phone.ok ? phone.value : null);
  const known = named?.end === end ? named : undefined;
  const deviceHash = hashDevice(device);
  const acquaintance = await services.database.row(findDevice, known?.id ?? randomUUID(), deviceHash);
  const trying = {
    subject: known?.id ?? `${end}\n${phone.ok ? phone.value : loginName.toLowerCase()}`,
    device: acquaintance?.known === true ? deviceHash.toString('hex') : undefined,
    address: device.address,
  };
  // Staff are few, known by name, and have a second factor: they are not asked.
  const admission = await admit(services, trying, async () => end !== 'person' || isHuman(services, form));
  if (admission.kind === 'wait') return refuse(admission.refusal);
  if (admission.kind === 'showHuman')
    return refuse(refusal(human.id === '' ? 'signIn.human' : 'captcha.wrong', 'captcha'));
  if (admission.kind === 'unlooked') {
    await waitAsIfVerified();
    return refuse(refusal('signIn.failed'));
  }
  return unlessBusy(async () => {
    const right = await verifyPassword(known?.passwordHash, form.password, trying.device !== undefined);
    if (known === undefined || !right) return refuse(refusal('signIn.failed'));
    await admission.settle();
    return done({ accountId: known.id, token: await beginSession(services, end, known.id, form) });
  });
}

async function isHuman(services: Services, { token, device, human }: SignInForm): Promise<boolean> {
  if (token === null || human.id === '') return false;
  return (await passHumanCheck(services, 'captcha:signIn', { token, network: device.address }, human)) === undefined;
}
