import { logTrouble } from './actions/log/logTrouble.ts';
import { openForSealing } from './outside/seal/openForSealing.ts';
import { SealAway } from './outside/seal/seal.ts';
import type { Program } from './program.ts';
import { statement } from './store/database.ts';
import type { Health } from './web/health.ts';

const ping = statement<{ one: number }>('health.ping', 'SELECT 1 AS one');

const lookAgainAfter = 30_000;

const noAnswer = Symbol('no answer');

type Watched = Pick<Program, 'services' | 'embedded' | 'log'>;

/** Without its seal the program serves everything but papers (ADR 20), whatever it is that ails the seal. */
async function sealNote({ services: { sealing, clock }, log }: Watched): Promise<string[]> {
  try {
    await openForSealing(sealing.seal, clock.now());
    return [];
  } catch (error) {
    if (error instanceof SealAway) return [`电子印章不能使用:${error.words}`];
    log.warn({ err: error }, 'the seal cannot be opened');
    return ['电子印章不能使用:原因见运行日志'];
  }
}

/** Readiness, and the watch that brings the embedded database back when it has died. */
export function readiness(program: Watched): Health & { stop(): void } {
  const { services, embedded, log } = program;
  let reviving = false;
  // Asking a seal that is away takes its time, and whoever asks us may ask every second.
  let sealLooked = Number.NEGATIVE_INFINITY;
  let sealNotes: Promise<string[]> = Promise.resolve([]);
  const watch =
    embedded === undefined
      ? undefined
      : setInterval(() => {
          if (reviving) return;
          reviving = true;
          embedded
            .revive()
            .catch((error: unknown) => log.error({ err: error }, 'the embedded database does not come back'))
            .finally(() => {
              reviving = false;
            });
        }, 1000);
  watch?.unref();
  const answerOf = async <T>(ask: () => Promise<T>): Promise<T | typeof noAnswer> => {
    try {
      return await ask();
    } catch (error) {
      log.warn({ err: error }, 'not ready');
      return noAnswer;
    }
  };
  return {
    reasons: async () => {
      const asked = [
        ['数据库', async () => services.database.row(ping)],
        ['公示数据库', async () => services.publicDatabase.row(ping)],
      ] as const;
      const silent: string[] = [];
      for (const [name, ask] of asked) {
        if ((await answerOf(ask)) === noAnswer) silent.push(`${name}没有应答`);
      }
      if (silent.length > 0) return silent;
      // It reads files, and asks the database, which may have died since.
      const trouble = await answerOf(() => logTrouble(services));
      if (trouble === noAnswer) return ['透明日志的存档或数据库没有应答'];
      return trouble === undefined ? [] : [trouble];
    },
    notes: async () => {
      if (sealLooked + lookAgainAfter < performance.now()) {
        sealLooked = performance.now();
        sealNotes = sealNote(program);
      }
      const clockTrouble = services.hostClock.trouble();
      return [...(await sealNotes), ...(clockTrouble === undefined ? [] : [clockTrouble])];
    },
    stop: () => clearInterval(watch),
  };
}
