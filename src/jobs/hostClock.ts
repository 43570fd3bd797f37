import type { Logger } from 'pino';
import type { Services } from '../actions/services.ts';
import { type Loop, startLoop } from './loop.ts';

/** Milliseconds between two looks at the clocks. */
const lookEvery = 10_000;

/** Sees when the clock of this machine goes wrong; nothing is signed from then on until it is right again. */
export function startHostClock({ hostClock }: Services, log: Logger): Loop {
  let said: string | undefined;
  return startLoop(async () => {
    try {
      await hostClock.look();
      const trouble = hostClock.trouble();
      if (trouble !== undefined && said === undefined)
        log.error({ trouble }, 'nothing is signed until the clock is right');
      said = trouble;
    } catch (error) {
      log.warn({ err: error }, 'the clock of the database could not be asked for');
    }
    return lookEvery;
  });
}
