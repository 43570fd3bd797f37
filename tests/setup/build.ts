import { execFileSync } from 'node:child_process';

/** The programs that tests start are the built ones, as people start them. */
export function setup(): void {
  execFileSync(process.execPath, ['scripts/build.mjs', '--quiet'], { stdio: 'inherit' });
}
