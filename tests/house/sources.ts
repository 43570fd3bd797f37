import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

export interface SourceFile {
  readonly path: string;
  readonly text: string;
  /** Repository paths of relative imports, and package names of others. */
  readonly imports: readonly string[];
}

/** Files git knows or would know, so that a new one is judged before it is committed. */
export function listFiles(...patterns: string[]): string[] {
  const output = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '--', ...patterns], {
    encoding: 'utf8',
  });
  return [...new Set(output.split('\n'))].filter((path) => path !== '' && existsSync(path));
}

export function readSources(...patterns: string[]): SourceFile[] {
  return listFiles(...patterns)
    .filter((path) => /\.(ts|tsx)$/.test(path))
    .map((path) => {
      const text = readFileSync(path, 'utf8');
      return { path, text, imports: importsOf(path, text) };
    });
}

function importsOf(path: string, text: string): string[] {
  const found = [
    ...text.matchAll(/^(?:import|export)\b[^;]*?from '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm),
  ];
  return found
    .map((match) => match[1] ?? match[2] ?? match[3] ?? '')
    .map((target) => (target.startsWith('.') ? new URL(target, `file:///${path}`).pathname.slice(1) : target));
}
