import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { logTrouble } from '../../src/actions/log/logTrouble.ts';
import { mendLog } from '../../src/actions/log/mendLog.ts';
import { proveEvent } from '../../src/actions/log/proveEvent.ts';
import { type Sequenced, sequence } from '../../src/actions/log/sequence.ts';
import { verifyLedger } from '../../src/actions/maintenance/verifyLedger.ts';
import type { Services } from '../../src/actions/services.ts';
import { type LogFolder, openLogFolder } from '../../src/outside/log/logFolder.ts';
import { newNoteSecret, noteSigner } from '../../src/outside/log/noteKey.ts';
import { must } from '../factories/life.ts';
import { folderOf, openLogged, writeLedger } from './logged.ts';

let site: Awaited<ReturnType<typeof openLogged>>;
beforeEach(async () => {
  site = await openLogged(1);
});
afterEach(() => site.close());

const round = (services: Services = site.services) => sequence(services);
const settled = async () => {
  for (;;) {
    const { kind } = await round();
    if (kind === 'refused') throw new Error('refused');
    if ((await site.ask<{ n: number }>('SELECT count(*)::int AS n FROM log_queue'))[0]?.n === 0) return;
  }
};

describe('rows become leaves', () => {
  test('each exactly once, while many write and two take them in', async () => {
    let writing = true;
    const taking = [0, 1].map(async () => {
      const kinds = new Set<Sequenced['kind']>();
      while (writing) kinds.add((await round()).kind);
      return kinds;
    });
    const writers = Array.from({ length: 8 }, async (_, n) => {
      for (let times = 0; times < 25; times += 1) {
        const client = await site.services.database.pool.connect();
        await client.query('BEGIN');
        await client.query(
          `INSERT INTO ledger (at, actor_name, organisation, action, subject_type, subject_id) VALUES (now(), '系统', '', 'noted', 'test', $1)`,
          [`${n}/${times}`],
        );
        // Late, early and not at all: numbers are given in another order than rows are committed.
        if ((n + times) % 3 === 0) await client.query('SELECT pg_sleep(0.02)');
        await client.query((n + times) % 5 === 0 ? 'ROLLBACK' : 'COMMIT');
        client.release();
      }
    });
    await Promise.all(writers);
    writing = false;
    const kinds = (await Promise.all(taking)).reduce((all, some) => all.union(some));
    expect(kinds.has('refused')).toBe(false);
    await settled();
    const [count] = await site.ask<{ rows: number; leaves: number; distinct: number; last: number }>(
      `SELECT (SELECT count(*)::int FROM ledger) AS rows, count(ledger_seq)::int AS leaves, count(DISTINCT ledger_seq)::int AS distinct,
         (SELECT max(index)::int FROM log_leaf) AS last FROM log_leaf`,
    );
    expect(count).toEqual({ rows: 162, leaves: 162, distinct: 162, last: 163 });
    expect(await verifyLedger(site.services)).toMatchObject({ bad: null, log: { leaves: 164, waiting: 0 } });
  });

  test('a row that commits last comes last, and holds up nobody', async () => {
    const late = await site.services.database.pool.connect();
    await late.query('BEGIN');
    const row = await late.query<{ seq: number }>(
      `INSERT INTO ledger (at, actor_name, organisation, action, subject_type, subject_id) VALUES (now(), '系统', '', 'noted', 'test', 'late') RETURNING seq`,
    );
    await site.write(3);
    expect(await round()).toEqual({ kind: 'done', taken: 3 });
    await late.query('COMMIT');
    late.release();
    expect(await round()).toEqual({ kind: 'done', taken: 1 });
    const [last] = await site.ask<{ n: string }>('SELECT ledger_seq AS n FROM log_leaf ORDER BY index DESC LIMIT 1');
    expect(Number(last?.n)).toBe(row.rows[0]?.seq);
  });

  test('a log that grows while it is verified is not behind its own files', async () => {
    let verifying = true;
    const growing = (async () => {
      while (verifying) {
        await site.write(7);
        await round();
      }
    })();
    for (let times = 0; times < 12; times += 1) expect((await verifyLedger(site.services)).bad).toBeNull();
    verifying = false;
    await growing;
  });

  test('older rows of an installation wait in the order in which they happened', async () => {
    await site.write(3);
    await settled();
    await site.tamper('TRUNCATE log_leaf, log_checkpoint, log_queue, log_cosignature');
    await rm(folderOf(site.services), { recursive: true });
    const migration = await readFile('migrations/0020_log.sql', 'utf8');
    await site.ask(
      migration.slice(migration.indexOf('INSERT INTO log_queue (entry_id, event_seq, ledger_seq)\nSELECT')),
    );
    await settled();
    const order = await site.ask<{ kind: string }>('SELECT kind FROM log_leaf ORDER BY index');
    expect(order.map(({ kind }) => kind)).toEqual([
      'register_event',
      'register_event',
      'ledger',
      'ledger',
      'ledger',
      'ledger',
      'ledger',
    ]);
    expect((await verifyLedger(site.services)).bad).toBeNull();
  });
});

/** A folder that ends the program at one of its writings. */
function failing(folder: LogFolder, at: keyof LogFolder): LogFolder {
  const fail = async () => {
    throw new Error('killed');
  };
  return { ...folder, [at]: fail };
}

describe('a program that is killed', () => {
  test.each(['putTiles', 'putCheckpoint'] as const)(
    'after it has recorded, at %s: the next one shows what was recorded',
    async (at) => {
      await site.write(300);
      const { publicLog } = site.services;
      const before = await publicLog.folder.checkpoint();
      const killed = { ...site.services, publicLog: { ...publicLog, folder: failing(publicLog.folder, at) } };
      await expect(round(killed)).rejects.toThrow('killed');
      expect(await publicLog.folder.checkpoint()).toBe(before);
      // What is recorded and not shown is proven to nobody yet.
      expect(await proveEvent(site.services, { entryId: site.entryIds[0] ?? '' })).toMatchObject({ size: 4 });
      expect((await verifyLedger(site.services)).bad).toBeNull();
      expect(await logTrouble(site.services)).toBeUndefined();
      expect(await round()).toEqual({ kind: 'done', taken: 0 });
      expect(await proveEvent(site.services, { entryId: site.entryIds[0] ?? '' })).toMatchObject({ size: 304 });
      expect((await verifyLedger(site.services)).bad).toBeNull();
    },
  );

  test('in the middle of a kept line: the line counts for nothing, and the next one stands alone', async () => {
    const file = join(folderOf(site.services), 'kept-checkpoints.jsonl');
    await writeFile(file, `${await readFile(file, 'utf8')}{"at":"2026`);
    await site.write(1);
    await settled();
    expect(await verifyLedger(site.services)).toMatchObject({ bad: null, log: { kept: 2, checkpoints: 2 } });
  });
});

describe('kept files', () => {
  test('lost as a whole, they are made again out of the database, and only when they lead to what was signed', async () => {
    await site.write(600);
    await settled();
    const tile = join(folderOf(site.services), 'tile/0/000');
    const before = await readFile(tile);
    await rm(folderOf(site.services), { recursive: true });
    await site.write(1);
    await settled();
    expect(await readFile(tile)).toEqual(before);
    expect((await verifyLedger(site.services)).bad).toBeNull();
    await rm(folderOf(site.services), { recursive: true });
    await site.tamper(`UPDATE log_leaf SET commitment = sha256('x') WHERE index = 300`);
    expect(await round()).toEqual({ kind: 'refused', why: 'forked' });
    await expect(readFile(tile)).rejects.toThrow('ENOENT');
  });

  test('killed between the tiles and the checkpoint: a part of a bundle that is full by now is still there', async () => {
    await site.write(5);
    await settled();
    const { folder } = site.services.publicLog;
    const tile = { level: 'entries', index: 0, width: 9 } as const;
    const part = await folder.tile(tile);
    expect(part).toBeDefined();
    await site.write(300);
    await settled();
    await expect(readFile(join(folderOf(site.services), 'tile/entries/000.p/9'))).rejects.toThrow('ENOENT');
    expect(await folder.tile(tile)).toEqual(new Uint8Array(part ?? []));
  });

  test('a tile of the right edge lost or bent: it is made again before anything is added', async () => {
    await site.write(2);
    await settled();
    const tile = join(folderOf(site.services), 'tile/0/000.p/6');
    const right = await readFile(tile);
    await writeFile(tile, Buffer.alloc(right.length));
    expect(await site.bad()).toMatchObject({ table: 'log', id: 'tile/0:0' });
    await site.write(1);
    await settled();
    expect((await verifyLedger(site.services)).bad).toBeNull();
    await rm(tile, { force: true });
    await rm(join(folderOf(site.services), 'tile/0/000.p'), { recursive: true });
    expect(await site.bad()).toMatchObject({ table: 'log', id: 'tile/0/000.p/7' });
    await site.write(1);
    await settled();
    expect((await verifyLedger(site.services)).bad).toBeNull();
  });
});

describe('nothing is signed that was not so before', () => {
  /** As if an older backup had been restored: everything after the first checkpoint is gone. */
  async function goBack(): Promise<void> {
    await site.tamper('DELETE FROM ledger WHERE seq IN (SELECT ledger_seq FROM log_leaf WHERE index >= 4)');
    await site.tamper('DELETE FROM log_leaf WHERE index >= 4');
    await site.tamper('DELETE FROM log_checkpoint WHERE size > 4');
  }

  test('an older backup: refused, until the lost leaves are taken in as lost; then the log goes on as one', async () => {
    await site.write(300);
    await settled();
    const shown = await site.services.publicLog.folder.checkpoint();
    await goBack();
    await site.write(2);
    expect(await round()).toEqual({ kind: 'refused', why: 'ahead' });
    expect(await site.services.publicLog.folder.checkpoint()).toBe(shown);
    expect(await logTrouble(site.services)).toContain('恢复了旧备份');
    expect(await site.bad()).toMatchObject({ table: 'log_leaf', id: '4' });
    expect(must(await mendLog(site.services))).toEqual({ from: 4, until: 304 });
    await settled();
    expect(await logTrouble(site.services)).toBeUndefined();
    const report = await verifyLedger(site.services);
    expect(report).toMatchObject({ bad: null, log: { leaves: 307, lost: 300 } });
    expect(await mendLog(site.services)).toMatchObject({ kind: 'refused', refusals: [{ code: 'log.notAhead' }] });
  });

  test('an older backup into which another row was put: it is another log, and is not taken for the same', async () => {
    await site.write(300);
    await settled();
    await goBack();
    await site.tamper(`UPDATE log_leaf SET commitment = sha256('x') WHERE index = 1`);
    expect(await round()).toEqual({ kind: 'refused', why: 'ahead' });
    // The files alone are believed, and they do not agree with what the database says it is.
    await site.tamper(`UPDATE log_checkpoint SET root = sha256('y')`);
    expect(await mendLog(site.services)).toMatchObject({ kind: 'refused', refusals: [{ code: 'log.forked' }] });
  });

  test('another key: neither signed nor believed', async () => {
    const { publicLog } = site.services;
    const stranger = noteSigner('log', publicLog.key.name, newNoteSecret());
    const other = { ...site.services, publicLog: { ...publicLog, key: stranger } };
    await writeLedger(other, 1);
    expect(await round(other)).toEqual({ kind: 'refused', why: 'otherKey' });
    // Also where it has no files at all yet.
    const empty = {
      ...other,
      publicLog: { ...other.publicLog, folder: openLogFolder(join(folderOf(other), 'empty')) },
    };
    expect(await round(empty)).toEqual({ kind: 'refused', why: 'otherKey' });
    expect(await logTrouble(empty)).toContain('log-key.json');
    expect((await verifyLedger(other)).bad).toMatchObject({ problem: '检查点不是用本日志的密钥签发的' });
  });
});
