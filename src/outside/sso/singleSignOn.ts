/** Signing in where the nation or a province signs its people in. The key of a binding is issuer + subject, never a name. */
export interface SingleSignOn {
  /** What its button is called. */
  readonly label: string;
  /** Where to send the browser, and the secrets of this one way there: they stay in the session and come back with `finish`. */
  begin(redirectUri: string): Promise<{ readonly url: string; readonly secrets: SsoSecrets }>;
  /**
   * Turns the address the browser has come back to into who it is.
   * @throws ProviderError whatever is wrong with it; `retryable` only when the provider could not be asked
   */
  finish(address: URL, secrets: SsoSecrets): Promise<SsoIdentity>;
}

export interface SsoSecrets {
  readonly state: string;
  readonly nonce: string;
  /** PKCE: whoever gets hold of the code alone cannot use it. */
  readonly verifier: string;
}

export interface SsoIdentity {
  readonly issuer: string;
  readonly subject: string;
  readonly name: string | null;
}
