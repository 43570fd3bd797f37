import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { commitTo } from '../../src/actions/log/commitment.ts';
import { sequence } from '../../src/actions/log/sequence.ts';
import { verifyLedger } from '../../src/actions/maintenance/verifyLedger.ts';
import { emptyEdge, growFrom } from '../../src/domain/log/edge.ts';
import { type LeafKind, leafData } from '../../src/domain/log/leaf.ts';
import { checkpointText, formatNote } from '../../src/domain/log/note.ts';
import { signNote } from '../../src/outside/log/noteKey.ts';
import { treeHasher } from '../../src/outside/log/sha256.ts';
import { leavesWithRows } from '../../src/store/logVerification.ts';
import { folderOf, openLogged } from './logged.ts';

let site: Awaited<ReturnType<typeof openLogged>>;
beforeEach(async () => {
  site = await openLogged();
  await site.write(300);
  await sequence(site.services);
});
afterEach(() => site.close());

const third = 'SELECT seq AS n FROM ledger ORDER BY seq OFFSET 2 LIMIT 1';

async function ledgerRow(offset: number): Promise<number> {
  const [row] = await site.ask<{ n: string }>(`SELECT seq AS n FROM ledger ORDER BY seq OFFSET ${offset} LIMIT 1`);
  return Number(row?.n);
}

test('untouched: everything agrees, and everything is in the log', async () => {
  const report = await verifyLedger(site.services);
  expect(report).toMatchObject({ bad: null, entries: 3, registerEvents: 6, ledgerRows: 306 });
  expect(report.log).toEqual({ leaves: 312, lost: 0, waiting: 0, checkpoints: 4, kept: 4 });
  await site.write(5);
  expect(await verifyLedger(site.services)).toMatchObject({ bad: null, log: { leaves: 312, waiting: 5 } });
});

test('one row of the register changed', async () => {
  const [, second] = site.entryIds;
  await site.tamper(`UPDATE register_entry SET techniques = '任意' WHERE id = $1`, second);
  expect(await site.bad()).toMatchObject({ table: 'register_entry', id: second });
});

test('the 查验码 of an entry changed, which is in no event', async () => {
  const [, second] = site.entryIds;
  await site.tamper(`UPDATE register_entry SET verification_code = 'AAAABBBBCCCCDDDD' WHERE id = $1`, second);
  expect(await site.bad()).toMatchObject({ table: 'register_event', id: `${second}/1` });
  expect((await site.bad())?.problem).toContain('查验码');
});

test('one event of the register changed, and its entry with it so that they agree', async () => {
  const [, second] = site.entryIds;
  await site.tamper(
    `UPDATE register_event SET event = event || '{"techniques":"任意"}' WHERE entry_id = $1 AND seq = 1`,
    second,
  );
  await site.tamper(`UPDATE register_entry SET techniques = '任意' WHERE id = $1`, second);
  expect(await site.bad()).toMatchObject({ table: 'register_event', id: `${second}/1` });
});

test.each([
  `detail = '{"a":1}'`,
  `actor_name = '别人'`,
  `at = at + interval '1 microsecond'`,
  `article = '医师法第十四条'`,
  `account_id = gen_random_uuid()`,
  'version = 7',
])('one row of the ledger changed: %s', async (change) => {
  await site.tamper(`UPDATE ledger SET ${change} WHERE seq = (${third})`);
  expect(await site.bad()).toMatchObject({ table: 'ledger', id: String(await ledgerRow(2)) });
});

test('one row of the ledger deleted', async () => {
  const [gone, next] = [await ledgerRow(100), await ledgerRow(101)];
  await site.tamper('DELETE FROM ledger WHERE seq = $1', gone);
  expect(await site.bad()).toMatchObject({ table: 'ledger', id: String(gone) });
  await site.tamper('DELETE FROM log_leaf WHERE ledger_seq = $1', gone);
  const index = await indexOf(next);
  expect(await site.bad()).toMatchObject({ table: 'log_leaf', id: String(index - 1) });
});

async function indexOf(seq: number): Promise<number> {
  const [row] = await site.ask<{ n: number }>('SELECT index::int AS n FROM log_leaf WHERE ledger_seq = $1', seq);
  return row?.n ?? Number.NaN;
}

test('an event of the register deleted, and its entry taken back', async () => {
  const [, second] = site.entryIds;
  await site.tamper('DELETE FROM register_event WHERE entry_id = $1 AND seq = 2', second);
  await site.tamper(
    `UPDATE register_entry SET version = 1, status = 'practising', inactive_since = NULL WHERE id = $1`,
    second,
  );
  expect(await site.bad()).toMatchObject({ table: 'register_event', id: `${second}/2` });
});

test('an event that nobody has decided, which the log has taken in like any other', async () => {
  const [, second] = site.entryIds;
  await site.ask(
    `INSERT INTO register_event (entry_id, seq, type, at, effective_on, event)
     VALUES ($1::uuid, 3, 'reactivated', '2026-03-02T01:00:00Z', '2026-03-02', jsonb_build_object('type', 'reactivated', 'entryId', ($1::uuid)::text, 'on', '2026-03-02'))`,
    second,
  );
  await site.ask(
    `UPDATE register_entry SET version = 3, status = 'practising', inactive_since = NULL WHERE id = $1`,
    second,
  );
  await sequence(site.services);
  expect(await site.bad()).toEqual({ table: 'register_entry', id: second, problem: '第3个事件与台账不一致' });
});

test('an event that an order is said to have yielded, of which it does not follow', async () => {
  const [, second] = site.entryIds;
  const [{ by } = { by: '' }] = await site.ask<{ by: string }>('SELECT min(id::text)::uuid AS by FROM account');
  await site.ask(
    `INSERT INTO register_order (id, entry_id, authority_id, kind, state, version, effective_on, content, proposed_by, proposed_by_name, proposed_at, executed_at)
     SELECT gen_random_uuid(), id, authority_id, 'correct', 'executed', 1, '2026-03-02', '{}', $2, '某人', '2026-03-02T01:00:00Z', '2026-03-02T01:00:00Z'
     FROM register_entry WHERE id = $1`,
    second,
    by,
  );
  await site.ask(
    `INSERT INTO ledger (at, actor_name, organisation, action, subject_type, subject_id, version, detail)
     SELECT '2026-03-02T01:00:00Z', '某人', '', 'orderExecuted', 'register_order', id::text, 1, jsonb_build_object('kind', kind, 'entryId', entry_id)
     FROM register_order`,
  );
  await site.ask(
    `INSERT INTO register_event (entry_id, seq, type, at, effective_on, order_id, event)
     SELECT entry_id, 3, 'reactivated', '2026-03-02T01:00:00Z', '2026-03-02', id,
       jsonb_build_object('type', 'reactivated', 'entryId', entry_id, 'on', '2026-03-02') FROM register_order`,
  );
  await site.ask(
    `UPDATE register_entry SET version = 3, status = 'practising', inactive_since = NULL WHERE id = $1`,
    second,
  );
  await sequence(site.services);
  expect(await site.bad()).toEqual({ table: 'register_entry', id: second, problem: '第3个事件与台账不一致' });
});

test('the holder of a registration called otherwise', async () => {
  const [, second] = site.entryIds;
  await site.tamper(
    `UPDATE physician SET name = '李时珍' WHERE id = (SELECT physician_id FROM register_entry WHERE id = $1)`,
    second,
  );
  expect(await site.bad()).toMatchObject({ table: 'register_event', id: `${second}/1` });
  expect((await site.bad())?.problem).toContain('姓名');
});

test('two rows of the ledger swapped: the first of them', async () => {
  const [a, b] = [await ledgerRow(50), await ledgerRow(200)];
  await site.tamper(
    `UPDATE ledger x SET at = y.at, actor_name = y.actor_name, action = y.action, subject_type = y.subject_type, subject_id = y.subject_id,
       detail = y.detail FROM ledger y WHERE (x.seq, y.seq) IN (($1, $2), ($2, $1))`,
    a,
    b,
  );
  expect(await site.bad()).toMatchObject({ table: 'ledger', id: String(a) });
});

test('the whole chain rewritten from one row on, with leaves and checkpoints of the database', async () => {
  const victim = await ledgerRow(40);
  await site.tamper(`UPDATE ledger SET actor_name = '另一人' WHERE seq = $1`, victim);
  await rewriteChain(await indexOf(victim));
  expect(await site.bad()).toMatchObject({ table: 'ledger', id: String(victim) });
  expect((await site.bad())?.problem).toContain('改写');
  await site.write(1);
  expect(await sequence(site.services)).toEqual({ kind: 'refused', why: 'forked' });
});

/** More than a superuser can do: new leaves and heads as if they had always been there, signed with the key of the log itself. */
async function rewriteChain(from: number): Promise<void> {
  const tree = growFrom(treeHasher, emptyEdge);
  const sizes = (await site.ask<{ size: string }>('SELECT size FROM log_checkpoint ORDER BY size')).map(({ size }) =>
    Number(size),
  );
  for (const leaf of await site.services.database.rows(leavesWithRows, 0, 10_000)) {
    const { index, kind, salt, row, about, form } = leaf;
    if (salt === null || row === null) throw new Error('no row');
    const commitment = index < from ? leaf.commitment : commitTo(kind as LeafKind, { row, about, form }, salt);
    if (index >= from) await site.tamper('UPDATE log_leaf SET commitment = $2 WHERE index = $1', index, commitment);
    tree.append(treeHasher.leaf(leafData(kind, commitment)));
    if (!sizes.includes(tree.size) || tree.size <= from) continue;
    const head = { origin: site.services.publicLog.key.name, size: tree.size, root: tree.root() };
    const text = checkpointText(head);
    const note = formatNote({ text, signatures: [signNote(site.services.publicLog.key, text)] });
    await site.tamper('UPDATE log_checkpoint SET root = $2, note = $3 WHERE size = $1', tree.size, head.root, note);
  }
}

test('the end cut off, rows and leaves and checkpoints together', async () => {
  const [first] = await site.ask<{ n: number }>(
    'SELECT size::int AS n FROM log_checkpoint ORDER BY size OFFSET 2 LIMIT 1',
  );
  const until = first?.n ?? 0;
  await site.tamper('DELETE FROM ledger WHERE seq IN (SELECT ledger_seq FROM log_leaf WHERE index >= $1)', until);
  await site.tamper('DELETE FROM log_leaf WHERE index >= $1', until);
  await site.tamper('DELETE FROM log_checkpoint WHERE size > $1', until);
  expect(await site.bad()).toMatchObject({ table: 'log_leaf', id: String(until) });
  expect((await site.bad())?.problem).toContain('中断');
});

test('a row put in past the log', async () => {
  await site.tamper(
    `INSERT INTO ledger (at, actor_name, organisation, action, subject_type, subject_id) VALUES (now(), 'x', '', 'y', 'z', 'z')`,
  );
  const [row] = await site.ask<{ n: number }>('SELECT max(seq)::int AS n FROM ledger');
  expect(await site.bad()).toMatchObject({ table: 'ledger', id: String(row?.n) });
});

test('a leaf called lost, to hide that its row is gone', async () => {
  const gone = await ledgerRow(100);
  const index = await indexOf(gone);
  await site.tamper('DELETE FROM ledger WHERE seq = $1', gone);
  await site.tamper('UPDATE log_leaf SET ledger_seq = NULL, salt = NULL, lost_at = now() WHERE index = $1', index);
  expect(await site.bad()).toMatchObject({ table: 'log_leaf', id: String(index) });
});

test('rows taken away, and the excuse of a restored backup put into the ledger, which the log has taken in', async () => {
  const from = await indexOf(await ledgerRow(300));
  const until = (await site.ask<{ n: number }>('SELECT count(*)::int AS n FROM log_leaf'))[0]?.n ?? 0;
  expect(until).toBeGreaterThan(from);
  await site.tamper('DELETE FROM ledger WHERE seq IN (SELECT ledger_seq FROM log_leaf WHERE index >= $1)', from);
  await site.tamper(
    'UPDATE log_leaf SET lost_at = now(), salt = NULL, entry_id = NULL, event_seq = NULL, ledger_seq = NULL WHERE index >= $1',
    from,
  );
  await site.ask(
    `INSERT INTO ledger (at, actor_name, organisation, action, subject_type, subject_id, detail)
     VALUES (now(), '系统', '', 'logLeavesLost', 'publicLog', $1, jsonb_build_object('from', $2::int, 'until', $3::int))`,
    site.services.publicLog.key.name,
    from,
    until,
  );
  expect(await sequence(site.services)).toMatchObject({ kind: 'done' });
  expect(await site.bad()).toMatchObject({ table: 'log_leaf', id: String(from) });
});

test.each([
  [`note = overlay(note PLACING 'AAAA' FROM length(note) - 8)`, '签发'],
  ['note = replace(note, chr(10) || size || chr(10), chr(10) || size + 1 || chr(10))', '签发'],
  [`root = sha256('x')`, '不一致'],
])('a recorded checkpoint changed: %s', async (change, problem) => {
  const [{ size } = { size: 0 }] = await site.ask<{ size: number }>(
    'SELECT size::int AS size FROM log_checkpoint ORDER BY size OFFSET 1 LIMIT 1',
  );
  await site.tamper(`UPDATE log_checkpoint SET ${change} WHERE size = $1`, size);
  expect(await site.bad()).toMatchObject({ table: 'log_checkpoint', id: String(size) });
  expect((await site.bad())?.problem).toContain(problem);
});

test('a kept checkpoint changed in its file, which nobody has signed so', async () => {
  const kept = join(folderOf(site.services), 'kept-checkpoints.jsonl');
  const [first = '', second = '', ...rest] = (await readFile(kept, 'utf8')).split('\n');
  const { at, note } = JSON.parse(second) as { at: string; note: string };
  const [origin, size = '', , ...signed] = note.split('\n');
  const bent = [origin, size, Buffer.alloc(32).toString('base64'), ...signed].join('\n');
  await writeFile(kept, [first, JSON.stringify({ at, note: bent }), ...rest].join('\n'));
  expect(await site.bad()).toEqual({
    table: 'log/kept-checkpoints',
    id: size,
    problem: '检查点不是用本日志的密钥签发的',
  });
});

test.each([
  ['e.status', `CASE WHEN e.id = '$' THEN 'practising' ELSE e.status END AS status`],
  ['i.name AS institution', `CASE WHEN e.id = '$' THEN '别处' ELSE i.name END AS institution`],
  ['a.name AS authority', `CASE WHEN e.id = '$' THEN '别的机关' ELSE a.name END AS authority`],
])('the public view made to lie of %s', async (honest, lie) => {
  const [, second] = site.entryIds;
  const [view] = await site.ask<{ text: string }>(`SELECT pg_get_viewdef('public_register') AS text`);
  expect(view?.text).toContain(honest);
  const lying = (view?.text ?? '').replace(honest, lie.replace('$', String(second)));
  await site.tamper(`CREATE OR REPLACE VIEW public_register AS ${lying}`);
  expect(await site.bad()).toMatchObject({ table: 'register_entry', id: second });
});
