import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sweep } from '../../src/actions/maintenance/sweep.ts';
import { checkReceipt } from '../../src/actions/public/checkReceipt.ts';
import { readPdf } from '../../src/outside/documents/readPdf.ts';
import { openVisitor, readAloud } from '../accounts/visitor.ts';
import { type Happening, insertEntry } from '../factories/register.ts';
import { openReceiptSite, type ReceiptSite } from './receiptSite.ts';

let site: ReceiptSite;
beforeAll(async () => {
  site = await openReceiptSite();
});
beforeEach(() => site.setNow('2026-03-02T09:00:00+08:00'));
afterAll(() => site.close());

describe('执业情况证明', () => {
  test.each([
    ['2020-01-05', '尚未注册', '当日不能执业'],
    ['2020-01-06', '有效', '当日可以执业'],
    ['2025-02-28', '有效', '当日可以执业'],
    ['2025-03-01', '暂停执业', '当日不能执业'],
    ['2025-08-31', '暂停执业', '当日不能执业'],
    ['2025-09-01', '有效', '当日可以执业'],
    ['2026-01-31', '有效', '当日可以执业'],
    ['2026-02-01', '已注销', '当日不能执业'],
    ['2026-03-02', '已注销', '当日不能执业'],
  ])('%s:%s', async (on, status, words) => {
    const { page } = await site.make({ on });
    expect(page.statusCode).toBe(200);
    expect(readAloud(page)).toContain(`张景和的执业注册:${status}`);
    expect(readAloud(page)).toContain(words);
  });

  test('机构和技术方法:主要机构、备案的机构只在期间内', async () => {
    const at = async (on: string, institution: string, technique: string) =>
      readAloud((await site.make({ on, institution, technique })).page);
    const within = await at('2024-06-30', site.branch.name, '艾灸');
    expect(within).toMatch(/当日注册在该机构\s*是\(多执业机构备案\)/);
    expect(within).toMatch(/当日登记的技术方法包括它\s*是/);
    expect(await at('2024-07-01', site.branch.name, '针灸')).toMatch(/当日注册在该机构\s*否/);
    expect(await at('2024-07-01', site.clinic.name, '推拿')).toMatch(/当日注册在该机构\s*是\(主要执业机构\)/);
  });

  test('机构须是一家现有机构的全称:一部分、几家连在一起的都不答,写明怎么办', async () => {
    for (const institution of ['仁和', '中', `${site.clinic.name}、${site.branch.name}`, '芙蓉不存在中医诊所']) {
      const { sent } = await site.make({ on: '2024-03-01', institution });
      expect(sent.statusCode).toBe(422);
      expect(readAloud(sent)).toContain('没有名称完全相同的机构,请填写一家机构的全称');
    }
  });

  test('问当天:截至出具的时刻;问过去:当天终了时,其后的更正、撤销也写明,并在签名之内', async () => {
    const later: Happening[] = [
      { type: 'corrected', on: '2025-05-01', techniques: '针刺' },
      { type: 'annulled', on: '2026-02-01', reason: '以欺骗手段取得' },
    ];
    const { entry } = await insertEntry(
      site.db.database,
      { tree: site.tree, institution: site.clinic },
      { name: '李守仁', later },
    );
    const who = { name: '李守仁', licenceNo: entry.licenceNo };
    const past = await site.make({ ...who, on: '2025-04-30' });
    const pdf = await site.app.inject({ method: 'GET', url: `${past.address}/receipt.pdf` });
    const said = Buffer.from((await site.tokenOf(past.number)).split('.')[1] ?? '', 'base64url').toString();
    expect(JSON.parse(said).answer.later).toEqual([
      { type: 'corrected', on: '2025-05-01' },
      { type: 'annulled', on: '2026-02-01' },
    ]);
    for (const words of [readAloud(past.page), readPdf(pdf.rawPayload).words]) {
      expect(words).toContain('2025年5月1日更正登记');
      expect(words).toContain('2026年2月1日撤销注册');
      expect(words).toContain('当天终了时');
      expect(words).not.toContain('欺骗');
    }
    expect(readAloud((await site.make({ ...who, on: '2026-03-02' })).page)).toContain(
      '截至出具时(2026年3月2日 09:00:00)',
    );
  });

  test('PDF、二维码、验签文件说的是同一件事,没有电话、证件号码和注销的事由', async () => {
    const { address, number, page } = await site.make({ on: '2026-02-01', institution: site.clinic.name });
    const pdf = await site.app.inject({ method: 'GET', url: `${address}/receipt.pdf` });
    expect(pdf.headers['content-type']).toBe('application/pdf');
    const { words, source, pages } = readPdf(pdf.rawPayload);
    expect(pages).toBe(1);
    for (const word of ['执业情况证明', '张景和', '已注销', `/receipts/${number}`, '2026年2月1日'])
      expect(words).toContain(word);
    expect(source).not.toMatch(/\/JavaScript|\/JS |\/OpenAction/);
    const token = await site.tokenOf(number);
    const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();
    expect(JSON.parse(payload)).toMatchObject({
      jti: number,
      answer: { status: 'deregistered' },
      question: { name: '张景和' },
    });
    const { rows } = await site.db.database.pool.query<{ id: string; birth: string }>(
      'SELECT id, birth_date::text AS birth FROM physician WHERE id = $1',
      [site.physicianId],
    );
    // The year with its word: four digits alone may stand in a number or a hash.
    for (const text of [page.body, words, payload])
      for (const secret of ['13912345678', '人民路', '受刑事处罚', '1975年', rows[0]?.id ?? '', rows[0]?.birth ?? ''])
        expect(text).not.toContain(secret);
    expect(page.headers['cache-control']).toContain('no-store');
    expect(page.headers['x-robots-tag']).toBe('noindex, nofollow');
  });

  test('填错的一次说完,填过的还在,不出证明', async () => {
    const wrong = await site.make({ name: '', on: '2026-03-03', licenceNo: '中文' });
    expect(wrong.sent.statusCode).toBe(422);
    for (const word of ['日期不能晚于今天', '姓名', '执业证书编码']) expect(readAloud(wrong.sent)).toContain(word);
    expect(wrong.sent.body).toContain('value="2026-03-03"');
    expect(readAloud((await site.make({ on: '' })).sent)).toContain('请填写日期');
    expect(readAloud((await site.make({ on: '2016-12-31' })).sent)).toContain('最早可以证明2017年1月1日的情况');
    for (const given of [{ name: '张景' }, { licenceNo: '354430102999999' }])
      expect(readAloud((await site.make(given)).sent)).toContain('没有查到姓名与执业证书编码都相符的执业注册');
    const guest = openVisitor(site.app, '203.0.113.201');
    await guest.get('/receipts');
    const unsure = await guest.post('/receipts', { ...site.asked(), captcha: '0000' });
    expect([unsure.statusCode, readAloud(unsure).includes('验证码不正确')]).toEqual([422, true]);
  });

  test('一个网络一天五十份', async () => {
    const guest = openVisitor(site.app, '203.0.113.202');
    for (let n = 0; n < 50; n += 1) expect((await site.make({}, guest)).sent.statusCode).toBe(303);
    expect(readAloud((await site.make({}, guest)).sent)).toContain('今天出具的证明较多');
    site.setNow('2026-03-03T09:00:01+08:00');
    expect((await site.make({}, guest)).sent.statusCode).toBe(303);
  });

  test('三年后删除,验签文件仍能核对', async () => {
    const { number } = await site.make();
    const token = await site.tokenOf(number);
    site.setNow('2029-03-01T08:00:00+08:00');
    await sweep(site.services);
    expect(await checkReceipt(site.services, { number })).toMatchObject({ kind: 'done' });
    site.setNow('2029-03-02T09:00:00+08:00');
    await sweep(site.services);
    expect(await checkReceipt(site.services, { number })).toEqual({ kind: 'notFound' });
    expect(await checkReceipt(site.services, { token })).toMatchObject({ kind: 'done', value: { number } });
  });
});

describe('核对证明', () => {
  async function check(fields: Readonly<Record<string, string>>) {
    const guest = openVisitor(site.app, '203.0.113.210');
    await guest.get('/receipts/check');
    return guest.post('/receipts/check', fields);
  }

  test('按编号、按文字;没有的编号和空的都说清楚', async () => {
    const { number } = await site.make();
    const spaced = number.toLowerCase().replace(/(.{4})/g, '$1 ');
    expect((await check({ number: spaced })).headers.location).toBe(`/receipts/${number}`);
    const genuine = await check({ token: (await site.tokenOf(number)).replace(/(.{60})/g, '$1\n') });
    for (const word of ['签名有效', '张景和', '当日可以执业']) expect(readAloud(genuine)).toContain(word);
    const misplaced = readAloud(await check({ number: ` ${await site.tokenOf(number)} ` }));
    for (const word of ['签名有效', '张景和']) expect(misplaced).toContain(word);
    expect(readAloud(await check({ number: 'ABCDEFGHJKMNPQRS' }))).toContain('这份证明不能采信');
    expect(readAloud(await check({ number: 'a.b.c' }))).toContain('这份证明不能采信');
    expect(readAloud(await check({}))).toContain('请填写证明编号');
    expect((await openVisitor(site.app).get('/receipts/ABCDEFGHJKMNPQRS')).statusCode).toBe(404);
  });

  test('改动任何一处都不能采信,别的种类的签名也不行', async () => {
    const token = await site.tokenOf((await site.make()).number);
    const genuine = async (text: string) => (await checkReceipt(site.services, { token: text })).kind === 'done';
    expect(await genuine(token)).toBe(true);
    const [header = '', payload = '', signature = ''] = token.split('.');
    const said = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const forged = Buffer.from(JSON.stringify({ ...said, answer: { ...said.answer, mayPractise: false } })).toString(
      'base64url',
    );
    expect(await genuine(`${header}.${forged}.${signature}`)).toBe(false);
    const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'register-receipt+jwt' })).toString('base64url');
    expect(await genuine(`${none}.${payload}.`)).toBe(false);
    const flipped: string[] = [];
    for (let at = 0; at < token.length; at += 7) {
      const other = token[at] === 'A' ? 'B' : 'A';
      const changed = `${token.slice(0, at)}${other}${token.slice(at + 1)}`;
      // The last sign of a part may carry bits that mean nothing; every other one is signed.
      const isLast = token[at + 1] === '.' || at === token.length - 1 || token[at] === '.';
      if (!isLast && (await genuine(changed))) flipped.push(`${at}`);
    }
    expect(flipped).toEqual([]);
    for (const text of ['x', 'a.b.c', '.'.repeat(20_000), '']) expect(await genuine(text)).toBe(false);
  });

  test('换过密钥的照样有效;作废的密钥签过的都不能采信,按编号也一样', async () => {
    const { number } = await site.make();
    const token = await site.tokenOf(number);
    const { kid } = site.services.issuerKeys.current();
    await site.services.issuerKeys.rotate('2026-03-02T02:00:00Z');
    expect(await checkReceipt(site.services, { token })).toMatchObject({ kind: 'done' });
    await site.services.issuerKeys.revoke(kid, '2026-03-02T03:00:00Z');
    for (const given of [{ token }, { number }])
      expect(await checkReceipt(site.services, given)).toMatchObject({ refusals: [{ code: 'receipt.notGenuine' }] });
    const page = await openVisitor(site.app).get(`/receipts/${number}`);
    expect([page.statusCode, readAloud(page).includes('不能采信')]).toEqual([422, true]);
    // The new key signs on.
    site.setNow('2026-03-02T11:00:00+08:00');
    expect((await site.make()).page.statusCode).toBe(200);
  });

  test('数据库里改过的一份不能采信', async () => {
    site.setNow('2026-03-02T11:00:00+08:00');
    const [one, other] = [await site.make(), await site.make({ on: '2025-03-01' })];
    await site.db.database.pool.query('DELETE FROM register_receipt WHERE number = $1', [one.number]);
    await site.db.database.pool.query(
      `INSERT INTO register_receipt (number, token, made_at) SELECT $1, regexp_replace(token, '[^.]+$', 'AAAA'), made_at FROM register_receipt WHERE number = $2`,
      [one.number, other.number],
    );
    expect(await checkReceipt(site.services, { number: one.number })).toMatchObject({ kind: 'refused' });
    await site.db.database.pool.query('DELETE FROM register_receipt WHERE number = $1', [one.number]);
    await site.db.database.pool.query(
      'INSERT INTO register_receipt (number, token, made_at) SELECT $1, token, made_at FROM register_receipt WHERE number = $2',
      [one.number, other.number],
    );
    expect(await checkReceipt(site.services, { number: one.number })).toMatchObject({ kind: 'refused' });
    expect(await checkReceipt(site.services, { number: other.number })).toMatchObject({ kind: 'done' });
    await expect(site.db.database.pool.query("UPDATE register_receipt SET token = ''")).rejects.toThrow(
      'permission denied',
    );
  });
});
