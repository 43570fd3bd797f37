import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { endSuspensions } from '../../src/actions/time/endSuspensions.ts';
import { serveApi } from '../../src/api/serveApi.ts';
import { buildServer } from '../../src/web/server.ts';
import { insertDispute } from '../factories/identity.ts';
import { readAloud, signIn } from '../person/personApp.ts';
import { type Holder, openStall, type Stall } from './holder.ts';

// 亮照: a code of the half minute, checked by anybody against the register as it stands.

const nine = '2026-03-02T09:00:00+08:00';
const second = (seconds: number) => Temporal.Instant.from(nine).add({ seconds }).toString();

let stall: Stall;
let holder: Holder;
beforeAll(async () => {
  stall = await openStall();
  holder = await stall.holder();
});
afterAll(() => stall.close());
beforeEach(() => stall.setNow(nine));

const check = (token: string, network?: string) => stall.read(`/verify/live/${token}`, network);
const photo = (token: string) => stall.app.inject({ method: 'GET', url: `/verify/live/${token}/photo.jpg` });

/** What a token says, unread by whom it is for. */
const read = (token: string, part: number) =>
  JSON.parse(Buffer.from(token.split('.')[part] ?? '', 'base64url').toString()) as Record<string, unknown>;

describe('what a checker sees', () => {
  test('有效, with the moment of the answer, the public fields and the photo', async () => {
    const token = await stall.token(holder);
    const answer = await check(token);
    expect(answer).toContain('有效');
    expect(answer).toContain('查验时间:2026年3月2日 09:00:00');
    for (const shown of ['张景和', '长沙市芙蓉区卫生健康局', '针刺、艾灸']) expect(answer).toContain(shown);
    expect(answer).not.toMatch(/注册日期|资格证书编码|登记经过/);
    const { statusCode, headers } = await photo(token);
    expect([statusCode, headers['content-type'], headers['cache-control']]).toEqual([200, 'image/jpeg', 'no-store']);
  });

  test('as much as the holder chose, and no more; never the whole number of the certificate', async () => {
    const employer = await check(await stall.token(holder, 'employer'));
    expect(employer).toContain('持证人选择出示给:用人单位');
    expect(employer).toMatch(/注册日期.*2026年3月2日.*登记经过.*准予注册/);
    expect(employer).not.toMatch(/资格证书编码|申领电子证照/);
    const court = await check(await stall.token(holder, 'court'));
    expect(court).toMatch(/资格证书编码.*\*{4}.*登记经过.*准予注册.*申领电子证照/);
    for (const answer of [employer, court]) expect(answer).not.toContain(holder.certificateNo);
    // Asking for more in the address changes nothing: the view is signed.
    expect(await stall.read(`/verify/live/${await stall.token(holder)}?view=court`)).not.toContain('注册日期');
  });

  test('a typed code shows no photo and no more than everybody may know', async () => {
    const { body } = await stall.app.inject({ method: 'GET', url: `/verify/${holder.verificationCode}` });
    expect(body).toContain('张景和');
    expect(body).not.toMatch(/<img|注册日期/);
  });

  test('the token names its holder by public fields and a reference only the register can read', async () => {
    const token = await stall.token(holder);
    const payload = read(token, 1);
    expect(read(token, 0)).toEqual({
      alg: 'ES256',
      typ: 'licence-live+jwt',
      kid: stall.services.issuerKeys.current().kid,
    });
    expect(Object.keys(payload).sort()).toEqual(['exp', 'iat', 'jti', 'licenceNo', 'name', 'status', 'sub', 'view']);
    expect(payload).toMatchObject({ name: '张景和', licenceNo: holder.licenceNo, view: 'patient' });
    expect(JSON.stringify(payload)).not.toContain(holder.entryId);
    const id = Buffer.from(holder.entryId.replaceAll('-', ''), 'hex');
    expect(Buffer.from(String(payload.sub), 'base64url').equals(id)).toBe(false);
  });
});

describe('time', () => {
  test('a code counts for its minute: a picture of it after that is 已过期, and shows nobody', async () => {
    const token = await stall.token(holder);
    stall.setNow(second(59));
    expect(await check(token)).toContain('有效');
    for (const later of [60, 61, 3600]) {
      stall.setNow(second(later));
      const answer = await check(token);
      expect(answer).toContain('已过期');
      expect(answer).toContain('可能是截图');
      expect(answer).not.toContain('张景和');
      expect((await photo(token)).statusCode).toBe(404);
    }
  });

  test('a code for later is refused before its time, and counts in it', async () => {
    const { codes } = await stall.codes(holder);
    expect(codes.map(({ iat, exp }) => [iat - (codes[0]?.iat ?? 0), exp - iat])).toEqual(
      Array.from({ length: 10 }, (_, index) => [index * 30, 60]),
    );
    for (const [index, { token }] of codes.entries()) {
      if (index > 0) {
        stall.setNow(second(index * 30 - 1));
        const answer = await check(token);
        expect(answer).toContain('尚未生效');
        expect(answer).not.toContain('张景和');
        expect((await photo(token)).statusCode).toBe(404);
      }
      stall.setNow(second(index * 30));
      expect(await check(token)).toContain('该医师的执业注册有效');
    }
  });

  test('each code is another one', async () => {
    const [first, again] = [await stall.codes(holder), await stall.codes(holder)];
    const tokens = [...first.codes, ...again.codes].map(({ token }) => read(token, 1).jti);
    expect(new Set(tokens).size).toBe(tokens.length);
  });
});

describe('the register decides', () => {
  test('suspended, back in force, deregistered: code, typed code and lookup follow at once', async () => {
    const other = await stall.holder('王肯堂');
    const answers = async (token: string) => [
      await check(token),
      await stall.read(`/verify/${other.verificationCode}`),
      await stall.read(`/lookup?name=${encodeURIComponent('王肯堂')}&licenceNo=${other.licenceNo}`),
    ];
    const codes = () => other.person.get(`/person/licence/${other.entryId}/codes`);
    const show = () => other.person.get(`/person/licence/${other.entryId}/show`);

    const before = await stall.token(other, 'court');
    await stall.order(other, 'suspend');
    for (const answer of await answers(before)) expect(answer).toContain('暂停');
    expect(await check(before)).not.toContain('该医师的执业注册有效');
    expect((await codes()).json()).toEqual({ refused: [expect.stringContaining('暂停')] });
    const told = await show();
    expect([told.statusCode, told.headers.location]).toEqual([303, `/person/licence#licence-${other.entryId}`]);

    stall.setNow('2026-09-02T09:00:00+08:00');
    await endSuspensions(stall.services);
    const again = await stall.token(other, 'court');
    for (const answer of await answers(again)) expect(answer).toContain('有效');
    expect(await check(again)).toMatch(/暂停执业.*2026年3月2日至2026年9月1日/);

    await stall.order(other, 'deregister');
    const [live = '', ...others] = await answers(again);
    for (const answer of [live, ...others]) expect(answer).toContain('已注销');
    // Of what has ended only what everybody may know.
    expect(live).not.toMatch(/注册日期|登记经过/);
    expect((await photo(again)).statusCode).toBe(404);
    const back = await signIn(stall.app, stall.services, other.actor);
    const ended = await back.get(`/person/licence/${other.entryId}/codes`);
    expect(ended.json()).toEqual({ refused: [expect.stringContaining('注销')] });
  });

  test('备案 and back', async () => {
    const other = await stall.holder('叶天士');
    const token = await stall.token(other);
    const set = (status: string, since: string | null) =>
      stall.db.database.pool.query('UPDATE register_entry SET status = $2, inactive_since = $3 WHERE id = $1', [
        other.entryId,
        status,
        since,
      ]);
    await set('inactive', '2026-03-02');
    expect(await check(token)).toContain('目前不能执业');
    expect((await other.person.get(`/person/licence/${other.entryId}/codes`)).json()).toEqual({
      refused: [expect.stringContaining('取消备案')],
    });
    await set('practising', null);
    expect(await check(token)).toContain('该医师的执业注册有效');
  });

  test('while it is disputed whose it is, nobody is shown it', async () => {
    const other = await stall.holder('薛生白');
    const token = await stall.token(other);
    await insertDispute(stall.services, other.actor);
    const answer = await check(token);
    expect(answer).toContain('身份正在核实');
    expect(answer).not.toContain('薛生白');
    expect((await other.person.get(`/person/licence/${other.entryId}/codes`)).json()).toEqual({
      refused: [expect.stringContaining('已冻结')],
    });
  });
});

describe('the sealed paper', () => {
  test('while it is disputed whose it is, neither paper nor signed metadata is given out', async () => {
    const other = await stall.holder('薛生白');
    const { person, entryId } = other;
    await person.post(`/person/licence/${entryId}/paper`, { as: 'pdf' });
    for (const ending of ['pdf', 'json'])
      expect((await person.get(`/person/licence/${entryId}.${ending}`)).statusCode).toBe(200);
    await insertDispute(stall.services, other.actor);
    for (const ending of ['pdf', 'json']) {
      const { statusCode, body } = await person.get(`/person/licence/${entryId}.${ending}`);
      expect(statusCode).toBe(403);
      expect(body).toContain('账号因身份异议已冻结,暂时不能亮照、分享和下载证照。请先答复异议。');
      expect(body).not.toContain(other.licenceNo);
    }
  });
});

describe('who may have codes', () => {
  test('only the holder, and only once 申领 has been pressed', async () => {
    const other = await stall.holder('徐灵胎');
    for (const path of ['show', 'codes'])
      expect((await other.person.get(`/person/licence/${holder.entryId}/${path}`)).statusCode).toBe(404);
    await stall.db.database.pool.query('UPDATE register_entry SET licence_claimed_on = NULL WHERE id = $1', [
      other.entryId,
    ]);
    expect((await other.person.get(`/person/licence/${other.entryId}/codes`)).json()).toEqual({
      refused: [expect.stringContaining('申领')],
    });
    expect((await other.person.get(`/person/licence/${other.entryId}/show`)).statusCode).toBe(303);
  });

  test('page and codes are kept nowhere, and asking for codes keeps no session alive', async () => {
    for (const path of ['show', 'codes']) {
      const { headers } = await holder.person.get(`/person/licence/${holder.entryId}/${path}`);
      expect(headers['cache-control']).toBe('private, no-store');
    }
    const seen = () =>
      stall.value('SELECT max(last_seen_at) AS value FROM session WHERE account_id = $1', holder.actor.accountId);
    const before = await seen();
    stall.setNow(second(600));
    await holder.person.get(`/person/licence/${holder.entryId}/codes`);
    expect(await seen()).toEqual(before);
    await holder.person.get(`/person/licence/${holder.entryId}/show`);
    expect(await seen()).not.toEqual(before);
  });

  test('without a script the page has a code at once, the time it counts, and a way to the next', async () => {
    const page = await holder.person.get(`/person/licence/${holder.entryId}/show?view=court`);
    expect(readAloud(page)).toContain('这张码09:01:00前有效');
    expect(page.body).toMatch(/<path d="M\d/);
    expect(page.body).toMatch(new RegExp(`href="/person/licence/${holder.entryId}/show\\?view=court"[^>]*>\\s*换一张`));
    expect(readAloud(page)).toContain('请把屏幕调亮');
  });
});

describe('one code, many networks', () => {
  test('a code that goes round is told to whoever meets it; the same network counts once', async () => {
    const token = await stall.token(holder);
    for (const network of ['198.51.100.1', '198.51.100.1', '198.51.100.2', '198.51.100.3'])
      expect(await check(token, network)).not.toContain('个网络上查验过');
    expect(await check(token, '198.51.100.4')).toContain('这张码已在4个网络上查验过');
    expect(await check(await stall.token(holder), '198.51.100.4')).not.toContain('个网络上查验过');
    const kept = await stall.value<string>('SELECT json_agg(u)::text AS value FROM live_code_use u');
    expect(kept).not.toContain('198.51.100');
  });

  test('a network that asks without end is asked to wait, others are answered', async () => {
    const token = await stall.token(holder);
    const answers: number[] = [];
    for (let tries = 0; tries < 305; tries += 1)
      answers.push(
        (await stall.app.inject({ method: 'GET', url: '/verify/live/x', remoteAddress: '192.0.2.9' })).statusCode,
      );
    expect(answers.filter((status) => status === 429)).toHaveLength(5);
    expect(await check(token, '192.0.2.9')).toContain('查验太频繁');
    expect(await check(token, '192.0.2.10')).toContain('该医师的执业注册有效');
  });
});

test('no token of a code or a link is ever written into the log', async () => {
  const lines: string[] = [];
  const app = await buildServer({
    services: stall.services,
    assetsDir: 'dist/assets',
    logger: pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) }),
    trustProxy: 0,
    health: { reasons: async () => [] },
    api: serveApi,
  });
  const token = await stall.token(holder);
  const link = await stall.share(holder);
  await app.inject({ method: 'GET', url: `/verify/live/${token}` });
  await app.inject({ method: 'GET', url: `/verify/live/${token}x/photo.jpg` });
  await app.inject({ method: 'GET', url: `/verify/live/${token}${'y'.repeat(3000)}` });
  await app.inject({ method: 'GET', url: `/share/${link.token}` });
  await app.inject({ method: 'GET', url: `/share/${link.token}/%zz` });
  await app.close();
  expect(lines.length).toBeGreaterThan(4);
  const said = lines.join('');
  for (const secret of [token, ...token.split('.'), link.token]) expect(said).not.toContain(secret);
});
