import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type County, makeCounty } from '../factories/life.ts';
import { insertInstitution, insertPersonAccount, insertPhysician } from '../factories/people.ts';
import { readDraft } from '../setup/sealedValues.ts';
import { openTestApp, type TestApp } from '../setup/testApp.ts';
import { idIn, makePortrait, type Person, readAloud, signIn } from './personApp.ts';

let site: TestApp;
let county: County;
let portrait: Uint8Array;

beforeAll(async () => {
  site = await openTestApp();
  county = await makeCounty(site.services);
  portrait = await makePortrait();
});
afterAll(() => site.close());

async function newcomer(given: Parameters<typeof insertPhysician>[1] = {}): Promise<Person> {
  const physician = await insertPhysician(site.db.database, given);
  return signIn(site.app, site.services, await insertPersonAccount(site.db.database, physician));
}

/** Registration begun and its first page filled in. */
async function chosen(person: Person): Promise<string> {
  const id = idIn(await person.post('/person/business/registration'));
  const sent = await person.upload(`/person/applications/${id}/edit`, portrait, { institution: county.institution.id });
  expect([sent.statusCode, sent.headers.location]).toEqual([303, `/person/applications/${id}/form`]);
  return id;
}

async function stored(id: string): Promise<{
  state: string;
  number: string | null;
  draft: Awaited<ReturnType<typeof readDraft>>;
}> {
  const { rows } = await site.db.database.pool.query('SELECT state, number FROM application WHERE id = $1', [id]);
  return { ...rows[0], draft: await readDraft(site.db.database, id) };
}

describe('执业注册:从点击进入到提交', () => {
  test('业务申请说得出能不能办、为什么', async () => {
    const page = readAloud(await (await newcomer()).get('/person/business'));
    expect(page).toContain('中医(专长)医师注册 可以办理');
    expect(page).toContain('中医(专长)医师变更 不能办理');
    expect(page).toMatch(/您没有有效的执业信息,无需办理。 先取得有效的执业注册。 办理执业注册 依据:《医师法》第十八条/);
    expect(page.indexOf('这些情形不需要办理')).toBeLessThan(page.indexOf('可以办理'));
    for (const words of ['规培', '进修', '对口支援', '会诊', '医联体', '义诊', '突发事件'])
      expect(page).toContain(words);
  });

  test('照片、机构、打印表单、核对、提交,一步一步', async () => {
    const person = await newcomer();
    const id = await chosen(person);
    const form = await person.get(`/person/applications/${id}/form`);
    expect(readAloud(form)).toContain('业务打印表单');
    expect(form.body).toContain('value="139');
    const next = await person.post(`/person/applications/${id}/form`, {
      phone: '０７３１-88886666',
      address: '五一大道1号',
    });
    expect(next.headers.location).toBe(`/person/applications/${id}/check`);
    const check = readAloud(await person.get(`/person/applications/${id}/check`));
    expect(check).toContain('0731-88886666');
    expect(check).toContain(`执业地点登记为湖南省,主要执业机构为${county.institution.name}`);
    expect(check).toContain('提交此业务');
    const sent = await person.post(`/person/applications/${id}/check`, { _version: '0' });
    expect(sent.headers.location).toBe(`/person/applications/${id}?said=submitted`);
    const after = await stored(id);
    expect([after.state, after.draft]).toEqual(['atInstitution', null]);
    expect(after.number).toMatch(/^ZC-2026-\d{6}$/);
    const progress = readAloud(await person.get(sent.headers.location ?? ''));
    expect(progress).toContain(`已提交,由${county.institution.name}审核。您不必打电话,有进展会通知您。`);
    expect(progress).toContain('等待卫生健康行政部门审批');
    expect(readAloud(await person.get('/person'))).toContain('正在办理:执业注册');
  });

  test('同一页面提交两次,只有一个编号', async () => {
    const person = await newcomer();
    const id = await chosen(person);
    const fields = { _version: '0', _key: '3e1ff5a0-0000-4000-8000-000000000001' };
    const send = () => person.post(`/person/applications/${id}/check`, fields);
    const answers = [...(await Promise.all([send(), send()])), await send()];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([303, 303, 303]);
    expect(new Set(answers.map(({ headers }) => headers.location)).size).toBe(1);
    const { rows } = await site.db.database.pool.query(
      'SELECT count(*) AS n FROM application_event WHERE application_id = $1',
      [id],
    );
    expect(rows[0].n).toBe(1);
  });

  test('同一业务再次点击进入,继续原来的草稿', async () => {
    const person = await newcomer();
    const starts = await Promise.all([1, 2, 3].map(() => person.post('/person/business/registration')));
    expect(new Set(starts.map(idIn)).size).toBe(1);
    expect(idIn(await person.post('/person/business/registration'))).toBe(idIn(starts[0] ?? (await person.get('/'))));
    expect(readAloud(await person.get('/person'))).toContain('草稿还没有提交');
  });
});

describe('填写', () => {
  test('所有错误一次说清,填过的都留着', async () => {
    const person = await newcomer();
    const id = idIn(await person.post('/person/business/registration'));
    const first = await person.post(`/person/applications/${id}/edit`, {});
    expect(first.statusCode).toBe(422);
    expect(readAloud(first)).toContain('请改正下面 2 处');
    for (const words of ['请上传个人照片。', '请选择拟执业机构。']) expect(first.body).toContain(words);
    const second = await person.post(`/person/applications/${id}/edit`, { institution: county.institution.id });
    expect(second.statusCode).toBe(422);
    expect(second.body).toContain(`value="${county.institution.id}" checked`);
    const form = await person.post(`/person/applications/${id}/form`, {
      phone: 'abc',
      address: '地'.repeat(101),
      ethnicGroup: '火星族',
    });
    expect(form.statusCode).toBe(422);
    expect(readAloud(form)).toContain('请改正下面 3 处');
    expect(form.body).toContain('地'.repeat(101));
    expect((await stored(id)).draft?.answers).toMatchObject({ phone: 'ABC', address: '地'.repeat(101) });
    const check = await person.get(`/person/applications/${id}/check`);
    expect(check.body).toContain(`href="/person/applications/${id}/form#phone"`);
    expect(check.body).toContain(`href="/person/applications/${id}/edit#photo"`);
  });

  test('不合格的照片说明原因,机构和照片以外的都已保存', async () => {
    const person = await newcomer();
    const id = idIn(await person.post('/person/business/registration'));
    const path = `/person/applications/${id}/edit`;
    const sent = await person.upload(path, Buffer.from('<svg onload="alert(1)"/>'), {
      institution: county.institution.id,
    });
    expect(sent.statusCode).toBe(422);
    expect(readAloud(sent)).toContain('请改正下面 1 处');
    expect(sent.body).toContain('这个文件不是能识别的照片');
    expect((await stored(id)).draft?.institutionId).toBe(county.institution.id);
    const large = await person.upload(path, Buffer.concat([portrait, Buffer.alloc(6 * 1024 * 1024)]));
    expect(readAloud(large)).toContain('照片文件太大');
    const later = await person.upload(path, portrait);
    expect(later.statusCode).toBe(303);
  });

  test('照片重新编码:夹带的内容和拍摄信息不留下', async () => {
    const person = await newcomer();
    const id = idIn(await person.post('/person/business/registration'));
    const polyglot = Buffer.concat([portrait, Buffer.from('PK\u0003\u0004<script>alert(1)</script>')]);
    await person.upload(`/person/applications/${id}/edit`, polyglot, {
      cropX: '0.1',
      cropY: '0.1',
      cropWidth: '0.8',
      cropHeight: '0.8',
    });
    const photo = await person.get(`/person/applications/${id}/photo.jpg`);
    expect([photo.statusCode, photo.headers['content-type'], photo.headers['cache-control']]).toEqual([
      200,
      'image/jpeg',
      'private, no-store',
    ]);
    expect(photo.rawPayload.includes('script')).toBe(false);
    expect(photo.rawPayload.subarray(0, 2).toString('hex')).toBe('ffd8');
  });

  test('没有脚本也能查找机构:按名称、地区、登记号,不超过二十家', async () => {
    for (let n = 0; n < 25; n += 1)
      await insertInstitution(site.db.database, county.tree.city, { name: `岳麓国医馆${n}` });
    const person = await newcomer();
    const id = idIn(await person.post('/person/business/registration'));
    const asked = await person.upload(`/person/applications/${id}/edit`, portrait, {
      step: 'search',
      institutionQuery: '岳麓',
    });
    expect(asked.statusCode).toBe(303);
    expect((await stored(id)).draft?.photoId).not.toBeNull();
    const page = await person.get((asked.headers.location ?? '').split('#')[0] ?? '');
    expect(readAloud(page)).toContain('找到 20 家机构');
    const search = async (q: string) => (await person.get(`/person/institutions?q=${encodeURIComponent(q)}`)).json();
    expect(await search('长沙 国医馆24')).toEqual([
      expect.objectContaining({ name: '岳麓国医馆24', region: '湖南省长沙市' }),
    ]);
    expect(await search(county.institution.number.toLowerCase())).toEqual([
      expect.objectContaining({ id: county.institution.id }),
    ]);
    expect(await search('%')).toEqual([]);
    expect(await search(' ')).toEqual([]);
  });

  test('自动保存只保存自己的、还能修改的', async () => {
    const person = await newcomer();
    const id = idIn(await person.post('/person/business/registration'));
    const saved = await person.post(`/person/applications/${id}/draft`, {
      phone: '13812345678',
      unknown: 'x',
      photoId: county.institution.id,
    });
    expect(saved.json()).toEqual({ savedAt: expect.any(String) });
    const { draft } = await stored(id);
    expect(draft?.answers.phone).toBe('13812345678');
    expect(draft?.answers.unknown).toBeUndefined();
    expect(draft?.photoId).toBeNull();
    expect((await (await newcomer()).post(`/person/applications/${id}/draft`, { phone: '1' })).statusCode).toBe(404);
  });

  test('停用的机构说明不能接收', async () => {
    const closed = await insertInstitution(site.db.database, county.tree.county, {
      name: '关门诊所',
      licenceValidUntil: '2026-03-01',
    });
    const person = await newcomer();
    const id = idIn(await person.post('/person/business/registration'));
    const sent = await person.upload(`/person/applications/${id}/edit`, portrait, { institution: closed.id });
    expect(readAloud(sent)).toContain('这家机构目前不能接收申请');
    const nobody = await person.post(`/person/applications/${id}/edit`, {
      institution: '3e1ff5a0-0000-4000-8000-000000000009',
    });
    expect(readAloud(nobody)).toContain('没有找到这家机构');
  });
});

describe('别人的申请', () => {
  test('任何地址都说没有找到', async () => {
    const id = await chosen(await newcomer());
    const other = await newcomer();
    for (const page of ['', '/edit', '/form', '/check', '/photo.jpg', '/form.pdf', '/missing-institution']) {
      expect([page, (await other.get(`/person/applications/${id}${page}`)).statusCode]).toEqual([page, 404]);
    }
    for (const step of ['/edit', '/form', '/check', '/draft', '/withdraw', '/nudge', '/missing-institution']) {
      expect([step, (await other.post(`/person/applications/${id}${step}`, { _version: '0' })).statusCode]).toEqual([
        step,
        404,
      ]);
    }
    expect((await other.get('/person/applications/abc')).statusCode).toBe(404);
    expect((await other.get('/person/business/nothing')).statusCode).toBe(404);
    expect((await stored(id)).state).toBe('draft');
  });
});
