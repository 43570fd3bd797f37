// Makes theme.css: `node src/web/styles/theme.mjs`, after a change of designsystemet.config.json or of the variables in use.
// Designsystemet writes 47 KB with cascade layers, three sizes and two schemes. Old WebViews drop every layered rule, so the
// layers are unwrapped, and only the light scheme, the middle size and the variables that some style really reads are kept.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const here = import.meta.dirname;
const root = join(here, '../../..');
const colours = ['accent', 'apricot', 'danger', 'info', 'neutral', 'success', 'warning'];

function build() {
  const folder = mkdtempSync(join(tmpdir(), 'theme-'));
  const run = (...words) =>
    execFileSync(join(root, 'node_modules/.bin/designsystemet'), ['tokens', ...words], {
      cwd: folder,
      stdio: 'ignore',
    });
  copyFileSync(join(here, 'designsystemet.config.json'), join(folder, 'designsystemet.config.json'));
  run('create');
  run('build', '--tokens', './design-tokens', '--out-dir', 'css');
  const css = readFileSync(join(folder, 'css/xinglin.css'), 'utf8');
  rmSync(folder, { recursive: true });
  return css;
}

/** Variables of the first block of one layer whose selector begins with `selector`. */
function block(css, layer, selector) {
  const start = css.indexOf(`@layer ds.theme.${layer} {\n${selector}`);
  if (start < 0) throw new Error(`no ${layer} ${selector} in the theme`);
  const body = css.slice(css.indexOf('{', css.indexOf(selector, start)) + 1);
  const end = body.search(/\n\s*@supports|\n\}/);
  return new Map([...body.slice(0, end).matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value]));
}

/** The text of every style in use: what main.css imports, but not the theme itself. */
function stylesInUse() {
  const main = readFileSync(join(here, 'main.css'), 'utf8');
  const packages = [...main.matchAll(/@import "(@digdir\/[^"]+)"/g)].map(([, name]) =>
    readFileSync(join(root, 'node_modules', name.replace('-css/', '-css/dist/src/')), 'utf8'),
  );
  const own = readdirSync(here)
    .filter((name) => name.endsWith('.css') && name !== 'theme.css')
    .map((name) => readFileSync(join(here, name), 'utf8'));
  return [...packages, ...own].join('\n');
}

const read = (text) => [...text.matchAll(/var\(\s*(--[\w-]+)/g)].map(([, name]) => name);

const css = build();
const semantic = block(css, 'color', ':root, [data-color-scheme], [data-color="primary"]');
const all = new Map([
  ...block(css, 'color-scheme.light', ':root'),
  ...block(css, 'typography.primary', ':root'),
  ...block(css, 'type-scale', ':root'),
  ...block(css, 'size', ':root'),
  ...block(css, 'semantic', ':root'),
  ['--ds-size-mode-font-size', '1.125'],
  ...semantic,
]);

const wanted = new Set();
const queue = read(stylesInUse());
for (let name = queue.pop(); name; name = queue.pop()) {
  if (wanted.has(name) || !all.has(name)) continue;
  wanted.add(name);
  queue.push(...read(all.get(name)));
  if (semantic.has(name)) queue.push(...colours.map((colour) => name.replace('--ds-color-', `--ds-color-${colour}-`)));
}

const rule = (selector, entries) =>
  `${selector} {\n${entries.map(([name, value]) => `  ${name}: ${value};`).join('\n')}\n}\n`;
const base = [...all].filter(([name]) => wanted.has(name));
const tones = colours.map((colour) => {
  const names = [...semantic.keys()].filter((name) => wanted.has(name));
  return rule(
    `[data-color="${colour}"]`,
    names.map((name) => [name, `var(${name.replace('--ds-color-', `--ds-color-${colour}-`)})`]),
  );
});
writeFileSync(join(here, 'theme.css'), [rule(':root', base), ...tones].join('\n'));
