import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AuthorityActor } from '../../src/domain/access/actor.ts';
import { expectRefused, openVisitor, readAloud, type Visitor } from '../accounts/visitor.ts';
import { newNumber, openJoining } from '../factories/joining.ts';
import { type AuthorityTree, insertAuthorityStaff, insertHunan } from '../factories/people.ts';
import { openProvenSession } from '../setup/staffSession.ts';
import { openTestApp, type TestApp } from '../setup/testApp.ts';
import { licencePhoto, scannedPdf, upload } from './joiner.ts';

const start = '2026-03-02T09:00:00+08:00';
let site: TestApp;
let hunan: AuthorityTree;
let officer: AuthorityActor;
beforeAll(async () => {
  site = await openTestApp();
  hunan = await insertHunan(site.db.database);
  officer = await insertAuthorityStaff(site.db.database, hunan.county, 'officer', { name: '李经办' });
});
beforeEach(() => site.setNow(start));
afterAll(() => site.close());

const later = (minutes: number) => site.setNow(Temporal.Instant.from(start).add({ minutes }).toString());

async function value<T>(sql: string, ...params: readonly unknown[]): Promise<T | undefined> {
  return (await site.db.database.pool.query<{ value: T }>(sql, [...params])).rows[0]?.value;
}

async function as(actor: AuthorityActor): Promise<Visitor> {
  const visitor = openVisitor(site.app);
  visitor.cookies.set('xinglin-authority', await openProvenSession(site.services, actor));
  return visitor;
}

describe('the scan', () => {
  const proven = async (given: Readonly<Record<string, string>> = {}) => {
    const visitor = openVisitor(site.app);
    visitor.cookies.set('xinglin-institution', await openJoining(site.services, 'proven', given));
    await visitor.get('/institution/join/licence');
    return visitor;
  };
  const send = async (visitor: Visitor, file: Uint8Array | undefined) =>
    upload(site.app, visitor, '/institution/join/licence', {}, file);

  test('is asked for, and what is none or too small is refused', async () => {
    const visitor = await proven();
    expectRefused(await send(visitor, undefined), ['请上传执业许可证或备案凭证的照片或PDF']);
    expectRefused(await send(visitor, Buffer.from('<svg onload="x"/>')), ['只能上传 JPEG、PNG 照片或 PDF']);
    expectRefused(await send(visitor, Buffer.from('%PDF-1.7')), ['PDF 文件不完整或已加密']);
    expectRefused(await send(visitor, Buffer.alloc(5 * 1024 * 1024 + 1)), ['文件超过5MB']);
    expectRefused(await send(visitor, await licencePhoto(300, 200)), ['照片太小']);
  });

  test('may be a PDF, which the deciding authority downloads and those above do not see', async () => {
    const number = newNumber();
    expect((await send(await proven({ number }), scannedPdf)).headers.location).toBe('/institution/join/done');
    const id = await value<string>('SELECT id AS value FROM joining_request WHERE number = $1', number);
    const page = `/authority/institutions/requests/${id}`;
    const desk = await as(officer);
    expect(readAloud(await desk.get(page))).toContain('下载提交的 PDF 扫描件');
    const scan = await desk.get(`${page}/scan?n=1`);
    expect(scan.headers['content-type']).toBe('application/pdf');
    expect(scan.headers['content-disposition']).toMatch(/^attachment/);
    expect(scan.headers['x-content-type-options']).toBe('nosniff');
    expect(scan.rawPayload.equals(scannedPdf)).toBe(true);
    const above = await as(await insertAuthorityStaff(site.db.database, hunan.city, 'decider'));
    expect(readAloud(await above.get(page))).not.toContain('扫描件');
    expect((await above.get(`${page}/scan?n=1`)).statusCode).toBe(404);
    const reads = 'SELECT count(*)::int AS value FROM read_log WHERE subject_id = $1 AND what = $2';
    expect(await value(reads, id, '机构执业许可证扫描件')).toBe(1);
  });

  test('thirty a day of one phone, whatever was wrong with them', async () => {
    const visitor = await proven();
    const nothing = Buffer.from('nothing');
    for (let times = 0; times < 30; times += 1) expectRefused(await send(visitor, nothing), ['只能上传']);
    expectRefused(await send(visitor, scannedPdf), ['今天提交的申请和材料过多']);
  });

  test('is not even looked at before the phone is proven, nor half an hour after', async () => {
    const visitor = openVisitor(site.app);
    visitor.cookies.set('xinglin-institution', await openJoining(site.services, 'typed'));
    await visitor.get('/institution/join/phone');
    expect((await send(visitor, await licencePhoto())).headers.location).toBe('/institution/join/phone');
    const slow = await proven();
    later(30);
    expect((await send(slow, await licencePhoto())).headers.location).toBe('/institution/join/phone');
  });

  test('sent twenty times at once is one request; another for the same number is told to wait', async () => {
    const number = newNumber();
    const visitor = await proven({ number });
    const photo = await licencePhoto();
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(visitor, photo)));
    expect(new Set(answers.map(({ headers }) => headers.location))).toEqual(new Set(['/institution/join/done']));
    expect(await value('SELECT count(*) AS value FROM joining_request WHERE number = $1', number)).toBe(1);
    expectRefused(await send(await proven({ number }), photo), ['这个登记号已有一份入驻申请', '芙蓉区']);
  });
});
