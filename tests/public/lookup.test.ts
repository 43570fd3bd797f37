import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lookUpPhysician, type PhysicianAsked } from '../../src/actions/public/lookUpPhysician.ts';
import { verifyLicence } from '../../src/actions/public/verifyLicence.ts';
import { publicFields } from '../../src/domain/register/publicView.ts';
import { type AuthorityTree, insertHunan, insertInstitution, type TestInstitution } from '../factories/people.ts';
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

const nothing = { name: '', licenceNo: '', institution: '' };
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
    expect(await found({ name: '张景和', institution: '%%' })).toEqual([]);
    expect(await found({ name: '张景和', institution: '__' })).toEqual([]);
  });

  test('所有错误一次说完', async () => {
    const codes = await refusedCodes({ name: '张<景', licenceNo: '中文', institution: '芙' });
    expect(codes).toHaveLength(3);
  });

  test('同名再多也最多二十行', async () => {
    for (let i = 0; i < 25; i += 1) await insertEntry(db.database, tree.county, clinic, { name: '王同名' });
    expect(await found({ name: '王同名', institution: '仁和' })).toHaveLength(20);
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
