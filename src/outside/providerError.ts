/**
 * An outside provider refused, failed or did not answer.
 *
 * `message` is `<provider>: <code>` and nothing else, so it can be logged: no phone number, address, name or free text of
 * the provider's answer ever reaches it. `retryable` tells a job whether the same call may succeed later.
 */
export class ProviderError extends Error {
  override readonly name = 'ProviderError';
  readonly provider: string;
  /** The provider's own code (`isv.BUSINESS_LIMIT_CONTROL`, `40029`, `http.503`) or one of ours (`timeout`, `unreadable`). */
  readonly code: string;
  readonly retryable: boolean;

  constructor(provider: string, code: string, retryable: boolean) {
    const safeCode = /^[\w.:-]{1,80}$/.test(code) ? code : 'unrecognised';
    super(`${provider}: ${safeCode}`);
    this.provider = provider;
    this.code = safeCode;
    this.retryable = retryable;
  }
}
