import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { archiveLetter } from '../../src/actions/letters/archiveLetter.ts';
import { type Desk, ofAuthority, ofInstitution, openDesk, submitted, type Visitor } from '../desk/desk.ts';
import {
  insertAuthorityStaff,
  insertInstitution,
  insertInstitutionStaff,
  insertZhejiang,
} from '../factories/people.ts';
import { allConfirmed, stepForm } from '../factories/stepForm.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

interface Letter {
  readonly id: string;
  readonly number: string;
  readonly kind: string;
  readonly title: string;
  readonly content: { paragraphs: string[]; remedies: string; copyTo: string; basis: string[]; issuer: string };
}

async function lettersOf(applicationId: string): Promise<Letter[]> {
  const sql = 'SELECT id, number, kind, title, content FROM letter WHERE application_id = $1 ORDER BY version, number';
  return (await desk.services.database.pool.query<Letter>(sql, [applicationId])).rows;
}

async function atAuthority() {
  const made = await submitted(desk, {});
  await desk.clerk.post(ofInstitution(made.id), stepForm('passAtInstitution', 1, allConfirmed));
  return { ...made, mine: await desk.as(made.person) };
}

const decide = (
  id: string,
  step: 'accept' | 'approve' | 'refuse' | 'askForSupplement' | 'refuseAcceptance',
  version: number,
  fields = {},
) => desk.decider.post(ofAuthority(id), stepForm(step, version, { sure: 'yes', ...fields }));

async function pdfOf(visitor: Visitor, end: string, letter: Letter) {
  return visitor.get(`/${end}/letters/${letter.id}.pdf`);
}

describe('文书', () => {
  test('受理和决定各有一份,编号不同,各方都能读,以后读到的是同一份', async () => {
    const { id, mine } = await atAuthority();
    await decide(id, 'accept', 2);
    await decide(id, 'approve', 3, { opinion: '符合条件' });
    const letters = await lettersOf(id);
    expect(letters.map(({ kind, title }) => [kind, title])).toEqual([
      ['acceptance', '受理通知书'],
      ['approval', '准予注册决定书'],
    ]);
    expect(new Set(letters.map(({ number }) => number)).size).toBe(2);
    expect(letters[0]?.number).toMatch(/^受理〔2026〕\d{6}号$/);
    expect(letters[1]?.content.paragraphs.join()).toMatch(/执业证书编码:354430102\d{6}/);

    const [first] = letters;
    if (first === undefined) throw new Error('no letter');
    const before = await pdfOf(mine, 'person', first);
    expect(before.status).toBe(200);
    while ((await archiveLetter(desk.services)).kind === 'archived');
    const readers = await Promise.all([
      pdfOf(mine, 'person', first),
      pdfOf(desk.clerk, 'institution', first),
      pdfOf(desk.decider, 'authority', first),
    ]);
    for (const { status, text } of readers) {
      expect(status).toBe(200);
      expect(text.startsWith('%PDF-')).toBe(true);
      expect(text).toBe(readers[0]?.text);
    }
    expect((await mine.get(`/person/applications/${id}`)).text).toContain('准予注册决定书');
    expect((await desk.clerk.get(ofInstitution(id))).text).toContain(first.number);
    expect((await desk.decider.get(ofAuthority(id))).text).toContain(first.number);
  });

  test('补正通知书一次写明全部内容;不予受理和不予决定写明理由和救济', async () => {
    const { id } = await atAuthority();
    await decide(id, 'askForSupplement', 2, { items: '1. 照片\n2. 联系电话' });
    const [supplement] = await lettersOf(id);
    expect(supplement?.kind).toBe('supplement');
    expect(supplement?.content.paragraphs).toContain('1. 照片\n2. 联系电话');

    const second = await atAuthority();
    await decide(second.id, 'refuseAcceptance', 2, { reasons: '不属于本机关职权' });
    const [notAccepted] = await lettersOf(second.id);
    expect(notAccepted?.title).toBe('不予受理决定书');
    expect(notAccepted?.content.paragraphs.join()).toContain('不属于本机关职权');
    expect(notAccepted?.content.remedies).toContain('六十日内');

    const third = await atAuthority();
    await decide(third.id, 'accept', 2);
    await decide(third.id, 'refuse', 3, { ground: 'incapacity', reasons: '经核实' });
    const refusal = (await lettersOf(third.id)).at(-1);
    expect(refusal?.title).toBe('不予注册决定书');
    expect(refusal?.content.paragraphs.join()).toContain('《医师法》第十六条(一)');
    expect(refusal?.content.remedies).toContain('六个月内');
    // 医师法16: the institution is told in writing as well.
    expect(refusal?.content.copyTo).not.toBe('');
  });

  test('不同意跨省执业:同意的机关出具决定书,申请人和机构都能读', async () => {
    const { database } = desk.services;
    await insertZhejiang(database);
    const { id, person } = await submitted(desk, { provinceCode: '330000' });
    await desk.clerk.post(ofInstitution(id), stepForm('passAtInstitution', 1, allConfirmed));
    const province = await desk.as(await insertAuthorityStaff(database, desk.county.tree.province, 'decider'));
    const refused = stepForm('refuseConsent', 2, { reasons: '材料不能证明本省需要', sure: 'yes' });
    expect((await province.post(ofAuthority(id), refused)).status).toBe(303);
    const [letter] = await lettersOf(id);
    if (letter === undefined) throw new Error('no letter');
    expect(letter).toMatchObject({
      title: '不同意跨省执业决定书',
      content: { issuer: desk.county.tree.province.name },
    });
    expect(letter.number).toMatch(/^不同意〔2026〕/);
    expect(letter.content.remedies).toContain('六十日内');
    const mine = await desk.as(person);
    expect((await mine.get(`/person/applications/${id}`)).text).toContain(letter.number);
    const readers = [pdfOf(mine, 'person', letter), pdfOf(desk.clerk, 'institution', letter)];
    for (const { status } of await Promise.all([...readers, pdfOf(province, 'authority', letter)]))
      expect(status).toBe(200);
  });

  test('别的机构、别的医师读不到', async () => {
    const { id } = await atAuthority();
    await decide(id, 'accept', 2);
    const [letter] = await lettersOf(id);
    if (letter === undefined) throw new Error('no letter');
    const { services, county } = desk;
    const other = await atAuthority();
    expect((await pdfOf(other.mine, 'person', letter)).status).toBe(404);
    const institution = await insertInstitution(services.database, county.tree.county);
    const clerk = await desk.as(await insertInstitutionStaff(services.database, institution));
    expect((await pdfOf(clerk, 'institution', letter)).status).toBe(404);
  });

  test('存档后不能改,也不能删;被换过的存档不会当作原件给人看', async () => {
    const { id, mine } = await atAuthority();
    await decide(id, 'accept', 2);
    while ((await archiveLetter(desk.services)).kind === 'archived');
    const [letter] = await lettersOf(id);
    if (letter === undefined) throw new Error('no letter');
    const { pool } = desk.services.database;
    await expect(pool.query("UPDATE letter SET title = '改' WHERE id = $1", [letter.id])).rejects.toThrow('permission');
    await expect(pool.query("UPDATE letter SET pdf_key = 'x' WHERE id = $1", [letter.id])).rejects.toThrow('archived');
    await expect(pool.query('DELETE FROM letter WHERE id = $1', [letter.id])).rejects.toThrow('permission');
    const { rows } = await pool.query<{ pdf_key: string }>('SELECT pdf_key FROM letter WHERE id = $1', [letter.id]);
    await desk.services.storage.put(rows[0]?.pdf_key ?? '', Buffer.from('%PDF-forged'), 'application/pdf');
    expect((await pdfOf(mine, 'person', letter)).status).toBe(500);
  });

  test('排不出来的一份不挡住别的', async () => {
    const [bad, good] = [await atAuthority(), await atAuthority()];
    await decide(bad.id, 'accept', 2);
    await decide(good.id, 'accept', 2);
    const [first] = await lettersOf(bad.id);
    const broken = {
      ...desk.services,
      storage: {
        ...desk.services.storage,
        put: async (key: string, bytes: Uint8Array, type: string) => {
          if (key.includes(first?.id ?? '-')) throw new Error('disk full');
          await desk.services.storage.put(key, bytes, type);
        },
      },
    };
    expect(await archiveLetter(broken)).toMatchObject({ kind: 'failed', id: first?.id });
    expect(await archiveLetter(broken)).toEqual({ kind: 'archived' });
    expect(await archiveLetter(desk.services)).toEqual({ kind: 'archived' });
    expect(await archiveLetter(desk.services)).toEqual({ kind: 'none' });
  });
});
