import { type ChildProcess, spawn } from 'node:child_process';
import type { BenchData } from './scenarios.ts';

/** A program that has said it is there. */
export function start(args: string[], env: Record<string, string>, sign: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (text: Buffer) => text.toString().includes(sign) && resolve(child));
    child.on('exit', (code) => reject(new Error(`${args[0]} ended with ${code}`)));
  });
}

/** This program on a database of the bench, on a port of its own. */
export function startOurs(
  port: number,
  { url, dataDir, data }: { readonly url: string; readonly dataDir: string; readonly data: BenchData },
): Promise<ChildProcess> {
  const env = {
    PORT: String(port),
    DATABASE_URL: url,
    DATA_DIR: dataDir,
    XINGLIN_DEMO: '0',
    SECRET_KEY: data.secret,
    DATA_KEYS: data.dataKeys,
    LOG_LEVEL: 'warn',
    TRUST_PROXY: '1',
  };
  return start(['dist/main.js'], env, `localhost:${port}`);
}
