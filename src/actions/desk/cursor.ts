import { isUuid } from '../../domain/fields/uuid.ts';
import type { Cursor } from '../../store/desk.ts';

/** The cursor in an address: the value of the ordering column and the id, joined by `_`. */
export function writeCursor(cursor: Cursor | null): string | null {
  return cursor === null ? null : `${cursor.value}_${cursor.id}`;
}

/** Null for the first page and for anything that is not a cursor: a mangled address begins at the top. */
export function readCursor(text: string): Cursor | null {
  const [value = '', id = ''] = text.split('_');
  return isUuid(id) && isMoment(value) ? { value, id } : null;
}

function isMoment(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d))?$/.test(text)) return false;
  try {
    return text.includes('T') ? Temporal.Instant.from(text) !== undefined : Temporal.PlainDate.from(text) !== undefined;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
