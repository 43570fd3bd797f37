import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { publishedKeys } from '../../src/actions/credential/keySet.ts';
import { judge } from '../../src/domain/issuing/judgement.ts';
import { readProof, verifyInclusion } from '../../src/domain/log/proof.ts';
import { webReckoning } from '../../src/outside/issuing/webReckoning.ts';
import { isNoteBy } from '../../src/outside/log/noteKey.ts';
import { sha256Of, treeHasher } from '../../src/outside/log/sha256.ts';
import { type Holder, openStall, type Stall } from '../live/holder.ts';
import { readAloud } from '../person/personApp.ts';
import { decode, fetchCredentials, newHolderKey, present } from './wallet.ts';

// Where the parts meet: a wallet's licence at the check page, a live code judged without a network, a licence and the log.

const key = newHolderKey();
let stall: Stall;
let holder: Holder;
let credential: string;
const start = '2026-03-02T09:00:00+08:00';

beforeAll(async () => {
  stall = await openStall();
  holder = await stall.holder();
  [credential = ''] = await fetchCredentials(stall, holder.actor, holder.entryId, [key]);
});
beforeEach(() => stall.setNow(start));
afterAll(() => stall.close());

async function check(text: string, network = '203.0.113.9'): Promise<string> {
  const payload = new URLSearchParams({ text }).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return readAloud(
    await stall.app.inject({ method: 'POST', url: '/verify', payload, headers, remoteAddress: network }),
  );
}

const judged = async (token: string, at = start) =>
  judge(
    token,
    {
      issuer: stall.services.publicUrl,
      now: Temporal.Instant.from(at).epochMilliseconds / 1000,
      keys: publishedKeys(stall.services),
      keysAt: Temporal.Instant.from(at).epochMilliseconds / 1000,
      findList: async () => (await stall.services.statusLists.token(1))?.token,
    },
    webReckoning,
  );

describe('证照查验 of a licence out of a wallet', () => {
  test('有效, with what the holder shows and nothing else', async () => {
    const page = await check(present(credential, ['name', 'institution'], { key, at: start }));
    expect(page).toContain('有效');
    expect(page).toContain('张景和');
    expect(page).not.toContain('出生日期');
    expect(page).not.toContain(holder.licenceNo);
    expect(page).toContain('持证人的钱包在几分钟内为“https://verifier.example”签过名,不能证明是向您出示');
    expect(page).not.toContain('刚刚出示');
  });

  test('changed, or shown with the key of somebody else: not believed, and no claim is shown', async () => {
    const shown = present(credential, ['name'], { key, at: start });
    const at = shown.indexOf('~') - 5;
    const changed = `${shown.slice(0, at)}${shown[at] === 'A' ? 'B' : 'A'}${shown.slice(at + 1)}`;
    const stolen = present(credential, ['name'], { key: newHolderKey(), at: start });
    for (const text of [changed, stolen]) {
      const page = await check(text);
      expect(page).toContain('不是本系统签发');
      expect(page).not.toContain('张景和');
    }
  });

  test('after the suspension of its holder: 暂停', async () => {
    const other = await stall.holder('李时珍');
    const [own = ''] = await fetchCredentials(stall, other.actor, other.entryId, [key]);
    const shown = present(own, ['name'], { key, at: start });
    expect(await check(shown)).toContain('有效');
    await stall.order(other, 'suspend');
    stall.setNow('2026-03-02T09:01:00+08:00');
    expect(await check(shown)).toContain('暂停');
  });

  test('a network that asks without end is asked to wait', async () => {
    const pages: string[] = [];
    const text = present(credential, [], { key: newHolderKey(), at: start });
    for (let tries = 0; tries < 301; tries += 1) pages.push(await check(text, '192.0.2.44'));
    expect(pages.at(-1)).toContain('查验次数太多');
    expect(pages[0]).not.toContain('查验次数太多');
  });
});

describe('a live code for who has no network', () => {
  test('is judged by its place in the status list, which 申领 has given it', async () => {
    expect(await judged(await stall.token(holder))).toMatchObject({ verdict: 'valid', kind: 'live' });
    // The list before is older than a minute by then, and is made anew.
    stall.setNow('2026-03-02T09:05:00+08:00');
    const other = await stall.holder('王叔和');
    const token = await stall.token(other);
    await stall.order(other, 'deregister');
    stall.setNow('2026-03-02T09:05:30+08:00');
    expect(await judged(token, '2026-03-02T09:05:30+08:00')).toMatchObject({ verdict: 'ended' });
  });

  test('showing it gives no place: that would be writing', async () => {
    const places = () => stall.value<number>('SELECT count(*)::int AS value FROM status_index');
    const before = await places();
    await stall.codes(holder);
    expect(await places()).toBe(before);
  });
});

describe('the log in a licence', () => {
  test('a wallet licence carries the proof that what the register says is in the log', async () => {
    const [, ...disclosures] = credential.split('~').slice(0, -1);
    const claims = new Map(disclosures.map((one) => Object.values(decode(one)).slice(1) as [string, unknown]));
    const proof = readProof(JSON.stringify(claims.get('register_log')));
    if (proof === undefined) throw new Error('no proof');
    const isSigned = (note: string) => isNoteBy(stall.services.publicLog.key, note);
    const world = { hasher: treeHasher, sha256: sha256Of, isSigned };
    expect(verifyInclusion(proof, world).kind).toBe('included');
    expect(verifyInclusion({ ...proof, index: proof.index + 1 }, world).kind).toBe('bad');
    expect(JSON.stringify(proof)).not.toContain('张景和');
  });

  test('the metadata of the paper carries it too, and the paper its number', async () => {
    await holder.person.post(`/person/licence/${holder.entryId}/paper`, { as: 'json' });
    const response = await holder.person.get(`/person/licence/${holder.entryId}.json`);
    const said = JSON.parse(response.body);
    const { 元数据: inside = response.body } = said;
    const metadata = typeof inside === 'string' ? JSON.parse(inside) : inside;
    const proof = readProof(JSON.stringify(metadata.透明日志.收录证明));
    if (proof === undefined) throw new Error('no proof');
    const isSigned = (note: string) => isNoteBy(stall.services.publicLog.key, note);
    expect(verifyInclusion(proof, { hasher: treeHasher, sha256: sha256Of, isSigned }).kind).toBe('included');
    expect(metadata.透明日志.序号).toBe(proof.index);
  });
});
