import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lookUpPhysician, type PhysicianAsked } from '../../src/actions/public/lookUpPhysician.ts';
import { verifyLicence } from '../../src/actions/public/verifyLicence.ts';
import { publicFields } from '../../src/domain/register/publicView.ts';
import {
  type AuthorityTree,
  insertHunan,
  insertInstitution,
  insertZhejiang,
  type TestInstitution,
} from '../factories/people.ts';
import { createTestDatabase, type TestDatabase } from '../setup/testDatabase.ts';
import { makeTestServices, type TestServices } from '../setup/testServices.ts';
import { insertEntry, type TestEntry } from './entries.ts';

let db: TestDatabase;
let made: TestServices;
let tree: AuthorityTree;
let clinic: TestInstitution;
let entry: TestEntry;

beforeAll(async () => {
  db = await createTestDatabase();
  made = await makeTestServices(db);
  tree = await insertHunan(db.database);
  clinic = await insertInstitution(db.database, tree.county, { name: '芙蓉仁和中医诊所' });
  entry = await insertEntry(db.database, tree.county, clinic, { name: '张景和' });
});
afterAll(async () => {
  await made.close();
  await db.drop();
});

const nothing = { name: '', licenceNo: '', institution: '', region: '' };
const lookUp = (asked: Partial<PhysicianAsked>) =>
  lookUpPhysician(made.services, { ...nothing, ...asked }, { network: '203.0.113.7' });

async function found(asked: Partial<PhysicianAsked>) {
  const outcome = await lookUp(asked);
  if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome));
  return outcome.value;
}

async function refusedCodes(asked: Partial<PhysicianAsked>) {
  const outcome = await lookUp(asked);
  return outcome.kind === 'refused' ? outcome.refusals.map(({ code }) => code) : [];
}

describe('医师查询', () => {
  test('姓名和执业证书编码:只给九项公开信息和注册状态', async () => {
    const [physician, ...more] = await found({ name: '张景和', licenceNo: entry.licenceNo });
    expect(more).toEqual([]);
    expect(Object.keys(physician ?? {}).sort()).toEqual([...Object.keys(publicFields), 'status'].sort());
    const text = JSON.stringify(physician);
    expect(text).not.toContain(entry.physician.idNumber);
    expect(text).not.toContain(entry.physician.certificateNo);
    expect(text).not.toContain('1975');
    expect(physician).toMatchObject({
      sex: '男',
      practicePlace: '湖南省',
      institution: clinic.name,
      status: 'practising',
    });
  });

  test('空格、全角数字不影响查询', async () => {
    const spaced = entry.licenceNo.replace(/(.{4})/g, '$1 ').replaceAll('3', '\uFF13');
    expect(await found({ name: ' 张 景 和 ', licenceNo: spaced })).toHaveLength(1);
  });

  test('姓名和执业机构的一部分', async () => {
    expect(await found({ name: '张景和', institution: '仁和' })).toHaveLength(1);
    expect(await found({ name: '张景和', institution: '没有这家' })).toEqual([]);
    expect(await found({ name: '张景', institution: '仁和' })).toEqual([]);
  });

  test('三项都填时三项都要相符', async () => {
    expect(await found({ name: '张景和', licenceNo: entry.licenceNo, institution: '别处' })).toEqual([]);
  });

  test('只有姓名、只有编码、什么都没有:一律不给', async () => {
    expect(await refusedCodes({ name: '张景和' })).toEqual(['lookup.needTwo']);
    expect(await refusedCodes({ licenceNo: entry.licenceNo })).toEqual(['lookup.needTwo']);
    expect(await refusedCodes({})).toEqual(['lookup.needTwo']);
  });

  test('机构只写一个字不给;通配符只是字符', async () => {
    expect(await refusedCodes({ name: '张景和', institution: '芙' })).toEqual(['lookup.institutionShort']);
    for (const institution of ['%%', '__', '芙%和', '%仁和%'])
      expect(await found({ name: '张景和', institution }).catch(() => [])).toEqual([]);
  });

  test('所有错误一次说完', async () => {
    const codes = await refusedCodes({ name: '张<景', licenceNo: '中文', institution: '芙' });
    expect(codes).toHaveLength(3);
  });

  test('同名同机构二十人以内都给,再多一个也不给,请填写编码', async () => {
    for (let i = 0; i < 20; i += 1) await insertEntry(db.database, tree.county, clinic, { name: '王同名' });
    expect(await found({ name: '王同名', institution: '仁和' })).toHaveLength(20);
    await insertEntry(db.database, tree.county, clinic, { name: '王同名' });
    expect(await refusedCodes({ name: '王同名', institution: '仁和' })).toEqual(['lookup.tooManyFound']);
  });
});

describe('机构要能认出是哪一家', () => {
  let far: AuthorityTree;
  beforeAll(async () => {
    far = await insertZhejiang(db.database);
    const houses = ['长沙县回春中医馆', '宁乡回春中医馆', '回春中医馆', '回春大药房诊所'];
    const made = [];
    for (const name of houses) made.push(await insertInstitution(db.database, tree.county, { name }));
    for (const house of made) await insertEntry(db.database, tree.county, house, { name: '李回春' });
    const same = [tree.county, tree.city, far.county, far.city];
    for (const authority of same) {
      const house = await insertInstitution(db.database, authority, { name: '同心中医诊所' });
      await insertEntry(db.database, authority, house, { name: '赵同心' });
    }
    const hospital = await insertInstitution(db.database, tree.city, { name: '长沙市中医医院' });
    await insertEntry(db.database, tree.city, hospital, { name: '孙城中' });
  });

  test.each(['诊所', '中医', '医院', '长沙市', '湖南省', '门诊部', '卫生服务中心'])(
    '“%s”这样的词什么也不给,有没有这个人都一样',
    async (institution) => {
      for (const name of ['张景和', '查无此人'])
        for (const region of ['', '430102'])
          expect(await refusedCodes({ name, institution, region })).toEqual(['lookup.institutionBroad']);
    },
  );

  test('一部分符合四家机构就不给,有没有这个人都一样;符合三家以内才给', async () => {
    for (const name of ['李回春', '查无此人'])
      expect(await refusedCodes({ name, institution: '回春' })).toEqual(['lookup.institutionBroad']);
    const institutions = (await found({ name: '李回春', institution: '回春中医' })).map(
      ({ institution }) => institution,
    );
    expect(institutions.sort()).toEqual(['回春中医馆', '宁乡回春中医馆', '长沙县回春中医馆'].sort());
  });

  test('写了全称的只给这一家,别家的名称里有它也不算', async () => {
    const all = await found({ name: '李回春', institution: '回春中医馆' });
    expect(all.map(({ institution }) => institution)).toEqual(['回春中医馆']);
  });

  test('全称就是普通的词也能查', async () => {
    expect(await found({ name: '孙城中', institution: '长沙市中医医院' })).toHaveLength(1);
  });

  test('同名机构太多要选地区:省、市、县都可以,只给这个地区的', async () => {
    const asked = { name: '赵同心', institution: '同心中医诊所' };
    expect(await refusedCodes(asked)).toEqual(['lookup.institutionBroad']);
    expect(await found({ ...asked, region: '430000' })).toHaveLength(2);
    expect(await found({ ...asked, region: '330000' })).toHaveLength(2);
    const [one, ...more] = await found({ ...asked, region: '330102' });
    expect([one?.authority, more]).toEqual([far.county.name, []]);
    expect(await found({ ...asked, region: '510000' })).toEqual([]);
    expect(await refusedCodes({ ...asked, region: '43%' })).toEqual(['region.format']);
  });
});

describe('证照查验', () => {
  test('空格、横线、小写都认得;给出查验时间', async () => {
    const typed = entry.code.toLowerCase().replace(/(.{4})(?=.)/g, '$1- ');
    const outcome = await verifyLicence(made.services, typed);
    if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome));
    expect(outcome.value.physician?.licenceNo).toBe(entry.licenceNo);
    expect(outcome.value.at.toString()).toBe('2026-03-02T01:00:00Z');
    expect(Object.keys(outcome.value.physician ?? {})).toHaveLength(Object.keys(publicFields).length + 1);
  });

  test('没有的查验码没有结果,空的要求填写', async () => {
    expect(await verifyLicence(made.services, 'ZZZZZZZZZZZZZZZZ')).toMatchObject({
      kind: 'done',
      value: { physician: null },
    });
    expect(await verifyLicence(made.services, ' - ')).toMatchObject({
      kind: 'refused',
      refusals: [{ code: 'verify.empty' }],
    });
  });
});
