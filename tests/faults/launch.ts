import { type ChildProcess, spawn } from 'node:child_process';
import { freePort } from '../setup/program.ts';

/** What a program has printed and how it ended, from its first moment on; `tests/setup/program.ts` keeps neither. */
export interface Launched {
  readonly port: number;
  readonly baseUrl: string;
  readonly process: ChildProcess;
  /** Resolves when it listens; rejects with what it printed when it ends before. */
  readonly ready: Promise<void>;
  readonly exited: Promise<number | null>;
  printed(): string;
  /** Asks it to stop; the exit code. */
  stop(): Promise<number | null>;
  kill(): Promise<void>;
}

export interface LaunchOptions {
  readonly dataDir: string;
  readonly port?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** The user to run as, when not the one of the test. */
  readonly uid?: number;
}

/** Starts the built program as people do, without the settings of the machine the test runs on. */
export async function launch({ dataDir, port: wanted, env, uid }: LaunchOptions): Promise<Launched> {
  const port = wanted ?? (await freePort());
  const { PATH = '', HOME = '', TMPDIR = '/tmp' } = process.env;
  const child = spawn(process.execPath, ['dist/main.js'], {
    env: { PATH, HOME, TMPDIR, PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'info', XINGLIN_DEMO: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  let printed = '';
  const exited = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)));
  const ready = new Promise<void>((resolve, reject) => {
    const keep = (data: Buffer) => {
      printed += data.toString();
      if (printed.includes('杏林已启动')) resolve();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    exited.then((code) => reject(new Error(`the program ended with ${code} before it was ready:\n${printed}`)), reject);
  });
  // Who only wants to see it fail does not wait for it to be ready.
  ready.catch(() => undefined);
  return {
    port,
    baseUrl: `http://localhost:${port}`,
    process: child,
    ready,
    exited,
    printed: () => printed,
    stop: () => {
      child.kill('SIGTERM');
      return exited;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
