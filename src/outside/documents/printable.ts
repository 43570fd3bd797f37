/** Control and format characters (invisible, or turning the reading direction) but the line feed: on paper they can only deceive. */
const UNPRINTABLE = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * The same structure with every text cleaned of what cannot be printed. Characters are otherwise left as they are: Unicode
 * normalisation would replace compatibility ideographs, and a name is written the way its holder writes it.
 */
export function printable<T extends object>(data: T): T {
  return JSON.parse(JSON.stringify(data), (_, value: unknown) =>
    typeof value === 'string' ? value.toWellFormed().replaceAll('\t', ' ').replace(UNPRINTABLE, '') : value,
  );
}
