import type pg from 'pg';
import { fewest } from '../domain/register/smallNumbers.ts';
import { techniqueCategories } from '../domain/register/techniqueCategories.ts';
import { type Statement, statement } from './database.ts';
import { categoryPattern } from './statistics.ts';

/** So many registrations are alike in everything a line says. */
export interface OpenRegistrations {
  readonly regionCode: string;
  readonly region: string;
  readonly institutionType: string;
  readonly year: number | null;
  readonly techniques: string;
  readonly status: string;
  readonly count: number;
}

const categories = Object.entries(techniqueCategories)
  .map(([name, words]) => `CASE WHEN e.techniques ~ '${categoryPattern(words)}' THEN '${name}' END`)
  .join(', ');

/** What a group of fewer than five is joined into next, and what a line of that step still says. */
const steps = [
  ['coalesce(r.parent_code, g.region)', 'g.type', 'g.year', 'g.techniques'],
  ['coalesce(r.parent_code, g.region)', 'g.type', 'g.year', 'g.techniques'],
  ['g.region', "''", 'g.year', "''"],
  ["''", "''", 'g.year', "''"],
  ["''", "''", 'NULL::int', "''"],
] as const;
const large = `n >= ${fewest}`;
const joined = steps.map(
  ([region, type, year, techniques], step) => `g${step + 1} AS (
    SELECT ${region}::text AS region, ${type}::text AS type, ${year} AS year, ${techniques}::text AS techniques, g.status, sum(g.n) AS n
    FROM g${step} g LEFT JOIN region r ON r.code = g.region WHERE NOT g.${large} GROUP BY 1, 2, 3, 4, 5)`,
);
const all = Array.from({ length: steps.length + 1 }, (_, step) => `SELECT * FROM g${step} WHERE ${large}`);

/**
 * Registrations by region of the institution, its type, year, techniques and state. A group of fewer than five says less until it
 * has five: its prefecture, its province, no type and techniques, no region, no year; what is still too small is left out.
 */
export const openRegistrations = statement<OpenRegistrations>(
  'openData.registrations',
  `WITH g0 AS (
     SELECT i.region_code::text AS region, i.type, extract(year FROM e.registered_on)::int AS year,
       coalesce(nullif(array_to_string(ARRAY[${categories}]::text[], '、'), ''), '其他') AS techniques, e.status, count(*) AS n
     FROM register_entry e JOIN institution i ON i.id = e.main_institution_id GROUP BY 1, 2, 3, 4, 5),
   ${joined.join(',\n   ')},
   told AS (${all.join(' UNION ALL ')})
   SELECT t.region AS "regionCode", CASE WHEN t.region = '' THEN '全国' ELSE concat_ws('', p.name, c.name, r.name) END AS region,
     t.type AS "institutionType", t.year, t.techniques, t.status, sum(t.n)::int AS count
   FROM told t LEFT JOIN region r ON r.code = t.region LEFT JOIN region c ON c.code = r.parent_code LEFT JOIN region p ON p.code = c.parent_code
   GROUP BY t.region, p.name, c.name, r.name, t.type, t.year, t.techniques, t.status
   ORDER BY t.region, t.type, t.year, t.techniques, t.status`,
);

/** An institution where somebody is registered in force. */
export interface OpenInstitution {
  readonly name: string;
  readonly number: string;
  readonly regionCode: string;
  readonly region: string;
  readonly institutionType: string;
  readonly count: number;
}

export const openInstitutions = statement<OpenInstitution>(
  'openData.institutions',
  `SELECT i.name, i.number, i.region_code AS "regionCode", concat_ws('', p.name, c.name, r.name) AS region, i.type AS "institutionType", n.n AS count
   FROM (SELECT main_institution_id AS id, count(*)::int AS n FROM register_entry WHERE status = 'practising' GROUP BY 1) n
   JOIN institution i ON i.id = n.id JOIN region r ON r.code = i.region_code
   LEFT JOIN region c ON c.code = r.parent_code LEFT JOIN region p ON p.code = c.parent_code ORDER BY i.region_code, i.number`,
);

/** Rows of a statement one after the other; memory holds a thousand of them. Within a transaction. */
export async function* streamRows<Row>(client: pg.PoolClient, { text }: Statement<Row, []>) {
  await client.query(`DECLARE streamed NO SCROLL CURSOR FOR ${text}`);
  for (;;) {
    const { rows } = await client.query<Row & pg.QueryResultRow>('FETCH 1000 FROM streamed');
    yield* rows;
    if (rows.length < 1000) break;
  }
  await client.query('CLOSE streamed');
}

/** A file of an edition; `key` is where it lies compressed. */
export interface OpenDataFile {
  readonly name: string;
  readonly key: string;
  readonly type: string;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}

export interface OpenDataEdition {
  readonly day: string;
  readonly madeAt: string;
  readonly manifest: string;
  readonly files: readonly OpenDataFile[];
}

/** Undefined: another program was faster with the edition of this day. */
export const insertEdition = statement<
  { day: string },
  readonly [day: string, madeAt: string, manifest: string, files: string]
>(
  'openData.insert',
  'INSERT INTO open_data_edition (day, made_at, manifest, files) VALUES ($1, $2, $3, $4) ON CONFLICT (day) DO NOTHING RETURNING day',
);

export const findLastEdition = statement<{ day: string }>(
  'openData.last',
  'SELECT day FROM open_data_edition ORDER BY day DESC LIMIT 1',
);

const columns = 'day, made_at AS "madeAt", manifest, files';

export const listEditions = statement<OpenDataEdition>(
  'public.editions',
  `SELECT ${columns} FROM open_data_edition ORDER BY day DESC LIMIT 60`,
);

export const findEdition = statement<OpenDataEdition, readonly [day: string]>(
  'public.edition',
  `SELECT ${columns} FROM open_data_edition WHERE day = $1`,
);
