import type { MessageSender } from '../../outside/messages.ts';
import { ProviderError } from '../../outside/providerError.ts';
import { claimDue, markFailed, markSent, type UnsentMessage } from '../../store/messages.ts';
import { transaction } from '../../store/transaction.ts';
import type { Services } from '../services.ts';
import { retryAt } from './retryAt.ts';
import { isLink, withSecret } from './secretPlace.ts';

export interface Senders {
  readonly sms: MessageSender;
  readonly mail: MessageSender;
}

/** A message that did not go out, in words that name nobody. */
export interface Failure {
  readonly id: string;
  readonly reason: string;
  /** Nobody will try again. */
  readonly givenUp: boolean;
}

export interface Sending {
  readonly claimed: number;
  readonly failures: readonly Failure[];
}

/** Messages sent in one go; a provider is asked for all of them at the same time. */
export const atOnce = 20;

/**
 * Sends what is due in the outbox. At least once: a message is marked in the transaction that holds it, and its id travels
 * with it so that a provider can tell a repeat. One that fails holds up no other: it is tried again later, less and less often.
 */
export async function sendDueMessages(services: Services, senders: Senders): Promise<Sending> {
  return transaction(services.database, async (tx) => {
    const now = services.clock.now();
    const claimed = await tx.rows(claimDue, now.toString(), atOnce);
    if (claimed.length === 0) return { claimed: 0, failures: [] };
    const answers = await Promise.allSettled(claimed.map((message) => send(senders, message)));
    const [ids, providerIds]: [string[], string[]] = [[], []];
    const failures: (Failure & { again: string | null })[] = [];
    for (const [index, message] of claimed.entries()) {
      const answer = answers[index];
      if (answer?.status === 'fulfilled') {
        ids.push(message.id);
        providerIds.push(answer.value.providerId);
      } else failures.push(failureOf(message, answer?.reason, now));
    }
    await tx.rows(markSent, ids, providerIds, now.toString());
    const failed = failures.map(({ id }) => id);
    const again = failures.map((failure) => failure.again);
    if (failed.length > 0) await tx.rows(markFailed, failed, again);
    return { claimed: claimed.length, failures };
  });
}

function failureOf(message: UnsentMessage, reason: unknown, now: Temporal.Instant) {
  const hopeless = reason instanceof ProviderError && !reason.retryable;
  const again = hopeless ? null : (retryAt(message, now)?.toString() ?? null);
  // A provider's own words may quote the recipient.
  const said = reason instanceof ProviderError ? reason.message : reason instanceof Error ? reason.name : 'unknown';
  return { id: message.id, again, reason: said, givenUp: again === null };
}

async function send(senders: Senders, { id, channel, recipient, subject, text, code, at }: UnsentMessage) {
  const sender = channel === 'sms' ? senders.sms : senders.mail;
  const inWords = isLink(text) || channel === 'mail';
  return sender.send({
    id,
    at,
    channel,
    to: recipient,
    text: withSecret(text, code),
    template: code === null || (channel === 'sms' && inWords) ? 'notice' : 'code',
    ...(subject === '' ? {} : { subject }),
    // A link carries its secret in the text alone.
    ...(code === null || inWords ? {} : { code }),
  });
}
