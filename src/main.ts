import { join } from 'node:path';
import { seedCalendar } from './actions/calendar/seedCalendar.ts';
import { printEntrances } from './actions/demo/printEntrances.ts';
import { seedDemo } from './actions/demo/seedDemo.ts';
import { ConfigError, findPackageRoot, readConfig } from './config.ts';
import { startWorker } from './jobs/worker.ts';
import { createLog, openProgram } from './program.ts';
import { readiness } from './readiness.ts';
import { buildServer } from './web/server.ts';

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const packageRoot = findPackageRoot(import.meta.dirname);
  const log = createLog(config);
  const program = await openProgram(config, packageRoot, log);
  const { services } = program;
  await seedCalendar(services, join(packageRoot, 'data', 'calendar'));
  const accounts = config.demo
    ? await seedDemo(services, { dataDir: config.dataDir, demoDir: join(packageRoot, 'data', 'demo') })
    : [];
  const worker = await startWorker({
    services,
    senders: program.senders,
    url: program.addresses.app,
    role: program.addresses.appRole,
    applicationName: `${program.instance}-worker`,
    log,
  });
  const health = readiness(program);
  const app = await buildServer({
    services,
    assetsDir: join(packageRoot, 'dist', 'assets'),
    logger: log,
    trustProxy: config.trustProxy,
    health,
  });
  await app.listen({ port: config.port, host: config.host });
  printEntrances(config.publicUrl, accounts);

  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping: no new requests, ending what has begun');
    health.stop();
    await app.close();
    await worker.close();
    await program.close();
    process.exitCode = 0;
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));
}

try {
  await main();
} catch (error) {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exitCode = 1;
  // Whatever was opened on the way must not keep a failed start alive.
  process.exit();
}
