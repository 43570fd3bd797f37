import type { AuthorityActor } from '../../domain/access/actor.ts';
import { csvLine } from '../../domain/import/csvLine.ts';
import type { Database } from '../../store/database.ts';
import { findBatch } from '../../store/imports.ts';
import { logRefusalsRead, pageOfRefused } from '../../store/importsRefusals.ts';
import { done, notFound, type Outcome } from '../outcome.ts';
import type { Services } from '../services.ts';
import { type Importer, importerOf } from './importer.ts';

/**
 * The refused rows in the file's own columns, with line, column and reason after them, a thousand at a time. Corrected,
 * the download can be imported as it is: the columns that were added are not asked for.
 */
export async function refusedRowsCsv(
  services: Services,
  actor: AuthorityActor | Importer,
  batchId: string,
): Promise<Outcome<AsyncIterable<string>>> {
  const { database, clock } = services;
  const { accountId, name, organisation, authorityPath } = importerOf(actor);
  const batch = await database.row(findBatch, authorityPath, batchId);
  if (batch === undefined) return notFound;
  if (accountId !== null) {
    await database.rows(logRefusalsRead, clock.now().toString(), accountId, name, organisation, batchId);
  }
  return done(lines(database, batchId, batch.header));
}

async function* lines(database: Database, batchId: string, header: readonly string[]): AsyncGenerator<string> {
  // Without the mark, Excel takes UTF-8 for GBK.
  yield `\uFEFF${csvLine([...header, '行号', '列', '原因'])}`;
  for (let after = 0; ; ) {
    const page = await database.rows(pageOfRefused, batchId, after);
    yield page
      .map(({ line, cells, columns, reasons }) => {
        const own = header.map((_, index) => cells[index] ?? '');
        return csvLine([...own, String(line), columns.join(';'), reasons.join('')]);
      })
      .join('');
    const last = page.at(-1);
    if (last === undefined) return;
    after = last.line;
  }
}
