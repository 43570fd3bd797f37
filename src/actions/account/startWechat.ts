import { randomBytes } from 'node:crypto';
import type { Services } from '../services.ts';
import { keepInSession } from '../session/closeSession.ts';

/** The address of WeChat's code to scan, with a state that only this visitor's session knows, once, for two minutes. */
export async function startWechat(services: Services, token: string, redirectUri: string): Promise<string> {
  const state = randomBytes(24).toString('base64url');
  await keepInSession(services, token, { wechatState: { state, at: services.clock.now().toString() } });
  return services.wechat.authorizeUrl({ state, redirectUri });
}
