import { EventEmitter } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Logger, type Runner, run, type TaskList, type WorkerEvents } from 'graphile-worker';
import pg from 'pg';
import type { Logger as PinoLogger } from 'pino';
import { z } from 'zod';
import { runImportJob } from '../actions/import/runImportJob.ts';
import { releaseJobs } from '../actions/maintenance/releaseJobs.ts';
import { sweep } from '../actions/maintenance/sweep.ts';
import { runPaperBatch } from '../actions/papers/runPaperBatch.ts';
import { publishDaily } from '../actions/public/publishDaily.ts';
import type { Services } from '../actions/services.ts';
import { runTimeRound } from '../actions/time/runTimeRound.ts';
import { scrub } from '../domain/privacy/scrub.ts';

const batchPayload = z.object({ batch: z.string() });

export interface WorkerOptions {
  readonly services: Services;
  readonly url: string;
  readonly role: string | undefined;
  readonly applicationName: string;
  readonly log: PinoLogger;
}

/** Milliseconds until the jobs of a killed program are looked for again. */
const releaseEvery = 10_000;
const restartAfter = 1000;

/** Starts the worker of long work and of what the clock does; `close` ends what it has begun. */
export async function startWorker(options: WorkerOptions): Promise<{ close(): Promise<void> }> {
  const { services, log } = options;
  const pool = openPool(options);
  const closing = new AbortController();
  let runner = await startRunner(options, pool, closing.signal);
  const watched = (async () => {
    while (!closing.signal.aborted) {
      await runner.promise.catch((error: unknown) => log.error({ err: error }, 'the worker has failed'));
      runner = await startAgain(options, pool, runner, closing.signal);
    }
  })();
  const release = async () => {
    try {
      const workers = await releaseJobs(services);
      if (workers > 0) log.warn({ workers }, 'what a lost worker had begun is done again');
    } catch (error) {
      log.warn({ err: error }, 'jobs of lost workers could not be looked for');
    }
  };
  const stop = async () => {
    try {
      await runner.stop();
    } catch (error) {
      log.debug({ err: error }, 'the worker had ended before');
    }
  };
  await release();
  const releasing = setInterval(() => void release(), releaseEvery);
  return {
    close: async () => {
      clearInterval(releasing);
      closing.abort();
      await stop();
      await watched;
      // One that was just being started again.
      await stop();
      await pool.end();
    },
  };
}

/** What time does by itself. A bad case is named and left for the next round; the others are done. */
async function timeRound({ services, log }: WorkerOptions, stop: AbortSignal): Promise<void> {
  const { done, failures, missedDays } = await runTimeRound(services, stop);
  for (const { duty, id, error } of failures) log.error({ duty, id, err: error }, 'a case could not be acted on');
  if (missedDays !== null) log.warn({ missedDays, done }, 'what fell due while nothing ran has been caught up with');
  if (Object.values(done).some((count) => count > 0)) log.info({ done }, 'what fell due has been done');
}

function openPool({ url, role, applicationName, log }: WorkerOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: 4,
    connectionTimeoutMillis: 10_000,
    application_name: applicationName,
    ...(role === undefined ? {} : { options: `-c role=${role}` }),
  });
  const onTrouble = (error: Error) => log.warn({ err: error }, 'the worker lost a database connection');
  pool.on('error', onTrouble);
  pool.on('connect', (client) => client.on('error', onTrouble));
  return pool;
}

/** The message of a fault is kept in the table of jobs: what it quotes of somebody's data stays out of it. */
function told(work: (payload: unknown) => Promise<void>): (payload: unknown) => Promise<void> {
  return async (payload) => {
    try {
      await work(payload);
    } catch (error) {
      const fault = error instanceof Error ? error : new Error(String(error));
      fault.message = scrub(fault.message);
      throw fault;
    }
  };
}

async function startRunner(options: WorkerOptions, pool: pg.Pool, closing: AbortSignal): Promise<Runner> {
  const { services, applicationName, log } = options;
  const taskList: TaskList = {
    importFile: told(async (payload) => runImportJob(services, batchPayload.parse(payload).batch)),
    papers: told(async (payload) => {
      await runPaperBatch(services, batchPayload.parse(payload).batch, { stop: closing });
    }),
    sweep: told(async () => sweep(services)),
    time: told(async () => timeRound(options, closing)),
    publish: told(async () => publishDaily(services)),
  };
  const events: WorkerEvents = new EventEmitter();
  // The connection on which the worker listens says that the worker lives.
  events.on('pool:listen:success', ({ client, workerPool }) => {
    const name = `${applicationName} ${workerPool.id}`;
    client.query("SELECT set_config('application_name', $1, false)", [name]).catch((error: unknown) => {
      log.warn({ err: error }, 'the worker could not name its connection');
    });
  });
  const runner = await run({
    pgPool: pool,
    taskList,
    events,
    concurrency: 2,
    noHandleSignals: true,
    crontab:
      '17 * * * * sweep ?fill=1h&jobKey=sweep\n*/10 * * * * time ?jobKey=time&max=1\n7 * * * * publish ?fill=1h&jobKey=publish',
    // Not batched, the end of a job is told by a promise nobody waits for, which ends the program when the database dies
    // at that moment; batched, it ends the worker, which is started again.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    logger: new Logger(() => (level, message) => {
      if (level === 'error' || level === 'warning') log.warn({ task: 'worker' }, scrub(message));
    }),
  });
  // What fell due while nothing ran does not wait for the next ten minutes.
  await runner.addJob('time', {}, { jobKey: 'time', maxAttempts: 1 }).catch((error: unknown) => {
    log.warn({ err: error }, 'what fell due waits for the next ten minutes');
  });
  // So do figures and files: a night without a program is made up for at its start.
  await runner.addJob('publish', {}, { jobKey: 'publish' }).catch((error: unknown) => {
    log.warn({ err: error }, 'figures and open data wait for the next hour');
  });
  return runner;
}

/** A worker that has ended though nobody asked it to: another one takes its place as soon as the database lets it. */
async function startAgain(options: WorkerOptions, pool: pg.Pool, ended: Runner, closing: AbortSignal): Promise<Runner> {
  while (!closing.aborted) {
    try {
      await pause(restartAfter, undefined, { signal: closing });
      options.log.warn('the worker has ended and is started again');
      return await startRunner(options, pool, closing);
    } catch (error) {
      if (!closing.aborted) options.log.warn({ err: error }, 'the worker cannot be started yet');
    }
  }
  return ended;
}
