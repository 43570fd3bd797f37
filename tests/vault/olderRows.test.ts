import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { KeyRing } from '../../src/store/keyRing.ts';
import { opened } from '../../src/store/protection.ts';
import { sealingMigration } from '../../src/store/sealOlderRows.ts';
import { ask } from '../setup/sealedValues.ts';
import { findInFiles, type Installation, openInstallation, openServer, type Server } from './server.ts';

let server: Server;
let older: string;
let site: Installation;

/** Written in clear by the version before; each with its column. */
const planted = {
  accountId: '110105194912310021',
  phone: '13955001122',
  email: 'older@example.com',
  physicianId: '110105194912310022',
  certificate: '202411001194912310',
  asked: '202411001194912311',
  words: '原证书编码202411001194912312',
  answer: '已改为202411001194912313',
  recipient: '13955003344',
  text: '校验码七七三一九五',
  // Not of digits: those may stand in the hexadecimal words that the database writes into its files.
  code: 'X-773195',
  refused: '110105194912310023',
  answers: '13955005566',
  draft: '13955007788',
  eventAnswers: '13955009900',
  contact: '13955011122',
  eventContact: '13955013344',
  before: '110105194912310024',
  session: '110105194912310025',
  target: '13955015566',
  fileName: '某人110105194912310027.csv',
  confirming: 'confirming@example.com',
  recovering: '13955017788',
  claimant: '13955019900',
  invitedId: '110105194912310028',
  invitedPhone: '13955021122',
  invitedMail: 'invited@example.com',
  said: '我的证件号码是110105194912310026',
} as const;
const many = 3000;

beforeAll(async () => {
  server = await openServer();
  older = await mkdtemp(join(tmpdir(), 'xinglin-older-'));
  for (const name of await readdir('migrations'))
    if (name < sealingMigration) await cp(join('migrations', name), join(older, name));
  await server.migrate(older);
  await fill();
});
afterAll(async () => {
  await site.close();
  await server.close();
  await rm(older, { recursive: true });
});

async function fill(): Promise<void> {
  const p = planted;
  await server.asOwner(`
    INSERT INTO physician (id, name, sex, birth_date, id_type, id_number) SELECT md5('p' || i)::uuid, '某人', 'male', '1949-12-31', 'residentIdCard',
      CASE i WHEN 1 THEN '${p.physicianId}' ELSE '99' || i END FROM generate_series(1, ${many}) AS i;
    INSERT INTO qualification (id, physician_id, certificate_no, issued_on, province_code, techniques, conditions, issuer)
      VALUES (md5('q')::uuid, md5('p1')::uuid, '${p.certificate}', '2025-01-01', '110000', '', '', '');
    INSERT INTO authority (id, code, name, region_code, level, path) VALUES (md5('u')::uuid, 'A', 'A', '110000', 'province', 'A');
    INSERT INTO institution (id, number, name, region_code, authority_id) VALUES (md5('i')::uuid, 'I', 'I', '110000', md5('u')::uuid);
    INSERT INTO account (id, "end", login_name, password_hash, name, id_type, id_number, phone, email, phone_verified_at, notice_version, role, created_at)
      VALUES (md5('a')::uuid, 'person', 'older', '-', '某人', 'residentIdCard', '${p.accountId}', '${p.phone}', '${p.email}', now(), '1', 'physician', now());
    INSERT INTO account (id, "end", login_name, password_hash, name, id_type, id_number, notice_version, role, active, created_at)
      VALUES (md5('n')::uuid, 'person', 'cleared', '', '已清除', 'residentIdCard', '', '1', 'physician', false, now());
    INSERT INTO staff_invitation (id, "end", institution_id, name, role, phone, email, id_number, token_hash, created_at, expires_at)
      VALUES (md5('v')::uuid, 'institution', md5('i')::uuid, '某人', 'clerk', '${p.invitedPhone}', '${p.invitedMail}', '${p.invitedId}', '\\x01', now(), now());
    INSERT INTO message (id, channel, recipient, text, created_at) VALUES (md5('o')::uuid, 'sms', '', '', now());
    INSERT INTO correction_request (account_id, authority_id, province_code, certificate_no, words, answer, state, created_at)
      VALUES (md5('a')::uuid, md5('u')::uuid, '110000', '${p.asked}', '${p.words}', '${p.answer}', 'answered', now());
    INSERT INTO message (channel, recipient, text, code, created_at) VALUES ('sms', '${p.recipient}', '${p.text}', '${p.code}', now());
    INSERT INTO session (token_hash, data, created_at, expires_at) VALUES ('\\x01', '{"registration":{"idNumber":"${p.session}"}}', now(), now() + interval '1 day');
    INSERT INTO one_time_code (purpose, target, code_hash, session_hash, created_at, expires_at) VALUES ('phone:verify', '${p.target}', '\\x01', '\\x01', now(), now());
    INSERT INTO email_confirmation (account_id, email, token_hash, created_at, expires_at)
      VALUES (md5('a')::uuid, '${p.confirming}', '\\x01', now(), now() + interval '1 day');
    INSERT INTO account_recovery (id, account_id, authority_id, state, phone, reason, started_by, started_by_name, started_at)
      VALUES (md5('r')::uuid, md5('a')::uuid, md5('u')::uuid, 'started', '${p.recovering}', '手机丢失', md5('a')::uuid, '某人', now());
    INSERT INTO identity_dispute (id, qualification_id, account_id, authority_id, phone, state, opened_at)
      VALUES (md5('d')::uuid, md5('q')::uuid, md5('a')::uuid, md5('u')::uuid, '${p.claimant}', 'open', now());
    INSERT INTO dispute_statement (dispute_id, side, round, asked_at, words, answered_at)
      VALUES (md5('d')::uuid, 'claimant', 1, now(), '${p.said}', now());
    INSERT INTO import_batch (id, kind, file_name, state, started_at) VALUES ('R-1', 'roster', '${p.fileName}', 'done', now());
    INSERT INTO import_refusal (batch_id, line, column_name, value, reason, code, row)
      VALUES ('R-1', 2, '证件号码', '${p.refused}', '', '', '["某人", "${p.refused}"]');
    INSERT INTO import_row (batch_id, line, subject, action, target, before, version)
      VALUES ('R-1', 3, 'physician', 'changed', md5('p1')::uuid, '{"name":"某人","id_number":"${p.before}","version":1}', 2);
    INSERT INTO application (id, kind, physician_id, account_id, subject, province_code, state, state_since, created_at, answers, draft)
      VALUES (md5('f')::uuid, 'registration', md5('p1')::uuid, md5('a')::uuid, '', '110000', 'returned', now(), now(), '{"phone":"${p.answers}"}',
        '{"answers":{"phone":"${p.draft}"},"institutionId":"${'0'.repeat(8)}-0000-4000-8000-000000000000","photoId":null}');
    INSERT INTO application_event (application_id, seq, type, at, desk, actor_name, organisation, event)
      VALUES (md5('f')::uuid, 1, 'submitted', now(), 'applicant', '某人', '', '{"type":"submitted","answers":{"phone":"${p.eventAnswers}"}}'),
        (md5('f')::uuid, 2, 'institutionReturned', now(), 'institution', '某人', '', '{"type":"institutionReturned"}');
    INSERT INTO register_entry (id, physician_id, qualification_id, province_code, status, licence_no, main_institution_id, authority_id, techniques, conditions,
      registered_on, main_since, verification_code, version, contact)
      VALUES (md5('e')::uuid, md5('p1')::uuid, md5('q')::uuid, '110000', 'practising', 'L', md5('i')::uuid, md5('u')::uuid, '', '', '2025-01-01', '2025-01-01', 'V', 1,
        '{"phone":"${p.contact}"}');
    INSERT INTO register_event (entry_id, seq, type, at, effective_on, event)
      VALUES (md5('e')::uuid, 1, 'photoUpdated', now(), '2025-01-01', '{"type":"photoUpdated","contact":{"phone":"${p.eventContact}"}}')`);
  await server.asOwner('ANALYZE');
  await server.asOwner('CHECKPOINT');
}

/** Breaks off after so many values have been sealed. */
function breaking(keys: KeyRing, after: number): KeyRing {
  let left = after;
  return {
    ...keys,
    current() {
      left -= 1;
      if (left < 0) throw new Error('the lamp went out');
      return keys.current();
    },
  };
}

test('旧版本的明文:中断后接着封存,两个程序同时启动也只做一次,内容不变', async () => {
  expect((await findInFiles(server.dataDir, Object.values(planted))).length).toBeGreaterThan(10);
  await expect(server.migrate(undefined, breaking(server.keys, 200))).rejects.toThrow('the lamp went out');
  const [half] = await server.asOwner<{ n: number }>('SELECT count(id_number)::int AS n FROM physician');
  expect(half?.n).toBe(many);
  await Promise.all([server.migrate(), server.migrate()]);
  site = await openInstallation(server);
  const [row] = await ask<Record<string, unknown>>(
    site.database,
    `SELECT ${opened('c', 'account.id_number')} AS "accountId", ${opened('c', 'account.phone')} AS phone, ${opened('c', 'account.email')} AS email,
       ${opened('p', 'physician.id_number')} AS "physicianId", ${opened('q', 'qualification.certificate_no')} AS certificate,
       ${opened('r', 'correction_request.certificate_no')} AS asked, ${opened('r', 'correction_request.words')} AS words,
       ${opened('r', 'correction_request.answer')} AS answer, ${opened('m', 'message.recipient')} AS recipient,
       ${opened('m', 'message.text')} AS text, ${opened('m', 'message.code')} AS code, ${opened('f', 'import_refusal.value')} AS refused,
       ${opened('f', 'import_refusal.cells')} AS cells, ${opened('a', 'application.answers')} AS answers, ${opened('a', 'application.draft')} AS draft,
       ${opened('v', 'application_event.answers')} AS "eventAnswers", ${opened('e', 'register_entry.contact')} AS contact,
       ${opened('w', 'register_event.contact')} AS "eventContact", ${opened('b', 'email_confirmation.email')} AS confirming,
       ${opened('y', 'account_recovery.phone')} AS recovering, ${opened('d', 'identity_dispute.phone')} AS claimant,
       ${opened('s', 'dispute_statement.words')} AS said, ${opened('j', 'staff_invitation.phone')} AS "invitedPhone",
       ${opened('j', 'staff_invitation.email')} AS "invitedMail", ${opened('j', 'staff_invitation.id_number')} AS "invitedId", ${opened('h', 'import_batch.file_name')} AS "fileName", v.event, a.draft_institution_id AS institution
     FROM account c, physician p, qualification q, correction_request r, message m, import_refusal f, application a, application_event v,
       register_entry e, register_event w, email_confirmation b, account_recovery y, identity_dispute d, dispute_statement s, import_batch h,
       staff_invitation j
     WHERE p.id = q.physician_id AND v.seq = 1 AND c.active AND m.recipient_sealed IS NOT NULL`,
  );
  const { cells, draft, event, institution, answers, eventAnswers, contact, eventContact, ...same } = row ?? {};
  expect(planted).toMatchObject(same);
  expect({ answers, eventAnswers, contact, eventContact }).toEqual({
    answers: { phone: planted.answers },
    eventAnswers: { phone: planted.eventAnswers },
    contact: { phone: planted.contact },
    eventContact: { phone: planted.eventContact },
  });
  expect(cells).toEqual(['某人', planted.refused]);
  expect(draft).toMatchObject({ answers: { phone: planted.draft }, institutionId: institution });
  expect(event).toEqual({ type: 'submitted' });
  // What retention had emptied before stays empty.
  const emptied = await server.asOwner(
    `SELECT (SELECT id_number_index IS NULL AND id_number_sealed IS NULL FROM account WHERE NOT active) AS account,
       (SELECT text_sealed IS NULL FROM message WHERE recipient_sealed IS NULL) AS message`,
  );
  expect(emptied).toEqual([{ account: true, message: true }]);
  const counted = await server.asOwner(
    'SELECT count(*)::int AS n, count(DISTINCT id_number_index)::int AS different FROM physician',
  );
  expect(counted).toEqual([{ n: many, different: many }]);
}, 120_000);

test('数据库文件里再也找不到,日志段里也没有', async () => {
  expect(await findInFiles(server.dataDir, Object.values(planted))).toEqual([]);
});

test('封存以后记录仍不能改写', async () => {
  for (const sql of [
    `UPDATE application_event SET event = '{}'`,
    `UPDATE application_event SET answers_sealed = NULL WHERE seq = 1`,
    `UPDATE register_event SET contact_sealed = NULL`,
    'DELETE FROM register_event',
  ]) {
    await expect(server.asOwner(sql)).rejects.toThrow('append-only');
  }
});
