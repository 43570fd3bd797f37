import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askWitnesses } from '../../src/actions/log/askWitnesses.ts';
import { rangeHashes } from '../../src/actions/log/readTiles.ts';
import { sequence } from '../../src/actions/log/sequence.ts';
import type { Services } from '../../src/actions/services.ts';
import { formatAddCheckpoint } from '../../src/domain/log/addCheckpoint.ts';
import { consistencyRanges } from '../../src/domain/log/merkle.ts';
import { checkpointText, formatNote } from '../../src/domain/log/note.ts';
import { openLogFolder } from '../../src/outside/log/logFolder.ts';
import { newNoteSecret, noteSigner, signNote } from '../../src/outside/log/noteKey.ts';
import { openApp } from '../setup/testApp.ts';
import { openCheckpoint } from './independentVerifier.ts';
import { openLogged } from './logged.ts';

/** A province: its register, its log, its address. Each is the witness of the other. */
interface Province {
  readonly site: Awaited<ReturnType<typeof openLogged>>;
  readonly services: Services;
  readonly app: Awaited<ReturnType<typeof openApp>>;
  readonly url: string;
}

let hunan: Province;
let zhejiang: Province;
const close: (() => Promise<void>)[] = [];
beforeAll(async () => {
  const sites = [await openLogged(1), await openLogged(1)] as const;
  const names = ['hunan.example/log', 'zhejiang.example/log'];
  const logs = sites.map(({ services: { publicLog } }, n) => ({
    ...publicLog,
    key: noteSigner('log', names[n] ?? '', newNoteSecret()),
    witnessKey: noteSigner('witness', `${names[n]}/witness`, newNoteSecret()),
  }));
  const opened: Province[] = [];
  for (const [n, site] of sites.entries()) {
    await site.tamper('TRUNCATE log_leaf, log_checkpoint, log_cosignature');
    const own = logs[n];
    const other = logs[1 - n];
    if (own === undefined || other === undefined) throw new Error('two provinces');
    // The folder has a checkpoint of the key before: begun anew beside it.
    const folder = openLogFolder(`${site.services.outboxDir}/log-of-province`);
    const witnesses: { url: string; key: typeof other.witnessKey }[] = [];
    const services = { ...site.services, publicLog: { ...own, folder, witnesses, witnessed: [other.key] } };
    const app = await openApp(services);
    await app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = app.server.address() as AddressInfo;
    opened.push({ site, services, app, url: `http://127.0.0.1:${port}/log/witness` });
    close.push(
      () => app.close(),
      () => site.close(),
    );
  }
  const [a, b] = opened;
  if (a === undefined || b === undefined) throw new Error('two provinces');
  [hunan, zhejiang] = [a, b];
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const)
    Object.assign(one.services.publicLog, {
      witnesses: [{ url: other.url, key: other.services.publicLog.witnessKey }],
    });
});
afterAll(async () => {
  for (const each of close) await each();
});

async function grow({ site, services }: Province, rows: number): Promise<void> {
  await site.write(rows);
  expect(await sequence(services)).toMatchObject({ kind: 'done' });
}

const noteOf = async ({ services }: Province) => (await services.publicLog.folder.checkpoint()) ?? '';
const sizeOf = async (province: Province) => Number((await noteOf(province)).split('\n')[1]);

test('two provinces sign for each other, again and again as they grow', async () => {
  for (const rows of [2, 300, 1]) {
    await grow(hunan, rows);
    await grow(zhejiang, rows * 2);
    for (const [one, other] of [
      [hunan, zhejiang],
      [zhejiang, hunan],
    ] as const) {
      const witness = other.services.publicLog.witnessKey;
      expect(await askWitnesses(one.services)).toEqual({ signed: [witness.name], failures: [] });
      const tree = openCheckpoint(await noteOf(one), [one.services.publicLog.key.vkey, witness.vkey]);
      expect(tree.signers).toEqual([one.services.publicLog.key.name, witness.name]);
    }
  }
  // All signed: nobody is asked again.
  expect(await askWitnesses(hunan.services)).toEqual({ signed: [], failures: [] });
  const page = await hunan.app.inject({ method: 'GET', url: '/log' });
  expect(page.body).toContain('zhejiang.example/log/witness');
  expect(page.body).toMatch(/见证了前 \d+ 条/);
});

describe('as a witness', () => {
  const send = ({ app }: Province, body: string) =>
    app.inject({
      method: 'POST',
      url: '/log/witness/add-checkpoint',
      payload: body,
      headers: { 'content-type': 'text/plain' },
    });

  /** The newest head of a province, proven from an older one, as the other one is asked to sign it. */
  async function request(of: Province, old: number, noteText?: string): Promise<string> {
    const note = noteText ?? (await noteOf(of));
    const size = await sizeOf(of);
    const proof = (await rangeHashes(of.services.publicLog.folder, consistencyRanges(old, size), size)) ?? [];
    return formatAddCheckpoint({ old, proof, noteText: note });
  }
  const signed = (of: Province, size: number, root: Uint8Array, key = of.services.publicLog.key) => {
    const text = checkpointText({ origin: of.services.publicLog.key.name, size, root });
    return formatNote({ text, signatures: [signNote(key, text)] });
  };

  test('says how far it is to who thinks otherwise', async () => {
    const size = await sizeOf(hunan);
    const answer = await send(zhejiang, await request(hunan, 0));
    expect([answer.statusCode, answer.headers['content-type'], answer.body]).toEqual([
      409,
      'text/x.tlog.size',
      `${size}\n`,
    ]);
    const again = await send(zhejiang, await request(hunan, size));
    expect(again.statusCode).toBe(200);
    expect(again.body).toMatch(/^— zhejiang\.example\/log\/witness \S+\n$/);
  });

  test('signs no other past: not of the same size, nor a longer one', async () => {
    const size = await sizeOf(hunan);
    const other = Buffer.alloc(32, 7);
    const same = formatAddCheckpoint({ old: size, proof: [], noteText: signed(hunan, size, other) });
    expect((await send(zhejiang, same)).statusCode).toBe(409);
    for (const proof of [[], [other], [other, other, other]]) {
      const longer = formatAddCheckpoint({ old: size, proof, noteText: signed(hunan, size + 5, other) });
      expect((await send(zhejiang, longer)).statusCode).toBe(422);
    }
    const shorter = formatAddCheckpoint({ old: size, proof: [], noteText: signed(hunan, size - 1, other) });
    expect((await send(zhejiang, shorter)).statusCode).toBe(400);
    // What it has seen has not moved.
    expect((await send(zhejiang, await request(hunan, size))).statusCode).toBe(200);
  });

  test('knows only the logs it was told of, by their own keys', async () => {
    const size = await sizeOf(hunan);
    const stranger = noteSigner('log', 'hunan.example/log', newNoteSecret());
    const root = Buffer.alloc(32, 1);
    const foreign = formatAddCheckpoint({ old: size, proof: [], noteText: signed(hunan, size, root, stranger) });
    expect((await send(zhejiang, foreign)).statusCode).toBe(403);
    const text = checkpointText({ origin: 'fujian.example/log', size: 1, root });
    const fujian = noteSigner('log', 'fujian.example/log', newNoteSecret());
    const unknown = formatNote({ text, signatures: [signNote(fujian, text)] });
    expect((await send(zhejiang, formatAddCheckpoint({ old: 0, proof: [], noteText: unknown }))).statusCode).toBe(404);
  });

  test.each([
    '',
    'old 1\n',
    'old 01\n\nx\n1\n',
    'old x\n\nhello\n\n— a b\n',
    `old 0\n${'A'.repeat(44)}\n\n`,
    'x'.repeat(70_000),
  ])('takes nothing else: %.20j', async (body) => {
    const answer = await send(zhejiang, body);
    expect([400, 413]).toContain(answer.statusCode);
  });

  test('asked twice at once, signs one step only', async () => {
    const old = await sizeOf(hunan);
    await grow(hunan, 3);
    const body = await request(hunan, old);
    const answers = await Promise.all(Array.from({ length: 6 }, () => send(zhejiang, body)));
    const codes = answers.map(({ statusCode }) => statusCode).sort();
    expect(codes).toEqual([200, 409, 409, 409, 409, 409]);
    expect(answers.find(({ statusCode }) => statusCode === 409)?.body).toBe(`${old + 3}\n`);
  });
});

describe('asking a witness', () => {
  test('what it has signed and could not be shown then is shown next; what nobody has signed is not', async () => {
    await grow(hunan, 1);
    expect((await askWitnesses(hunan.services)).failures).toEqual([]);
    const shown = await noteOf(hunan);
    const [{ note, at } = { note: '', at: '' }] = await hunan.site.ask<{ note: string; at: Date }>(
      'SELECT note, at FROM log_checkpoint ORDER BY size DESC LIMIT 1',
    );
    await hunan.services.publicLog.folder.putCheckpoint(note, new Date(at).toISOString());
    await hunan.site.tamper(
      `INSERT INTO log_cosignature (size, witness, line, at) SELECT max(size), 'nobody', 'no signature', now() FROM log_checkpoint`,
    );
    expect(await askWitnesses(hunan.services)).toEqual({ signed: [], failures: [] });
    expect(await noteOf(hunan)).toBe(shown);
    await hunan.site.tamper(`DELETE FROM log_cosignature WHERE witness = 'nobody'`);
  });

  test('that is further on than we are: it is told, and nothing is signed', async () => {
    const lagging = await hunan.site.ask<{ note: string }>('SELECT note FROM log_checkpoint ORDER BY size LIMIT 1');
    expect(lagging).toHaveLength(1);
    await hunan.site.tamper('DELETE FROM log_cosignature');
    await hunan.site.tamper('DELETE FROM log_checkpoint WHERE size > (SELECT min(size) FROM log_checkpoint)');
    const { publicLog } = hunan.services;
    const folder = { ...publicLog.folder, checkpoint: async () => lagging[0]?.note };
    const { signed, failures } = await askWitnesses({ ...hunan.services, publicLog: { ...publicLog, folder } });
    expect(signed).toEqual([]);
    expect(failures[0]?.reason).toMatch(/it has seen \d+ leaves/);
  });

  test('that does not answer, or signs with another key: told, and the log goes on', async () => {
    await grow(zhejiang, 1);
    const { publicLog } = zhejiang.services;
    const [real] = publicLog.witnesses;
    const wrong = { url: real?.url ?? '', key: noteSigner('witness', 'hunan.example/log/witness', newNoteSecret()) };
    const dead = { url: 'http://127.0.0.1:1', key: noteSigner('witness', 'dead.example', newNoteSecret()) };
    const asked = { ...zhejiang.services, publicLog: { ...publicLog, witnesses: [wrong, dead] } };
    const { signed, failures } = await askWitnesses(asked);
    expect(signed).toEqual([]);
    expect(failures.map(({ reason }) => reason)).toEqual([
      'it did not sign with its key',
      expect.stringContaining('connection'),
    ]);
    await grow(zhejiang, 1);
    expect((await askWitnesses(zhejiang.services)).signed).toEqual(['hunan.example/log/witness']);
  });
});
