import { logTrouble } from './actions/log/logTrouble.ts';
import type { Program } from './program.ts';
import { statement } from './store/database.ts';
import type { Health } from './web/health.ts';

const ping = statement<{ one: number; now: string }>('health.ping', 'SELECT 1 AS one, now() AS now');

/** Readiness, and the watch that brings the embedded database back when it has died. */
export function readiness(program: Program): Health & { stop(): void } {
  const { services, embedded, log } = program;
  let reviving = false;
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
  return {
    reasons: async () => {
      const reasons: string[] = [];
      for (const [name, database] of [
        ['数据库', services.database],
        ['公示数据库', services.publicDatabase],
      ] as const) {
        try {
          await database.row(ping);
        } catch (error) {
          log.warn({ err: error }, 'not ready');
          reasons.push(`${name}没有应答`);
        }
      }
      const trouble = reasons.length > 0 ? undefined : await logTrouble(services);
      return trouble === undefined ? reasons : [...reasons, trouble];
    },
    stop: () => clearInterval(watch),
  };
}
