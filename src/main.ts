import { join } from 'node:path';
import type { Logger } from 'pino';
import { seedCalendar } from './actions/calendar/seedCalendar.ts';
import { printEntrances } from './actions/demo/printEntrances.ts';
import { seedDemo } from './actions/demo/seedDemo.ts';
import { serveApi } from './api/serveApi.ts';
import { type Config, findPackageRoot, readConfig } from './config.ts';
import { startHostClock } from './jobs/hostClock.ts';
import { startLetters } from './jobs/letters.ts';
import { startOutbox } from './jobs/outbox.ts';
import { startPublicLog, startWitnessing } from './jobs/publicLog.ts';
import { startWorker } from './jobs/worker.ts';
import { createLog, openProgram } from './program.ts';
import { readiness } from './readiness.ts';
import { startFailure } from './startFailure.ts';
import { buildServer } from './web/server.ts';

type Close = () => Promise<void> | void;

/** Last opened, first closed. */
async function closeAll(opened: readonly Close[]): Promise<void> {
  for (const close of opened.toReversed()) await close();
}

async function start(config: Config, log: Logger, opened: Close[]): Promise<void> {
  const packageRoot = findPackageRoot(import.meta.dirname);
  const program = await openProgram(config, packageRoot, log);
  opened.push(() => program.close());
  const { services } = program;
  await seedCalendar(services, join(packageRoot, 'data', 'calendar'));
  const people = config.demo
    ? await seedDemo(services, { dataDir: config.dataDir, demoDir: join(packageRoot, 'data', 'demo') })
    : { accounts: [], newcomers: [] };
  const worker = await startWorker({
    services,
    url: program.addresses.app,
    role: program.addresses.appRole,
    applicationName: `${program.instance}-worker`,
    log,
  });
  opened.push(() => worker.close());
  const outbox = startOutbox({ services, senders: program.senders, log });
  opened.push(() => outbox.close());
  const letters = startLetters(services, log);
  opened.push(() => letters.close());
  const hostClock = startHostClock(services, log);
  opened.push(() => hostClock.close());
  const publicLog = startPublicLog(services, log);
  opened.push(() => publicLog.close());
  const witnessing = startWitnessing(services, log);
  opened.push(() => witnessing.close());
  const health = readiness(program);
  const app = await buildServer({
    services,
    assetsDir: join(packageRoot, 'dist', 'assets'),
    logger: log,
    trustProxy: config.trustProxy,
    health,
    api: serveApi,
  });
  opened.push(
    () => app.close(),
    () => health.stop(),
  );
  await app.listen({ port: config.port, host: config.host });
  printEntrances(config.publicUrl, people);
}

/** Ends what has begun, a start included. A signal often comes twice: from the terminal, and passed on by npm. */
function stopOnSignal(started: Promise<void>, log: Logger, opened: readonly Close[]): void {
  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping: no new requests, ending what has begun');
    try {
      await started;
      await closeAll(opened);
      process.exitCode = 0;
    } catch (error) {
      log.error({ err: error }, 'not everything could be ended in order');
      process.exit(1);
    }
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));
}

const opened: Close[] = [];
try {
  const config = readConfig(process.env);
  const log = createLog(config);
  const started = start(config, log, opened);
  stopOnSignal(started, log, opened);
  await started;
} catch (error) {
  console.error(startFailure(error) ?? error);
  // A program that does not come up leaves nothing running behind.
  await closeAll(opened).catch((second: unknown) => console.error(second));
  process.exit(1);
}
