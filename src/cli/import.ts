import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { importFile } from '../actions/import/importFile.ts';
import { undoImport } from '../actions/import/undoImport.ts';
import type { Services } from '../actions/services.ts';
import { importKinds, isImportKind } from '../domain/import/kinds.ts';
import { maskRefused } from '../domain/import/maskRefused.ts';
import { type CommandAnswer, failed, failedOutcome, succeeded, UsageError } from './answer.ts';
import { pathFromCaller } from './pathFromCaller.ts';

/** The operator: no account of the system, and everything in reach. */
const operator = { accountId: null, name: '命令行', organisation: '', authorityPath: null };

/** Refused lines shown to a person; all of them are in --json. */
const shownLines = 20;

/** `import <kind> FILE [--dry-run]` and `import undo BATCH` */
export async function importCommand(services: Services, args: string[]): Promise<CommandAnswer> {
  const options = { 'dry-run': { type: 'boolean', default: false } } as const;
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const [what = '', given, ...more] = positionals;
  if (given === undefined || more.length > 0) throw new UsageError('import 需要种类和文件,或 undo 和批次号');
  if (what === 'undo') return undo(services, given);
  if (!isImportKind(what)) throw new UsageError(`import 的种类是 ${Object.keys(importKinds).join('、')}`);
  const path = pathFromCaller(given);
  if (!existsSync(path)) return failed(`没有这个文件:${path}`);
  const dryRun = values['dry-run'];
  const outcome = await importFile(services, { kind: what, path, fileName: basename(path), dryRun, actor: operator });
  if (outcome.kind !== 'done') return failedOutcome(outcome);
  const { batch, rows, taken, unchanged } = outcome.value;
  // What a command prints ends in logs: the line and the column tell the operator, who has the file, which number it is.
  const refused = outcome.value.refused.map((each) => ({ ...each, value: maskRefused(what, each.column, each.value) }));
  const lines = new Set(refused.map(({ line }) => line)).size;
  const text = [
    `${importKinds[what]}导入${dryRun ? '预检(没有写入)' : '完成'},批次 ${batch}`,
    `共 ${rows} 行:导入 ${taken} 行,没有变化 ${unchanged} 行,不通过 ${lines} 行`,
    ...refused
      .slice(0, shownLines)
      .map(({ line, column, value, reason }) => `  第${line}行 ${column}“${value}”:${reason}`),
    ...(refused.length > shownLines ? [`  ……另有 ${refused.length - shownLines} 处,用 --json 查看全部`] : []),
  ].join('\n');
  return succeeded(text, { batch, dryRun, rows, taken, unchanged, refused });
}

async function undo(services: Services, batch: string): Promise<CommandAnswer> {
  const outcome = await undoImport(services, batch, operator);
  if (outcome.kind !== 'done') return failedOutcome(outcome);
  return succeeded(`已撤销批次 ${batch},恢复 ${outcome.value.rows} 条记录`, outcome.value);
}
