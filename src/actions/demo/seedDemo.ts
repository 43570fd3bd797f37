import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { importKinds, isImportKind } from '../../domain/import/kinds.ts';
import { findDemoMark, inTurn, markDemo } from '../../store/demo.ts';
import { importFile } from '../import/importFile.ts';
import type { Services } from '../services.ts';
import { addAccounts, withPasswords } from './addAccounts.ts';
import { type DemoPeople, readDemoAccounts, tellAccounts, tellNewcomers, writeDemoAccounts } from './demoAccounts.ts';
import { fileApplications } from './fileApplications.ts';
import { planAuthorities, planInstitutions, planPersons } from './planAccounts.ts';
import { readDemoFiles } from './readDemoFiles.ts';

interface Folders {
  readonly dataDir: string;
  readonly demoDir: string;
}

/**
 * Fills an empty system once with two provinces and everybody needed to try it. Passwords are new for each installation and
 * stand only in DATA_DIR/demo-accounts.json; a start broken off begins again, and what is there already stays.
 */
export function seedDemo(services: Services, { dataDir, demoDir }: Folders): Promise<DemoPeople> {
  const file = join(dataDir, 'demo-accounts.json');
  const { database, clock } = services;
  return inTurn(database, async () => {
    const found = await readDemoFiles(demoDir);
    const newcomers = tellNewcomers(found);
    if ((await database.row(findDemoMark)) !== undefined) return { accounts: await readDemoAccounts(file), newcomers };
    const planned = [...planPersons(found), ...planInstitutions(found), ...planAuthorities(found)];
    const [accounts, photo] = await Promise.all([
      withPasswords(planned),
      readFile(join(demoDir, 'photo.jpg')),
      importAll(services, demoDir),
    ]);
    const ids = await addAccounts(services, accounts);
    const told = tellAccounts(accounts);
    await writeDemoAccounts(file, told);
    await fileApplications(services, ids, photo);
    await database.row(markDemo, clock.now().toString());
    return { accounts: told, newcomers };
  });
}

async function importAll(services: Services, demoDir: string): Promise<void> {
  const actor = { accountId: null, name: '系统', organisation: '', authorityPath: null };
  for (const kind of Object.keys(importKinds).filter(isImportKind)) {
    const fileName = `${kind}.csv`;
    const outcome = await importFile(services, { kind, path: join(demoDir, fileName), fileName, dryRun: false, actor });
    if (outcome.kind !== 'done' || outcome.value.refused.length > 0)
      throw new Error(`data/demo/${fileName} was not taken in whole: ${JSON.stringify(outcome)}`);
  }
}
