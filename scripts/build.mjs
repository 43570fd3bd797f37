// Builds the program: one bundle for the server, one for the command line, the assets of the pages.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';

const quiet = process.argv.includes('--quiet');
const started = performance.now();
await mkdir('dist/assets', { recursive: true });
await mkdir('dist/offline', { recursive: true });
const assets = {
  outdir: 'dist/assets',
  bundle: true,
  minify: true,
  format: 'esm',
  // The oldest browsers still seen on the phones of older people.
  target: ['chrome80', 'safari14.1'],
  logLevel: 'warning',
};
await Promise.all([
  build({
    entryPoints: { main: 'src/main.ts', cli: 'src/cli.ts', paperProcess: 'src/outside/documents/paperProcess.ts' },
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
      live: 'src/web/client/live.ts',
      main: 'src/web/styles/main.css',
      livePage: 'src/web/styles/live.css',
    },
    ...assets,
  }),
  // Its decoder is a file of its own (qrDecode-….js), loaded when a camera or a picture is really read.
  build({ entryPoints: { scan: 'src/web/client/scan.ts' }, splitting: true, chunkNames: '[name]-[hash]', ...assets }),
  build({
    entryPoints: { worker: 'src/web/client/offline/worker.ts' },
    outdir: 'dist/offline',
    bundle: true,
    minify: true,
    format: 'iife',
    target: ['chrome80', 'safari14.1'],
    logLevel: 'warning',
  }),
  buildOfflineVerifier(),
]);

/** One file that holds its script and style; who signs is put in when it is answered. */
async function buildOfflineVerifier() {
  const { outputFiles } = await build({
    entryPoints: { verifier: 'src/web/client/offline/verifier.ts', style: 'src/web/client/offline/verifier.css' },
    outdir: 'offline',
    bundle: true,
    minify: true,
    charset: 'utf8',
    format: 'iife',
    target: ['chrome80', 'safari14.1'],
    logLevel: 'warning',
    write: false,
  });
  const textOf = (ending) => outputFiles.find(({ path }) => path.endsWith(ending)).text;
  const script = textOf('verifier.js');
  if (/<\/script|<!--/i.test(script)) throw new Error('the script of the offline verifier would end its own element');
  const template = await readFile('data/offline/verifier.html', 'utf8');
  const page = template.replace('<!--style-->', () => textOf('style.css')).replace('<!--script-->', () => script);
  await writeFile('dist/offline/verifier.html', page);
}
if (!quiet) console.log(`构建完成(${Math.round(performance.now() - started)} 毫秒)`);
