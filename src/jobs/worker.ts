import { Logger, type Runner, run, type TaskList } from 'graphile-worker';
import pg from 'pg';
import type { Logger as PinoLogger } from 'pino';
import { z } from 'zod';
import { runImportJob } from '../actions/import/runImportJob.ts';
import { sweep } from '../actions/maintenance/sweep.ts';
import { type Senders, sendMessages } from '../actions/messages/sendMessages.ts';
import type { Services } from '../actions/services.ts';

const sendPayload = z.object({ ids: z.array(z.uuid()) });
const importPayload = z.object({ batch: z.string() });

export interface WorkerOptions {
  readonly services: Services;
  readonly senders: Senders;
  readonly url: string;
  readonly role: string | undefined;
  readonly applicationName: string;
  readonly log: PinoLogger;
}

/** Starts the worker of the outbox and of what the clock does. Stop it with `stop()`: it ends what it has begun. */
export async function startWorker(options: WorkerOptions): Promise<{ runner: Runner; close(): Promise<void> }> {
  const { services, senders, log } = options;
  const pool = new pg.Pool({
    connectionString: options.url,
    max: 4,
    application_name: options.applicationName,
    ...(options.role === undefined ? {} : { options: `-c role=${options.role}` }),
  });
  const onTrouble = (error: Error) => log.warn({ err: error }, 'the worker lost a database connection');
  pool.on('error', onTrouble);
  pool.on('connect', (client) => client.on('error', onTrouble));
  const taskList: TaskList = {
    sendMessages: async (payload) => sendMessages(services, senders, sendPayload.parse(payload).ids),
    importFile: async (payload) => runImportJob(services, importPayload.parse(payload).batch),
    sweep: async () => sweep(services),
  };
  const runner = await run({
    pgPool: pool,
    taskList,
    concurrency: 2,
    noHandleSignals: true,
    crontab: '17 * * * * sweep ?fill=1h&jobKey=sweep',
    logger: new Logger(() => (level, message) => {
      if (level === 'error' || level === 'warning') log.warn({ task: 'worker' }, message);
    }),
  });
  return {
    runner,
    close: async () => {
      await runner.stop();
      await pool.end();
    },
  };
}
