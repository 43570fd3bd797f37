// About what an ideal Node application reaches: Fastify and one prepared statement a request, JSON out, no session, no rules.
//   node bench/reference.ts PORT   (database: the PG* variables or DATABASE_URL)
import { fastify } from 'fastify';
import pg from 'pg';

const lookup = `SELECT name, certificate_no, institution, province_code, specialty, status, photo_ref,
  issued_on::text, expires_on::text FROM physicians WHERE certificate_no = $1`;
const pending = `SELECT id::int8::text AS id, applicant_name, institution, specialty, submitted_at::text
  FROM applications WHERE county_code = $1 AND status = $2 ORDER BY submitted_at, id LIMIT 20`;
const create = `WITH a AS (INSERT INTO applications (applicant_name, id_number, institution, county_code, specialty, status)
    VALUES ($1, $2, $3, $4, $5, 'submitted') RETURNING id, status),
  l AS (INSERT INTO audit (application_id, actor, new_status) SELECT id, 'u1', status FROM a)
  SELECT id::text AS id, status FROM a`;
const move = `WITH a AS (UPDATE applications SET status = $3, changed_at = now() WHERE id = $1 AND status = $2 RETURNING id, status),
  l AS (INSERT INTO audit (application_id, actor, old_status, new_status) SELECT id, 'u2', $2, status FROM a)
  SELECT id::text AS id, status FROM a`;

const text = { type: 'string' };
const object = (...names: string[]) => ({
  type: 'object',
  properties: Object.fromEntries(names.map((name) => [name, text])),
});
const physician = object(
  'name',
  'certificate_no',
  'institution',
  'province_code',
  'specialty',
  'status',
  'photo_ref',
  'issued_on',
  'expires_on',
);
const queue = {
  type: 'object',
  properties: {
    data: { type: 'array', items: object('id', 'applicant_name', 'institution', 'specialty', 'submitted_at') },
  },
};

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 8 });
const query = async (name: string, sql: string, values: unknown[]) =>
  (await pool.query({ name, text: sql, values })).rows;
const app = fastify();
app.get<{ Params: { no: string } }>(
  '/physicians/:no',
  { schema: { response: { 200: physician } } },
  async (request, reply) => {
    const rows = await query('lookup', lookup, [request.params.no]);
    return rows[0] ?? reply.code(404).send({});
  },
);
app.get<{ Querystring: { county: string } }>(
  '/applications',
  { schema: { response: { 200: queue } } },
  async (request) => ({
    data: await query('pending', pending, [request.query.county, 'submitted']),
  }),
);
app.post<{ Body: Record<string, string> }>('/applications', async (request, reply) => {
  const { applicant_name, id_number, institution, county_code, specialty } = request.body;
  reply.code(201);
  return (await query('create', create, [applicant_name, id_number, institution, county_code, specialty]))[0];
});
const previous: Readonly<Record<string, string>> = {
  institution_approved: 'submitted',
  approved: 'institution_approved',
};
app.patch<{ Params: { id: string }; Body: { status: string } }>('/applications/:id', async (request, reply) => {
  const rows = await query('move', move, [request.params.id, previous[request.body.status] ?? '', request.body.status]);
  return rows[0] ?? reply.code(409).send({});
});
await app.listen({ port: Number(process.argv[2] ?? 3900), host: '127.0.0.1' });
console.log('listening');
process.on('SIGTERM', () => process.exit(0));
