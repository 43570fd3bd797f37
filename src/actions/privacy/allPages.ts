interface Page<T> {
  readonly rows: readonly T[];
  readonly next: string | null;
}

/** Follows the pages of a list to its end. */
export async function allPages<T>(read: (after: string | null) => Promise<Page<T>>): Promise<readonly T[]> {
  const rows: T[] = [];
  let after: string | null = null;
  do {
    const page: Page<T> = await read(after);
    rows.push(...page.rows);
    after = page.next;
  } while (after !== null);
  return rows;
}
