import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sweep } from '../../src/actions/maintenance/sweep.ts';
import { insertDispute } from '../factories/identity.ts';
import { readAloud, signIn } from '../person/personApp.ts';
import { type Holder, openStall, type Stall } from './holder.ts';

// 分享链接: a licence for somebody who is not there, for a time, with everybody who has looked.

const nine = '2026-03-02T09:00:00+08:00';
const later = (minutes: number) => Temporal.Instant.from(nine).add({ minutes }).toString();

let stall: Stall;
let holder: Holder;
beforeAll(async () => {
  stall = await openStall();
  holder = await stall.holder();
});
afterAll(() => stall.close());
beforeEach(() => stall.setNow(nine));

const network = '203.0.113.7';
const get = (url: string, cookies: Record<string, string> = {}) =>
  stall.app.inject({ method: 'GET', url, cookies, remoteAddress: network });
/** 【查看】 by somebody without an account. */
const press = (token: string, key: string = randomUUID()) =>
  stall.app.inject({
    method: 'POST',
    url: `/share/${token}`,
    remoteAddress: network,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ _key: key }).toString(),
  });
async function open(token: string): Promise<string> {
  const { headers } = await press(token);
  return readAloud(await get(String(headers.location)));
}
const opened = (id: string) => stall.value<number>('SELECT opened AS value FROM licence_share WHERE id = $1', id);
const page = ({ entryId }: Holder) => `/person/licence/${entryId}/shares`;
const fields = { view: 'employer', term: 'day', note: '某医院人事科' };

describe('making one', () => {
  test('a form makes a link for a view and a time; its holder is shown it, the database keeps a hash', async () => {
    const made = await holder.person.post(page(holder), fields);
    expect(made.statusCode).toBe(303);
    const shown = await holder.person.get(String(made.headers.location));
    const told = readAloud(shown);
    expect(told).toContain('分享链接已生成');
    expect(told).toContain('某医院人事科');
    const token = /\/share\/([\w-]{43})"/.exec(shown.body)?.[1] ?? '';
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(await open(token)).toContain('张景和');
    const rows = await stall.value<string>('SELECT json_agg(s)::text AS value FROM licence_share s');
    expect(rows).not.toContain(token);
    expect(rows).not.toContain(Buffer.from(token, 'base64url').toString('hex'));
    expect(readAloud(await holder.person.get(page(holder)))).toMatch(/某医院人事科 可打开.*打开过 1 次/);
    const ledger = await stall.value<string[]>(
      `SELECT json_agg(action ORDER BY seq) AS value FROM ledger WHERE subject_type = 'licence_share'`,
    );
    expect(ledger).toEqual(['licenceShared']);
  });

  test('its holder finds it in 导出我的信息, and how often it was opened', async () => {
    const owner = await stall.holder('王清任');
    const { token } = await stall.share(owner, { view: 'court', note: '某区法院' });
    await open(token);
    const { 执业登记 } = JSON.parse((await owner.person.post('/person/privacy/export')).body);
    expect(执业登记[0].分享链接).toMatchObject([
      { 给谁看: '法院和监管', 备注: '某区法院', 打开次数: 1, 停止分享: null },
    ]);
  });

  test('sent twice it is one link; two at once are one', async () => {
    const count = () => stall.value<number>('SELECT count(*) AS value FROM licence_share');
    const before = await count();
    const _key = randomUUID();
    const sent = await Promise.all([1, 2, 3].map(() => holder.person.post(page(holder), { ...fields, _key })));
    expect(new Set(sent.map(({ headers }) => headers.location)).size).toBe(1);
    expect(Number(await count()) - Number(before)).toBe(1);
    // Under somebody else's key there is nothing to take over.
    const other = await stall.holder('李时珍');
    expect((await other.person.post(page(other), { ...fields, _key })).statusCode).toBe(422);
  });

  test('all that is wrong is told at once; a number in the note is refused', async () => {
    const refused = await holder.person.post(page(holder), { view: 'x', term: '', note: '电话 139-0000 0001' });
    expect(refused.statusCode).toBe(422);
    const told = readAloud(refused);
    for (const words of ['请选择出示给谁', '请选择有效时间', '备注里不要写电话、证件等号码'])
      expect(told).toContain(words);
    expect((await holder.person.post(page(holder), { ...fields, note: '一'.repeat(41) })).statusCode).toBe(422);
  });

  test('not of a licence that may not be shown, not of somebody else', async () => {
    const other = await stall.holder('王肯堂');
    expect((await other.person.post(page(holder), fields)).statusCode).toBe(404);
    expect((await other.person.get(page(holder))).statusCode).toBe(404);
    await stall.order(other, 'suspend');
    const refused = await other.person.post(page(other), fields);
    expect(refused.statusCode).toBe(422);
    expect(readAloud(refused)).toContain('现在不能新建分享链接');
  });

  test('at most twenty at a time and thirty a day', async () => {
    const other = await stall.holder('叶天士');
    for (let made = 0; made < 20; made += 1) await stall.share(other, { term: 'hour' });
    expect(readAloud(await other.person.post(page(other), fields))).toContain('正在使用的分享链接已有20个');
    stall.setNow(later(61));
    for (let made = 0; made < 10; made += 1) await stall.share(other, { term: 'hour' });
    const again = await signIn(stall.app, stall.services, other.actor);
    expect(readAloud(await again.post(page(other), fields))).toContain('今天新建的分享链接太多');
    stall.setNow(later(24 * 60 + 1));
    await stall.share(other);
  });
});

describe('opening one', () => {
  test('looking shows nobody and counts nothing; 【查看】 counts once, reloading does not', async () => {
    const { id, token } = await stall.share(holder);
    for (let looks = 0; looks < 3; looks += 1) {
      const offered = readAloud(await get(`/share/${token}`));
      expect(offered).toContain('有医师向您出示执业电子证照');
      expect(offered).not.toMatch(/张景和|康宁/);
    }
    expect((await stall.app.inject({ method: 'HEAD', url: `/share/${token}` })).statusCode).toBeLessThan(405);
    expect(await opened(id)).toBe(0);
    const key = randomUUID();
    const first = await press(token, key);
    const address = String(first.headers.location);
    expect([first.statusCode, address]).toEqual([303, `/share/${token}/${key}`]);
    expect((await press(token, key)).headers.location).toBe(address);
    for (let reloads = 0; reloads < 3; reloads += 1) expect((await get(address)).body).toContain('张景和');
    expect(await opened(id)).toBe(1);
    await press(token);
    expect(await opened(id)).toBe(2);
    const seen = readAloud(await holder.person.get(`${page(holder)}/${id}`));
    expect(seen).toContain('打开过2次');
    expect(seen).toContain('203.0.113.*');
    expect(seen).not.toContain(network);
  });

  test('shows the state of that moment with its time, the view that was chosen, and the photo', async () => {
    const { token } = await stall.share(holder, { view: 'court' });
    const { headers } = await press(token);
    const answer = await get(String(headers.location));
    expect(answer.headers['cache-control']).toBe('private, no-store');
    expect(readAloud(answer)).toMatch(/有效.*查验时间:2026年3月2日 09:00:00.*资格证书编码.*登记经过/);
    const photo = await get(`${String(headers.location)}/photo.jpg`);
    expect([photo.statusCode, photo.headers['content-type']]).toEqual([200, 'image/jpeg']);
    expect(photo.headers['cache-control']).toBe('private, no-store');
  });

  test('what was opened can be loaded again for ten minutes, by this link alone', async () => {
    const [one, another] = [await stall.share(holder), await stall.share(holder, { view: 'court' })];
    const key = randomUUID();
    await press(one.token, key);
    const elsewhere = await get(`/share/${another.token}/${key}`);
    expect([elsewhere.statusCode, elsewhere.headers.location]).toEqual([303, `/share/${another.token}`]);
    expect((await get(`/share/${another.token}/${key}/photo.jpg`)).statusCode).toBe(404);
    // The key of one link sent to another opens nothing there.
    await press(another.token, key);
    expect((await get(`/share/${another.token}/${key}`)).statusCode).toBe(303);
    for (const opening of [randomUUID(), 'own', 'x', '%00'])
      expect((await get(`/share/${one.token}/${opening}`)).body).not.toContain('张景和');
    stall.setNow(later(9));
    expect((await get(`/share/${one.token}/${key}`)).statusCode).toBe(200);
    stall.setNow(later(10));
    expect((await get(`/share/${one.token}/${key}`)).statusCode).toBe(303);
    expect((await get(`/share/${one.token}/${key}/photo.jpg`)).statusCode).toBe(404);
  });

  test('the holder looks without being counted', async () => {
    const { id, token } = await stall.share(holder);
    const cookies = { 'xinglin-person': holder.person.token };
    expect(readAloud(await get(`/share/${token}`, cookies))).toContain('您查看不计次数');
    const pressed = await holder.person.post(`/share/${token}`);
    expect(pressed.headers.location).toBe(`/share/${token}/own`);
    expect((await get(`/share/${token}/own`, cookies)).body).toContain('张景和');
    expect((await get(`/share/${token}/own/photo.jpg`, cookies)).statusCode).toBe(200);
    expect(await opened(id)).toBe(0);
    const other = await stall.holder('李时珍');
    expect((await get(`/share/${token}/own`, { 'xinglin-person': other.person.token })).statusCode).toBe(303);
  });

  test('guessing finds nothing', async () => {
    const { id, token } = await stall.share(holder);
    const near = `${token.slice(0, -1)}${token.endsWith('A') ? 'E' : 'A'}`;
    for (const guess of [near, id, 'x', token.toLowerCase(), '%00', 'a'.repeat(1000)]) {
      const answer = await get(`/share/${guess}`);
      expect([guess, answer.statusCode]).toEqual([guess, 404]);
      expect(readAloud(answer)).toContain('没有这个链接');
      expect((await press(guess)).statusCode).toBe(404);
    }
    expect(await opened(id)).toBe(0);
  });
});

describe('its end', () => {
  test('stopped after a confirmation: link, what was opened and photo answer nothing from then on', async () => {
    const { id, token } = await stall.share(holder);
    const { headers } = await press(token);
    const address = String(headers.location);
    const own = `${page(holder)}/${id}`;
    const unsure = await holder.person.post(own, {});
    expect(unsure.statusCode).toBe(422);
    expect(readAloud(unsure)).toContain('请勾选确认后再停止分享');
    expect((await get(address)).body).toContain('张景和');
    const other = await stall.holder('李时珍');
    expect((await other.person.post(own, { sure: 'yes' })).statusCode).toBe(404);
    for (let presses = 0; presses < 2; presses += 1)
      expect((await holder.person.post(own, { sure: 'yes' })).statusCode).toBe(303);
    for (const path of [`/share/${token}`, address]) {
      const answer = readAloud(await get(path));
      expect(answer).toContain('已停止分享');
      expect(answer).not.toContain('张景和');
    }
    expect((await get(`${address}/photo.jpg`)).statusCode).toBe(404);
    expect(readAloud(await press(token))).toContain('已停止分享');
    expect(await opened(id)).toBe(1);
    const stopped = `SELECT count(*) AS value FROM ledger WHERE action = 'licenceShareStopped' AND subject_id = $1`;
    expect(Number(await stall.value(stopped, id))).toBe(1);
    expect(readAloud(await holder.person.get(own))).toMatch(/已停止.*停止 3月2日/);
  });

  test.each([
    ['hour', 60],
    ['day', 24 * 60],
    ['week', 7 * 24 * 60],
    ['month', 30 * 24 * 60],
  ])('over after its time: %s', async (term, minutes) => {
    const { token } = await stall.share(holder, { term });
    stall.setNow(later(minutes - 1));
    expect(await open(token)).toContain('张景和');
    stall.setNow(later(minutes));
    expect(readAloud(await get(`/share/${token}`))).toContain('已过期');
    expect(readAloud(await press(token))).toContain('已过期');
  });

  test('it follows the register: suspended is told, of what has ended only what everybody may know', async () => {
    const other = await stall.holder('徐灵胎');
    const { token } = await stall.share(other, { view: 'court' });
    const { headers } = await press(token);
    const address = String(headers.location);
    await stall.order(other, 'suspend');
    expect(readAloud(await get(address))).toMatch(/暂停.*已被暂停执业活动/);
    await stall.order(other, 'revoke');
    const ended = readAloud(await get(address));
    expect(ended).toMatch(/已吊销.*证书作废/);
    expect(ended).not.toMatch(/登记经过|资格证书编码/);
    expect((await get(`${address}/photo.jpg`)).statusCode).toBe(404);
  });

  test('while the account is frozen nothing is shared, and what was shared answers nothing', async () => {
    const other = await stall.holder('薛生白');
    const { token } = await stall.share(other);
    await insertDispute(stall.services, other.actor);
    const answer = readAloud(await get(`/share/${token}`));
    expect(answer).toContain('身份正在核实');
    expect(readAloud(await press(token))).not.toContain('薛生白');
    expect((await other.person.post(page(other), fields)).statusCode).toBe(403);
    await expect(stall.share(other)).rejects.toThrow();
  });

  test('180 days after its end a link and who opened it are gone', async () => {
    const { id, token } = await stall.share(holder, { term: 'hour' });
    await press(token);
    const left = () =>
      stall.value<number>('SELECT count(*) AS value FROM licence_share_opening WHERE share_id = $1', id);
    stall.setNow(later(60 + 180 * 24 * 60 - 1));
    await sweep(stall.services);
    expect(Number(await left())).toBe(1);
    stall.setNow(later(60 + 180 * 24 * 60));
    await sweep(stall.services);
    expect(Number(await left())).toBe(0);
    expect((await get(`/share/${token}`)).statusCode).toBe(404);
  });
});
