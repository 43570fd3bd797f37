import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type County, makeCounty } from '../factories/life.ts';
import { insertPersonAccount, insertPhysician } from '../factories/people.ts';
import { openTestApp, type TestApp } from '../setup/testApp.ts';
import { idIn, readAloud, signIn, signInRegistered } from './personApp.ts';

let site: TestApp;
let county: County;

beforeAll(async () => {
  site = await openTestApp();
  county = await makeCounty(site.services);
});
afterAll(() => site.close());

const registered = () => signInRegistered(site, county);

describe('证照', () => {
  test('证面各项齐全,资格证书编码打码,可以下载', async () => {
    const { person, entryId } = await registered();
    const before = readAloud(await person.get('/person/licence'));
    expect(before).toContain('申领|亮照');
    expect(before).not.toContain('资格证书编码');
    const claimed = await person.post(`/person/licence/${entryId}/claim`);
    expect(claimed.headers.location).toBe(`/person/licence/${entryId}/show?said=claimed`);
    const page = readAloud(await person.get('/person/licence'));
    for (const label of '姓名 性别 出生日期 执业证书编码 资格证书编码 医师级别 执业类别 执业地点 主要执业机构 技术方法 病证范围 发证机关 发证日期 查验码'.split(
      ' ',
    )) {
      expect(page).toContain(label);
    }
    expect(page).toMatch(/执业证书编码 \d{4} \d{4} \d{4} \d{3} /);
    expect(page).toMatch(/资格证书编码 \w{4}\*+\w{4} /);
    const none = await person.get(`/person/licence/${entryId}.pdf`);
    expect(readAloud(await person.get(String(none.headers.location)))).toContain('PDF 还没有生成');
    const making = await person.post(`/person/licence/${entryId}/paper`, { as: 'pdf' });
    expect(making.headers.location).toBe(`/person/licence/${entryId}.pdf`);
    const pdf = await person.get(`/person/licence/${entryId}.pdf`);
    expect([pdf.statusCode, pdf.headers['content-type'], pdf.rawPayload.subarray(0, 5).toString()]).toEqual([
      200,
      'application/pdf',
      '%PDF-',
    ]);
    expect(readAloud(await person.get('/person'))).toContain('出示电子证照');
  });

  test('生僻字不印成空框,说明怎么办', async () => {
    const { person, entryId, physicianId } = await registered();
    await site.db.database.pool.query('UPDATE physician SET name = $2 WHERE id = $1', [physicianId, '王𠮷']);
    const pdf = await person.post(`/person/licence/${entryId}/paper`);
    expect(pdf.statusCode).toBe(422);
    expect(readAloud(pdf)).toContain('生僻字:𠮷');
    await person.post(`/person/licence/${entryId}/claim`);
    const page = readAloud(await person.get('/person/licence'));
    expect(page).toContain('王𠮷');
  });

  test('别人的证照没有', async () => {
    const { entryId } = await registered();
    const { person } = await registered();
    expect((await person.get(`/person/licence/${entryId}.pdf`)).statusCode).toBe(404);
    expect((await person.get(`/person/licence/${entryId}/photo.jpg`)).statusCode).toBe(404);
    expect((await person.get('/person/licence/abc.pdf')).statusCode).toBe(404);
  });
});

describe('业务打印表单', () => {
  test('草稿和办结后都能打印', async () => {
    const { person, applicationId, entryId } = await registered();
    const done = await person.get(`/person/applications/${applicationId}/form.pdf`);
    expect(done.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    const draft = idIn(await person.post('/person/business/change', { entryId }));
    const page = await person.post(`/person/applications/${draft}/form`, { phone: '13900000001', step: 'preview' });
    expect(page.headers.location).toBe(`/person/applications/${draft}/form.pdf`);
    const preview = await person.get(page.headers.location ?? '');
    expect([preview.headers['content-type'], preview.rawPayload.subarray(0, 5).toString()]).toEqual([
      'application/pdf',
      '%PDF-',
    ]);
  });
});

describe('变更:第二种业务不改页面', () => {
  test('在有效的执业信息下点击进入,只能选同省另一家机构', async () => {
    const { person, entryId } = await registered();
    expect(readAloud(await person.get('/person/business/change'))).toContain(county.institution.name);
    expect((await person.post('/person/business/change', { entryId: county.institution.id })).statusCode).toBe(404);
    const id = idIn(await person.post('/person/business/change', { entryId }));
    const sent = await person.post(`/person/applications/${id}/edit`, {
      institution: county.institution.id,
      reason: '',
    });
    expect(sent.statusCode).toBe(422);
    const words = readAloud(sent);
    for (const said of [
      '中医(专长)医师变更申请',
      '拟执业机构名称',
      '变更理由',
      '这就是您现在的主要执业机构',
      '请填写变更理由',
    ]) {
      expect(words).toContain(said);
    }
    expect(idIn(await person.post('/person/business/change', { entryId }))).toBe(id);
  });
});

describe('消息', () => {
  test('新的在前,全部标为已读', async () => {
    const { person } = await registered();
    expect(readAloud(await person.get('/person'))).toMatch(/您有 4 条未读消息/);
    expect(readAloud(await person.get('/person/notices'))).toContain('准予注册 未读');
    const read = await person.post('/person/notices');
    expect(read.headers.location).toBe('/person/notices?said=read');
    expect(readAloud(await person.get('/person/notices'))).toContain('没有未读消息');
    expect((await person.get('/person/notices?before=tomorrow')).statusCode).toBe(200);
  });
});

describe('找不到机构', () => {
  test('报告送到所在地区的主管部门,重复报告会说明', async () => {
    const actor = await insertPersonAccount(site.db.database, await insertPhysician(site.db.database));
    const person = await signIn(site.app, site.services, actor);
    const id = idIn(await person.post('/person/business/registration'));
    const path = `/person/applications/${id}/missing-institution`;
    const empty = await person.post(path, { step: 'report' });
    expect(readAloud(empty)).toContain('请改正下面 2 处');
    const counties = await person.post(path, { step: 'province', province: '330000', name: '某诊所' });
    expect(counties.body).toContain('杭州市上城区');
    expect(counties.body).toContain('value="某诊所"');
    const elsewhere = await person.post(path, { step: 'report', name: '某诊所', region: '330102' });
    expect(readAloud(elsewhere)).toContain('还没有主管部门使用本系统');
    // 430105 has no authority of its own: the city above it answers for it.
    const sent = await person.post(path, { step: 'report', name: '新开诊所', region: '430105', words: '上月开业' });
    expect(sent.headers.location).toBe(`${path}?said=reported`);
    const page = readAloud(await person.get(path));
    for (const said of ['新开诊所', '核实中', '长沙市卫生健康委员会', '等待答复']) expect(page).toContain(said);
    expect(readAloud(await person.post(path, { step: 'report', name: '新开诊所', region: '430105' }))).toContain(
      '您已报告过这家机构',
    );
    const { rows } = await site.db.database.pool.query('SELECT count(*) AS n FROM notice WHERE authority_id = $1', [
      county.tree.city.id,
    ]);
    expect(rows[0].n).toBe(1);
  });
});
