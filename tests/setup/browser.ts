import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { type Browser, chromium as playwright } from 'playwright-core';

/** Chromium as it comes from npm: no system package; a Chinese font is lent to it from the packages as well. */
export async function launchBrowser(): Promise<Browser> {
  // Unpacked once per user: another user's copy could neither be replaced nor trusted.
  const home = join(tmpdir(), `xinglin-browser-${userInfo().uid}`);
  await mkdir(home, { recursive: true, mode: 0o700 });
  process.env.TMPDIR = home;
  const { default: chromium } = await import('@sparticuz/chromium');
  const executablePath = await chromium.executablePath();
  return playwright.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none'],
    env: { ...process.env, FONTCONFIG_FILE: await writeFontConfig(home) },
  });
}

async function writeFontConfig(home: string): Promise<string> {
  const fonts = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/package.json'));
  const file = join(home, 'fonts.conf');
  const dirs = ['400Regular', '700Bold'].map((weight) => `<dir>${join(fonts, weight)}</dir>`).join('');
  await writeFile(
    file,
    `<?xml version="1.0"?><fontconfig>${dirs}<cachedir>${join(home, 'fontcache')}</cachedir></fontconfig>`,
  );
  return file;
}
