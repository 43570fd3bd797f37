import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The built command line over a DATA_DIR of its own, started as operators start it. */
export interface CommandLine {
  readonly dataDir: string;
  run(...args: string[]): Promise<Ran>;
  /** Runs with --json; standard output must hold that and nothing else. */
  json<T>(...args: string[]): Promise<T>;
  close(): Promise<void>;
}

export async function openCommandLine(given?: string): Promise<CommandLine> {
  const dataDir = given ?? (await mkdtemp(join(tmpdir(), 'xinglin-cli-')));
  const { DATABASE_URL, DATABASE_APP_URL, DATABASE_PUBLIC_URL, VITEST, ...rest } = process.env;
  const env = { ...rest, DATA_DIR: dataDir };
  const run = (...args: string[]): Promise<Ran> =>
    new Promise((done) => {
      execFile(
        process.execPath,
        ['dist/cli.js', ...args],
        { env, maxBuffer: 64 * 1024 * 1024 },
        (error, stdout, stderr) =>
          done({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, stdout, stderr }),
      );
    });
  return {
    dataDir,
    run,
    json: async (...args) => JSON.parse((await run(...args, '--json')).stdout),
    close: () => rm(dataDir, { recursive: true, force: true }),
  };
}

export function sample(path: string): string {
  return resolve('tests/import/data', path);
}
