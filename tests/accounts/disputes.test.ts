import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyLedger } from '../../src/actions/maintenance/verifyLedger.ts';
import type { AuthorityActor } from '../../src/domain/access/actor.ts';
import { type Desk, openDesk, type Visitor as Seat, submitted } from '../desk/desk.ts';
import { insertAuthorityStaff, newIdNumber, newPhone } from '../factories/people.ts';
import { codeSentTo, linkIn, newestMessage } from '../factories/recovery.ts';
import { messagesTo, writeContact } from '../setup/sealedValues.ts';
import { disputeAs, upload } from './claimant.ts';
import { goodAccount, identify, openVisitor, readAloud, readPicture } from './visitor.ts';

let desk: Desk;
let first: AuthorityActor;
let second: AuthorityActor;
let photo: Buffer;
beforeAll(async () => {
  desk = await openDesk();
  const { province } = desk.county.tree;
  first = await insertAuthorityStaff(desk.services.database, province, 'officer', { name: '省经办' });
  second = await insertAuthorityStaff(desk.services.database, province, 'decider', { name: '省审批' });
  photo = await readFile('data/demo/photo.jpg');
});
afterAll(() => desk.close());

/** Somebody whose identity an account has claimed, with a file at the institution of the county. */
async function claimed() {
  const { person, physician, id } = await submitted(desk, { name: '上官云深' });
  const [phone, email] = [newPhone(), `${randomUUID()}@example.com`];
  await writeContact(desk.db.database, person.accountId, { phone, email });
  return { person, physician, phone, email, applicationId: id, seat: await desk.as(person) };
}
type Claimed = Awaited<ReturnType<typeof claimed>>;

const disputeOf = ({ person }: Claimed) =>
  desk.value<string | null>(
    'SELECT max(id::text) AS value FROM identity_dispute WHERE account_id = $1',
    person.accountId,
  );
const frozen = ({ person }: Claimed) =>
  desk.value<boolean>('SELECT frozen_by IS NOT NULL AS value FROM account WHERE id = $1', person.accountId);

async function opened() {
  const owner = await claimed();
  const { phone } = await disputeAs(desk, owner.physician);
  const id = await disputeOf(owner);
  if (id === null) throw new Error('no dispute was opened');
  return { owner, phone, id, one: await desk.as(first), two: await desk.as(second) };
}

const propose = (seat: Seat, id: string, outcome: string, version = 1) =>
  seat.post(`/authority/disputes/${id}`, { step: 'propose', outcome, reason: '经核对原件', _version: String(version) });
const confirm = (seat: Seat, id: string, version = 2) =>
  seat.post(`/authority/disputes/${id}`, { step: 'confirm', sure: 'yes', _version: String(version) });

describe('提出异议', () => {
  test('与名册完全一致:账号立即冻结,双方和考核所在省都收到通知,在办业务的机构也收到', async () => {
    const owner = await claimed();
    const { answer, phone } = await disputeAs(desk, owner.physician);
    expect(answer.headers.location).toBe('/dispute/received');
    expect(await frozen(owner)).toBe(true);
    expect(await newestMessage(desk, phone)).toContain('已受理');
    for (const channel of [owner.phone, owner.email])
      expect(await newestMessage(desk, channel)).toContain('账号已冻结');
    const noticed = (column: string, id: string) =>
      desk.value<number>(`SELECT count(*) AS value FROM notice WHERE ${column} = $1 AND title LIKE '%身份异议%'`, id);
    expect(await noticed('account_id', owner.person.accountId)).toBe(1);
    expect(await noticed('authority_id', desk.county.tree.province.id)).toBeGreaterThan(0);
    expect(await noticed('institution_id', desk.county.institution.id)).toBeGreaterThan(0);
    expect((await owner.seat.get('/person')).text).toContain('账号已冻结');
    const withdrawn = await owner.seat.post(`/person/applications/${owner.applicationId}/withdraw`, {
      _version: '1',
      reasons: '不办了',
    });
    expect(withdrawn.status).toBe(403);
  });

  test('便宜的冻结不行:缺一项、编一项都是同样的回答,什么也没有发生', async () => {
    const owner = await claimed();
    const { physician } = owner;
    const right = await disputeAs(desk, (await claimed()).physician);
    const wrong = [
      { ...physician, name: '上官云浅' },
      { ...physician, idNumber: newIdNumber() },
      { ...physician, certificateNo: '43202500000000' },
    ];
    for (const who of wrong) {
      const { answer, page, phone } = await disputeAs(desk, who);
      expect([answer.statusCode, answer.headers.location]).toEqual([
        right.answer.statusCode,
        right.answer.headers.location,
      ]);
      expect(page).toBe(right.page);
      const told = await messagesTo(desk.db.database, phone);
      expect(told.length).toBeGreaterThan(0);
      expect(told.filter(({ text }) => text.includes('已受理'))).toEqual([]);
    }
    expect([await frozen(owner), await disputeOf(owner)]).toEqual([false, null]);
  });

  test('没有验证手机号、没有证明材料、不是照片:不受理;同一资格同时只有一件', async () => {
    const owner = await claimed();
    const visitor = openVisitor(desk.app);
    for (const url of ['/dispute/code', '/dispute/details'])
      expect((await visitor.get(url)).headers.location).toBe('/dispute?said=restart');
    await visitor.get('/dispute');
    const captcha = await readPicture(desk.services, visitor);
    const { name, idNumber, certificateNo } = owner.physician;
    const phone = newPhone();
    await visitor.post('/dispute', { name, idType: 'residentIdCard', idNumber, certificateNo, phone, captcha });
    expect((await visitor.get('/dispute/details')).headers.location).toBe('/dispute?said=restart');
    await visitor.get('/dispute/code');
    await visitor.post('/dispute/code', { code: await codeSentTo(desk, phone) });
    await visitor.get('/dispute/details');
    expect((await upload(desk, visitor, '/dispute/details', { words: '被激活' }, {})).statusCode).toBe(422);
    const notPicture = await upload(
      desk,
      visitor,
      '/dispute/details',
      { words: '被激活' },
      { evidence1: Buffer.from('GIF89a') },
    );
    expect(notPicture.statusCode).toBe(422);
    expect(await frozen(owner)).toBe(false);
    await upload(desk, visitor, '/dispute/details', { words: '被激活' }, { evidence1: photo });
    await disputeAs(desk, owner.physician);
    const disputes = await desk.value<number>(
      'SELECT count(*) AS value FROM identity_dispute WHERE account_id = $1',
      owner.person.accountId,
    );
    expect([await frozen(owner), disputes]).toEqual([true, 1]);
  });

  test('注册成功的页面和找回账号的页面给出【提出异议】', async () => {
    const { physician } = await claimed();
    const visitor = openVisitor(desk.app);
    await identify(desk.services, visitor, physician.name, physician.idNumber);
    await visitor.get('/person/register/account');
    await visitor.post('/person/register/account', { ...goodAccount, loginName: 'claimant1' });
    for (const path of ['/person/register/done', '/recover'])
      expect((await visitor.get(path)).body).toContain('<a href="/dispute">提出异议</a>');
  });
});

describe('处理异议', () => {
  test('双方各自说明,补充询问各一次,材料只有考核所在省看得到,每次查看都留下记录', async () => {
    const { owner, phone, id, one } = await opened();
    const page = await one.get(`/authority/disputes/${id}`);
    expect(page.text).toContain('我的证书被别人激活了');
    const picture = /\/authority\/disputes\/[0-9a-f-]+\/evidence\/[0-9a-f-]+\.jpg/.exec(page.text)?.[0] ?? '';
    expect((await one.get(picture)).status).toBe(200);
    const reads = await desk.value<number>(
      "SELECT count(*) AS value FROM read_log WHERE account_id = $1 AND what = '身份异议证明材料'",
      first.accountId,
    );
    expect(reads).toBe(1);
    for (const path of [`/authority/disputes/${id}`, picture]) expect((await desk.decider.get(path)).status).toBe(404);
    expect((await desk.decider.get('/authority/disputes')).text).not.toContain(owner.physician.name);

    expect((await owner.seat.get('/person/dispute')).text).toContain('您的说明');
    expect((await owner.seat.post('/person/dispute', { words: '是我本人' })).status).toBe(303);
    expect((await owner.seat.post('/person/dispute', { words: '是我本人' })).text).toContain('已答复过');
    const asking = (side: string) => one.post(`/authority/disputes/${id}/question`, { side, words: '请补充原件照片' });
    expect([(await asking('claimant')).status, (await asking('account')).status]).toEqual([303, 303]);
    expect((await asking('claimant')).text).toContain('不能再次询问');
    const link = await linkIn(desk, phone, '/dispute/answer');
    const claimant = openVisitor(desk.app);
    expect(readAloud(await claimant.get(link))).toContain('请补充原件照片');
    expect((await upload(desk, claimant, link, { words: '已补充' }, { evidence1: photo })).statusCode).toBe(303);
    expect((await owner.seat.post('/person/dispute', { words: '没有更多' })).status).toBe(303);
    const after = (await one.get(`/authority/disputes/${id}`)).text;
    for (const words of ['已补充', '是我本人', '没有更多']) expect(after).toContain(words);
  });

  test('归申请异议人:第二名审批人确认,账号关闭,资格释放,本人可以注册激活,在办业务的机构收到通知', async () => {
    const { owner, phone, id, one, two } = await opened();
    expect((await propose(one, id, 'claimant')).status).toBe(303);
    expect((await confirm(one, id)).text).toContain('您的岗位不能');
    expect((await confirm(two, id)).status).toBe(303);
    expect((await confirm(two, id)).status).toBe(409);
    const account = await desk.value<Record<string, unknown>>(
      'SELECT row_to_json(a) AS value FROM account a WHERE id = $1',
      owner.person.accountId,
    );
    expect(account).toMatchObject({ active: false, frozen_by: null });
    expect((await owner.seat.get('/person')).location).toContain('/person/sign-in');
    for (const channel of [phone, owner.phone, owner.email]) {
      const text = await newestMessage(desk, channel);
      expect(text).toContain('归申请异议人');
      expect(text).toContain('六十日内');
      expect(text).toContain('六个月内');
    }
    const flagged = await desk.value<number>(
      "SELECT count(*) AS value FROM notice WHERE institution_id = $1 AND body LIKE '%冒用了他人身份%'",
      desk.county.institution.id,
    );
    expect(flagged).toBeGreaterThan(0);
    const visitor = openVisitor(desk.app);
    await visitor.get('/person/register');
    const captcha = await readPicture(desk.services, visitor);
    const { name, idNumber } = owner.physician;
    const answer = await visitor.post('/person/register', {
      name,
      idType: 'residentIdCard',
      idNumber,
      noticeRead: 'yes',
      captcha,
    });
    expect(answer.headers.location).toBe('/person/register/account');
    expect((await verifyLedger(desk.services)).bad).toBeNull();
  });

  test('归现账号:解除冻结;不久以后再来提出的不再冻结', async () => {
    const { owner, phone, id, two } = await opened();
    const { province } = desk.county.tree;
    const third = await desk.as(
      await insertAuthorityStaff(desk.services.database, province, 'decider', { name: '省审批二' }),
    );
    expect((await propose(two, id, '')).status).toBe(422);
    expect((await propose(two, id, 'account')).status).toBe(303);
    expect((await confirm(two, id)).text).toContain('提出处理意见的人不能确认');
    expect(
      (await third.post(`/authority/disputes/${id}`, { step: 'reject', reason: '再核实', _version: '2' })).status,
    ).toBe(303);
    expect((await propose(two, id, 'account', 3)).status).toBe(303);
    expect((await confirm(third, id, 4)).status).toBe(303);
    expect(await frozen(owner)).toBe(false);
    for (const channel of [phone, owner.phone]) expect(await newestMessage(desk, channel)).toContain('归现账号');
    const withdrawn = await owner.seat.post(`/person/applications/${owner.applicationId}/withdraw`, {
      _version: '1',
      reasons: '另选机构',
    });
    expect(withdrawn.status).toBe(303);
    await disputeAs(desk, owner.physician);
    expect(await frozen(owner)).toBe(false);
  });

  test('冻结期间不能找回账号,已发出的链接也不能用', async () => {
    const { owner } = await opened();
    const at = await desk.as(desk.county.clerk);
    const { name, idNumber } = owner.physician;
    const page = await at.post('/institution/recoveries', {
      name,
      idType: 'residentIdCard',
      idNumber,
      phone: newPhone(),
    });
    expect(page.text).toContain('有身份异议正在处理');
  });
});
