import { listSecondFactors } from '../../store/secondFactors.ts';
import { openSecret } from '../secondFactor/sealedSecret.ts';
import { codeAt } from '../secondFactor/totp.ts';
import type { Services } from '../services.ts';

/** The code somebody's authenticator shows at this moment. */
export interface PresentCode {
  readonly loginName: string;
  readonly name: string;
  readonly organisation: string;
  readonly code: string;
}

const most = 500;

/** 动态验证码 of all staff, for people who walk the demonstration without an authenticator; nothing outside of it. */
export async function presentCodes(services: Services): Promise<readonly PresentCode[]> {
  if (!services.demo) return [];
  const now = services.authenticatorClock.now();
  const factors = await services.database.rows(listSecondFactors, most);
  return factors.map(({ accountId, secret, loginName, name, organisation }) => {
    return { loginName, name, organisation, code: codeAt(openSecret(services, accountId, secret), now) };
  });
}
