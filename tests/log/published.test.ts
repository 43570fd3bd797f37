import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { proveEvent } from '../../src/actions/log/proveEvent.ts';
import { sequence } from '../../src/actions/log/sequence.ts';
import { openApp } from '../setup/testApp.ts';
import {
  entries,
  type Fetch,
  isIncluded,
  leafHashes,
  merkleRoot,
  openCheckpoint,
  opensLeaf,
} from './independentVerifier.ts';
import { openLogged } from './logged.ts';

type App = Awaited<ReturnType<typeof openApp>>;

let site: Awaited<ReturnType<typeof openLogged>>;
let app: App;
beforeAll(async () => {
  site = await openLogged();
  app = await openApp(site.services);
});
afterAll(async () => {
  await app.close();
  await site.close();
});

const ask = (path: string) => app.inject({ method: 'GET', url: `/log/${path}` });
const fetchLog: Fetch = async (path) => {
  const answer = await ask(path);
  if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.statusCode}`);
  return answer.rawPayload;
};
const vkey = async () => (await ask('key')).body.trim();

describe('an independent verifier, over HTTP', () => {
  test('believes each checkpoint, and that the log has only grown, across tiles that fill', async () => {
    let before: Buffer[] = [];
    for (const rows of [1, 40, 207, 1, 300, 999, 1500]) {
      await site.write(rows);
      while ((await sequence(site.services)).kind === 'done' && (await waiting()) > 0);
      const tree = openCheckpoint((await fetchLog('checkpoint')).toString(), [await vkey()]);
      expect(tree.origin).toBe('localhost:8080/log');
      const hashes = await leafHashes(fetchLog, Number(tree.size));
      expect(merkleRoot(hashes)).toEqual(tree.root);
      expect(hashes.slice(0, before.length)).toEqual(before);
      expect(hashes.length).toBe(before.length === 0 ? 12 + rows : before.length + rows);
      expect((await entries(fetchLog, hashes.length)).length).toBe(hashes.length);
      before = hashes;
    }
  });

  test('believes the proof of each event, and the row it shows', async () => {
    for (const entryId of site.entryIds)
      for (const seq of [1, 2]) {
        const proof = await proveEvent(site.services, { entryId, seq, opened: true });
        if (proof === undefined) throw new Error('no proof');
        expect(isIncluded(proof, await vkey())).toBe(true);
        expect(opensLeaf(proof, 'register_event')).toBe(true);
        const row = JSON.parse(proof.opening?.row ?? '') as Record<string, unknown>;
        expect(row).toMatchObject({ entry_id: entryId, seq });
        const [found] = await site.ask<{ code: string }>(
          'SELECT verification_code AS code FROM register_entry WHERE id = $1',
          entryId,
        );
        expect(JSON.stringify(proof)).not.toContain(found?.code);
        expect(isIncluded({ ...proof, index: proof.index + 1 }, await vkey())).toBe(false);
        expect(isIncluded({ ...proof, leaf: Buffer.from('other').toString('base64') }, await vkey())).toBe(false);
        expect(opensLeaf({ ...proof, opening: { salt: '', row: proof.opening?.row ?? '' } }, 'register_event')).toBe(
          false,
        );
      }
  });

  test('of a log that is another one, believes nothing', async () => {
    const note = (await fetchLog('checkpoint')).toString();
    const foreign = (await app.inject({ method: 'GET', url: '/log/witness/key' })).body;
    expect(() => openCheckpoint(note, [foreign])).toThrow('nobody known');
    expect(() => openCheckpoint(note.replace(/\n\d+\n/, '\n1\n'), [])).toThrow('nobody known');
  });
});

async function waiting(): Promise<number> {
  return (await site.ask<{ n: number }>('SELECT count(*)::int AS n FROM log_queue'))[0]?.n ?? 0;
}

describe('addresses', () => {
  test('full tiles are kept for good, partial ones for a while, the checkpoint for a second', async () => {
    expect((await ask('tile/0/000')).headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await ask('tile/0/000')).rawPayload.length).toBe(8192);
    expect((await ask('tile/0/000')).headers['content-type']).toBe('application/octet-stream');
    expect((await ask('tile/1/000.p/1')).headers['cache-control']).toBe('public, max-age=3600');
    // One that has become full since: its beginning is what it was.
    expect((await ask('tile/0/000.p/9')).rawPayload).toEqual((await ask('tile/0/000')).rawPayload.subarray(0, 9 * 32));
    expect((await ask('checkpoint')).headers).toMatchObject({
      'cache-control': 'public, max-age=1',
      'content-type': 'text/plain; charset=utf-8',
      'access-control-allow-origin': '*',
    });
  });

  test.each([
    'tile/0/999',
    'tile/0/0',
    'tile/00/000',
    'tile/64/000',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/x000/000',
    'tile/0/..%2f..%2fcheckpoint',
    'tile/entries/../../kept-checkpoints.jsonl',
    'tile/entries/999',
    'kept-checkpoints.jsonl',
    'tile/-1/000',
  ])('nothing else is served: %s', async (path) => {
    expect((await ask(path)).statusCode).toBe(404);
  });
});

describe('透明日志', () => {
  test('says how it stands', async () => {
    const page = await app.inject({ method: 'GET', url: '/log' });
    const [size] = await site.ask<{ n: string }>('SELECT max(size) AS n FROM log_checkpoint');
    expect(page.body).toContain(`${Number(size?.n).toLocaleString('zh-CN')} 条`);
    expect(page.body).toContain(await vkey());
    expect(page.body).toContain('还没有见证方');
    expect(page.body).not.toContain('日志暂停');
  });

  /** The form as a page shows it: its cookie, its token. */
  async function form(): Promise<{ cookie: string; csrf: string }> {
    const page = await app.inject({ method: 'GET', url: '/log/check' });
    const [cookie] = page.cookies;
    const csrf = /name="_csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
    return { cookie: `${cookie?.name}=${cookie?.value}`, csrf };
  }

  async function send(fields: Record<string, string>) {
    const { cookie, csrf } = await form();
    const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
    const payload = new URLSearchParams({ _csrf: csrf, ...fields }).toString();
    return app.inject({ method: 'POST', url: '/log/check', headers, payload });
  }

  test('checks a proof: a true one, and each way of bending one', async () => {
    const proof = await proveEvent(site.services, { entryId: site.entryIds[0] ?? '', seq: 2, opened: true });
    const sent = async (bent: object) => (await send({ proof: JSON.stringify({ ...proof, ...bent }) })).body;
    const [good, row] = [await sent({}), proof?.opening?.row ?? ''];
    expect(good).toContain('核对通过');
    expect(good).toContain('所附的记录内容与写入时一致');
    expect(await sent({ index: 0 })).toContain('推算不出检查点的根值');
    expect(await sent({ opening: { ...proof?.opening, row: row.replace('退休', '离职') } })).toContain(
      '所附的记录内容与日志里的这一条不相符',
    );
    expect(await sent({ checkpoint: proof?.checkpoint.replace(/ (\S{20})\S{4}/, ' $1AAAA') })).toContain(
      '不是本日志签发的',
    );
    expect(await sent({ size: 3 })).toContain('证明的各部分互相对不上');
  });

  test('a proof from a file', async () => {
    const proof = await proveEvent(site.services, { entryId: site.entryIds[0] ?? '' });
    const { cookie, csrf } = await form();
    const body = new FormData();
    body.set('_csrf', csrf);
    body.set('proof', '');
    body.set('file', new Blob([JSON.stringify(proof)], { type: 'application/json' }), 'proof.json');
    const request = new Request('http://localhost/log', { method: 'POST', body });
    const headers = { cookie, 'content-type': request.headers.get('content-type') ?? '' };
    const payload = Buffer.from(await request.arrayBuffer());
    const page = await app.inject({ method: 'POST', url: '/log/check', headers, payload });
    expect(page.body).toContain('核对通过');
  });

  test.each([
    ['', '请粘贴证明的内容'],
    ['hello', '这不是透明日志的收录证明'],
    ['{"origin":"x"}', '这不是透明日志的收录证明'],
    ['[]', '这不是透明日志的收录证明'],
    ['x'.repeat(40_000), '内容太长'],
  ])('what is no proof comes back with what to do: %.20s', async (proof, words) => {
    const page = await send({ proof });
    expect(page.statusCode).toBe(422);
    expect(page.body).toContain(words);
  });
});
