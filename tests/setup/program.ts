import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { isFree } from '../../src/store/embedded.ts';

export interface DemoAccount {
  readonly end: string;
  readonly role: string;
  readonly organisation: string;
  readonly login: string;
  readonly password: string;
  /** Of staff. */
  readonly totpSecret?: string;
}

export interface OutboxEntry {
  readonly channel: string;
  readonly to: string;
  readonly text: string;
  readonly code?: string;
  readonly at: string;
}

/** A running program, started as people start it, on a database and folder of its own. */
export interface RunningProgram {
  readonly baseUrl: string;
  readonly dataDir: string;
  readonly process: ChildProcess;
  demoAccounts(): Promise<DemoAccount[]>;
  outbox(): Promise<OutboxEntry[]>;
  /** Asks it to stop and waits until it has. */
  stop(): Promise<number | null>;
  /** kill -9 and wait until it is gone. */
  kill(): Promise<void>;
}

export interface ProgramOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly dataDir?: string;
  readonly port?: number;
}

export async function startProgram(options: ProgramOptions = {}): Promise<RunningProgram> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'xinglin-program-')));
  const port = options.port ?? (await freePort());
  const child = spawn(process.execPath, ['dist/main.js'], {
    env: { ...cleanEnv(), PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'warn', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const baseUrl = `http://localhost:${port}`;
  await untilReady(child, baseUrl);
  const exited = new Promise<number | null>((resolve) => child.on('exit', resolve));
  return {
    baseUrl,
    dataDir,
    process: child,
    demoAccounts: async () => JSON.parse(await readFile(join(dataDir, 'demo-accounts.json'), 'utf8')) as DemoAccount[],
    outbox: () => readOutbox(join(dataDir, 'outbox')),
    stop: async () => {
      child.kill('SIGTERM');
      const code = await exited;
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
      return code;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

/** The environment without what would lead this program to another one's database or settings. */
function cleanEnv(): NodeJS.ProcessEnv {
  const { DATABASE_URL, DATABASE_APP_URL, DATABASE_PUBLIC_URL, PUBLIC_URL, NODE_ENV, VITEST, ...rest } = process.env;
  return rest;
}

/** Resolves when the program has printed its address; rejects with what it printed when it ends before. */
function untilReady(child: ChildProcess, baseUrl: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let printed = '';
    const listen = (stream: NodeJS.ReadableStream | null) => {
      if (stream === null) return;
      createInterface({ input: stream }).on('line', (line) => {
        printed += `${line}\n`;
        if (line.includes(baseUrl)) resolve();
      });
    };
    listen(child.stdout);
    listen(child.stderr);
    child.on('exit', (code) => reject(new Error(`the program ended with ${code} before it was ready:\n${printed}`)));
  });
}

async function readOutbox(folder: string): Promise<OutboxEntry[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(names.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')) as OutboxEntry));
}

/**
 * Ports below those the system gives to whoever asks for any, and apart from those of the embedded PostgreSQL: what is free now is
 * still free when the program has started, or has started again. Each worker of vitest has a part of them to itself.
 */
const ports = { first: 10_100, ofWorker: 600, workers: 8 } as const;
let nextPort = randomInt(ports.ofWorker);

export async function freePort(): Promise<number> {
  const worker = Number(process.env.VITEST_POOL_ID ?? 0) % ports.workers;
  for (let tries = 0; tries < ports.ofWorker; tries += 1) {
    nextPort = (nextPort + 1) % ports.ofWorker;
    const port = ports.first + worker * ports.ofWorker + nextPort;
    if (await isFree(port)) return port;
  }
  throw new Error('no port is free for a program of the tests');
}
