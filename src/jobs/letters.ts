import type { Logger } from 'pino';
import { archiveLetter } from '../actions/letters/archiveLetter.ts';
import type { Services } from '../actions/services.ts';
import { type Loop, startLoop } from './loop.ts';

/** Milliseconds until letters are looked for again when all are archived. */
const lookEvery = 1000;
const afterTrouble = 5000;
/** A seal that is away is not asked for each letter. */
const whileAway = 30_000;

/** Seals and archives the papers of letters as they are written; any number of instances share the work. */
export function startLetters(services: Services, log: Logger): Loop {
  return startLoop(() => round(services, log));
}

async function round(services: Services, log: Logger): Promise<number> {
  try {
    const done = await archiveLetter(services);
    if (done.kind === 'away') {
      log.warn({ err: done.error }, 'letters wait for the seal');
      return whileAway;
    }
    if (done.kind === 'busy') return afterTrouble;
    if (done.kind !== 'failed') return done.kind === 'archived' ? 0 : lookEvery;
    log.error({ letter: done.id, err: done.error }, 'a letter could not be archived');
  } catch (error) {
    log.warn({ err: error }, 'letters could not be looked for');
  }
  return afterTrouble;
}
