import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Desk, ofInstitution, openDesk, type Submitted, submitted } from '../desk/desk.ts';
import { makeEntry } from '../factories/entry.ts';
import { newIdNumber } from '../factories/people.ts';
import { signIn } from '../person/personApp.ts';

let desk: Desk;
let file: Submitted;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());
beforeEach(async () => {
  file = await submitted(desk, { name: '张景和', idNumber: newIdNumber() });
});

const address = '/person/privacy/export';
const own = async () => signIn(desk.app, desk.services, file.person);

describe('导出我的信息', () => {
  test('账号、业务、消息和谁查看过都在,号码完整,别人的不在', async () => {
    const other = await submitted(desk, { name: '沈括' });
    await desk.clerk.get(ofInstitution(file.id));
    const person = await own();
    expect((await person.get('/person/privacy')).body).toContain(`href="${address}"`);
    expect((await person.get(address)).statusCode).toBe(200);
    const { statusCode, headers, body } = await person.post(address);
    expect(statusCode).toBe(200);
    expect(headers['content-disposition']).toContain('attachment');
    expect(headers['cache-control']).toBe('private, no-store');
    const data = JSON.parse(body);
    expect(data.账号).toMatchObject({ 姓名: '张景和', 证件号码: file.physician.idNumber });
    expect(data.业务申请).toHaveLength(1);
    expect(data.业务申请[0]).toMatchObject({ 业务: '执业注册', 机构: desk.county.institution.name });
    expect(Object.keys(data.业务申请[0].填写内容).length).toBeGreaterThan(0);
    expect(data.谁查看过我的信息).toMatchObject([{ 查看人: '王经办人', 内容: '业务申请' }]);
    expect(body).not.toContain(other.physician.idNumber);
    expect(body).not.toContain('沈括');
  });

  test('登记和它的经过在其中', async () => {
    const { person, entry } = await makeEntry(desk.services, desk.county).then(async (made) => ({
      person: await signIn(desk.app, desk.services, made.person),
      entry: made.entryId,
    }));
    const licenceNo = await desk.value<string>('SELECT licence_no AS value FROM register_entry WHERE id = $1', entry);
    const data = JSON.parse((await person.post(address)).body);
    expect(data.执业登记).toMatchObject([{ 执业证书编码: licenceNo }]);
    expect(data.执业登记[0].经过.length).toBeGreaterThan(0);
    expect(data.执业登记[0]).toMatchObject({ 分享链接: [], 数字钱包: [] });
    expect(data.消息.length).toBeGreaterThan(0);
  });

  test('给过就留痕,并告诉本人;一天五次', async () => {
    const person = await own();
    for (let time = 0; time < 5; time += 1) expect((await person.post(address)).statusCode).toBe(200);
    const refused = await person.post(address);
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('今天已导出5次,请明天再导出。');
    const { accountId } = file.person;
    const rows = (table: string) => desk.value<number>(`SELECT count(*)::int AS value FROM ${table}`, accountId);
    expect(await rows(`ledger WHERE account_id = $1 AND action = 'dataExported'`)).toBe(5);
    expect(await rows(`notice WHERE account_id = $1 AND title = '个人信息已导出'`)).toBe(5);
  });

  test('还没有激活的人得不到登记,没有登录的得不到任何东西', async () => {
    const made = await makeEntry(desk.services, desk.county);
    await desk.db.database.pool.query('UPDATE account SET activated_at = NULL WHERE id = $1', [made.person.accountId]);
    const data = JSON.parse((await (await signIn(desk.app, desk.services, made.person)).post(address)).body);
    expect(data.执业登记).toEqual([]);
    const { statusCode } = await desk.app.inject({ method: 'POST', url: address });
    expect(statusCode).not.toBe(200);
  });
});
