import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reviewByInstitution } from '../../src/actions/application/reviewByInstitution.ts';
import { answerCorrection } from '../../src/actions/correction/answerCorrection.ts';
import { requestCorrection } from '../../src/actions/correction/requestCorrection.ts';
import { confirmImport } from '../../src/actions/import/confirmImport.ts';
import { receiveImportFile } from '../../src/actions/import/receiveImportFile.ts';
import { runImportJob } from '../../src/actions/import/runImportJob.ts';
import { viewBatch } from '../../src/actions/import/viewBatch.ts';
import { submitJoining } from '../../src/actions/joining/submitJoining.ts';
import { archiveLetter } from '../../src/actions/letters/archiveLetter.ts';
import { backup } from '../../src/actions/maintenance/backup.ts';
import { addStaff } from '../../src/actions/staff/addStaff.ts';
import { inviteStaff } from '../../src/actions/staff/inviteStaff.ts';
import type { AuthorityActor } from '../../src/domain/access/actor.ts';
import { opened } from '../../src/store/protection.ts';
import { disputeAs } from '../accounts/claimant.ts';
import { goodAccount, identify, openVisitor, readPicture } from '../accounts/visitor.ts';
import { draftAbout, send } from '../factories/draft.ts';
import { makeEntry } from '../factories/entry.ts';
import { openJoining } from '../factories/joining.ts';
import { type County, confirmed, makeCounty, must } from '../factories/life.ts';
import { insertAuthorityStaff, insertPersonAccount, insertPhysician, newIdNumber } from '../factories/people.ts';
import { insertPhoto } from '../factories/photo.ts';
import { codeSentTo, wantedOf } from '../factories/recovery.ts';
import { rosterRow, rosterText } from '../import/importing.ts';
import { licencePhoto } from '../joining/joiner.ts';
import { ask, typeDraft, writtenMessages } from '../setup/sealedValues.ts';
import { openProvenSession } from '../setup/staffSession.ts';
import { openApp } from '../setup/testApp.ts';
import { findInFiles, type Installation, openInstallation, openServer, type Server } from './server.ts';

let server: Server;
let site: Installation;
let app: FastifyInstance;
let county: County;
let administrator: AuthorityActor;

/** Everything that must not lie about in clear, by where it is typed. */
const planted = {
  idNumber: newIdNumber('1971-11-07'),
  certificateNo: '202443007219711107',
  refusedIdNumber: newIdNumber('1972-12-08'),
  refusedCertificateNo: '202443007319721208',
  phone: '13977001122',
  mail: 'pu.zhengyang@example.com',
  staffIdNumber: newIdNumber('1973-01-09'),
  fileIdNumber: newIdNumber('1974-02-10'),
  staffPhone: '13977003344',
  staffMail: 'qian.tongshi@example.com',
  invitedIdNumber: newIdNumber('1975-03-11'),
  invitedPhone: '13977013344',
  invitedMail: 'sun.tongshi@example.com',
  formPhone: '0731-87654321',
  formAddress: '长沙市芙蓉区八一路399号',
  contactPhone: '13977005566',
  contactMail: 'practice@example.com',
  correctedNo: '202443007419740210',
  correctionWords: '我的证书编码应为202443007419740211',
  correctionAnswer: '已把证书编码改为202443007419740211',
  untouchedPhone: '13977007788',
  newMail: 'pu.new@example.com',
  recoveredPhone: '13977009900',
  claimantPhone: '13977011122',
  claimantWords: '本人证件号码是430102197502116619',
  joiningPhone: '13977013344',
  joiningMail: 'rehe.clinic@example.com',
} as const;
const name = '溥正阳';

beforeAll(async () => {
  server = await openServer();
  await server.migrate();
  site = await openInstallation(server);
  app = await openApp(site.services);
  county = await makeCounty(site.services);
  administrator = await insertAuthorityStaff(site.database, county.tree.province, 'administrator');
  await importRoster();
  await register();
  await applyForThings();
  await correct();
  await claim();
  await server.asOwner('ANALYZE');
  await server.asOwner('CHECKPOINT');
});
afterAll(async () => {
  await app.close();
  await site.close();
  await server.close();
});

/** A roster with one good and one refused row, previewed and confirmed; then changed by another. */
async function importRoster(): Promise<void> {
  const good = { idNumber: planted.idNumber, certificateNo: planted.certificateNo, name, provinceCode: '430000' };
  const bad = { idNumber: planted.refusedIdNumber, certificateNo: planted.refusedCertificateNo, issuedOn: '明天' };
  for (const techniques of ['针刺', '艾灸']) {
    const bytes = Buffer.from(rosterText(rosterRow({ ...good, techniques }), rosterRow({ ...bad, sex: '女' })));
    const file = { fileName: `名册${planted.fileIdNumber}.csv`, bytes };
    const preview = must(await receiveImportFile(site.services, administrator, { kind: 'roster', file }));
    await runImportJob(site.services, preview.batch);
    const { batch } = must(await confirmImport(site.services, administrator, preview.batch));
    await runImportJob(site.services, batch);
    const view = must(await viewBatch(site.services, administrator, batch));
    expect(view.batch).toMatchObject({ state: 'done', taken: 1 });
    expect(view.refusals.length).toBeGreaterThan(0);
  }
}

/** Registration, phone code, activation by the pages; another stops on the way. */
async function register(): Promise<void> {
  const visitor = openVisitor(app);
  await identify(site.services, visitor, name, planted.idNumber);
  await visitor.get('/person/register/account');
  const account = { ...goodAccount, phone: planted.phone, email: planted.mail, loginName: 'puzhengyang' };
  expect((await visitor.post('/person/register/account', account)).headers.location).toBe('/person/register/done');
  await visitor.get('/person/sign-in');
  await visitor.post('/person/sign-in', { loginName: 'puzhengyang', password: account.password });
  await visitor.get('/person/welcome');
  await visitor.get('/person/verify-phone');
  await visitor.post('/person/verify-phone/code');
  const code = (await writtenMessages(site.database)).at(-1)?.code ?? '';
  expect((await visitor.post('/person/verify-phone', { code })).headers.location).toBe('/person/activate');
  await visitor.get('/person/activate');
  const activated = await visitor.post('/person/activate', { certificateNo: planted.certificateNo });
  expect(activated.headers.location).toBe('/person?said=activated');
  await visitor.get('/person/security/email');
  const captcha = await readPicture(site.services, visitor);
  const mail = { email: planted.newMail, emailAgain: planted.newMail, captcha };
  expect((await visitor.post('/person/security/email', mail)).statusCode).toBe(303);
  const other = openVisitor(app);
  await identify(site.services, other, '李途中', planted.refusedIdNumber);
}

/** A file that goes all the way, a draft, a report of contact details, a colleague. */
async function applyForThings(): Promise<void> {
  const { services } = site;
  const answers = { phone: planted.formPhone, address: planted.formAddress };
  const registered = await makeEntry(services, county);
  await draftAbout(services, registered, { kind: 'change', answers, institutionId: county.institution.id });
  const contact = { phone: planted.contactPhone, email: planted.contactMail, address: planted.formAddress };
  const id = await draftAbout(services, registered, {
    ...{ kind: 'photoUpdate', answers: contact, institutionId: county.institution.id },
  });
  await typeDraft(site.database, id, { photoId: await insertPhoto(site.database, registered.person.accountId) });
  must(await send(services, registered, id));
  const form = { applicationId: id, version: 1, key: randomUUID(), location: '/' };
  must(await reviewByInstitution(services, county.clerk, form, { outcome: 'pass', opinion: '', confirmed }));
  let archiving = await archiveLetter(services);
  while (archiving.kind === 'archived') archiving = await archiveLetter(services);
  expect(archiving.kind).toBe('none');
  const staff = { name: '钱同事', loginName: 'qian-tongshi', role: 'clerk', phone: planted.staffPhone, password: '' };
  const colleague = { ...staff, email: planted.staffMail, idNumber: planted.staffIdNumber };
  const at = { end: 'institution', organisationId: county.institution.id, organisation: '', addedBy: null } as const;
  must(await addStaff(services, at, colleague));
  const invited = { phone: planted.invitedPhone, email: planted.invitedMail, idNumber: planted.invitedIdNumber };
  must(await inviteStaff(services, at, { name: '孙同事', role: 'clerk', ...invited }));
}

async function correct(): Promise<void> {
  const physician = await insertPhysician(site.database);
  const person = await insertPersonAccount(site.database, physician, { phone: planted.untouchedPhone });
  const asked = { provinceCode: '430000', certificateNo: planted.correctedNo, words: planted.correctionWords };
  must(await requestCorrection(site.services, person, asked));
  const [request] = await server.asOwner<{ id: string }>('SELECT id FROM correction_request');
  must(await answerCorrection(site.services, administrator, request?.id ?? '', planted.correctionAnswer));
}

/** A counter that helps somebody whose phone is lost, an institution that wants in, and somebody else who says that an account has taken their identity. */
async function claim(): Promise<void> {
  const lost = await makeEntry(site.services, county);
  const clerk = openVisitor(app);
  clerk.cookies.set('xinglin-institution', await openProvenSession(site.services, county.clerk));
  await clerk.get('/institution/recoveries');
  const found = await clerk.post('/institution/recoveries', wantedOf(lost.physician, planted.recoveredPhone));
  await clerk.get(String(found.headers.location));
  const code = await codeSentTo(site, planted.recoveredPhone);
  const started = await clerk.post('/institution/recoveries/new', { code, seen: 'yes', reason: '手机丢失' });
  expect(String(started.headers.location)).toMatch(/recoveries\/[0-9a-f-]{36}/);
  const claimed = { name, idNumber: planted.idNumber, certificateNo: planted.certificateNo };
  const given = { phone: planted.claimantPhone, words: planted.claimantWords };
  const contact = { phone: planted.joiningPhone, email: planted.joiningMail };
  const token = await openJoining(site.services, 'proven', contact);
  must(
    await submitJoining(site.services, { token, network: '203.0.113.8', phone: contact.phone }, await licencePhoto()),
  );
  expect((await disputeAs({ app, services: site.services }, claimed, given)).answer.statusCode).toBe(303);
}

/** What a word becomes in base64 when it stands so many bytes after a group of three, without what its neighbours change. */
function base64Within(word: string, at: number): string {
  const bytes = Buffer.from(`${'.'.repeat(at)}${word}`);
  const whole = bytes.subarray(0, bytes.length - (bytes.length % 3)).toString('base64');
  return at === 0 ? whole : whole.slice(4);
}

describe('落盘', () => {
  test('数据库文件、日志段、统计和导入的文件里没有一个号码', async () => {
    expect(await findInFiles(server.dataDir, Object.values(planted))).toEqual([]);
    // The search finds what is there: names are not sealed.
    expect((await findInFiles(server.dataDir, [name])).length).toBeGreaterThan(0);
  });

  test('备份里也没有,只写着需要哪几把密钥', async () => {
    const file = join(server.dataDir, 'backups', 'copy.gz');
    await backup(site.services, file);
    const copy = gunzipSync(await readFile(file)).toString();
    // Files are in it as base64.
    const words = Object.values(planted).flatMap((word) => [0, 1, 2].map((at) => base64Within(word, at)).concat(word));
    expect(words.filter((word) => copy.includes(word))).toEqual([]);
    expect(copy).toContain(name);
    const { keys } = JSON.parse(copy.slice(copy.lastIndexOf('\nE ') + 3)) as { keys: object };
    expect(keys).toEqual({ index: server.keys.indexKey.id, seal: [server.keys.current().id] });
    const ring = await readFile(join(server.dataDir, 'keys', 'data-keys.json'), 'utf8');
    for (const [secret] of ring.matchAll(/[0-9a-f]{64}/g)) expect(copy).not.toContain(secret);
  });

  test('每个封存的列都有值,打开就是填写的内容', async () => {
    const columns = await server.asOwner<{ table: string; column: string }>(
      `SELECT table_name AS table, column_name AS column FROM information_schema.columns WHERE domain_name = 'sealed'`,
    );
    const empty: string[] = [];
    for (const { table, column } of columns) {
      const [counted] = await server.asOwner<{ n: number }>(`SELECT count(${column})::int AS n FROM ${table}`);
      if (counted?.n === 0) empty.push(`${table}.${column}`);
    }
    expect(empty).toEqual([]);
    const [account] = await ask<Record<string, string>>(
      site.database,
      `SELECT ${opened('c', 'account.id_number')} AS "idNumber", ${opened('c', 'account.phone')} AS phone, ${opened('c', 'account.email')} AS mail
       FROM account c WHERE login_name = 'puzhengyang'`,
    );
    expect(account).toEqual({ idNumber: planted.idNumber, phone: planted.phone, mail: planted.mail });
    const [entry] = await ask<{ contact: object }>(
      site.database,
      `SELECT ${opened('e', 'register_entry.contact')} AS contact FROM register_entry e WHERE contact_sealed IS NOT NULL`,
    );
    expect(entry?.contact).toMatchObject({ phone: planted.contactPhone, email: planted.contactMail });
  });

  test('一行的值搬到另一行,打不开', async () => {
    await server.asOwner(
      `UPDATE account SET phone_sealed = (SELECT phone_sealed FROM account WHERE login_name = 'puzhengyang'), phone_index = '\\x00'
       WHERE login_name = 'qian-tongshi'`,
    );
    const moved = ask(
      site.database,
      `SELECT ${opened('c', 'account.phone')} AS phone FROM account c WHERE login_name = 'qian-tongshi'`,
    );
    await expect(moved).rejects.toThrow('cannot be opened');
  });

  test('别的密钥不能启动', async () => {
    const stranger = await openServer();
    await expect(server.migrate(undefined, stranger.keys)).rejects.toThrow('are not there');
    await stranger.close();
  });
});
