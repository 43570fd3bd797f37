/** Lines of a reading log on one page. */
export const pageOfLog = 20;

/** The id in an address after which a page begins; null for the first page and for anything that is not one. */
export function readLogCursor(text: string): string | null {
  return /^[1-9]\d{0,17}$/.test(text) ? text : null;
}
