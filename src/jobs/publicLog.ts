import type { Logger } from 'pino';
import { askWitnesses } from '../actions/log/askWitnesses.ts';
import { atOnce, sequence } from '../actions/log/sequence.ts';
import type { Services } from '../actions/services.ts';
import { type Loop, startLoop } from './loop.ts';

/**
 * Milliseconds between two looks: rows of five seconds become leaves under one checkpoint. A round costs as much as some hundred
 * leaves, and whoever needs a proof at once has the rows taken in then.
 */
const lookEvery = 5000;
const afterTrouble = 5000;

/** Takes rows into the transparency log as they are written; any number of instances share the work. */
export function startPublicLog(services: Services, log: Logger): Loop {
  let said = '';
  const say = (why: string) => {
    if (why !== '' && why !== said)
      log.error({ why }, 'the transparency log is not continued: its files and the database disagree');
    said = why;
  };
  return startLoop(async () => {
    try {
      const round = await sequence(services);
      say(round.kind === 'refused' ? round.why : '');
      if (round.kind === 'refused') return afterTrouble;
      return round.kind === 'done' && round.taken >= atOnce ? 0 : lookEvery;
    } catch (error) {
      log.warn({ err: error }, 'the transparency log could not be continued yet');
      return afterTrouble;
    }
  });
}

/** Milliseconds between two questions to the witnesses: what was signed within them is signed for at once. */
const witnessEvery = 10_000;

/** Has new checkpoints signed by the witnesses; a slow one holds up nobody else. */
export function startWitnessing(services: Services, log: Logger): Loop {
  return startLoop(async () => {
    if (services.publicLog.witnesses.length === 0) return witnessEvery;
    try {
      const { failures } = await askWitnesses(services);
      for (const failure of failures) log.warn(failure, 'a witness has not signed the checkpoint yet');
    } catch (error) {
      log.warn({ err: error }, 'the witnesses could not be asked');
    }
    return witnessEvery;
  });
}
