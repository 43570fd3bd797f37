import { makeLicencePaper } from '../../src/actions/licence/makeLicencePaper.ts';
import { type LicencePaper, readLicencePaper } from '../../src/actions/licence/readLicencePaper.ts';
import type { Services } from '../../src/actions/services.ts';
import type { PaperSealing } from '../../src/outside/seal/paperSealing.ts';
import { type AuthorityTree, insertHunan, insertInstitution, type TestInstitution } from '../factories/people.ts';
import { insertEntry, type Registered } from '../factories/register.ts';
import { createTestDatabase, type TestDatabase } from '../setup/testDatabase.ts';
import { makeTestServices } from '../setup/testServices.ts';

/** A row of the record of sealing. */
export interface SealingRow {
  readonly id: string;
  readonly version: number;
  readonly identifier: string;
  readonly digest: string;
  readonly provider: string;
  readonly test: boolean;
  readonly certificate_serial: string;
  readonly signed_at: Date | null;
  readonly pdf_key: string | null;
}

/** A county with an institution, and licences on paper of whoever is registered there. */
export interface PaperWorld {
  readonly db: TestDatabase;
  readonly services: Services;
  readonly tree: AuthorityTree;
  readonly institution: TestInstitution;
  setNow(iso: string): void;
  register(name?: string): Promise<Registered>;
  /** The same services, sealing otherwise. */
  withSealing(sealing: Partial<PaperSealing>): Services;
  paperOf(someone: Registered, by?: Services): Promise<Buffer>;
  records(someone: Registered): Promise<SealingRow[]>;
  close(): Promise<void>;
}

export async function openPaperWorld(): Promise<PaperWorld> {
  const db = await createTestDatabase();
  const made = await makeTestServices(db);
  const { services } = made;
  const tree = await insertHunan(db.database);
  const institution = await insertInstitution(db.database, tree.county);
  return {
    db,
    services,
    tree,
    institution,
    setNow: made.setNow,
    register: (name = '张景和') => insertEntry(db.database, { tree, institution }, { name }),
    withSealing: (sealing) => ({ ...services, sealing: { ...services.sealing, ...sealing } }),
    paperOf: async ({ person, entry }, by = services) => {
      await makeLicencePaper(by, person, entry.id);
      return Buffer.from(contentOf(await readLicencePaper(by, person, entry.id)));
    },
    records: async ({ entry }) => {
      const { rows } = await db.database.pool.query<SealingRow>(
        'SELECT * FROM sealed_document WHERE entry_id = $1 ORDER BY version',
        [entry.id],
      );
      return rows;
    },
    close: async () => {
      await made.close();
      await db.drop();
    },
  };
}

export function contentOf<T>(paper: LicencePaper<T> | undefined): T {
  if (paper?.kind !== 'paper') throw new Error(`no paper: ${JSON.stringify(paper)}`);
  return paper.content;
}
