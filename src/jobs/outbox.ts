import type { Logger } from 'pino';
import { atOnce, type Senders, sendDueMessages } from '../actions/messages/sendDueMessages.ts';
import type { Services } from '../actions/services.ts';
import { type Loop, startLoop } from './loop.ts';

export interface OutboxOptions {
  readonly services: Services;
  readonly senders: Senders;
  readonly log: Logger;
}

/** Milliseconds between two looks into an outbox that was empty: a code is on its way before the next page is read. */
const lookEvery = 300;
const afterTrouble = 1000;

/** Sends the messages of the outbox as they fall due; any number of instances share the work. */
export function startOutbox(options: OutboxOptions): Loop {
  return startLoop(() => round(options));
}

/** One look into the outbox; milliseconds until the next. */
async function round({ services, senders, log }: OutboxOptions): Promise<number> {
  try {
    const { claimed, failures } = await sendDueMessages(services, senders);
    for (const { id, reason, givenUp } of failures) {
      if (givenUp) log.error({ message: id, reason }, 'a message was given up');
      else log.warn({ message: id, reason }, 'a message could not be sent yet');
    }
    return claimed === atOnce ? 0 : lookEvery;
  } catch (error) {
    log.warn({ err: error }, 'the outbox could not be looked into');
    return afterTrouble;
  }
}
