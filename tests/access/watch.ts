import type pg from 'pg';

/** Tables in which rows were written since the watch began, but for those that `may` be. */
export type Written = (may?: readonly string[]) => Promise<string[]>;

/**
 * Lets every table of the program note, in the transaction that writes, that a row was inserted, deleted or became another one, or
 * that the table was emptied. Exact, whoever writes (cascades and COPY as well): what is rolled back is not noted, and no trigger
 * mode skips it. To read all tables twice instead took most of the time of these tests. Regions and migrations are never written.
 */
export async function watchTables(admin: pg.Client): Promise<() => Promise<Written>> {
  await admin.query(`
    CREATE SCHEMA watch;
    CREATE UNLOGGED TABLE watch.written (name text NOT NULL);
    CREATE FUNCTION watch.note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
    BEGIN
      -- Compared byte for byte: the same row written once more is no change.
      IF TG_OP <> 'UPDATE' OR OLD OPERATOR(pg_catalog.*<>) NEW THEN
        INSERT INTO watch.written VALUES (TG_ARGV[0]);
      END IF;
      RETURN NULL;
    END
    $$`);
  const tables = await tablesOf(admin);
  const triggers = tables.map(
    (table) => `
      CREATE TRIGGER zz_watch_rows AFTER INSERT OR UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION watch.note('${table}');
      CREATE TRIGGER zz_watch_all AFTER TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION watch.note('${table}');
      ALTER TABLE ${table} ENABLE ALWAYS TRIGGER zz_watch_rows, ENABLE ALWAYS TRIGGER zz_watch_all`,
  );
  await admin.query(triggers.join(';'));
  return async () => {
    await admin.query('DELETE FROM watch.written');
    return async (may = []) => {
      const { rows } = await admin.query<{ name: string }>('SELECT DISTINCT name FROM watch.written ORDER BY name');
      return rows.map(({ name }) => name).filter((name) => !may.includes(name));
    };
  };
}

export async function tablesOf(admin: pg.Client): Promise<string[]> {
  const { rows } = await admin.query<{ name: string }>(
    `SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND n.nspname IN ('public', 'graphile_worker') AND c.relname NOT IN ('region', 'schema_migration')
     ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}
