import type { Definition } from '../../domain/procedure/definition.ts';
import { nextApplicationSerial } from '../../store/applications.ts';
import type { Queryable } from '../../store/database.ts';

/** The number of a new file: ZC-2026-000123. */
export async function nextNumber(tx: Queryable, { prefix }: Definition, year: number): Promise<string> {
  const serial = await tx.row(nextApplicationSerial);
  return `${prefix}-${year}-${String(serial?.serial ?? 0).padStart(6, '0')}`;
}
