import { refusal } from '../../domain/vocabulary/refusals.ts';
import { SpreadsheetError } from '../../outside/spreadsheet/spreadsheetError.ts';
import type { Counts } from '../../store/imports.ts';
import { removeRefusals } from '../../store/importsRefusals.ts';
import { transaction } from '../../store/transaction.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Services } from '../services.ts';
import { failBatch } from './endBatch.ts';
import { type BatchToRun, Rehearsed, takeInTurn } from './takeInTurn.ts';

/**
 * Takes in the file of a waiting batch: all good rows in one transaction, or none. A preview does the very same and takes
 * it back, so its answer is the import's. Run again after being killed, it gives the same result once.
 */
export async function runBatch(services: Services, batch: BatchToRun): Promise<Outcome<Counts>> {
  const { database, clock } = services;
  try {
    return done(await transaction(database, (tx) => takeInTurn(services, tx, batch)));
  } catch (error) {
    if (error instanceof Rehearsed) return done(error.counts);
    const expected = error instanceof SpreadsheetError ? error.refusal : undefined;
    await database.rows(removeRefusals, batch.id);
    await failBatch(database, clock.now(), batch.id, expected ?? refusal('import.fault'));
    if (expected !== undefined) return refuse(expected);
    throw error;
  }
}
