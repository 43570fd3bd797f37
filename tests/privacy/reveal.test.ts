import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { renderFileForm } from '../../src/actions/desk/renderFileForm.ts';
import { findFileNumbers } from '../../src/actions/privacy/findRevealable.ts';
import { revealNumber } from '../../src/actions/privacy/revealNumber.ts';
import type { InstitutionActor } from '../../src/domain/access/actor.ts';
import { revealsPerDay } from '../../src/domain/privacy/reveal.ts';
import { readPdf } from '../../src/outside/documents/readPdf.ts';
import { opened } from '../../src/store/protection.ts';
import { type Desk, ofAuthority, ofInstitution, openDesk, type Submitted, submitted } from '../desk/desk.ts';
import { bringToAcceptance, makeDraft, must } from '../factories/life.ts';
import { insertAuthorityStaff, insertInstitution, insertInstitutionStaff, newIdNumber } from '../factories/people.ts';
import { signIn } from '../person/personApp.ts';
import { ask } from '../setup/sealedValues.ts';
import { openProvenSession } from '../setup/staffSession.ts';

let desk: Desk;
let file: Submitted;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());
beforeEach(async () => {
  file = await submitted(desk, { name: '张景和', idNumber: newIdNumber() });
});

const address = () => `${ofInstitution(file.id)}/reveal`;
const wanted = { field: 'idNumber', reason: 'original', words: '' };
const revealsOf = (subjectId: string) =>
  desk.value<number>(
    'SELECT count(*)::int AS value FROM read_log WHERE subject_id = $1 AND field IS NOT NULL',
    subjectId,
  );
/** Digits and stars of a paper: long numbers may break between any two, so what stands between is left out. */
const numbersIn = (pdf: Uint8Array) => readPdf(pdf).words.replaceAll(/[^\dX*]/g, '');
const ends = (number: string) => `${number.slice(0, 3)}***********${number.slice(-4)}`;

describe('遮盖', () => {
  test('机构看到的业务只有号码的两头', async () => {
    const { idNumber, certificateNo } = file.physician;
    const { text } = await desk.clerk.get(ofInstitution(file.id));
    expect(text).toContain(ends(idNumber));
    expect(text).toContain('139****0000');
    for (const whole of [idNumber, certificateNo, '13900000000']) expect(text).not.toContain(whole);
    expect(text).toContain(`href="${address()}"`);
  });

  test('打印表单同样遮盖,写明原因才得到完整的一份', async () => {
    const { services, county } = desk;
    const made = await makeDraft(services, county.institution);
    await bringToAcceptance(services, county, made);
    const [officer] = county.deciders;
    const { idNumber, certificateNo } = made.physician;
    const masked = numbersIn(must(await renderFileForm(services, officer, made.applicationId)).pdf);
    expect(masked).toContain(ends(idNumber));
    for (const each of [idNumber, certificateNo, '13900000000']) expect(masked).not.toContain(each);
    const asked = { field: 'form', reason: 'decision', words: '', id: made.applicationId, key: randomUUID() };
    const paper = await must(await revealNumber(services, officer, findFileNumbers, asked)).print?.();
    const whole = numbersIn(paper?.pdf ?? new Uint8Array());
    for (const each of [idNumber, certificateNo, '13900000000']) expect(whole).toContain(each);
    expect(await revealsOf(made.applicationId)).toBe(1);
  });
});

describe('查看完整号码', () => {
  test('先写下谁、为什么、什么时候看了谁的什么,再显示;下一次又是遮盖的', async () => {
    const { idNumber } = file.physician;
    const asking = await desk.clerk.get(address());
    expect(asking.status).toBe(200);
    expect(asking.text).not.toContain(idNumber);
    const shown = await desk.clerk.post(address(), wanted);
    expect(shown.status).toBe(200);
    expect(shown.location).toBe('');
    expect(shown.text).toContain(idNumber);
    const written = await desk.value(
      'SELECT row_to_json(l) AS value FROM read_log l WHERE field IS NOT NULL AND subject_id = $1',
      file.id,
    );
    expect(written).toMatchObject({
      account_id: desk.county.clerk.accountId,
      actor_name: '王经办',
      role: 'clerk',
      institution_id: desk.county.institution.id,
      physician_id: file.physician.id,
      what: '业务申请',
      field: 'idNumber',
      reason: '当面核对身份证原件',
    });
    expect((await desk.clerk.get(address())).text).not.toContain(idNumber);
    expect((await desk.clerk.get(ofInstitution(file.id))).text).not.toContain(idNumber);
  });

  test('答案不留在浏览器和会话里', async () => {
    const { app, services, county } = desk;
    const clerk = await desk.as(county.clerk);
    await clerk.post(address(), wanted);
    const sessions = await ask<{ data: object }>(
      desk.db.database,
      `SELECT ${opened('s', 'session.data')} AS data FROM session s`,
    );
    expect(sessions.length).toBeGreaterThan(0);
    const kept = JSON.stringify(sessions);
    const answers = await desk.value<string>(
      "SELECT coalesce(string_agg(i::text, ''), '') AS value FROM idempotency i",
    );
    expect(`${kept}${answers}`).not.toContain(file.physician.idNumber);
    const cookies = { 'xinglin-institution': await openProvenSession(services, county.clerk) };
    const { statusCode, headers } = await app.inject({ method: 'GET', url: address(), cookies });
    expect(statusCode).toBe(200);
    expect(headers['cache-control']).toBe('private, no-store');
  });

  test('同一页再送一次不再显示', async () => {
    const sent = { ...wanted, _key: randomUUID() };
    expect((await desk.clerk.post(address(), sent)).text).toContain(file.physician.idNumber);
    const again = await desk.clerk.post(address(), sent);
    expect(again.status).toBe(422);
    expect(again.text).toContain('这个页面已经提交过');
    expect(again.text).not.toContain(file.physician.idNumber);
    expect(await revealsOf(file.id)).toBe(1);
  });

  test('没有原因、没有这一项,不显示也不记为已显示', async () => {
    for (const fields of [
      { ...wanted, reason: '' },
      { ...wanted, reason: 'other' },
      { ...wanted, field: 'email' },
    ]) {
      const refused = await desk.clerk.post(address(), fields);
      expect(refused.status).toBe(422);
      expect(refused.text).not.toContain(file.physician.idNumber);
    }
    expect(await revealsOf(file.id)).toBe(0);
  });

  test('别的机构、没有收到这件业务的机关:如同不存在', async () => {
    const { services, county } = desk;
    const neighbour = await insertInstitution(services.database, county.tree.county, { name: '仁济中医诊所' });
    const stranger = await desk.as(await insertInstitutionStaff(services.database, neighbour, 'clerk'));
    for (const path of [address(), `${ofAuthority(file.id)}/reveal`]) {
      const visitor = path.startsWith('/authority') ? desk.decider : stranger;
      expect((await visitor.get(path)).status).toBe(404);
      expect((await visitor.post(path, wanted)).status).toBe(404);
    }
    expect(await revealsOf(file.id)).toBe(0);
  });

  test('审计员只核查别人的查看,自己不看完整号码', async () => {
    const { services, county } = desk;
    const made = await makeDraft(services, county.institution);
    await bringToAcceptance(services, county, made);
    const auditor = await desk.as(await insertAuthorityStaff(services.database, county.tree.county, 'auditor'));
    const refused = await auditor.post(`${ofAuthority(made.applicationId)}/reveal`, wanted);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('您的岗位不能查看完整号码');
  });
});

describe('一天的次数', () => {
  test(`每人每天最多${revealsPerDay}次,同时送来也不会多,第二天重新计算`, async () => {
    const { services, county } = desk;
    const clerk: InstitutionActor = await insertInstitutionStaff(services.database, county.institution, 'clerk');
    const ask = () => revealNumber(services, clerk, findFileNumbers, { ...wanted, id: file.id, key: randomUUID() });
    for (let seen = 0; seen < revealsPerDay - 5; seen += 1) must(await ask());
    const together = await Promise.all(Array.from({ length: 10 }, ask));
    expect(together.filter(({ kind }) => kind === 'done')).toHaveLength(5);
    expect(await ask()).toMatchObject({ kind: 'refused', refusals: [{ code: 'reveal.tooMany' }] });
    expect(await revealsOf(file.id)).toBe(revealsPerDay);
    desk.setNow('2026-03-02T23:59:59+08:00');
    expect((await ask()).kind).toBe('refused');
    desk.setNow('2026-03-03T00:00:01+08:00');
    expect((await ask()).kind).toBe('done');
    desk.setNow('2026-03-02T09:00:00+08:00');
  });
});

describe('查看记录', () => {
  test('本单位的管理员和审计员看得到,经办人看不到,别的单位也看不到', async () => {
    const { services, county } = desk;
    await desk.clerk.post(address(), { ...wanted, reason: 'other', words: '复核纸质档案' });
    const head = await desk.as(await insertInstitutionStaff(services.database, county.institution, 'administrator'));
    const list = await head.get('/institution/reveals');
    for (const words of ['王经办(经办人)', '张景和', '证件号码', '其他:复核纸质档案'])
      expect(list.text).toContain(words);
    expect(list.text).not.toContain(file.physician.idNumber);
    expect((await desk.clerk.get('/institution/reveals')).status).toBe(404);
    const neighbour = await insertInstitution(services.database, county.tree.county, { name: '安和中医诊所' });
    const other = await desk.as(await insertInstitutionStaff(services.database, neighbour, 'administrator'));
    expect((await other.get('/institution/reveals')).text).not.toContain('复核纸质档案');
    const auditor = await desk.as(await insertAuthorityStaff(services.database, county.tree.county, 'auditor'));
    expect((await auditor.get('/authority/reveals')).status).toBe(200);
    expect((await desk.decider.get('/authority/reveals')).status).toBe(404);
  });

  test('翻页不丢也不重', async () => {
    const { services, county } = desk;
    const own = await insertInstitution(services.database, county.tree.county, { name: '翻页中医诊所' });
    const clerk = await insertInstitutionStaff(services.database, own, 'clerk');
    const mine = await submitted(desk, { name: '林清玄', institution: own });
    for (let seen = 0; seen < 23; seen += 1)
      must(
        await revealNumber(services, clerk, findFileNumbers, {
          ...{ field: 'idNumber', reason: 'other', words: `第${seen}次。` },
          ...{ id: mine.id, key: randomUUID() },
        }),
      );
    const head = await desk.as(await insertInstitutionStaff(services.database, own, 'administrator'));
    const first = await head.get('/institution/reveals');
    const next = /href="([^"]+)" rel="next"/.exec(first.text)?.[1] ?? '';
    const second = await head.get(next);
    const seen = [first, second].flatMap(({ text }) => [...text.matchAll(/第(\d+)次。/g)].map((match) => match[1]));
    expect(seen).toEqual(Array.from({ length: 23 }, (_, index) => String(22 - index)));
  });
});

describe('谁查看过我的信息', () => {
  const reads = async () => (await signIn(desk.app, desk.services, file.person)).get('/person/privacy');

  test('写明时间、单位、姓氏和职务、内容和原因;查看人的全名不在其中', async () => {
    await desk.clerk.get(ofInstitution(file.id));
    await desk.clerk.post(address(), wanted);
    const { body } = await reads();
    for (const words of ['业务申请:证件号码', '当面核对身份证原件', '办理业务', '王经办人', '3月2日 09:00'])
      expect(body).toContain(words);
    expect(body).toContain(desk.county.institution.name);
    expect(body).not.toContain('王经办(');
    expect(body).not.toContain(file.physician.idNumber);
  });

  test('只有关于本人的,别人的不在其中', async () => {
    const other = await submitted(desk, { name: '沈括' });
    await desk.clerk.get(ofInstitution(other.id));
    expect((await reads()).body).toContain('还没有人查看过您的信息');
  });

  test('还没有激活的人只看到对自己的申请的查看', async () => {
    await desk.clerk.get(ofInstitution(file.id));
    await desk.db.database.pool.query('UPDATE account SET activated_at = NULL WHERE id = $1', [file.person.accountId]);
    expect((await reads()).body).toContain('还没有人查看过您的信息');
  });
});
