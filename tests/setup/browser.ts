import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { type Browser, chromium as playwright } from 'playwright-core';

/** Unpacks Chromium as it comes from npm; once before the tests, because two files that unpack at the same time would meet half a browser. */
export async function unpackBrowser(): Promise<string> {
  // One copy per user: another user's could neither be replaced nor trusted.
  const home = browserHome();
  await mkdir(home, { recursive: true, mode: 0o700 });
  const { default: chromium } = await import('@sparticuz/chromium');
  const before = process.env.TMPDIR;
  process.env.TMPDIR = home;
  try {
    return await chromium.executablePath();
  } finally {
    // What the tests start next has its own use for temporary files.
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

function browserHome(): string {
  return join(tmpdir(), `xinglin-browser-${userInfo().uid}`);
}

/** A headless browser; a Chinese font is lent to it from the packages, no system package is needed. */
export async function launchBrowser(further: readonly string[] = []): Promise<Browser> {
  const executablePath = await unpackBrowser();
  return playwright.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none', ...further],
    env: { ...process.env, FONTCONFIG_FILE: await writeFontConfig(browserHome()) },
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
