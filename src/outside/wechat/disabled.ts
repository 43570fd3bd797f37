import { ProviderError } from '../providerError.ts';
import type { WechatLogin } from './login.ts';

/** Used when no WeChat application is configured: pages ask `enabled` first and do not offer the button. */
export const wechatLoginDisabled: WechatLogin = {
  enabled: false,
  authorizeUrl() {
    throw new ProviderError('wechat', 'notConfigured', false);
  },
  async exchange() {
    throw new ProviderError('wechat', 'notConfigured', false);
  },
};
