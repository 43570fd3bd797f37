/** Numbers longer than a date, Chinese words, and mail addresses: what a message may quote of somebody's data. */
const quoted = /\p{Nd}(?:[\s-]?[\p{Nd}xX]){8,}|[\p{Unified_Ideograph}〇·]+|[^\s"'<>]+@[^\s"'<>]+/gu;
/** Values in quotation marks; a name of the program (a column, a file, a relation) stays to be read. */
const inMarks = /"([^"\n]*)"|“([^”\n]*)”/g;

/**
 * The message of a fault without what it may quote: libraries and the database put the offending value into their
 * messages, and from there it would go into logs and into the table of failed jobs.
 */
export function scrub(message: string): string {
  return message
    .replace(inMarks, (whole, plain?: string, curly?: string) =>
      /^[a-z_][\w./-]*$/i.test(plain ?? curly ?? '') ? whole : '"…"',
    )
    .replace(quoted, '…');
}
