import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { opened } from '../../src/store/protection.ts';
import { type County, makeCounty, storeDraft } from '../factories/life.ts';
import { insertAuthorityStaff, insertPersonAccount, insertPhysician } from '../factories/people.ts';
import { insertPhoto } from '../factories/photo.ts';
import { type Launched, launch } from '../faults/launch.ts';
import { until } from '../faults/waiting.ts';
import { testSecret } from '../setup/client.ts';
import { ask } from '../setup/sealedValues.ts';
import { findInFiles, type Installation, openInstallation, openServer, type Server } from '../vault/server.ts';
import { foundIn, guests, namesUnder, type Planted, plant, rosterOf } from './planting.ts';

const planted = plant();
const one = (index: number): Planted => planted[index] ?? { name: '', idNumber: '', phone: '' };

describe.each(['debug', 'info'])('a run that logs %s', (level) => {
  let server: Server;
  let made: Installation;
  let dataDir: string;
  let program: Launched;
  let county: County;
  let web: ReturnType<typeof guests>;
  const commands: string[] = [];
  let admin: pg.Client;
  let failedJob = '';

  beforeAll(async () => {
    // A server of its own: what its files hold comes from here alone.
    server = await openServer();
    await server.migrate();
    made = await openInstallation(server);
    ({ dataDir } = server);
    const env = { SECRET_KEY: testSecret, XINGLIN_NOW: '2026-03-02T09:00:00+08:00', LOG_LEVEL: level };
    admin = new pg.Client({ connectionString: server.embedded.url('postgres') });
    await admin.connect();
    county = await makeCounty(made.services);
    program = await launch({ dataDir, env });
    await program.ready;
    web = guests(made.services, program.baseUrl);
    await enterEverywhere();
    await breakThings();
    await runCommand(['import', 'roster'], env);
    await runCommand(['import', 'roster', '--json'], env);
  });
  afterAll(async () => {
    // The program, which is the last to use the server, stops it.
    await admin.end();
    await made.close();
    await program.stop();
    await server.close();
  });

  /** Every way in: registration, import, staff, an application, searches; and every page they come to. */
  async function enterEverywhere(): Promise<void> {
    const { services } = made;
    const visitor = await web.visitor();
    for (const { name, idNumber } of planted)
      await visitor.post('/person/register', { name, idType: 'residentIdCard', idNumber, notice: 'yes' });
    for (const { name, idNumber, phone } of planted.slice(0, 5)) {
      const registration = { name, idNumber, idType: 'residentIdCard', noticeVersion: '1' };
      const noticeReadAt = services.clock.now().toString();
      const registering = await web.visitor({ registration: { ...registration, noticeReadAt } });
      const password = 'Xinglin8848';
      const account = { phone, email: 'z@example.com', loginName: `z${phone.slice(-6)}`, password };
      await registering.post('/person/register/account', { ...account, passwordAgain: password });
    }
    await importAsProvince();
    await addStaff();
    await applyAs(one(6));
    await search();
  }

  async function importAsProvince(): Promise<void> {
    const administrator = await insertAuthorityStaff(made.services.database, county.tree.province, 'administrator');
    const guest = await web.as(administrator);
    const rows = `${rosterOf(planted.slice(10, 14), 'right', 1000)}${rosterOf(planted.slice(14), 'wrong', 2000).split('\r\n').slice(1).join('\r\n')}`;
    const fileName = `${one(10).name}${one(10).idNumber}.csv`;
    const sent = await guest.upload('/authority/imports', fileName, rows, { kind: 'roster' });
    const preview = await settled(guest, sent.addresses[0] ?? '');
    const confirmed = await guest.post(`${preview}/confirm`, {});
    const batch = await settled(guest, confirmed.addresses[0] ?? '');
    await guest.get(`${batch}/refused.csv`);
    await guest.get('/authority/imports');
  }

  /** Waits until a batch has been read; the address of its page. */
  async function settled(guest: Awaited<ReturnType<typeof web.as>>, page: string): Promise<string> {
    expect(page).toMatch(/^\/authority\/imports\/R-/);
    await until('the batch', async () =>
      (await guest.get(page)).text.includes('http-equiv="refresh"') ? undefined : true,
    );
    return page;
  }

  async function addStaff(): Promise<void> {
    const guest = await web.as(await insertAuthorityStaff(made.services.database, county.tree.county, 'administrator'));
    for (const { name, idNumber, phone } of planted.slice(3, 6))
      await guest.post('/authority/staff/invitations', {
        name,
        idNumber,
        phone,
        role: 'officer',
      });
    await guest.post('/authority/staff/invitations', {
      name: one(9).name,
      idNumber: `${one(9).idNumber}0`,
      phone: one(9).phone,
    });
    await guest.get('/authority/staff');
  }

  async function applyAs({ name, idNumber, phone }: Planted): Promise<void> {
    const { database } = made.services;
    const physician = await insertPhysician(database, { name, idNumber });
    const person = await insertPersonAccount(database, physician, { phone });
    const photoId = await insertPhoto(database, person.accountId);
    const draft = { answers: { phone }, institutionId: county.institution.id, photoId };
    const id = await storeDraft(made.services, person, draft);
    const owner = await web.as(person);
    await owner.post(`/person/applications/${id}/form`, { phone: `${phone}${phone}${phone}`, address: name });
    await owner.post(`/person/applications/${id}/form`, { phone, address: name });
    expect((await owner.post(`/person/applications/${id}/check`, { _version: '0' })).status).toBe(303);
    for (const page of ['', '/privacy', '/notices', `/applications/${id}`]) await owner.get(`/person${page}`);
    const clerk = await web.as(county.clerk);
    await clerk.get(`/institution/applications/${id}`);
    const shown = await clerk.post(`/institution/applications/${id}/reveal`, { field: 'idNumber', reason: 'original' });
    expect(shown.text).toContain(idNumber);
    await clerk.post('/institution/applications', { q: name });
  }

  async function search(): Promise<void> {
    const officer = await web.as(county.deciders[0]);
    const nobody = await web.visitor();
    for (const { name, idNumber, phone } of planted) {
      const typed = { name, licenceNo: idNumber, institution: phone };
      const found = await officer.post('/authority/register', typed);
      await officer.get(found.addresses[0] ?? '');
      await officer.post('/authority/applications', { q: name });
      await nobody.get(`/authority/register?${new URLSearchParams(typed).toString()}`);
      const asked = await nobody.get(`/lookup?${new URLSearchParams({ name, licenceNo: idNumber }).toString()}`);
      expect(asked.headers.get('cache-control')).toBe('no-store');
      expect(asked.headers.get('referrer-policy')).toBe('same-origin');
    }
  }

  /** Addresses that lead nowhere, bodies that cannot be read, and handlers and a job that crash with the values in hand. */
  async function breakThings(): Promise<void> {
    const officer = await web.as(county.deciders[0]);
    const visitor = await web.visitor();
    for (const value of planted.slice(0, 3).flatMap(({ name, idNumber, phone }) => [name, idNumber, phone])) {
      const typed = encodeURIComponent(value);
      await visitor.get(`/nowhere/${typed}?${typed}=${typed}`);
      await visitor.get(`/verify/${typed}`);
      await officer.get(`/authority/applications/${typed}`);
      await visitor.get(`/person/%zz${typed}`);
      await officer.get(`/authority/applications/${typed}${'x'.repeat(200)}`);
      await visitor.sendTooMuch('/person/register', value);
      const json = JSON.stringify({ name: value });
      await visitor.send('/person/register', {
        method: 'POST',
        body: json,
        headers: { 'content-type': 'application/json' },
      });
      const xml = { 'content-type': 'text/xml' };
      await visitor.send('/person/register', { method: 'POST', body: `<name>${value}</name>`, headers: xml });
      const torn = { 'content-type': 'multipart/form-data; boundary=x' };
      await visitor.send('/person/register', { method: 'POST', body: `--x\r\n${value}`, headers: torn });
      await visitor.send('/person/register', {
        method: 'POST',
        body: new URLSearchParams({ name: value, _csrf: 'x' }),
      });
    }
    await admin.query(`CREATE FUNCTION quote_it() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'cannot keep % "%"', NEW.name, to_jsonb(NEW); END $$`);
    for (const table of ['account', 'physician', 'staff_invitation'])
      await admin.query(`CREATE TRIGGER quote_it BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION quote_it()`);
    const services = made.services.database;
    await admin.query('ALTER TABLE account DISABLE TRIGGER quote_it');
    const administrator = await insertAuthorityStaff(services, county.tree.province, 'administrator');
    await admin.query('ALTER TABLE account ENABLE TRIGGER quote_it');
    const guest = await web.as(administrator);
    const { name, idNumber, phone } = one(7);
    const crashed = await guest.post('/authority/staff/invitations', {
      name,
      idNumber,
      phone,
      role: 'officer',
    });
    expect(crashed.status).toBe(500);
    const sent = await guest.upload('/authority/imports', 'x.csv', rosterOf([one(8)], 'right', 3000), {
      kind: 'roster',
    });
    const preview = await settled(guest, sent.addresses[0] ?? '');
    await guest.post(`${preview}/confirm`, {});
    // Read at once: tried again without the trigger, it will succeed and be gone.
    failedJob = await until('the failed job', async () => {
      const sql = 'SELECT j::text AS job FROM graphile_worker._private_jobs j WHERE last_error IS NOT NULL';
      return (await admin.query<{ job: string }>(sql)).rows[0]?.job;
    });
    await guest.get('/authority/imports');
    await admin.query('DROP FUNCTION quote_it() CASCADE');
  }

  async function runCommand(args: string[], env: Record<string, string>): Promise<void> {
    const path = join(dataDir, '..', `xinglin-planted-${process.pid}.csv`);
    await writeFile(path, rosterOf(planted.slice(14), 'wrong', 4000));
    const [command = '', kind = '', ...options] = args;
    const printed = await new Promise<string>((resolve) => {
      const all = { ...process.env, ...env, DATA_DIR: dataDir };
      const said = ['dist/cli.js', command, kind, path, ...options];
      execFile(process.execPath, said, { env: all }, (_error, stdout, stderr) => resolve(`${stdout}${stderr}`));
    });
    await rm(path);
    expect(printed).toContain('证件号码');
    commands.push(printed);
  }

  test('what was entered arrived: otherwise nothing below would say anything', async () => {
    const { rows } = await admin.query<{ accounts: number; invited: number; physicians: number }>(
      `SELECT (SELECT count(*)::int FROM account WHERE name = ANY ($1)) AS accounts,
         (SELECT count(*)::int FROM staff_invitation WHERE name = ANY ($1)) AS invited,
         (SELECT count(*)::int FROM physician WHERE name = ANY ($1)) AS physicians`,
      [planted.map(({ name }) => name)],
    );
    const refusals = await ask<{ cells: string[] }>(
      made.database,
      `SELECT ${opened('f', 'import_refusal.cells')} AS cells FROM import_refusal f`,
    );
    const refused = refusals.filter(({ cells }) => foundIn(cells.join(), planted).length > 0);
    expect(rows[0]).toMatchObject({ accounts: 6, invited: 3 });
    expect(rows[0]?.physicians).toBeGreaterThanOrEqual(5);
    expect(failedJob).toContain('cannot keep');
    expect(refused.length).toBeGreaterThanOrEqual(12);
    const statuses = new Set(web.visits.map(({ status }) => status));
    expect([200, 303, 400, 403, 404, 413, 415, 422, 500].filter((status) => !statuses.has(status))).toEqual([]);
    expect(web.visits.some(({ text }) => foundIn(text, planted).length > 0)).toBe(true);
  });

  test('nothing of it is in what the program prints', () => {
    const printed = program.printed();
    expect(printed.split('"answered"').length).toBeGreaterThan(100);
    expect(printed).toContain('"fault"');
    expect(printed).toContain('cannot keep');
    expect(foundIn(printed, planted)).toEqual([]);
  });

  test('nor in what a command prints about refused rows: their lines and columns are', () => {
    expect(commands.map((printed) => foundIn(printed, planted).filter((value) => /\d/.test(value)))).toEqual([[], []]);
    expect(commands.flatMap((printed) => foundIn(printed, planted))).toEqual([]);
  });

  // /lookup?name= is left: the name is typed by who asks, the answer is public by law (医师法21) and must be linkable.
  // It stands in no link, no log and no cache.
  test('nor in any address the program gives', () => {
    const given = web.visits.flatMap(({ path, addresses }) => addresses.map((address) => ({ path, address })));
    expect(given.length).toBeGreaterThan(1000);
    const wrong = given.filter(({ address }) => foundIn(address, planted).length > 0);
    expect(wrong.map(({ path, address }) => `${path} → ${address}`)).toEqual([]);
  });

  test('nor on any error page; only a form keeps what was typed into it', () => {
    const errors = web.visits.filter(({ status }) => status >= 400 && status !== 422);
    expect(errors.length).toBeGreaterThan(30);
    expect(errors.flatMap(({ path, text }) => foundIn(text, planted).map((value) => `${path}: ${value}`))).toEqual([]);
  });

  test('nor in the answers to machines, in the jobs, in the names of files', async () => {
    const nobody = await web.visitor();
    for (const path of ['/healthz', '/readyz', '/metrics'])
      expect(foundIn((await nobody.get(path)).text, planted)).toEqual([]);
    const { rows: tables } = await admin.query<{ name: string }>(
      "SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables WHERE table_schema = 'graphile_worker'",
    );
    expect(tables.length).toBeGreaterThan(3);
    expect(foundIn(failedJob, planted)).toEqual([]);
    for (const { name } of tables) {
      const { rows } = await admin.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
      expect(foundIn(rows.map(({ row }) => row).join('\n'), planted)).toEqual([]);
    }
    const names = await namesUnder(dataDir);
    expect(names.some((name) => name.includes('imports'))).toBe(true);
    expect(foundIn(names.join('\n'), planted)).toEqual([]);
  });

  // Names are not sealed (ADR 17), and the outbox of a run without SMS stands for the telephone network.
  test('no ID number and no phone is in any file: tables, indexes, the log of PostgreSQL and what it prints, imports', async () => {
    await server.asOwner('ANALYZE');
    await server.asOwner('CHECKPOINT');
    const numbers = planted.flatMap(({ idNumber, phone }) => [idNumber, phone]);
    expect((await findInFiles(dataDir, numbers)).filter((place) => !place.startsWith('/outbox/'))).toEqual([]);
    // The search finds what is there.
    const tables = await findInFiles(join(dataDir, 'postgres', 'base'), [one(6).name]);
    const log = await findInFiles(join(dataDir, 'postgres', 'pg_wal'), [one(6).name]);
    expect(Math.min(tables.length, log.length)).toBeGreaterThan(0);
  });
});
