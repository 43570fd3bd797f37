import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerCorrection } from '../../src/actions/correction/answerCorrection.ts';
import { readCorrection, readCorrections } from '../../src/actions/correction/readCorrections.ts';
import { requestCorrection } from '../../src/actions/correction/requestCorrection.ts';
import { openSession } from '../../src/actions/session/openSession.ts';
import {
  type AuthorityTree,
  insertAuthorityStaff,
  insertHunan,
  insertPersonAccount,
  insertPhysician,
  insertZhejiang,
} from '../factories/people.ts';
import { writtenMessages } from '../setup/sealedValues.ts';
import { openProvenSession } from '../setup/staffSession.ts';
import { openTestApp, type TestApp } from '../setup/testApp.ts';
import { openVisitor, readAloud } from './visitor.ts';

let site: TestApp;
let hunan: AuthorityTree;
let zhejiang: AuthorityTree;
beforeAll(async () => {
  site = await openTestApp();
  hunan = await insertHunan(site.db.database);
  zhejiang = await insertZhejiang(site.db.database);
});
afterAll(() => site.close());

const words = '证书上的姓名是张景和,名册写成了张景合';

async function applicant() {
  const physician = await insertPhysician(site.db.database);
  const actor = await insertPersonAccount(site.db.database, physician, {
    email: 'zhang@example.com',
    activated: false,
  });
  return { physician, actor };
}

async function asked() {
  const { physician, actor } = await applicant();
  const form = { provinceCode: '430000', certificateNo: physician.certificateNo, words };
  expect((await requestCorrection(site.services, actor, form)).kind).toBe('done');
  const { rows } = await site.db.database.pool.query<{ id: string }>(
    'SELECT id FROM correction_request WHERE account_id = $1',
    [actor.accountId],
  );
  return { physician, actor, form, id: rows[0]?.id ?? '' };
}

test('the request goes to the province that consolidates; its officer sees masked numbers, answers, and the applicant hears of it', async () => {
  const { physician, actor, id } = await asked();
  const officer = await insertAuthorityStaff(site.db.database, hunan.province, 'officer', { name: '周审核' });
  const list = await readCorrections(site.services, officer);
  expect(list.map((each) => each.id)).toContain(id);
  expect(JSON.stringify(list)).not.toContain(physician.idNumber);
  expect(JSON.stringify(list)).not.toContain(physician.certificateNo);
  const reads = await site.db.database.pool.query(
    'SELECT what FROM read_log WHERE account_id = $1 AND subject_id = $2',
    [officer.accountId, id],
  );
  expect(reads.rows).toEqual([{ what: '信息更正列表' }]);
  const one = await readCorrection(site.services, officer, id);
  expect(one.kind === 'done' && one.value).toMatchObject({ own: true, words });
  expect(JSON.stringify(one)).not.toContain(physician.certificateNo);

  expect((await answerCorrection(site.services, officer, id, '已更正名册,请重新校验。')).kind).toBe('done');
  const again = await answerCorrection(site.services, officer, id, '再答一次');
  expect(again).toMatchObject({ kind: 'conflict', conflict: { state: '已答复', movedBy: '周审核' } });
  const sent = await writtenMessages(site.db.database);
  expect(sent.map(({ channel, text }) => ({ channel, text }))).toEqual([
    { channel: 'sms', text: '【杏林】您的信息更正申请已有答复,请登录系统查看。' },
  ]);

  const token = await openSession(site.services, 'person', actor.accountId);
  const visitor = openVisitor(site.app);
  visitor.cookies.set('xinglin-person', token);
  const page = readAloud(await visitor.get('/person/correction'));
  for (const word of ['已答复', '已更正名册,请重新校验。', '湖南省中医药管理局']) expect(page).toContain(word);
});

test('one request at a time, also of ten at once', async () => {
  const { physician, actor } = await applicant();
  const form = { provinceCode: '430000', certificateNo: physician.certificateNo, words };
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => requestCorrection(site.services, actor, form)));
  expect(outcomes.filter(({ kind }) => kind === 'done')).toHaveLength(1);
  const refused = outcomes.find(({ kind }) => kind === 'refused');
  expect(refused?.kind === 'refused' && refused.refusals).toEqual([
    { code: 'correction.open', parameters: { authority: '湖南省中医药管理局' } },
  ]);
});

test('another province, a county below, an auditor: none of them answers', async () => {
  const { id } = await asked();
  const stranger = await insertAuthorityStaff(site.db.database, zhejiang.province, 'officer');
  const below = await insertAuthorityStaff(site.db.database, hunan.county, 'officer');
  const auditor = await insertAuthorityStaff(site.db.database, hunan.province, 'auditor');
  for (const officer of [stranger, below]) {
    expect((await readCorrections(site.services, officer)).map((each) => each.id)).not.toContain(id);
    expect((await readCorrection(site.services, officer, id)).kind).toBe('notFound');
    expect((await answerCorrection(site.services, officer, id, '不该')).kind).toBe('notFound');
  }
  const refused = await answerCorrection(site.services, auditor, id, '不该');
  expect(refused).toMatchObject({ kind: 'refused', refusals: [{ code: 'step.moreRight' }] });
  expect((await answerCorrection(site.services, auditor, 'x', '')).kind).toBe('refused');
});

test('everything that is wrong is said at once; a province without an office says so', async () => {
  const { physician, actor } = await applicant();
  const empty = await requestCorrection(site.services, actor, { provinceCode: '', certificateNo: '', words: '' });
  expect(empty.kind === 'refused' && empty.refusals.map(({ field }) => field)).toEqual([
    'provinceCode',
    'certificateNo',
    'words',
  ]);
  const form = { provinceCode: '650000', certificateNo: physician.certificateNo, words: '长'.repeat(501) };
  const long = await requestCorrection(site.services, actor, form);
  expect(long.kind === 'refused' && long.refusals.map(({ code }) => code)).toEqual(['field.tooLong']);
  const nobody = await requestCorrection(site.services, actor, { ...form, words });
  expect(nobody.kind === 'refused' && nobody.refusals.map(({ code }) => code)).toEqual(['correction.noAuthority']);
});

test('an applicant without a proven phone hears by mail', async () => {
  const { actor, id } = await asked();
  await site.db.database.pool.query('UPDATE account SET phone_verified_at = NULL, activated_at = NULL WHERE id = $1', [
    actor.accountId,
  ]);
  const officer = await insertAuthorityStaff(site.db.database, hunan.province, 'decider');
  const token = await openProvenSession(site.services, officer);
  const visitor = openVisitor(site.app);
  visitor.cookies.set('xinglin-authority', token);
  expect(readAloud(await visitor.get('/authority/corrections'))).toContain('待答复');
  expect(readAloud(await visitor.get(`/authority/corrections/${id}`))).toContain(words);
  const empty = await visitor.post(`/authority/corrections/${id}`, { answer: '' });
  expect(readAloud(empty)).toContain('请填写答复');
  const answered = await visitor.post(`/authority/corrections/${id}`, { answer: '名册无误,请核对证书。' });
  expect(answered.headers.location).toBe('/authority/corrections?said=answered');
  const mails = (await writtenMessages(site.db.database)).filter(({ channel }) => channel === 'mail');
  expect(mails.map(({ recipient }) => recipient)).toEqual(['zhang@example.com']);
});
