// Builds the program: one bundle for the server, one for the command line, the assets of the pages.
import { mkdir } from 'node:fs/promises';
import { build } from 'esbuild';

const quiet = process.argv.includes('--quiet');
const started = performance.now();
await mkdir('dist/assets', { recursive: true });
await Promise.all([
  build({
    entryPoints: { main: 'src/main.ts', cli: 'src/cli.ts', paperThread: 'src/outside/documents/paperThread.ts' },
    outdir: 'dist',
    bundle: true,
    platform: 'node',
    target: 'node26',
    format: 'esm',
    packages: 'external',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    sourcemap: true,
    logLevel: 'warning',
  }),
  build({
    entryPoints: {
      person: 'src/web/client/person.ts',
      desk: 'src/web/client/desk.ts',
      humanCheck: 'src/web/client/humanCheck.ts',
      main: 'src/web/styles/main.css',
    },
    outdir: 'dist/assets',
    bundle: true,
    minify: true,
    format: 'esm',
    // The oldest browsers still seen on the phones of older people.
    target: ['chrome80', 'safari14.1'],
    logLevel: 'warning',
  }),
]);
if (!quiet) console.log(`构建完成(${Math.round(performance.now() - started)} 毫秒)`);
