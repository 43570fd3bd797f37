import { type ChildProcess, spawn } from 'node:child_process';

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
