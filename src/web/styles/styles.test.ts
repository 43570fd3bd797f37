import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

async function bundle(entry: string): Promise<string> {
  const result = await build({
    entryPoints: [join(import.meta.dirname, entry)],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: ['chrome80', 'safari14.1'],
  });
  return result.outputFiles[0]?.text ?? '';
}

function weight(text: string): number {
  return gzipSync(text, { level: 9 }).length;
}

describe('样式和脚本', () => {
  it('weighs little: what a phone in the county loads first', async () => {
    expect(weight(await bundle('main.css'))).toBeLessThan(20 * 1024);
    expect(weight(await bundle('../client/person.ts'))).toBeLessThan(12 * 1024);
    expect(weight(await bundle('../client/desk.ts'))).toBeLessThan(12 * 1024);
  });

  it('reads no theme variable that theme.css leaves out (run theme.mjs again when it does)', async () => {
    const css = await bundle('main.css');
    const defined = new Set([...css.matchAll(/(--[\w-]+)\s*:/g)].map(([, name]) => name));
    const read = [
      ...css.matchAll(/var\((--(?:ds-color|ds-size|page|gutter|touch|gap|line|quiet|sans|serif)[\w-]*)\)/g),
    ];
    expect([...new Set(read.map(([, name]) => name))].filter((name) => !defined.has(name))).toEqual([]);
  });

  it('asks nothing of another server, and hides nothing in a cascade layer old browsers drop', async () => {
    const css = await bundle('main.css');
    expect(css).not.toMatch(/url\(["']?https?:/);
    expect(css).not.toContain('@layer');
  });
});
