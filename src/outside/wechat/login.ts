/** Signing in by scanning a code with WeChat. The key of a binding is appid + unionId, never a phone number. */
export interface WechatLogin {
  readonly enabled: boolean;
  /** Where to send the browser. `state` is single-use and bound to the session by the caller. @throws when not enabled */
  authorizeUrl(request: { state: string; redirectUri: string }): string;
  /**
   * Turns the code WeChat handed to the browser into the person's WeChat identity.
   * @throws ProviderError `40029` (code invalid), `40163` (code used) …; `retryable` only when WeChat is busy
   */
  exchange(code: string): Promise<WechatIdentity>;
}

export interface WechatIdentity {
  /** This person for this application. */
  readonly openId: string;
  /** This person for all applications of the same open-platform account; null when WeChat does not tell. */
  readonly unionId: string | null;
  readonly nickname: string | null;
}
