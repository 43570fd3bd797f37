import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { opened } from '../../src/store/protection.ts';
import { newIdNumber, newPhone } from '../factories/people.ts';
import { ask, indexOf, messagesTo } from '../setup/sealedValues.ts';
import { openTestApp, type TestApp } from '../setup/testApp.ts';
import { expectRefused, goodAccount, identify, identity, openVisitor, readAloud, readPicture } from './visitor.ts';

let site: TestApp;
beforeAll(async () => {
  site = await openTestApp();
});
afterAll(() => site.close());

async function count(sql: string, ...values: unknown[]): Promise<number> {
  const { rows } = await site.db.database.pool.query<{ n: number }>(sql, values);
  return rows[0]?.n ?? -1;
}

describe('注册新账号', () => {
  test('two pages and the account is there, with what the notice promised and nothing sent to the typed mailbox', async () => {
    const visitor = openVisitor(site.app);
    const first = await visitor.get('/person/register');
    expect(readAloud(first)).toContain(
      '请您参照个人身份证认真填写姓名和身份证号!请注意,姓名是您的个人真实姓名而不是用户名,请勿随意填写',
    );
    for (const word of ['您的姓名', '证件类型', '居民身份证', '身份证号', '验证码', '隐私政策', '确定,继续'])
      expect(readAloud(first)).toContain(word);
    const idNumber = newIdNumber();
    const captcha = await readPicture(site.services, visitor);
    const on = await visitor.post('/person/register', {
      name: '张 景和',
      idType: 'residentIdCard',
      idNumber: idNumber.toLowerCase(),
      captcha,
      noticeRead: 'yes',
    });
    expect([on.statusCode, on.headers.location]).toEqual([303, '/person/register/account']);
    const second = readAloud(await visitor.get('/person/register/account'));
    for (const word of [
      '手机号',
      '电子邮箱',
      '登录名',
      '登录密码',
      '确认密码',
      '带有星号*的为必填项',
      '6至16位',
      '确定',
    ])
      expect(second).toContain(word);
    expect(second).not.toContain(idNumber);
    const done = await visitor.post('/person/register/account', { ...goodAccount });
    expect([done.statusCode, done.headers.location]).toEqual([303, '/person/register/done']);
    const last = readAloud(await visitor.get('/person/register/done'));
    for (const word of [
      '电子化账户注册成功',
      '请牢记您的用户名和密码,建议记录下来或手机拍照',
      'zhangjinghe',
      '点击下一步',
      '尚未开通',
    ])
      expect(last).toContain(word);

    const rows = await ask<Record<string, unknown>>(
      site.db.database,
      `SELECT name, ${opened('c', 'account.id_number')} AS id_number, ${opened('c', 'account.phone')} AS phone, notice_version, password_hash,
         matched_at, identity_verified_at FROM account c WHERE login_name = $1`,
      [goodAccount.loginName],
    );
    expect(rows[0]).toMatchObject({
      name: '张景和',
      id_number: idNumber,
      phone: goodAccount.phone,
      notice_version: '2026-01-15',
      matched_at: null,
      identity_verified_at: null,
    });
    expect(rows[0]?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const ledger = await site.db.database.pool.query(
      "SELECT ledger.*::text AS row FROM ledger WHERE action = 'accountRegistered'",
    );
    expect(ledger.rows).toHaveLength(1);
    expect(JSON.stringify(ledger.rows)).not.toContain(idNumber);
    expect(await count('SELECT count(*) AS n FROM message')).toBe(0);
    const sessions = await ask(site.db.database, `SELECT ${opened('s', 'session.data')} AS data FROM session s`);
    expect(sessions.length).toBeGreaterThan(0);
    expect(JSON.stringify(sessions)).not.toContain(idNumber);
  });

  test('everything that is wrong on the first page is said at once, and what was typed stays', async () => {
    const visitor = openVisitor(site.app);
    await visitor.get('/person/register');
    const wrong = await visitor.post('/person/register', {
      name: '张3',
      idType: 'residentIdCard',
      idNumber: '430102197503080000',
      captcha: '',
    });
    expectRefused(wrong, [
      '有错误:请改正下面 4 处',
      ...['姓名只能包含汉字', '证件号码有误', '请填写验证码', '请阅读并勾选'],
    ]);
    expect(wrong.body).toContain('value="张3"');
    expect(wrong.body).toContain('value="430102197503080000"');
  });

  test('everything that is wrong on the second page is said at once, and no password comes back', async () => {
    const visitor = openVisitor(site.app);
    await identify(site.services, visitor, '李时珍');
    const wrong = await visitor.post('/person/register/account', {
      phone: '12345678901',
      email: 'nobody',
      loginName: '1x',
      password: 'a1',
      passwordAgain: 'b2',
    });
    expectRefused(wrong, ['11位手机号', '电子邮箱格式不对', '登录名至少4个字符', '密码太短', '两次输入的密码不一样']);
    expect(wrong.body).toContain('value="nobody"');
    expect(wrong.body).not.toMatch(/value="(a1|b2)"/);
    const empty = readAloud(await visitor.post('/person/register/account', {}));
    for (const word of ['请填写手机号', '请填写电子邮箱', '请填写登录名', '请填写登录密码', '请填写确认密码'])
      expect(empty).toContain(word);
    const simple = await visitor.post('/person/register/account', {
      ...goodAccount,
      loginName: 'lishizhen',
      password: 'abc123456',
      passwordAgain: 'abc123456',
    });
    expect(readAloud(simple)).toContain('这个密码太常见');
    const own = await visitor.post('/person/register/account', {
      ...goodAccount,
      loginName: 'Lishizhen1',
      password: 'lishizhen1',
      passwordAgain: 'lishizhen1',
    });
    expect(readAloud(own)).toContain('这个密码太常见');
  });

  test('a login name taken by somebody, in whatever case, is refused', async () => {
    const visitor = openVisitor(site.app);
    await identify(site.services, visitor, '孙思邈');
    const taken = await visitor.post('/person/register/account', { ...goodAccount, loginName: 'ZhangJingHe' });
    expect(readAloud(taken)).toContain('这个登录名已有人使用');
  });

  test('two people who register with one ID number at once: one account, and the other is explained by SMS', async () => {
    const idNumber = newIdNumber();
    const both = [openVisitor(site.app), openVisitor(site.app)];
    for (const visitor of both) {
      await identify(site.services, visitor, '钱乙', idNumber);
      await visitor.get('/person/register/account');
    }
    const phones = [newPhone(), newPhone()];
    const answers = await Promise.all(
      both.map((visitor, n) =>
        visitor.post('/person/register/account', { ...goodAccount, loginName: `qianyi${n}`, phone: phones[n] ?? '' }),
      ),
    );
    expect(answers.map(({ headers }) => headers.location)).toEqual(['/person/register/done', '/person/register/done']);
    const index = indexOf('idNumber', idNumber);
    expect(await count('SELECT count(*) AS n FROM account WHERE id_number_index = $1', index)).toBe(1);
    const told = await Promise.all(phones.map((phone) => messagesTo(site.db.database, phone)));
    expect(told.flat()).toHaveLength(1);
  });

  test('the second page without the first, or after the account is there, leads to where one is', async () => {
    const stranger = openVisitor(site.app);
    expect((await stranger.get('/person/register/account')).headers.location).toBe('/person/register?said=restart');
    expect((await stranger.post('/person/register/account', { ...goodAccount })).headers.location).toBe(
      '/person/register?said=restart',
    );
    expect(readAloud(await stranger.get('/person/register?said=restart'))).toContain('请从第一步重新开始');
  });

  test('the same form sent twenty times at once is one account, and everybody is told it is there', async () => {
    const visitor = openVisitor(site.app);
    await identify(site.services, visitor, '华佗');
    await visitor.get('/person/register/account');
    const fields = { ...goodAccount, loginName: 'huatuo' };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => visitor.post('/person/register/account', fields)),
    );
    expect(new Set(answers.map((answer) => answer.headers.location))).toEqual(new Set(['/person/register/done']));
    expect(await count("SELECT count(*) AS n FROM account WHERE login_name = 'huatuo'")).toBe(1);
  });
});

/** Somebody who has looked at the picture of the first page. */
async function looking() {
  const visitor = openVisitor(site.app);
  await visitor.get('/person/register');
  const captchaId = visitor.hidden().captchaId ?? '';
  return { visitor, captchaId, captcha: await readPicture(site.services, visitor) };
}

describe('验证码', () => {
  test('counts once: right the first time, refused the second', async () => {
    const { visitor, captchaId, captcha } = await looking();
    const fields = { ...identity('王叔和'), captcha, captchaId };
    const bad = await visitor.post('/person/register', { ...fields, idNumber: '1' });
    expect(readAloud(bad)).not.toContain('验证码不正确');
    const again = await visitor.post('/person/register', { ...fields, captchaId });
    expect(readAloud(again)).toContain('验证码不正确或已过期');
  });

  test('a wrong guess uses it up too', async () => {
    const { visitor, captchaId, captcha } = await looking();
    const fields = { ...identity('王叔和'), captchaId };
    await visitor.post('/person/register', { ...fields, captcha: '1111' });
    const late = await visitor.post('/person/register', { ...fields, captcha, captchaId });
    expect(readAloud(late)).toContain('验证码不正确或已过期');
    expect((await visitor.get(`/captcha/${captchaId}.svg`)).statusCode).toBe(404);
  });

  test('a new picture of the same question has a new code; the old one is worth nothing', async () => {
    const { visitor, captcha: old } = await looking();
    let fresh = await readPicture(site.services, visitor);
    while (fresh === old) fresh = await readPicture(site.services, visitor);
    const fields = { ...identity('王叔和'), captcha: fresh };
    expect((await visitor.post('/person/register', fields)).statusCode).toBe(303);
  });

  test('another visitor cannot see or answer it', async () => {
    const { captchaId, captcha } = await looking();
    const other = openVisitor(site.app);
    await other.get('/person/register');
    expect((await other.get(`/captcha/${captchaId}.svg`)).statusCode).toBe(404);
    const fields = { ...identity('王叔和'), captcha, captchaId };
    expect(readAloud(await other.post('/person/register', fields))).toContain('验证码不正确或已过期');
  });

  test('is too old after five minutes', async () => {
    const { visitor, captcha } = await looking();
    site.setNow('2026-03-02T09:05:01+08:00');
    const late = await visitor.post('/person/register', { ...identity('王叔和'), captcha });
    site.setNow('2026-03-02T09:00:00+08:00');
    expect(readAloud(late)).toContain('验证码不正确或已过期');
  });

  test('看不清,换一张 works without a script and keeps what was typed', async () => {
    const visitor = openVisitor(site.app);
    await visitor.get('/person/register');
    const before = visitor.hidden().captchaId;
    const again = await visitor.post('/person/register', { name: '王叔和', idNumber: '430102', refresh: 'captcha' });
    expect(again.statusCode).toBe(200);
    expect(again.body).toContain('value="王叔和"');
    expect(again.body).not.toContain('有错误');
    expect(visitor.hidden().captchaId).not.toBe(before);
  });
});

test('隐私政策 says its version; the outbox is there for the demonstration', async () => {
  const visitor = openVisitor(site.app);
  const notice = readAloud(await visitor.get('/privacy'));
  for (const word of ['版本 2026-01-15', '保存多久', '您的权利', '个人信息保护法']) expect(notice).toContain(word);
  expect((await visitor.get('/privacy?version=1999-01-01')).statusCode).toBe(404);
  expect(readAloud(await visitor.get('/outbox'))).toContain('验证码图片');
});
