import { type CommandAnswer, failed, succeeded, UsageError } from './cli/answer.ts';
import { backupCommand, restoreCommand } from './cli/backup.ts';
import { calendarLoad } from './cli/calendarLoad.ts';
import { help } from './cli/help.ts';
import { importCommand } from './cli/import.ts';
import { keysIssuer, keysList, keysRotate } from './cli/keys.ts';
import { ledgerMend, ledgerVerify } from './cli/ledgerVerify.ts';
import { licencesRender } from './cli/licences.ts';
import { staffAdd } from './cli/staffAdd.ts';
import { staffReset } from './cli/staffReset.ts';
import { timeRun } from './cli/timeRun.ts';
import { findPackageRoot, readConfig } from './config.ts';
import { createLog, openProgram, type Program } from './program.ts';
import { startFailure } from './startFailure.ts';

type Run = (program: Program, args: string[], dataDir: string) => Promise<CommandAnswer>;

const commands: Readonly<Record<string, Run>> = {
  migrate: async ({ applied }) =>
    succeeded(applied.length === 0 ? '数据库已是最新' : `已升级:${applied.join('、')}`, { applied }),
  import: ({ services }, args) => importCommand(services, args),
  'staff add': ({ services }, args) => staffAdd(services, args),
  'staff reset': ({ services }, args) => staffReset(services, args),
  'calendar load': ({ services }, args) => calendarLoad(services, args),
  backup: ({ services }, args, dataDir) => backupCommand(services, dataDir, args),
  restore: ({ services, addresses }, args) => restoreCommand(services, addresses.admin, args),
  'keys list': ({ services }, args) => keysList(services, args),
  'keys rotate': ({ services, addresses }, args) => keysRotate(services, addresses.admin, args),
  'keys issuer': ({ services }, args) => keysIssuer(services, args),
  'licences render': ({ services }, args) => licencesRender(services, args),
  'time run': ({ services }, args) => timeRun(services, args),
  'ledger verify': ({ services }) => ledgerVerify(services),
  'ledger mend': ({ services }) => ledgerMend(services),
  'database url': async ({ addresses }, args) => databaseUrl(addresses, args),
};

function databaseUrl({ admin, app }: Program['addresses'], args: string[]): CommandAnswer {
  const url = args.includes('--superuser') ? admin : app;
  return succeeded(url, { url });
}

/** The command is its first word, or its first two. */
function findCommand(args: readonly string[]): { run: Run; rest: string[] } | undefined {
  for (const words of [2, 1]) {
    const name = args.slice(0, words).join(' ');
    const run = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (run !== undefined) return { run, rest: args.slice(words) };
  }
  return undefined;
}

async function answer(run: Run, args: string[]): Promise<CommandAnswer> {
  const config = readConfig({ LOG_LEVEL: 'warn', ...process.env });
  const program = await openProgram(config, findPackageRoot(import.meta.dirname), createLog(config, 2));
  try {
    return await run(program, args, config.dataDir);
  } finally {
    await program.close();
  }
}

async function main(): Promise<void> {
  const all = process.argv.slice(2);
  const asJson = all.includes('--json');
  const args = all.filter((arg) => arg !== '--json');
  const found = findCommand(args);
  const asked = args.length === 0 || ['help', '--help', '-h'].includes(args[0] ?? '');
  if (found === undefined) {
    (asked ? console.log : console.error)(asked ? help : `没有这个命令:${args.join(' ')}\n\n${help}`);
    process.exitCode = asked ? 0 : 2;
    return;
  }
  const given = await answer(found.run, found.rest);
  if (asJson) console.log(JSON.stringify(given.json));
  else (given.failed ? console.error : console.log)(given.text);
  process.exitCode = given.failed ? 1 : 0;
}

try {
  await main();
} catch (error) {
  const misused = error instanceof UsageError || (error instanceof TypeError && 'code' in error);
  const told = misused ? error.message : (startFailure(error) ?? error);
  if (process.argv.includes('--json')) console.log(JSON.stringify(failed(String(told)).json));
  console.error(told);
  if (misused) console.error(`\n${help}`);
  process.exitCode = misused ? 2 : 1;
}
