import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { archiveLetter } from '../../src/actions/letters/archiveLetter.ts';
import { readLetter } from '../../src/actions/letters/readLetter.ts';
import { verifyLedger } from '../../src/actions/maintenance/verifyLedger.ts';
import type { Services } from '../../src/actions/services.ts';
import type { PersonActor } from '../../src/domain/access/actor.ts';
import { readPdf } from '../../src/outside/documents/readPdf.ts';
import { type Seal, SealAway } from '../../src/outside/seal/seal.ts';
import { Busy } from '../../src/outside/turnstile.ts';
import { type Desk, ofAuthority, ofInstitution, openDesk, submitted } from '../desk/desk.ts';
import { must } from '../factories/life.ts';
import { allConfirmed, stepForm } from '../factories/stepForm.ts';
import { makeSeal } from '../seal/sealMaking.ts';
import { readSigned } from '../seal/signedPdf.ts';

let desk: Desk;
let superuser: pg.Client;
beforeAll(async () => {
  desk = await openDesk();
  superuser = new pg.Client({ connectionString: desk.db.url('postgres') });
  await superuser.connect();
});
afterAll(async () => {
  await superuser.end();
  await desk.close();
});

interface Letter {
  readonly id: string;
  readonly number: string;
  readonly person: PersonActor;
}

/** 受理通知书 of a new file, not sealed yet. */
async function newLetter(): Promise<Letter> {
  const { id, person } = await submitted(desk, {});
  await desk.clerk.post(ofInstitution(id), stepForm('passAtInstitution', 1, allConfirmed));
  await desk.decider.post(ofAuthority(id), stepForm('accept', 2, { sure: 'yes' }));
  const { rows } = await superuser.query('SELECT id, number FROM letter WHERE application_id = $1', [id]);
  return { ...rows[0], person };
}

interface Sealing {
  readonly id: string;
  readonly version: number;
  readonly digest: string;
  readonly test: boolean;
  readonly signed_at: Date | null;
  readonly pdf_key: string | null;
}

async function records({ id }: Letter): Promise<Sealing[]> {
  return (await superuser.query('SELECT * FROM sealed_document WHERE letter_id = $1 ORDER BY version', [id])).rows;
}

const withSeal = (seal: Seal): Services => ({ ...desk.services, sealing: { ...desk.services.sealing, seal } });

async function pdfOf({ id, person }: Letter): Promise<Buffer> {
  return Buffer.from(must(await readLetter(desk.services, person, id)).pdf);
}

/** The same services, signing otherwise. */
const signing = (sign: Seal['sign']): Services => withSeal({ ...desk.services.sealing.seal, sign });
const away = () =>
  signing(async () => {
    throw new SealAway('印章密码设备没有应答');
  });

describe('文书用印', () => {
  test('用印以前可以读,写明尚未用印;用印以后带有可以独立验证的签名,仍标明测试样例', async () => {
    const letter = await newLetter();
    const before = readPdf(await pdfOf(letter)).words;
    expect(before).toContain('尚未加盖电子印章');
    expect(before).not.toContain('测试样例');
    expect(await archiveLetter(desk.services)).toEqual({ kind: 'archived' });
    const pdf = await pdfOf(letter);
    const { valid, digest, certificate } = readSigned(pdf);
    expect(valid).toBe(true);
    expect(certificate.subject).toContain('测试电子印章');
    expect(await records(letter)).toMatchObject([{ version: 1, digest, test: true }]);
    const { words } = readPdf(pdf);
    expect(words).toContain('测试样例，以测试印章签名，不具有法律效力');
    expect(words).toContain(letter.number.replaceAll(' ', ''));
  });

  test('正式印章的文书没有测试样例的字样', async () => {
    const letter = await newLetter();
    await archiveLetter(withSeal(makeSeal('rsa')));
    const pdf = await pdfOf(letter);
    expect(readSigned(pdf).valid).toBe(true);
    expect(readPdf(pdf).words).toContain('电子签章·可用PDF阅读器验证');
    expect(readPdf(pdf).words).not.toMatch(/测试|尚未/);
  });

  test('签名之前记录已经提交,并留在台账', async () => {
    const letter = await newLetter();
    const seen: unknown[] = [];
    const { seal } = desk.services.sealing;
    await archiveLetter(
      signing(async (bytes) => {
        const [record] = await records(letter);
        const sql = 'SELECT action, organisation, detail FROM ledger WHERE subject_id = $1';
        seen.push([record?.signed_at, (await superuser.query(sql, [record?.id])).rows]);
        return seal.sign(bytes);
      }),
    );
    const [record] = await records(letter);
    const detail: unknown = expect.objectContaining({ digest: record?.digest, identifier: letter.number });
    expect(seen).toEqual([
      [null, [{ action: 'sealPaper', organisation: desk.county.deciders[0].organisation, detail }]],
    ]);
    expect(record?.signed_at).not.toBeNull();
  });

  test('印章不在:文书等着,不算失败;恢复后接着用同一条记录', async () => {
    const letter = await newLetter();
    expect(await archiveLetter(away())).toMatchObject({ kind: 'away' });
    const { rows } = await superuser.query('SELECT tries FROM letter WHERE id = $1', [letter.id]);
    expect(rows).toEqual([{ tries: 0 }]);
    const [before] = await records(letter);
    expect(before?.pdf_key).toBeNull();
    expect((await verifyLedger(desk.services)).bad).toBeNull();
    desk.setNow('2026-03-02T11:30:00+08:00');
    expect(await archiveLetter(desk.services)).toEqual({ kind: 'archived' });
    expect((await records(letter)).map(({ id }) => id)).toEqual([before?.id]);
    expect(readSigned(await pdfOf(letter))).toMatchObject({ valid: true, digest: before?.digest });
  });

  test('打印的人太多:文书等着,不算失败', async () => {
    const letter = await newLetter();
    const busy = async () => {
      throw new Busy('2 at work, 50 waiting');
    };
    const full = { ...desk.services, documents: { ...desk.services.documents, pdf: busy } };
    expect(await archiveLetter(full)).toMatchObject({ kind: 'busy' });
    const { rows } = await superuser.query('SELECT tries FROM letter WHERE id = $1', [letter.id]);
    expect(rows).toEqual([{ tries: 0 }]);
    expect(await archiveLetter(desk.services)).toEqual({ kind: 'archived' });
  });

  test('印章换过:原来未签的记录留着,另记一条', async () => {
    const letter = await newLetter();
    await archiveLetter(away());
    await archiveLetter(withSeal(makeSeal()));
    const all = await records(letter);
    expect(all.map(({ version, pdf_key }) => [version, pdf_key === null])).toEqual([
      [1, true],
      [2, false],
    ]);
    expect(readSigned(await pdfOf(letter)).digest).toBe(all[1]?.digest);
  });
});

describe('ledger verify 核对文书', () => {
  /** Past every trigger; undone afterwards. */
  async function badAfter(change: string, back: string, ...params: readonly unknown[]) {
    const run = async (sql: string) => {
      await superuser.query('SET session_replication_role = replica');
      await superuser.query(sql, [...params]);
      await superuser.query('SET session_replication_role = origin');
    };
    await run(change);
    const { bad } = await verifyLedger(desk.services);
    await run(back);
    expect((await verifyLedger(desk.services)).bad).toBeNull();
    return bad;
  }

  test('内容、存档和文件都与用印记录一致;改动哪一样都能发现', async () => {
    const letter = await newLetter();
    await archiveLetter(desk.services);
    const [record] = await records(letter);
    const { papers } = await verifyLedger(desk.services);
    expect(papers).toMatchObject({ licences: 0, letters: 7, unfinished: 1 });
    const bad = (problem: string) => ({ table: 'sealed_document', id: record?.id, problem });
    const content = (from: string, to: string) =>
      `UPDATE letter SET content = replace(content::text, '${from}', '${to}')::jsonb WHERE id = $1`;
    expect(await badAfter(content('起受理', '起不受理'), content('起不受理', '起受理'), letter.id)).toEqual(
      bad('文书内容与用印记录不一致'),
    );
    const key = (to: string) => `UPDATE letter SET pdf_key = ${to} WHERE id = $1`;
    expect(await badAfter(key("pdf_key || 'x'"), key("rtrim(pdf_key, 'x')"), letter.id)).toEqual(
      bad('文书的存档不是用印的那一份'),
    );
    const pdf = await pdfOf(letter);
    await desk.services.storage.remove(record?.pdf_key ?? '');
    expect((await verifyLedger(desk.services)).bad).toEqual(bad('文书文件缺失'));
    await desk.services.storage.put(record?.pdf_key ?? '', pdf.subarray(1), 'application/pdf');
    expect((await verifyLedger(desk.services)).bad).toEqual(bad('文书文件与用印记录不一致'));
  });
});
