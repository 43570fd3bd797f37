import { execFileSync } from 'node:child_process';
import { unpackBrowser } from './browser.ts';

/** The programs that tests start are the built ones, as people start them. */
export async function setup(): Promise<void> {
  execFileSync(process.execPath, ['scripts/build.mjs', '--quiet'], { stdio: 'inherit' });
  await unpackBrowser();
}
