import type { Database } from '../../src/store/database.ts';

/** What must hold over the whole database after any fault: each row names a file that is doubled, half or lost. */
export async function findBrokenFiles({ pool }: Database): Promise<string[]> {
  const { rows } = await pool.query<{ trouble: string }>(
    `SELECT 'events ' || a.id AS trouble FROM application a LEFT JOIN application_event e ON e.application_id = a.id
       GROUP BY a.id HAVING count(e.seq) <> a.version OR coalesce(max(e.seq), 0) <> a.version
     UNION ALL
     SELECT 'ledger ' || e.application_id FROM application_event e LEFT JOIN ledger l
       ON l.subject_type = 'application' AND l.subject_id = e.application_id::text AND l.version = e.seq
       GROUP BY e.application_id, e.seq HAVING count(l.seq) <> 1
     UNION ALL
     SELECT 'untold ' || e.application_id FROM application_event e WHERE e.type <> 'withdrawn'
       AND NOT EXISTS (SELECT FROM notice n WHERE n.application_id = e.application_id AND n.version = e.seq)
     UNION ALL
     SELECT 'register ' || a.id FROM application a LEFT JOIN register_event r ON r.application_id = a.id
       GROUP BY a.id HAVING count(r.seq) <> (a.state = 'approved')::int
     UNION ALL
     SELECT 'entry ' || e.id FROM register_entry e LEFT JOIN register_event r ON r.entry_id = e.id
       GROUP BY e.id HAVING count(r.seq) <> e.version
     UNION ALL
     SELECT 'number ' || a.number FROM application a WHERE a.number IS NOT NULL GROUP BY a.number HAVING count(*) > 1`,
  );
  return rows.map(({ trouble }) => trouble);
}
