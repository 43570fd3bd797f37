/** A message to one person, as the outbox job holds it. */
export interface Message {
  /** Ours, unique, `[A-Za-z0-9_-]{1,100}`: sending the same id twice is the same message. */
  readonly id: string;
  /** When it was written, ISO 8601 UTC; the same each time it is sent. */
  readonly at: string;
  readonly channel: 'sms' | 'mail';
  /** Mainland mobile number (11 digits) or mail address. */
  readonly to: string;
  /** Mail only. */
  readonly subject?: string;
  /** The full text. For SMS the provider sends its approved template instead; see `template`. */
  readonly text: string;
  /** One-time code, when the message carries one. */
  readonly code?: string;
  /** Our name for the SMS template (`code`, `notice` …); configuration maps it to the provider's template number. */
  readonly template?: string;
}

/** Sends one message. Waiting, retrying and budgets are the caller's: this only speaks to the provider. */
export interface MessageSender {
  readonly name: string;
  /** True when nothing leaves this machine. Pages show it, so that nobody waits for a text message that never comes. */
  readonly local: boolean;
  /** @throws ProviderError with `retryable`; never with personal data in its message */
  send(message: Message): Promise<{ providerId: string }>;
}
