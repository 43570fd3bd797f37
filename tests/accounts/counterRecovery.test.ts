import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { verifyLedger } from '../../src/actions/maintenance/verifyLedger.ts';
import { runTimeRound } from '../../src/actions/time/runTimeRound.ts';
import type { InstitutionActor } from '../../src/domain/access/actor.ts';
import { hashPassword } from '../../src/outside/passwordHash.ts';
import { type Desk, openDesk, submitted, type Visitor } from '../desk/desk.ts';
import { insertInstitution, insertInstitutionStaff, newPhone } from '../factories/people.ts';
import { begin, codeSentTo, confirmIt, linkIn, newestMessage, recoveryIdIn, wantedOf } from '../factories/recovery.ts';
import { messagesTo, readContact, writeContact } from '../setup/sealedValues.ts';
import { openVisitor, readAloud } from './visitor.ts';

let desk: Desk;
let secondClerk: InstitutionActor;
const oldPassword = 'Zhenjiu2026';
const fresh = { password: 'Aijiu20260', passwordAgain: 'Aijiu20260' };
const monday = '2026-03-02T09:00:00+08:00';

beforeAll(async () => {
  desk = await openDesk();
  secondClerk = await insertInstitutionStaff(desk.services.database, desk.county.institution, 'administrator', {
    name: '赵主任',
  });
});
beforeEach(() => desk.setNow(monday));
afterAll(() => desk.close());

/** A physician with an old phone, a mailbox and a password, who has an application at the institution of the county. */
async function makeOwner(given: { idNumber?: string } = {}) {
  const { database } = desk.services;
  const { person, physician, id } = await submitted(desk, { name: '慕容知秋', ...given });
  const [oldPhone, loginName] = [newPhone(), `m${randomUUID().slice(0, 8)}`];
  const email = `${loginName}@example.com`;
  await writeContact(database, person.accountId, { phone: oldPhone, email });
  await database.pool.query('UPDATE account SET login_name = $2, password_hash = $3 WHERE id = $1', [
    person.accountId,
    loginName,
    await hashPassword(oldPassword),
  ]);
  return { person, physician, oldPhone, email, loginName, applicationId: id };
}
type Owner = Awaited<ReturnType<typeof makeOwner>>;

const clerk = () => desk.as(desk.county.clerk);
const second = () => desk.as(secondClerk);

async function started(owner: Owner, phone = newPhone(), at?: Visitor) {
  const page = await begin(desk, at ?? (await clerk()), 'institution', owner.physician, phone);
  expect(page.status).toBe(303);
  return { id: recoveryIdIn(page), phone };
}

async function confirmed(owner: Owner) {
  const { id, phone } = await started(owner);
  expect((await confirmIt(await second(), 'institution', id)).status).toBe(303);
  return { id, phone };
}

const stateOf = (id: string) => desk.value<string>('SELECT state AS value FROM account_recovery WHERE id = $1', id);

async function signIn(loginName: string, password: string) {
  const visitor = openVisitor(desk.app);
  await visitor.get('/person/sign-in');
  return (await visitor.post('/person/sign-in', { loginName, password })).statusCode;
}

async function later(hours: number): Promise<void> {
  desk.setNow(Temporal.Instant.from(monday).add({ hours }).toString());
  const { failures } = await runTimeRound(desk.services);
  expect(failures).toEqual([]);
}

describe('找回账号:机构柜台', () => {
  test('经办人发起,第二人确认,72小时后新手机号收到链接,设置密码;原来的会话、密码、手机号都不再有效', async () => {
    const owner = await makeOwner();
    const signedIn = await desk.as(owner.person);
    const { id, phone } = await started(owner);
    expect((await signedIn.get('/person')).text).toContain('有人正在为您的账号办理找回');
    expect((await confirmIt(await second(), 'institution', id)).status).toBe(303);
    const page = await (await clerk()).get(`/institution/recoveries/${id}`);
    expect(page.text).toContain('等待期(72小时)');
    for (const channel of [owner.oldPhone, owner.email])
      expect(await newestMessage(desk, channel)).toContain('/recover/cancel/');
    expect(await newestMessage(desk, phone)).not.toContain('/recover/');

    await later(71);
    expect(await stateOf(id)).toBe('confirmed');
    await later(72);
    expect(await stateOf(id)).toBe('ready');
    await later(72);
    const link = await linkIn(desk, phone, '/recover/password');
    const links = (await messagesTo(desk.db.database, phone)).filter(({ text }) => text.includes('/recover/password/'));
    expect(links).toHaveLength(1);
    expect(await newestMessage(desk, owner.oldPhone)).not.toContain('/recover/password/');

    await later(73);
    const browser = openVisitor(desk.app);
    expect(readAloud(await browser.get(link))).toContain(owner.loginName);
    expect((await browser.post(link, { password: 'short', passwordAgain: 'other' })).statusCode).toBe(422);
    expect((await browser.post(link, fresh)).headers.location).toBe('/person/sign-in?said=recovered');
    expect((await browser.get(link)).statusCode).toBe(404);
    expect((await browser.post(link, fresh)).statusCode).toBe(404);

    expect((await readContact(desk.db.database, owner.person.accountId)).phone).toBe(phone);
    expect((await signedIn.get('/person')).location).toContain('/person/sign-in');
    expect(await signIn(owner.loginName, oldPassword)).toBe(422);
    expect(await signIn(owner.loginName, fresh.password)).toBe(303);
    for (const channel of [owner.oldPhone, owner.email, phone])
      expect(await newestMessage(desk, channel)).toContain('账号已找回');
    const acts = await desk.value<string[]>(
      'SELECT json_agg(action ORDER BY seq) AS value FROM ledger WHERE subject_id = $1',
      id,
    );
    expect(acts).toEqual(['recoveryStarted', 'recoveryConfirmed', 'recoveryReady', 'recoveryCompleted']);
    expect((await verifyLedger(desk.services)).bad).toBeNull();
  });

  test('原手机号的链接:看不取消,点了才取消;取消以后不再有新密码', async () => {
    const owner = await makeOwner();
    const { id, phone } = await confirmed(owner);
    const link = await linkIn(desk, owner.oldPhone, '/recover/cancel');
    const stranger = openVisitor(desk.app);
    expect(readAloud(await stranger.get(link))).not.toContain(owner.physician.name);
    expect(await stateOf(id)).toBe('confirmed');
    expect((await stranger.post(link)).statusCode).toBe(303);
    expect(await stateOf(id)).toBe('cancelled');
    expect((await stranger.post(link)).statusCode).toBe(303);
    expect(readAloud(await stranger.get(link))).toContain('本人已取消');
    expect((await stranger.get(`/recover/cancel/${'x'.repeat(43)}`)).statusCode).toBe(404);
    await later(100);
    expect(await stateOf(id)).toBe('cancelled');
    expect(await newestMessage(desk, phone)).not.toContain('/recover/password/');
    expect((await readContact(desk.db.database, owner.person.accountId)).phone).toBe(owner.oldPhone);
  });

  test('链接发出以后仍可取消;登录的本人也可以取消', async () => {
    const owner = await makeOwner();
    const { id, phone } = await confirmed(owner);
    await later(72);
    const link = await linkIn(desk, phone, '/recover/password');
    const signedIn = await desk.as(owner.person);
    expect((await signedIn.get('/person/recovery')).text).toContain('取消找回');
    expect((await signedIn.post('/person/recovery', {})).status).toBe(303);
    expect(await stateOf(id)).toBe('cancelled');
    expect((await openVisitor(desk.app).get(link)).statusCode).toBe(404);
  });

  test('停机以后补办;逾期没有确认的、链接没有使用的都失效', async () => {
    const [one, two] = [await makeOwner(), await makeOwner()];
    const waiting = await confirmed(one);
    const lying = await started(two);
    await later(24 * 7 - 1);
    expect([await stateOf(waiting.id), await stateOf(lying.id)]).toEqual(['ready', 'started']);
    const link = await linkIn(desk, waiting.phone, '/recover/password');
    await later(24 * 7);
    expect(await stateOf(lying.id)).toBe('lapsed');
    const late = await confirmIt(await second(), 'institution', lying.id);
    expect(late.status).toBe(409);
    await later(24 * 14);
    expect(await stateOf(waiting.id)).toBe('lapsed');
    expect((await openVisitor(desk.app).get(link)).statusCode).toBe(404);
    // Another may be begun now.
    desk.setNow(
      Temporal.Instant.from(monday)
        .add({ hours: 24 * 14 + 2 })
        .toString(),
    );
    await started(two);
  });
});

describe('找回账号:谁不能办', () => {
  test('发起人自己确认、同一人的另一个账号确认、医师本人发起或确认', async () => {
    const owner = await makeOwner();
    const { id } = await started(owner);
    expect((await confirmIt(await clerk(), 'institution', id)).text).toContain('发起人不能确认');
    const { database } = desk.services;
    const { institution } = desk.county;
    const twin = await insertInstitutionStaff(database, institution, 'clerk', {
      name: '王经办二',
      idNumber: desk.county.clerk.idNumber ?? '',
    });
    expect((await confirmIt(await desk.as(twin), 'institution', id)).text).toContain('发起人不能确认');
    const themselves = await insertInstitutionStaff(database, institution, 'clerk', {
      name: owner.physician.name,
      idNumber: owner.physician.idNumber,
    });
    expect((await confirmIt(await desk.as(themselves), 'institution', id)).text).toContain('不能办理本人的账号');
    expect(await stateOf(id)).toBe('started');
    const other = await makeOwner();
    const self = await insertInstitutionStaff(database, institution, 'clerk', {
      name: other.physician.name,
      idNumber: other.physician.idNumber,
    });
    const page = await (await desk.as(self)).post('/institution/recoveries', wantedOf(other.physician, newPhone()));
    expect([page.status, page.text.includes('不能办理本人的账号')]).toEqual([422, true]);
  });

  test('别的机构看不到也办不了;不相符的姓名与不存在的号码同样回答', async () => {
    const owner = await makeOwner();
    const { id } = await started(owner);
    const { database } = desk.services;
    const far = await insertInstitution(database, desk.county.tree.county);
    const farClerk = await desk.as(await insertInstitutionStaff(database, far, 'clerk', { name: '远经办' }));
    expect((await farClerk.get(`/institution/recoveries/${id}`)).status).toBe(404);
    expect((await confirmIt(farClerk, 'institution', id)).status).toBe(404);
    const here = await desk.as(secondClerk);
    const answers = [
      await farClerk.post('/institution/recoveries', wantedOf(owner.physician, newPhone())),
      await here.post('/institution/recoveries', wantedOf({ ...owner.physician, name: '别人' }, newPhone())),
    ];
    for (const { status, text } of answers)
      expect([status, text.includes('本单位没有姓名和证件号码都相符的医师账号')]).toEqual([422, true]);
  });

  test('只有发到新手机号的验证码不够:没有核对证件、没有验证码都不发起;验证码只在发送的柜台有效', async () => {
    const owner = await makeOwner();
    const [phone, at] = [newPhone(), await clerk()];
    expect((await at.post('/institution/recoveries', wantedOf(owner.physician, phone))).status).toBe(303);
    const code = await codeSentTo(desk, phone);
    expect((await at.post('/institution/recoveries/new', { code, reason: '手机丢失' })).status).toBe(422);
    expect(
      (await at.post('/institution/recoveries/new', { code: '000000', seen: 'yes', reason: '手机丢失' })).status,
    ).toBe(422);
    const elsewhere = await clerk();
    expect(
      (await elsewhere.post('/institution/recoveries/new', { code, seen: 'yes', reason: '手机丢失' })).location,
    ).toBe('/institution/recoveries');
    const open = await desk.value<number>(
      'SELECT count(*) AS value FROM account_recovery WHERE account_id = $1',
      owner.person.accountId,
    );
    expect(open).toBe(0);
    // The code sent to a new number opens no page outside the counter.
    expect((await openVisitor(desk.app).get(`/recover/password/${code}`)).statusCode).toBe(404);
  });

  test('一个账号同时只有一件;新手机号不能已属于别人', async () => {
    const [owner, other] = [await makeOwner(), await makeOwner()];
    await started(owner);
    const again = await (await second()).post('/institution/recoveries', wantedOf(owner.physician, newPhone()));
    expect(again.text).toContain('已有一件找回申请正在办理');
    const taken = await begin(desk, await second(), 'institution', other.physician, owner.oldPhone);
    expect([taken.status, taken.text.includes('已用于其他账号')]).toEqual([422, true]);
  });

  test('停止办理须写理由,任何一名人员都可以', async () => {
    const owner = await makeOwner();
    const { id } = await confirmed(owner);
    const at = await clerk();
    const stop = (words: string) =>
      at.post(`/institution/recoveries/${id}`, { outcome: 'reject', words, _version: '2' });
    expect((await stop('')).status).toBe(422);
    expect((await stop('证件有疑问')).status).toBe(303);
    await later(80);
    expect(await stateOf(id)).toBe('rejected');
  });
});
