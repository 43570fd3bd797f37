import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeLicencePaper } from '../../src/actions/licence/makeLicencePaper.ts';
import { sha256 } from '../../src/actions/licence/readPaper.ts';
import { sequence } from '../../src/actions/log/sequence.ts';
import { verifyLedger } from '../../src/actions/maintenance/verifyLedger.ts';
import { ledgerVerify } from '../../src/cli/ledgerVerify.ts';
import { type Seal, SealAway } from '../../src/outside/seal/seal.ts';
import { sealPdf } from '../../src/outside/seal/sealPdf.ts';
import { openSm2Seal } from '../../src/outside/seal/sm2.ts';
import { happen } from '../factories/happening.ts';
import { insertInstitution } from '../factories/people.ts';
import { inactive, siteAt } from '../factories/register.ts';
import { openPaperWorld, type PaperWorld, type SealingRow } from './paperWorld.ts';
import { makeSeal } from './sealMaking.ts';
import { readSigned } from './signedPdf.ts';
import { sm2Pem } from './sm2Key.ts';

let world: PaperWorld;
let superuser: pg.Client;

beforeAll(async () => {
  world = await openPaperWorld();
  superuser = new pg.Client({ connectionString: world.db.url('postgres') });
  await superuser.connect();
  // More than are read at once.
  for (let n = 0; n < 9; n += 1) await world.paperOf(await world.register());
});
afterAll(async () => {
  await superuser.end();
  await world.close();
});

const report = () => verifyLedger(world.services);

/** Past every trigger, and put back afterwards. */
async function tamper(sql: string, ...params: readonly unknown[]): Promise<void> {
  await superuser.query('SET session_replication_role = replica');
  await superuser.query(sql, [...params]);
  await superuser.query('SET session_replication_role = origin');
}

async function fileOf({ pdf_key }: SealingRow): Promise<Buffer> {
  return Buffer.from((await world.services.storage.get(pdf_key ?? '')) ?? []);
}

const put = ({ pdf_key }: SealingRow, pdf: Uint8Array) =>
  world.services.storage.put(pdf_key ?? '', pdf, 'application/pdf');

/** Another file, which the row knows of. */
async function exchange(row: SealingRow, pdf: Uint8Array): Promise<void> {
  await put(row, pdf);
  await tamper('UPDATE sealed_document SET pdf_sha256 = $2 WHERE id = $1', row.id, sha256(pdf));
}

describe('ledger verify 核对证书', () => {
  test('各种来历的证书都一致', async () => {
    const { database } = world.db;
    const other = await insertInstitution(database, world.tree.county);
    const authorityId = world.tree.county.id;
    const someone = await world.register();
    const { id } = someone.entry;
    await world.paperOf(someone);
    await sequence(world.services);
    await happen(database, id, { type: 'corrected', on: '2026-02-01', techniques: '针刺\t与艾灸\u200b' });
    await happen(database, id, siteAt(other, authorityId, '2026-03-01', '2027-02-28'));
    await world.paperOf(someone, world.withSealing({ seal: makeSeal('rsa'), sm2: openSm2Seal(sm2Pem()) }));
    await happen(database, id, {
      type: 'mainInstitutionChanged',
      on: '2026-02-02',
      institutionId: other.id,
      authorityId,
    });
    await world.paperOf(someone);
    await happen(database, id, inactive('2026-02-03'));
    expect(await world.records(someone)).toHaveLength(3);
    expect(await report()).toMatchObject({ papers: { licences: 12, unfinished: 0 }, bad: null });
  });

  test('已记录而未用印的不算错,单独计数', async () => {
    const sign = async () => {
      throw new SealAway('印章密码设备没有应答');
    };
    const broken: Seal = { ...world.services.sealing.seal, sign };
    const someone = await world.register();
    await makeLicencePaper(world.withSealing({ seal: broken }), someone.person, someone.entry.id);
    expect(await report()).toMatchObject({ papers: { licences: 12, unfinished: 1 }, bad: null });
    const { text, json, failed } = await ledgerVerify(world.services);
    expect(text).toContain('证书 12 份、文书 0 份');
    expect(text).toContain('另有 1 份已记录而未用印');
    expect([json, failed]).toEqual([
      expect.objectContaining({ papers: { licences: 12, letters: 0, unfinished: 1 }, consistent: true }),
      false,
    ]);
    await world.paperOf(someone);
    expect(await report()).toMatchObject({ papers: { licences: 13, unfinished: 0 }, bad: null });
  });
});

describe('改动一份证书', () => {
  let row: SealingRow;
  let entryId: string;
  let other: SealingRow | undefined;
  let pdf: Buffer;
  /** Everything as it was, for the next test. */
  const undo: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    const before = await world.register();
    await world.paperOf(before);
    [other] = await world.records(before);
    // The last: its ledger row waits for its leaf, so that some of these tests can still rewrite it.
    const someone = await world.register();
    await world.paperOf(someone, world.withSealing({ sm2: openSm2Seal(sm2Pem()) }));
    const [first] = await world.records(someone);
    if (first === undefined) throw new Error('no record');
    row = first;
    entryId = someone.entry.id;
    pdf = await fileOf(row);
    await superuser.query('CREATE TEMP TABLE kept AS SELECT * FROM sealed_document WHERE id = $1', [row.id]);
  });
  beforeEach(async () => {
    for (const each of undo.splice(0)) await each();
    await put(row, pdf);
    await tamper('DELETE FROM sealed_document WHERE id = $1', row.id);
    await tamper('INSERT INTO sealed_document SELECT * FROM kept');
    expect((await report()).bad).toBeNull();
  });

  const bad = (problem: string) => ({ table: 'sealed_document', id: row.id, problem });

  test('文件改动一个字节', async () => {
    const changed = Buffer.from(pdf);
    changed[100] = (changed[100] ?? 0) ^ 1;
    await put(row, changed);
    expect((await report()).bad).toEqual(bad('证书文件与用印记录不一致'));
    await exchange(row, changed);
    expect((await report()).bad).toEqual(bad('证书文件不是用印记录所记的那一份'));
  });

  test('文件只剩一半', async () => {
    await put(row, pdf.subarray(0, pdf.length / 2));
    expect((await report()).bad).toEqual(bad('证书文件与用印记录不一致'));
  });

  test('文件缺失', async () => {
    await world.services.storage.remove(row.pdf_key ?? '');
    expect((await report()).bad).toEqual(bad('证书文件缺失'));
  });

  test('换成另一份证书的文件', async () => {
    await tamper(
      'UPDATE sealed_document d SET pdf_key = o.pdf_key, pdf_sha256 = o.pdf_sha256 FROM sealed_document o WHERE d.id = $1 AND o.id = $2',
      row.id,
      other?.id,
    );
    expect((await report()).bad).toEqual(bad('证书文件不是用印记录所记的那一份'));
  });

  test('文件内容未变,换成别人的印章', async () => {
    const seal = makeSeal();
    const from = pdf.lastIndexOf('/Contents <') + '/Contents '.length;
    const slot = { bytes: pdf, from, to: pdf.indexOf('>', from) + 1 };
    const prepared = { slot, digest: Buffer.from(row.digest, 'hex') };
    const changed = await sealPdf(prepared, seal, await seal.open(), undefined);
    expect(readSigned(changed)).toMatchObject({ valid: true, digest: row.digest });
    await exchange(row, changed);
    expect((await report()).bad).toEqual(bad('证书文件的签章不对,或不是所记的印章'));
  });

  test('文件内容未变,签名被改', async () => {
    const changed = Buffer.from(pdf);
    const from = changed.lastIndexOf('/Contents <') + '/Contents <'.length;
    const end = changed.indexOf('>', from);
    // The last digit that is none of the zeros behind the signature.
    const place = changed.toString('latin1', from, end).replace(/0+$/, '').length - 3 + from;
    changed.write(changed.toString('latin1', place, place + 1) === '1' ? '2' : '1', place, 'latin1');
    await exchange(row, changed);
    expect((await report()).bad).toEqual(bad('证书文件的签章不对,或不是所记的印章'));
    changed.fill('0', from, end);
    await exchange(row, changed);
    expect((await report()).bad).toEqual(bad('证书文件的签章不对,或不是所记的印章'));
  });

  test.each([
    `metadata = replace(metadata, '张景和', '张景岳')`,
    `identifier = replace(identifier, '.001.', '.002.')`,
    `digest = repeat('0', 64)`,
    'version = 2',
    'register_version = 7',
    'test = false',
    `provider = 'pkcs11'`,
    `certificate_serial = '00'`,
    `content_sha256 = repeat('0', 64)`,
    'timestamped = true',
  ])('以超级用户改动记录:%s', async (change) => {
    await tamper(`UPDATE sealed_document SET ${change} WHERE id = $1`, row.id);
    expect((await report()).bad).toEqual(bad('用印记录与台账不一致'));
  });

  test('改动 SM2 签名', async () => {
    const signature = openSm2Seal(sm2Pem()).sign(Buffer.from('something else'));
    await tamper('UPDATE sealed_document SET sm2_signature = $2 WHERE id = $1', row.id, signature);
    expect((await report()).bad).toEqual(bad('证照元数据的 SM2 签名不对'));
  });

  test('台账另有一行什么也没说的用印,记录被改', async () => {
    const said = `'系统', '', 'sealPaper', 'sealed_document', '${row.id}'`;
    await superuser.query(
      `INSERT INTO ledger (at, actor_name, organisation, action, subject_type, subject_id) VALUES (now(), ${said})`,
    );
    undo.push(() =>
      tamper(
        `WITH gone AS (DELETE FROM ledger WHERE subject_id = $1 AND detail = '{}' RETURNING seq)
         DELETE FROM log_queue q USING gone WHERE q.ledger_seq = gone.seq`,
        row.id,
      ),
    );
    await tamper('UPDATE sealed_document SET test = NOT test WHERE id = $1', row.id);
    expect((await report()).bad).toEqual(bad('用印记录与台账不一致'));
  });

  test('删除记录:台账记得', async () => {
    await tamper('DELETE FROM sealed_document WHERE id = $1', row.id);
    const { rows } = await superuser.query<{ seq: number }>('SELECT seq FROM ledger WHERE subject_id = $1', [row.id]);
    expect((await report()).bad).toMatchObject({ table: 'ledger', id: String(rows[0]?.seq) });
  });

  // As if the program itself had recorded it: what the ledger says agrees with the row.
  test.each([
    ['针刺、艾灸、拔罐', '任意', '证照元数据的照面信息与登记事件不一致'],
    ['"证照颁发日期": "2020-01-06"', '"证照颁发日期": "2019-01-06"', '证照元数据的照面信息与登记事件不一致'],
    ['2020年1月6日', '2020年1月7日', '证照元数据的照面信息与登记事件不一致'],
    ['准予注册，', '取消备案，', '证照元数据的变更记录或备案记录与登记事件不一致'],
    ['"变更记录": [', '"变更记录": [],"其他": [', '证照元数据的变更记录或备案记录与登记事件不一致'],
    ['"版本号": 1', '"版本号": 2', '证照元数据与用印记录不一致'],
    ['"测试样例"', '"有效"', '证照元数据与用印记录不一致'],
    ['"查验码": "', '"查验码": "X', '证照元数据与用印记录不一致'],
    ['"序号": ', '"序号": 1', '证照元数据的收录证明不是所依据的登记事件的'],
    ['"照面信息"', '"面"', '证照元数据无法读取'],
    ['{', '', '证照元数据无法读取'],
  ])('记录时元数据就与登记事件不符:%s → %s', async (from, to, problem) => {
    await recordedAs(`metadata = regexp_replace(metadata, $2, $3)`, from.replaceAll(/[[{]/g, '\\$&'), to);
    expect((await report()).bad).toEqual(bad(problem));
  });

  test('所依据的登记事件不存在', async () => {
    await recordedAs('register_version = 2');
    expect((await report()).bad).toEqual(bad('所依据的登记事件不存在'));
  });

  test('登记事件被改得无法推算:说出登记事件,核对不中断', async () => {
    await tamper(
      `UPDATE register_event SET type = 'odd', event = event || '{"type":"odd"}' WHERE entry_id = $1`,
      entryId,
    );
    undo.push(() =>
      tamper(
        `UPDATE register_event SET type = 'registered', event = event || '{"type":"registered"}' WHERE entry_id = $1`,
        entryId,
      ),
    );
    expect((await report()).bad).toMatchObject({ table: 'register_event', id: `${entryId}/1` });
  });

  test('几份都不一致时,说出最前的一份', async () => {
    const { rows } = await superuser.query<SealingRow>(
      'SELECT * FROM sealed_document WHERE pdf_key IS NOT NULL ORDER BY id LIMIT 2',
    );
    const [first, second] = rows;
    if (first === undefined || second === undefined) throw new Error('no papers');
    for (const each of rows) {
      const file = await fileOf(each);
      await world.services.storage.remove(each.pdf_key ?? '');
      undo.push(() => put(each, file));
    }
    expect(await report()).toMatchObject({ bad: { id: first.id }, papers: { licences: 0, unfinished: 0 } });
    await put(first, Buffer.from('x'));
    expect((await report()).bad).toEqual({
      table: 'sealed_document',
      id: first.id,
      problem: '证书文件与用印记录不一致',
    });
  });

  /** The row with its ledger row, before either is in the log. */
  async function recordedAs(change: string, ...params: readonly unknown[]): Promise<void> {
    await tamper(`UPDATE sealed_document SET ${change} WHERE id = $1`, row.id, ...params);
    const asked = 'SELECT detail FROM ledger WHERE subject_id = $1';
    const { rows } = await superuser.query<{ detail: unknown }>(asked, [row.id]);
    undo.push(() =>
      tamper('UPDATE ledger SET detail = $2 WHERE subject_id = $1', row.id, JSON.stringify(rows[0]?.detail)),
    );
    await tamper(
      `UPDATE ledger l SET detail = l.detail || jsonb_build_object('registerVersion', d.register_version,
         'metadata', encode(sha256(convert_to(d.metadata, 'UTF8')), 'hex')) FROM sealed_document d WHERE d.id = $1 AND l.subject_id = d.id::text`,
      row.id,
    );
  }
});
