import type { MessageSender } from '../../outside/messages.ts';
import { claimMessages, markSent, type UnsentMessage } from '../../store/messages.ts';
import { transaction } from '../../store/transaction.ts';
import type { Services } from '../services.ts';

export interface Senders {
  readonly sms: MessageSender;
  readonly mail: MessageSender;
}

/**
 * Sends what one step put into the outbox. At least once: a message is marked in the transaction that holds it, and its id
 * travels with it so that a provider can tell a repeat. Throws so that the job is tried again.
 */
export async function sendMessages(services: Services, senders: Senders, ids: readonly string[]): Promise<void> {
  await transaction(services.database, async (tx) => {
    for (const message of await tx.rows(claimMessages, ids)) {
      const sender = message.channel === 'sms' ? senders.sms : senders.mail;
      const { providerId } = await sender.send(outgoing(message));
      await tx.row(markSent, message.id, providerId, services.clock.now().toString());
    }
  });
}

function outgoing({ id, channel, recipient, subject, text, code, at }: UnsentMessage) {
  return {
    id,
    at,
    channel,
    to: recipient,
    text,
    template: code === null ? 'notice' : 'code',
    ...(subject === '' ? {} : { subject }),
    ...(code === null ? {} : { code }),
  };
}
