import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { activate } from '../../src/actions/account/activate.ts';
import { matchRoster } from '../../src/actions/account/matchRoster.ts';
import type { Outcome } from '../../src/actions/outcome.ts';
import { parsePersonalName } from '../../src/domain/fields/personalName.ts';
import { insertPersonAccount, insertPhysician, newIdNumber, newPhone } from '../factories/people.ts';
import { indexOf, writtenMessages } from '../setup/sealedValues.ts';
import { openTestApp, type TestApp } from '../setup/testApp.ts';
import { goodAccount, identify, openVisitor, readAloud } from './visitor.ts';

let site: TestApp;
beforeAll(async () => {
  site = await openTestApp();
});
afterAll(() => site.close());

let people = 0;

/** Registers as somebody types it, and signs in. */
async function newcomer(name: string, idNumber: string) {
  people += 1;
  const visitor = openVisitor(site.app);
  await identify(site.services, visitor, name, idNumber);
  await visitor.get('/person/register/account');
  const loginName = `newcomer${people}`;
  const done = await visitor.post('/person/register/account', { ...goodAccount, phone: newPhone(), loginName });
  expect(done.headers.location).toBe('/person/register/done');
  await visitor.get('/person/sign-in');
  const signedIn = await visitor.post('/person/sign-in', { loginName, password: goodAccount.password });
  return { visitor, loginName, signedIn };
}

const codesOf = (outcome: Outcome<string>) =>
  outcome.kind === 'refused' ? outcome.refusals.map(({ code }) => code) : [outcome.kind];

/** Matched, phone verified, not activated. */
async function ready(given: Parameters<typeof insertPhysician>[1] = {}) {
  const physician = await insertPhysician(site.db.database, given);
  const actor = await insertPersonAccount(site.db.database, physician, { activated: false });
  await site.db.database.pool.query('UPDATE account SET qualification_id = NULL WHERE id = $1', [actor.accountId]);
  return { physician, actor };
}

describe('医师信息自动校验', () => {
  test('from registration to business, as the guide says', async () => {
    const physician = await insertPhysician(site.db.database, { name: '吴有性' });
    const { visitor, signedIn } = await newcomer('吴有性', physician.idNumber);
    expect(signedIn.headers.location).toBe('/person/welcome');
    const welcome = readAloud(await visitor.get('/person/welcome'));
    for (const word of ['医师信息自动校验', '校验通过', '点击此处验证手机']) expect(welcome).toContain(word);
    expect(welcome).not.toContain(physician.idNumber);
    expect((await visitor.get('/person/activate')).headers.location).toBe('/person/welcome');
    expect(readAloud(await visitor.get('/person/verify-phone'))).toContain('向手机发送校验码');
    await visitor.post('/person/verify-phone/code');
    const code = (await writtenMessages(site.db.database)).at(-1)?.code ?? '';
    await visitor.get('/person/welcome');
    const confirmed = await visitor.post('/person/verify-phone', { code });
    expect(confirmed.headers.location).toBe('/person/activate');
    expect(readAloud(await visitor.get('/person/activate'))).toContain('资格证书编码');
    const typed = ` ${physician.certificateNo.slice(0, 6)} ${physician.certificateNo.slice(6)}`;
    const activated = await visitor.post('/person/activate', { certificateNo: typed });
    expect(activated.headers.location).toBe('/person?said=activated');
    expect(readAloud(await visitor.get('/person?said=activated'))).toContain('账户激活成功');
    const account = await site.db.database.pool.query(
      'SELECT activated_at IS NOT NULL AS activated, qualification_id, identity_verified_at FROM account WHERE id_number_index = $1',
      [indexOf('idNumber', physician.idNumber)],
    );
    expect(account.rows[0]).toEqual({
      activated: true,
      qualification_id: physician.qualificationId,
      identity_verified_at: null,
    });
  });

  test.each([
    ['扎西·多吉', '扎西•多吉'],
    ['扎西·多吉', '扎西・多吉'],
    ['𠮷田䶮', '𠮷田䶮'],
    ['张景和', '张 景和'],
  ])('%s of the roster is %s as somebody types it', async (listed, typed) => {
    const physician = await insertPhysician(site.db.database, { name: listed });
    const name = parsePersonalName(typed);
    expect(name.ok && name.value).toBe(listed);
    const { signedIn } = await newcomer(typed, physician.idNumber);
    expect(signedIn.headers.location).toBe('/person/welcome');
  });

  test('says why not, and never what the roster says instead', async () => {
    const physician = await insertPhysician(site.db.database, { name: '陈修园' });
    const { visitor, signedIn } = await newcomer('陈休园', physician.idNumber);
    expect(signedIn.headers.location).toBe('/person/welcome');
    const text = readAloud(await visitor.get('/person/welcome'));
    for (const word of ['校验未通过', '名册中的姓名与您填写的不一致', '信息更正申请', '重新校验'])
      expect(text).toContain(word);
    expect(text).not.toContain('陈修园');
    expect((await visitor.get('/person/verify-phone')).headers.location).toBe('/person/welcome');

    const unlisted = await newcomer('叶桂', newIdNumber());
    expect(readAloud(await unlisted.visitor.get('/person/welcome'))).toContain('名册中没有您的证件号码');
    const withdrawn = await insertPhysician(site.db.database, { name: '薛雪', valid: false });
    const late = await newcomer('薛雪', withdrawn.idNumber);
    expect(readAloud(await late.visitor.get('/person/welcome'))).toContain('不是有效状态');
  });

  test('looking changes nothing; 重新校验 does, once the roster has been corrected', async () => {
    const idNumber = newIdNumber();
    const { visitor, loginName } = await newcomer('王清任', idNumber);
    await insertPhysician(site.db.database, { name: '王清任', idNumber });
    const matched = async () =>
      (await site.db.database.pool.query('SELECT matched_at FROM account WHERE login_name = $1', [loginName])).rows[0]
        ?.matched_at;
    expect(readAloud(await visitor.get('/person/welcome'))).toContain('名册已更新');
    expect(await matched()).toBeNull();
    expect((await visitor.post('/person/welcome')).statusCode).toBe(303);
    expect(await matched()).not.toBeNull();
    expect(readAloud(await visitor.get('/person/welcome'))).toContain('校验通过');
  });

  test('another kind of document with the same number is another person', async () => {
    const { actor, physician } = await ready();
    await site.db.database.pool.query(
      "UPDATE account SET id_type = 'passport', matched_at = NULL, physician_id = NULL WHERE id = $1",
      [actor.accountId],
    );
    expect(physician.idNumber).not.toBe('');
    expect(await matchRoster(site.services, actor)).toEqual({ kind: 'done', value: 'notInRoster' });
  });
});

describe('账户激活', () => {
  test('another person’s certificate and none at all are answered alike', async () => {
    const mine = await ready();
    const theirs = await ready();
    const one = codesOf(await activate(site.services, mine.actor, theirs.physician.certificateNo));
    expect(one).toEqual(['activation.notMatched']);
    expect(codesOf(await activate(site.services, mine.actor, 'X-000'))).toEqual(one);
    expect(codesOf(await activate(site.services, mine.actor, ''))).toEqual(['qualificationNumber.empty']);
  });

  test('five tries a day; the next morning there are five more', async () => {
    const { actor, physician } = await ready();
    for (let n = 0; n < 5; n += 1)
      expect(codesOf(await activate(site.services, actor, `X${n}`))).toEqual(['activation.notMatched']);
    expect(codesOf(await activate(site.services, actor, physician.certificateNo))).toEqual(['activation.tooMany']);
    site.setNow('2026-03-03T00:00:01+08:00');
    expect(codesOf(await activate(site.services, actor, physician.certificateNo))).toEqual(['done']);
    site.setNow('2026-03-02T09:00:00+08:00');
  });

  test('the phone comes first, a withdrawn qualification opens nothing, and once is enough', async () => {
    const first = await ready();
    await site.db.database.pool.query('UPDATE account SET phone_verified_at = NULL WHERE id = $1', [
      first.actor.accountId,
    ]);
    expect(codesOf(await activate(site.services, first.actor, first.physician.certificateNo))).toEqual([
      'activation.phoneFirst',
    ]);
    const withdrawn = await ready({ valid: false });
    expect(codesOf(await activate(site.services, withdrawn.actor, withdrawn.physician.certificateNo))).toEqual([
      'start.qualificationInvalid',
    ]);
    const twice = await ready();
    expect(codesOf(await activate(site.services, twice.actor, twice.physician.certificateNo))).toEqual(['done']);
    expect(codesOf(await activate(site.services, twice.actor, twice.physician.certificateNo))).toEqual([
      'activation.already',
    ]);
    const ledger = await site.db.database.pool.query(
      "SELECT detail FROM ledger WHERE action = 'accountActivated' AND subject_id = $1",
      [twice.actor.accountId],
    );
    expect(ledger.rows).toEqual([{ detail: {} }]);
  });

  test('two accounts claim one certificate at once: one has it, the other is told, and its holder hears of the next try', async () => {
    const { actor: one, physician } = await ready();
    const { actor: other } = await ready();
    await site.db.database.pool.query('UPDATE account SET physician_id = $1 WHERE id = $2', [
      physician.id,
      other.accountId,
    ]);
    const outcomes = await Promise.all(
      [one, other].map((actor) => activate(site.services, actor, physician.certificateNo)),
    );
    expect(outcomes.flatMap(codesOf).sort()).toEqual(['activation.claimed', 'done']);
    const [winner, loser] = outcomes[0]?.kind === 'done' ? [one, other] : [other, one];
    expect(codesOf(await activate(site.services, loser, physician.certificateNo))).toEqual(['activation.claimed']);
    const notices = await site.db.database.pool.query<{ title: string }>(
      'SELECT title FROM notice WHERE account_id = $1',
      [winner.accountId],
    );
    expect(notices.rows.map(({ title }) => title)).toContain('有人试图激活您的资格证书');
    const claims = await site.db.database.pool.query(
      'SELECT FROM account WHERE qualification_id = $1 AND activated_at IS NOT NULL',
      [physician.qualificationId],
    );
    expect(claims.rowCount).toBe(1);
  });
});
