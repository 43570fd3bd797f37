// Adds to package-lock.json the optional packages of other platforms that the registry at hand does not serve. Without them `npm ci` refuses the
// lock; with them it skips what does not fit the machine, and a machine they fit fetches them by name and version.
// Run after each `npm install`: node scripts/complete-lock.mjs
import { readFileSync, writeFileSync } from 'node:fs';

const file = 'package-lock.json';
const lock = JSON.parse(readFileSync(file, 'utf8'));
const known = {
  os: ['android', 'darwin', 'linux', 'win32', 'freebsd', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'aix'],
  cpu: ['arm64', 'x64', 'arm', 'ia32', 'ppc64', 's390x', 'riscv64', 'loong64', 'wasm32', 'mips64el'],
};

/** Platform a package is for, as such packages say it in their names. */
function platformOf(name) {
  const words = name.split('/').at(-1).split(/[-_.]/);
  const os = words.find((word) => known.os.includes(word)) ?? (words.includes('windows') ? 'win32' : undefined);
  const cpu = words.find((word) => known.cpu.includes(word));
  if (cpu === 'wasm32' || name.includes('wasm32')) return { cpu: ['wasm32'] };
  if (os === undefined || cpu === undefined) throw new Error(`${name}: for which platform is it?`);
  const libc = words.includes('musl') ? { libc: ['musl'] } : words.includes('gnu') ? { libc: ['glibc'] } : {};
  return { os: [os], cpu: [cpu], ...libc };
}

const added = [];
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    const places = [`${path === '' ? '' : `${path}/`}node_modules/${name}`, `node_modules/${name}`];
    if (places.some((place) => lock.packages[place] !== undefined)) continue;
    if (!/^\d+\.\d+\.\d+/.test(range)) throw new Error(`${name}@${range}: only an exact version can be completed`);
    const dev = entry.dev === true ? { dev: true } : {};
    lock.packages[`node_modules/${name}`] = { version: range, ...platformOf(name), ...dev, optional: true };
    added.push(`${name}@${range}`);
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(added.length === 0 ? 'the lock is complete' : `added ${added.length}:\n  ${added.join('\n  ')}`);
