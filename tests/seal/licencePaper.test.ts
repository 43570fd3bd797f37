import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeLicencePaper } from '../../src/actions/licence/makeLicencePaper.ts';
import { readLicenceMetadata, readLicencePaper } from '../../src/actions/licence/readLicencePaper.ts';
import { isLicenceIdentifier } from '../../src/domain/fields/licenceIdentifier.ts';
import { readPdf } from '../../src/outside/documents/readPdf.ts';
import { type Seal, SealAway } from '../../src/outside/seal/seal.ts';
import { createTimestamper } from '../../src/outside/seal/timestamp.ts';
import { happen } from '../factories/happening.ts';
import { insertInstitution } from '../factories/people.ts';
import { insertEntry, siteAt } from '../factories/register.ts';
import { startLocalTimestamps } from './localTimestamps.ts';
import { openPaperWorld, type PaperWorld } from './paperWorld.ts';
import { makeSeal } from './sealMaking.ts';
import { readSigned } from './signedPdf.ts';

let world: PaperWorld;

beforeAll(async () => {
  world = await openPaperWorld();
});
afterAll(() => world.close());

describe('证书', () => {
  test('带有可以独立验证的 PAdES 签名,签名覆盖整个文件', async () => {
    const someone = await world.register();
    const { valid, signed, unsigned, certificate, digest } = readSigned(await world.paperOf(someone));
    expect(valid).toBe(true);
    expect(signed).toEqual(['1.2.840.113549.1.9.3', '1.2.840.113549.1.9.4', '1.2.840.113549.1.9.16.2.47']);
    expect(unsigned).toEqual([]);
    expect(certificate.subject).toContain('测试电子印章');
    const [record] = await world.records(someone);
    expect([record?.digest, record?.certificate_serial, record?.provider, record?.test]).toEqual([
      digest,
      certificate.serialNumber,
      'localTest',
      true,
    ]);
  });

  test('改动一个字节,签名就不对', async () => {
    const pdf = await world.paperOf(await world.register());
    const place = pdf.indexOf('/Type /Catalog');
    const changed = Buffer.from(pdf);
    changed[place + 6] = 0x58;
    expect(readSigned(changed).valid).toBe(false);
  });

  test('正面和背面各项齐全,证件号码不在其中', async () => {
    const other = await insertInstitution(world.db.database, world.tree.county, { name: '浏阳仁和中医诊所' });
    const someone = await insertEntry(
      world.db.database,
      { tree: world.tree, institution: world.institution },
      {
        name: '李守仁',
        later: [
          siteAt(other, world.tree.county.id, '2021-03-01', '2030-02-28'),
          {
            type: 'mainInstitutionChanged',
            on: '2022-05-06',
            institutionId: other.id,
            authorityId: world.tree.county.id,
          },
          { type: 'corrected', on: '2023-07-08', conditions: '颈肩腰腿痛' },
          { type: 'suspended', on: '2024-01-01', from: '2024-01-01', until: '2024-02-01' },
          { type: 'suspensionEnded', on: '2024-02-02' },
        ],
      },
    );
    const pdf = await world.paperOf(someone);
    const { words } = readPdf(pdf);
    const [record] = await world.records(someone);
    for (const said of [
      '李守仁',
      someone.entry.licenceNo,
      record?.identifier ?? 'no identifier',
      '颈肩腰腿痛',
      '2020年1月6日准予注册',
      '2021年3月1日浏阳仁和中医诊所，至2030年2月28日',
      '2022年5月6日主要执业机构变更为：浏阳仁和中医诊所',
      '2023年7月8日更正执业范围的登记',
    ]) {
      expect(words).toContain(said.replaceAll(' ', ''));
    }
    // Penalties are told by whoever asks the register, not by the paper for ever.
    expect(words).not.toContain('暂停');
    const { rows } = await world.db.database.pool.query<{ metadata: string }>(
      'SELECT metadata FROM sealed_document WHERE entry_id = $1',
      [someone.entry.id],
    );
    for (const text of [words, rows[0]?.metadata ?? '']) expect(text).not.toMatch(/\d{17}[\dX]/);
  });

  test('在换成正式印章以前标明测试样例', async () => {
    const someone = await world.register();
    expect(readPdf(await world.paperOf(someone)).words).toContain('测试样例，不具有法律效力');
    const real = await world.paperOf(someone, world.withSealing({ seal: makeSeal() }));
    expect(readSigned(real).valid).toBe(true);
    expect(readPdf(real).words).not.toContain('测试');
    expect((await world.records(someone)).map(({ version, test, provider }) => [version, test, provider])).toEqual([
      [1, true, 'localTest'],
      [2, false, 'pkcs12'],
    ]);
  });

  test('RSA 印章同样可以验证', async () => {
    const pdf = await world.paperOf(await world.register(), world.withSealing({ seal: makeSeal('rsa') }));
    expect(readSigned(pdf).valid).toBe(true);
  });

  test('设有时间戳服务的,签名带时间戳', async () => {
    const service = await startLocalTimestamps();
    const timestamper = createTimestamper({ url: service.url, roots: [service.root.certificate] });
    const someone = await world.register();
    const { valid, unsigned } = readSigned(await world.paperOf(someone, world.withSealing({ timestamper })));
    expect([valid, unsigned]).toEqual([true, ['1.2.840.113549.1.9.16.2.14']]);
    service.lie({ status: 2 });
    const next = await world.register();
    const refused = await makeLicencePaper(world.withSealing({ timestamper }), next.person, next.entry.id);
    expect(refused).toEqual({ kind: 'away', words: '时间戳服务暂时不能使用' });
    await service.close();
  });
});

describe('电子证照标识', () => {
  test('由颁发机构、证书编码和版本组成,校验位正确', async () => {
    const someone = await world.register();
    await world.paperOf(someone);
    const [record] = await world.records(someone);
    const { licenceNo } = someone.entry;
    expect(record?.identifier).toMatch(
      `1.2.156.3005.2.11100000TESTISSUER001.${world.tree.county.regionCode}.${licenceNo}.001.`,
    );
    expect(isLicenceIdentifier(record?.identifier ?? '')).toBe(true);
  });

  test('颁发机构登记了统一社会信用代码的,用该代码', async () => {
    const { rows } = await world.db.database.pool.query<{ credit_code: string }>(
      `UPDATE authority SET credit_code = '11430000006122244L' WHERE id = $1 RETURNING credit_code`,
      [world.tree.county.id],
    );
    const someone = await world.register();
    await world.paperOf(someone);
    expect((await world.records(someone))[0]?.identifier).toContain(
      `.${rows[0]?.credit_code}.${someone.entry.licenceNo}.`,
    );
    await world.db.database.pool.query('UPDATE authority SET credit_code = NULL');
  });
});

describe('用印记录', () => {
  test('签名之前已经提交到数据库,并留在台账', async () => {
    const someone = await world.register();
    const { seal } = world.services.sealing;
    const seen: unknown[] = [];
    const watched: Seal = {
      ...seal,
      sign: async (bytes) => {
        // Another connection: it sees only what is committed.
        const [record] = await world.records(someone);
        const { rows } = await world.db.database.pool.query(
          `SELECT action, detail ->> 'digest' AS digest FROM ledger WHERE subject_type = 'sealed_document' AND subject_id = $1`,
          [record?.id],
        );
        seen.push([record?.digest, record?.signed_at, rows]);
        return seal.sign(bytes);
      },
    };
    const { digest } = readSigned(await world.paperOf(someone, world.withSealing({ seal: watched })));
    expect(seen).toEqual([[digest, null, [{ action: 'sealPaper', digest }]]]);
    expect((await world.records(someone))[0]?.signed_at).not.toBeNull();
  });

  test('记录不能改写,不能删除', async () => {
    const someone = await world.register();
    await world.paperOf(someone);
    const [record] = await world.records(someone);
    for (const statement of [
      `UPDATE sealed_document SET digest = 'x' WHERE id = $1`,
      `UPDATE sealed_document SET pdf_sha256 = 'x' WHERE id = $1`,
      'UPDATE sealed_document SET signed_at = NULL, pdf_key = NULL, pdf_sha256 = NULL WHERE id = $1',
      'DELETE FROM sealed_document WHERE id = $1',
    ]) {
      await expect(world.db.database.pool.query(statement, [record?.id])).rejects.toMatchObject({ code: '42501' });
    }
  });

  test('印章不在时不出证书,也不换用测试印章;印章恢复后接着用同一条记录', async () => {
    const someone = await world.register();
    const seal = makeSeal();
    const broken: Seal = {
      ...seal,
      sign: async () => {
        throw new SealAway('印章密码设备没有应答');
      },
    };
    const refused = await makeLicencePaper(world.withSealing({ seal: broken }), someone.person, someone.entry.id);
    expect(refused).toEqual({ kind: 'away', words: '印章密码设备没有应答' });
    const [before] = await world.records(someone);
    expect([before?.signed_at, before?.pdf_key]).toEqual([null, null]);
    world.setNow('2026-03-02T10:30:00+08:00');
    const pdf = await world.paperOf(someone, world.withSealing({ seal }));
    world.setNow('2026-03-02T09:00:00+08:00');
    const after = await world.records(someone);
    expect(after.map(({ id, digest }) => [id, digest])).toEqual([[before?.id, readSigned(pdf).digest]]);
    expect(readSigned(pdf).valid).toBe(true);
  });

  test('印章一开始就打不开:没有记录', async () => {
    const someone = await world.register();
    const closed: Seal = {
      ...makeSeal(),
      open: async () => {
        throw new SealAway('没有找到印章密码设备');
      },
    };
    const refused = await makeLicencePaper(world.withSealing({ seal: closed }), someone.person, someone.entry.id);
    expect(refused).toEqual({ kind: 'away', words: '没有找到印章密码设备' });
    expect(await world.records(someone)).toEqual([]);
  });
});

describe('同一内容只有一份证书', () => {
  test('再次下载是同一份文件', async () => {
    const someone = await world.register();
    const first = await world.paperOf(someone);
    expect((await world.paperOf(someone)).equals(first)).toBe(true);
    expect(await world.records(someone)).toHaveLength(1);
  });

  test('同时下载两次,得到同一份', async () => {
    const someone = await world.register();
    const [one, other] = await Promise.all([world.paperOf(someone), world.paperOf(someone)]);
    expect(one.equals(other)).toBe(true);
    expect(await world.records(someone)).toHaveLength(1);
  });

  test('同时接着签同一条记录,签出的字节又相同(RSA),文件还在', async () => {
    const someone = await world.register();
    const seal = makeSeal('rsa');
    const sign = async () => {
      throw new SealAway('印章密码设备没有应答');
    };
    await makeLicencePaper(world.withSealing({ seal: { ...seal, sign } }), someone.person, someone.entry.id);
    const again = world.withSealing({ seal });
    await Promise.all([1, 2].map(() => makeLicencePaper(again, someone.person, someone.entry.id)));
    expect(readSigned(await world.paperOf(someone, again)).valid).toBe(true);
    expect(await world.records(someone)).toHaveLength(1);
  });

  test('登记内容变化后是新的版本,联系方式变化则不是', async () => {
    const someone = await world.register();
    await world.paperOf(someone);
    await happen(world.db.database, someone.entry.id, {
      type: 'photoUpdated',
      on: '2026-02-01',
      photoId: null,
      contact: { phone: '13900000001' },
    });
    await world.paperOf(someone);
    expect(await world.records(someone)).toHaveLength(1);
    await happen(world.db.database, someone.entry.id, { type: 'corrected', on: '2026-02-01', techniques: '针刺' });
    expect(readPdf(await world.paperOf(someone)).words).toContain('针刺执业范围');
    const all = await world.records(someone);
    expect(all.map(({ version }) => version)).toEqual([1, 2]);
    expect(all[1]?.identifier).toContain('.002.');
  });

  test('不再有效的注册没有证书,原来的证书也不再给出', async () => {
    const someone = await world.register();
    await world.paperOf(someone);
    await happen(world.db.database, someone.entry.id, { type: 'madeInactive', on: '2026-02-01', reason: '退休' });
    expect(await makeLicencePaper(world.services, someone.person, someone.entry.id)).toBeUndefined();
    expect(await readLicencePaper(world.services, someone.person, someone.entry.id)).toBeUndefined();
    expect(await readLicenceMetadata(world.services, someone.person, someone.entry.id)).toBeUndefined();
  });

  test('别人的证书没有', async () => {
    const [someone, other] = [await world.register(), await world.register('王不留')];
    expect(await makeLicencePaper(world.services, other.person, someone.entry.id)).toBeUndefined();
    expect(await world.records(someone)).toEqual([]);
    await world.paperOf(someone);
    expect(await readLicencePaper(world.services, other.person, someone.entry.id)).toBeUndefined();
    expect(await readLicencePaper(world.services, other.person, randomUUID())).toBeUndefined();
  });

  test('存放的文件被改动:报告损坏,不给出', async () => {
    const someone = await world.register();
    const pdf = await world.paperOf(someone);
    const [record] = await world.records(someone);
    await world.services.storage.put(record?.pdf_key ?? '', pdf.subarray(1), 'application/pdf');
    await expect(world.paperOf(someone)).rejects.toThrow('damaged');
  });
});
