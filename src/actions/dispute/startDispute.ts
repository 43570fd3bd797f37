import { transaction } from '../../store/transaction.ts';
import { type HumanAnswer, passHumanCheck } from '../account/passHumanCheck.ts';
import { sendCode } from '../account/sendCode.ts';
import { takeCode } from '../account/takeCode.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { keepInSession } from '../session/closeSession.ts';
import { type Claimant, type DisputeForm, readDisputeForm } from './disputeForm.ts';

interface Visit {
  readonly token: string;
  readonly network: string;
}

/** 提出异议, first page: who one says one is. A code goes to the phone whether or not anything is found under these numbers. */
export async function startDispute(
  services: Services,
  { token, network }: Visit,
  form: DisputeForm & { readonly human: HumanAnswer },
): Promise<Outcome<'sent'>> {
  const { claimant, refusals } = readDisputeForm(form);
  const wrong = await passHumanCheck(services, 'captcha:dispute', { token, network }, form.human);
  if (claimant === undefined || wrong !== undefined)
    return refuse(...refusals, ...(wrong === undefined ? [] : [wrong]));
  const { phone } = claimant;
  const request = { purpose: 'phone:dispute', phone, token, network, accountId: null } as const;
  const sent = await transaction(services.database, (tx) => sendCode(services, tx, request));
  if (sent.kind === 'done') {
    const at = services.clock.now().toString();
    await keepInSession(services, token, { dispute: { ...claimant, at, proven: false } });
  }
  return sent;
}

/** Second page: the phone by which the claimant is told is theirs. */
export async function proveDisputePhone(
  services: Services,
  token: string,
  claimant: Claimant,
  typed: string,
): Promise<Outcome<'proven'>> {
  const given = { purpose: 'phone:dispute', phone: claimant.phone, token, typed } as const;
  const wrong = await transaction(services.database, async (tx) => ({ refusal: await takeCode(services, tx, given) }));
  if (wrong.refusal !== undefined) return refuse(wrong.refusal);
  const at = services.clock.now().toString();
  await keepInSession(services, token, { dispute: { ...claimant, at, proven: true } });
  return done('proven');
}
