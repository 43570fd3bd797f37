import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { approveJoining } from '../../src/actions/joining/approveJoining.ts';
import type { Outcome } from '../../src/actions/outcome.ts';
import type { AuthorityActor } from '../../src/domain/access/actor.ts';
import { listOutbox } from '../../src/outside/outboxFolder.ts';
import { expectRefused, openVisitor, readAloud, type Visitor } from '../accounts/visitor.ts';
import { newNumber } from '../factories/joining.ts';
import {
  type AuthorityTree,
  insertAuthorityStaff,
  insertHunan,
  insertInstitution,
  insertZhejiang,
  newIdNumber,
  newPhone,
} from '../factories/people.ts';
import { codeAt } from '../setup/authenticator.ts';
import { lastCode, messagesTo } from '../setup/sealedValues.ts';
import { openProvenSession } from '../setup/staffSession.ts';
import { openTestApp, type TestApp } from '../setup/testApp.ts';
import { licencePhoto, upload } from './joiner.ts';

let site: TestApp;
let hunan: AuthorityTree;
let zhejiang: AuthorityTree;
let decider: AuthorityActor;
let officer: AuthorityActor;
beforeAll(async () => {
  site = await openTestApp();
  hunan = await insertHunan(site.db.database);
  zhejiang = await insertZhejiang(site.db.database);
  decider = await insertAuthorityStaff(site.db.database, hunan.county, 'decider', { name: '李审批' });
  officer = await insertAuthorityStaff(site.db.database, hunan.county, 'officer', { name: '李经办' });
});
beforeEach(() => site.setNow(start));
afterAll(() => site.close());

const start = '2026-03-02T09:00:00+08:00';
const later = (minutes: number) => site.setNow(Temporal.Instant.from(start).add({ minutes }).toString());
const invitation = '/institution/invitation';

async function value<T>(sql: string, ...params: readonly unknown[]): Promise<T | undefined> {
  return (await site.db.database.pool.query<{ value: T }>(sql, [...params])).rows[0]?.value;
}

const codesOf = (outcome: Outcome<string>) =>
  outcome.kind === 'refused' ? outcome.refusals.map(({ code }) => code) : [outcome.kind];

/** What the first page asks besides its picture. */
const typed = (given: Readonly<Record<string, string>> = {}) => ({
  name: '回春堂中医诊所',
  number: newNumber(),
  creditCode: '',
  province: '430000',
  region: '430102',
  headName: '钱所长',
  contactName: '孙管理',
  phone: newPhone(),
  email: '',
  noticeRead: 'yes',
  ...given,
});

async function picture(visitor: Visitor): Promise<string> {
  const id = visitor.hidden().captchaId ?? '';
  await visitor.get(`/institution/join/captcha/${id}.svg`);
  const codes = (await listOutbox(site.services.outboxDir ?? '', 500)).filter(({ to }) => to === id);
  return codes[0]?.code ?? '';
}

async function fillIn(visitor: Visitor, fields: Readonly<Record<string, string>>) {
  await visitor.get('/institution/join');
  return visitor.post('/institution/join', { ...fields, captcha: await picture(visitor) });
}

/** All pages, filled in rightly, up to the picture of the licence. */
async function prove(visitor: Visitor, fields: Readonly<Record<string, string>>): Promise<void> {
  const first = await fillIn(visitor, fields);
  expect(first.headers.location).toBe('/institution/join/phone');
  await visitor.get('/institution/join/phone');
  const sent = await visitor.post('/institution/join/phone/code');
  expect(readAloud(await visitor.get(String(sent.headers.location)))).toContain('验证码已发送');
  const code = await lastCode(site.db.database, fields.phone ?? '');
  const on = await visitor.post('/institution/join/phone', { code });
  expect(on.headers.location).toBe('/institution/join/licence');
  await visitor.get('/institution/join/licence');
}

async function as(actor: AuthorityActor): Promise<Visitor> {
  const visitor = openVisitor(site.app);
  visitor.cookies.set(`xinglin-${actor.end}`, await openProvenSession(site.services, actor));
  return visitor;
}

describe('机构入驻, from the first page to the first sign-in', () => {
  test('an institution asks, is asked for more, adds it, is agreed to, and its administrator takes the invitation', async () => {
    const visitor = openVisitor(site.app);
    expect(readAloud(await visitor.get('/institution/sign-in'))).toContain('机构入驻申请');
    const fields = typed({ email: 'sun@example.com' });
    await prove(visitor, fields);
    const sent = await upload(site.app, visitor, '/institution/join/licence', {}, await licencePhoto());
    expect(sent.headers.location).toBe('/institution/join/done');
    const done = readAloud(await visitor.get('/institution/join/done'));
    const receipt = /RZ-2026-[A-Z2-9]{8}/.exec(done)?.[0] ?? '';
    expect(receipt).not.toBe('');
    expect(done).toContain('长沙市芙蓉区卫生健康局');
    const id = await value<string>('SELECT id AS value FROM joining_request WHERE receipt = $1', receipt);

    // The desk: a notice, the list, the file with what was checked, the picture.
    const desk = await as(officer);
    expect(readAloud(await desk.get('/authority/notices'))).toContain(receipt);
    expect(readAloud(await desk.get('/authority/institutions/requests'))).toContain(fields.name);
    const file = readAloud(await desk.get(`/authority/institutions/requests/${id}`));
    for (const words of [
      fields.number,
      `${fields.phone.slice(0, 3)}****${fields.phone.slice(-4)}`,
      '孙管理',
      '名单里没有这个登记号',
      '在本机关的区域内',
    ])
      expect(file).toContain(words);
    expect(file).not.toContain(fields.phone);
    const scan = await desk.get(`/authority/institutions/requests/${id}/scan`);
    expect(scan.headers['content-type']).toBe('image/jpeg');
    const { exif, width } = await sharp(scan.rawPayload).metadata();
    expect([exif, width]).toEqual([undefined, 1200]);
    const reads = await site.db.database.pool.query<{ what: string }>(
      'SELECT what FROM read_log WHERE subject_id = $1 ORDER BY id',
      [id],
    );
    expect(reads.rows.map(({ what }) => what)).toEqual(['机构入驻申请', '机构执业许可证扫描件']);

    await desk.get(`/authority/institutions/requests/${id}`);
    const asked = await desk.post(`/authority/institutions/requests/${id}`, { outcome: 'ask', words: '照片不清楚' });
    expect(asked.headers.location).toBe('/authority/institutions/requests?said=asked');
    await desk.get(`/authority/institutions/requests/${id}`);
    expectRefused(await desk.post(`/authority/institutions/requests/${id}`, { outcome: 'ask', words: '再补' }), [
      '已要求补充过一次',
    ]);

    // The contact, later and in another browser.
    later(60);
    const contact = openVisitor(site.app);
    await contact.get('/institution/join/progress');
    const coded = await contact.post('/institution/join/progress/code', { receipt, phone: fields.phone });
    expect(coded.headers.location).toBe('/institution/join/progress?said=followSent');
    await contact.get('/institution/join/progress');
    await contact.post('/institution/join/progress', { code: await lastCode(site.db.database, fields.phone) });
    expect(readAloud(await contact.get('/institution/join/progress'))).toContain('照片不清楚');
    expect((await contact.post('/institution/join/supplement')).statusCode).toBe(422);
    await contact.get('/institution/join/progress');
    const again = await licencePhoto(1600, 1200);
    const added = await upload(site.app, contact, '/institution/join/supplement', { note: '已重新拍摄' }, again);
    expect(added.headers.location).toBe('/institution/join/progress?said=supplemented');

    const judge = await as(decider);
    expect(readAloud(await judge.get(`/authority/institutions/requests/${id}`))).toContain('已重新拍摄');
    const second = await judge.get(`/authority/institutions/requests/${id}/scan?n=2`);
    expect((await sharp(second.rawPayload).metadata()).width).toBe(1600);
    await judge.get(`/authority/institutions/requests/${id}`);
    const agreed = await judge.post(`/authority/institutions/requests/${id}`, { outcome: 'approve', words: '' });
    expect(agreed.headers.location).toBe('/authority/institutions/requests?said=approved');

    const institution = await site.db.database.pool.query(
      'SELECT name, authority_id, head_name, region_code, active FROM institution WHERE number = $1',
      [fields.number],
    );
    expect(institution.rows).toEqual([
      { name: fields.name, authority_id: hunan.county.id, head_name: '钱所长', region_code: '430102', active: true },
    ]);
    const told = await messagesTo(site.db.database, fields.phone);
    const mailed = await messagesTo(site.db.database, 'sun@example.com');
    expect(mailed.some(({ code, text }) => code !== null && text.includes(invitation))).toBe(true);
    const steps = told.filter(({ code }) => code === null).map(({ text }) => text.replace(/^.*?\)/, ''));
    // The clock stands still, so messages of one moment have no order.
    const begun = steps.map((text) => text.slice(0, 6));
    expect(begun.sort()).toEqual(['已提交,由长', '需要补充材料', '的补充材料已', '已由长沙市芙'].sort());
    const link = told.find(({ text }) => text.includes(invitation));
    expect(link?.text).toContain('72小时');
    expect(link?.text).not.toContain(String(link?.code));
    const ledger = await site.db.database.pool.query<{ action: string }>(
      'SELECT action FROM ledger WHERE subject_id = $1 ORDER BY seq',
      [id],
    );
    expect(ledger.rows.map(({ action }) => action)).toEqual([
      'joiningSubmitted',
      'joiningAsked',
      'joiningSupplemented',
      'joiningApproved',
    ]);

    // The invitation: an account with a password of one's own, once.
    const invited = openVisitor(site.app);
    const page = readAloud(await invited.get(`${invitation}?token=${link?.code}`));
    for (const words of [fields.name, '孙管理', '机构管理员']) expect(page).toContain(words);
    expect(page).not.toContain(fields.phone);
    const account = {
      loginName: 'huichuntang',
      password: 'wo men de yao fang',
      passwordAgain: 'wo men de yao fang',
      idType: 'residentIdCard',
      idNumber: newIdNumber(),
    };
    expectRefused(await invited.post(invitation, { ...account, passwordAgain: 'x' }), ['两次输入的密码不一样']);
    const taken = await invited.post(invitation, account);
    expect(taken.headers.location).toBe('/institution/second-factor/enrol');
    expect((await openVisitor(site.app).get(`${invitation}?token=${link?.code}`)).statusCode).toBe(404);
    const enrolment = readAloud(await invited.get('/institution/second-factor/enrol'));
    const secret = (/密钥 ([A-Z2-7 ]+)/.exec(enrolment)?.[1] ?? '').replaceAll(' ', '');
    const enrolCode = codeAt(secret, site.services.authenticatorClock.now().epochMilliseconds / 1000);
    await invited.post('/institution/second-factor/enrol', { enrolCode });
    expect(readAloud(await invited.get('/institution/notices'))).toContain('机构已入驻');
    expect((await invited.get('/institution/staff')).statusCode).toBe(200);

    // Whoever asks for the same institution now is told that it is here.
    const stranger = openVisitor(site.app);
    expectRefused(await fillIn(stranger, typed({ number: fields.number })), ['这家机构已在系统中']);
  });

  test('an institution of the list without staff is used as it is, by the authority that licensed it', async () => {
    const listed = await insertInstitution(site.db.database, zhejiang.county, { name: '名单里的诊所' });
    const fields = typed({ number: listed.number, name: '名单里的诊所' });
    const visitor = openVisitor(site.app);
    await prove(visitor, fields);
    await upload(site.app, visitor, '/institution/join/licence', {}, await licencePhoto());
    const [request] = (
      await site.db.database.pool.query<{ id: string; authority_id: string }>(
        'SELECT id, authority_id FROM joining_request WHERE number = $1',
        [listed.number],
      )
    ).rows;
    expect(request?.authority_id).toBe(zhejiang.county.id);
    const far = await insertAuthorityStaff(site.db.database, zhejiang.county, 'decider');
    expect(codesOf(await approveJoining(site.services, far, request?.id ?? ''))).toEqual(['done']);
    const became = 'SELECT institution_id AS value FROM joining_request WHERE id = $1';
    expect(await value(became, request?.id)).toBe(listed.id);
  });
});

describe('the first page', () => {
  test('tells everything wrong at once and keeps what was typed', async () => {
    const visitor = openVisitor(site.app);
    await visitor.get('/institution/join');
    const empty = await visitor.post('/institution/join');
    expectRefused(empty, [
      ...['请填写机构名称', '请填写机构登记号', '请选择行政区划', '请填写主要负责人', '请填写机构管理员姓名'],
      ...['请填写机构管理员手机号', '请填写验证码', '隐私政策'],
    ]);
    const wrong = await visitor.post('/institution/join', typed({ creditCode: '123', phone: '139', name: '半夏堂' }));
    expectRefused(wrong, ['统一社会信用代码应为18位', '请填写11位手机号']);
    expect(wrong.body).toContain('value="半夏堂"');
  });

  test('shows the places of a province without a script, and what was typed stays', async () => {
    const visitor = openVisitor(site.app);
    await visitor.get('/institution/join');
    const shown = await visitor.post('/institution/join', { ...typed({ name: '半夏堂' }), step: 'province' });
    expect(shown.statusCode).toBe(200);
    expect(shown.body).toContain('长沙市芙蓉区');
    expect(shown.body).toContain('value="半夏堂"');
  });

  test('a region whose authorities do not use the system is told so', async () => {
    const visitor = openVisitor(site.app);
    expectRefused(await fillIn(visitor, typed({ province: '110000', region: '110101' })), [
      '这个地区还没有主管部门使用本系统',
    ]);
  });
});
