import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sendDueMessages } from '../../src/actions/messages/sendDueMessages.ts';
import { staffAdd } from '../../src/cli/staffAdd.ts';
import type { Message } from '../../src/outside/messages.ts';
import { hashPassword } from '../../src/outside/passwordHash.ts';
import { opened as sealed } from '../../src/store/protection.ts';
import { expectRefused, openVisitor, readAloud, type Visitor } from '../accounts/visitor.ts';
import {
  type AuthorityTree,
  insertAuthorityStaff,
  insertHunan,
  insertInstitution,
  insertInstitutionStaff,
  newIdNumber,
  newPhone,
  type TestInstitution,
} from '../factories/people.ts';
import { codeAt } from '../setup/authenticator.ts';
import { ask, messagesTo } from '../setup/sealedValues.ts';
import { openTestApp, type TestApp } from '../setup/testApp.ts';
import { enterDesk } from './entering.ts';

const password = 'a sentence of staff';
const monday = '2026-03-02T09:00:00+08:00';
let site: TestApp;
let hunan: AuthorityTree;
let institution: TestInstitution;
let chief: Visitor;
const sent: Message[] = [];

beforeAll(async () => {
  site = await openTestApp();
  site.setNow(monday);
  hunan = await insertHunan(site.db.database);
  institution = await insertInstitution(site.db.database, hunan.county);
  const passwordHash = await hashPassword(password);
  const given = { loginName: 'chief', passwordHash };
  await insertInstitutionStaff(site.db.database, institution, 'administrator', given);
  await insertAuthorityStaff(site.db.database, hunan.county, 'administrator', { loginName: 'county', passwordHash });
  chief = await enterDesk(site, 'institution', { loginName: 'chief', password });
});
afterAll(() => site.close());

async function value(sql: string): Promise<unknown> {
  return (await site.db.database.pool.query<{ value: unknown }>(sql)).rows[0]?.value;
}

async function invitationTo(phone: string): Promise<{ id: string; acceptedAt: string | null } | undefined> {
  const all = await ask<{ id: string; phone: string | null; acceptedAt: string | null }>(
    site.db.database,
    `SELECT v.id, v.accepted_at AS "acceptedAt", ${sealed('v', 'staff_invitation.phone')} AS phone FROM staff_invitation v`,
  );
  return all.find((invitation) => invitation.phone === phone);
}

/** Everything that waits in the outbox goes out, and can be read by whom it is for. */
async function deliver(): Promise<void> {
  const sender = {
    name: 'test',
    local: false,
    send: async (message: Message) => {
      sent.push(message);
      return { providerId: message.id };
    },
  };
  for (let round = 0; round < 5; round += 1) await sendDueMessages(site.services, { sms: sender, mail: sender });
}

/** The link in the last message to somebody. */
async function linkTo(to: string): Promise<URL> {
  await deliver();
  const text = sent.findLast((message) => message.to === to)?.text ?? '';
  return new URL(/http\S+/.exec(text)?.[0] ?? 'http://none');
}

async function inviteAs(visitor: Visitor, fields: Readonly<Record<string, string>>) {
  await visitor.get('/institution/staff');
  const all = { name: '新来人', role: 'clerk', phone: '', email: '', idNumber: '', ...fields };
  return visitor.post('/institution/staff/invitations', all);
}

/** Accepts an invitation; where that leads. */
async function accept(link: URL, loginName: string, secret = password, idNumber = newIdNumber()) {
  const visitor = openVisitor(site.app);
  const path = link.pathname + link.search;
  await visitor.get(path);
  const answer = await visitor.post(link.pathname, {
    ...{ idType: 'residentIdCard', idNumber, loginName },
    ...{ password: secret, passwordAgain: secret },
  });
  return { visitor, answer };
}

/** Takes the secret of the enrolment page, as an authenticator would, and gives its first code. */
async function enrol(visitor: Visitor, end: string) {
  const page = await visitor.get(`/${end}/second-factor/enrol`);
  const secret = (/密钥 ([A-Z2-7 ]+)/.exec(readAloud(page))?.[1] ?? '').replaceAll(' ', '');
  const code = codeAt(secret, site.services.authenticatorClock.now().epochMilliseconds / 1000);
  return visitor.post(`/${end}/second-factor/enrol`, { enrolCode: code });
}

describe('邀请', () => {
  test('by SMS and mail: the invited sets login name, password and second factor, and works there', async () => {
    const phone = newPhone();
    expect((await inviteAs(chief, { phone, email: 'new@example.com' })).statusCode).toBe(303);
    const kept = (await messagesTo(site.db.database, phone)).map(({ text }) => text).join(' ');
    const link = await linkTo(phone);
    expect(link.searchParams.get('token')).toMatch(/^[\w-]{43}$/);
    expect(kept).not.toContain(link.searchParams.get('token'));
    expect(sent.some(({ to, text }) => to === 'new@example.com' && text.includes(link.href))).toBe(true);
    const { visitor, answer } = await accept(link, 'newcomer');
    expect(answer.headers.location).toBe('/institution/second-factor/enrol');
    expect((await visitor.get('/institution')).headers.location).toMatch(/second-factor/);
    expect(readAloud(await enrol(visitor, 'institution'))).toContain('请保存备用码');
    expect((await visitor.get('/institution')).statusCode).toBe(200);
    expect((await visitor.get('/institution/staff')).statusCode).toBe(403);
    expect(readAloud(await chief.get('/institution/staff'))).toContain('已接受');
  });

  test('a link works once, and looking at it changes nothing', async () => {
    const phone = newPhone();
    await inviteAs(chief, { phone });
    const link = await linkTo(phone);
    const looked = openVisitor(site.app);
    for (let times = 0; times < 3; times += 1)
      expect((await looked.get(link.pathname + link.search)).statusCode).toBe(200);
    const both = await Promise.all([accept(link, 'first-one'), accept(link, 'second-one')]);
    expect(both.filter(({ answer }) => answer.statusCode === 303)).toHaveLength(1);
    const made = "SELECT count(*)::int AS value FROM account WHERE login_name IN ('first-one', 'second-one')";
    expect(await value(made)).toBe(1);
    expect((await looked.get(link.pathname + link.search)).statusCode).toBe(404);
  });

  test('sent again, the link before is dead; revoked or after 72 hours, so is the last', async () => {
    const phone = newPhone();
    await inviteAs(chief, { phone });
    const first = await linkTo(phone);
    const id = (await invitationTo(phone))?.id;
    await chief.get('/institution/staff');
    await chief.post(`/institution/staff/invitations/${id}/again`);
    const second = await linkTo(phone);
    const opened = async (link: URL) => (await openVisitor(site.app).get(link.pathname + link.search)).statusCode;
    expect([await opened(first), await opened(second)]).toEqual([404, 200]);
    // At the other end it opens nothing either.
    expect((await openVisitor(site.app).get(`/authority/invitation${second.search}`)).statusCode).toBe(404);
    site.setNow(Temporal.Instant.from(monday).add({ hours: 72 }).toString());
    expect(await opened(second)).toBe(404);
    site.setNow(monday);
    await chief.get('/institution/staff');
    expect((await chief.post(`/institution/staff/invitations/${id}/revoke`)).statusCode).toBe(303);
    expect(await opened(second)).toBe(404);
    const again = await chief.post(`/institution/staff/invitations/${id}/again`);
    expectRefused(again, ['已被接受或撤销']);
  });

  test('what is wrong is said at once, and a weak or common password is refused', async () => {
    const phone = newPhone();
    await inviteAs(chief, { phone });
    const link = await linkTo(phone);
    expectRefused((await accept(link, 'chief', 'password123')).answer, ['这个登录名已有人使用', '太常见']);
    expectRefused((await accept(link, 'x', 'abc')).answer, ['登录名', '密码太短']);
    expect((await invitationTo(phone))?.acceptedAt).toBeNull();
  });

  test('证件号码由本人填写,填错的说明;管理员邀请时填了的,不再问', async () => {
    const phone = newPhone();
    await inviteAs(chief, { phone });
    const link = await linkTo(phone);
    expectRefused((await accept(link, 'numbered', password, '430104')).answer, ['证件号码的位数']);
    const idNumber = newIdNumber();
    expect((await accept(link, 'numbered', password, idNumber)).answer.statusCode).toBe(303);
    const numberOf = async (login: string) =>
      (
        await ask<{ idNumber: string }>(
          site.db.database,
          `SELECT ${sealed('c', 'account.id_number')} AS "idNumber" FROM account c WHERE login_name = '${login}'`,
        )
      )[0]?.idNumber;
    expect(await numberOf('numbered')).toBe(idNumber);
    const [given, other] = [newIdNumber(), newPhone()];
    await inviteAs(chief, { phone: other, idNumber: given });
    const brought = await linkTo(other);
    const page = readAloud(await openVisitor(site.app).get(brought.pathname + brought.search));
    expect(page).not.toContain('证件号码');
    expect((await accept(brought, 'brought', password, '')).answer.statusCode).toBe(303);
    expect(await numberOf('brought')).toBe(given);
  });

  test('after fifty a day no more go out', async () => {
    let refused = '';
    for (let times = 0; times < 51 && refused === ''; times += 1) {
      const answer = await inviteAs(chief, { phone: newPhone() });
      if (answer.statusCode === 422) refused = readAloud(answer);
    }
    expect(refused).toContain('邀请过多');
  });
});

describe('the first administrator', () => {
  test('comes in by a one-time link from the command line', async () => {
    const other = await insertInstitution(site.db.database, hunan.county);
    const made = await staffAdd(site.services, [
      ...['--invite', '--end', 'institution', '--organisation', other.number],
      ...['--role', 'administrator', '--name', '张三'],
    ]);
    expect(made.failed).toBe(false);
    const { visitor, answer } = await accept(new URL(/http\S+/.exec(made.text)?.[0] ?? ''), 'first-admin');
    expect(answer.statusCode).toBe(303);
    await enrol(visitor, 'institution');
    expect((await visitor.get('/institution/staff')).statusCode).toBe(200);
  });
});
