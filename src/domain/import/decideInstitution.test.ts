import { describe, expect, test } from 'vitest';
import { decideInstitution, type InstitutionFound } from './decideInstitution.ts';
import type { InstitutionRow } from './institutions.ts';
import type { Reach } from './reach.ts';

const row: InstitutionRow = {
  name: '青山县仁和中医诊所',
  number: '12345678943010411A1001',
  creditCode: '',
  regionCode: '430104',
  type: '中医(综合)诊所',
  authorityCode: 'C1',
  headName: '王苓',
  phone: '0731-88886666',
  licenceValidUntil: null,
};
const found: InstitutionFound = { ...row, id: 'institution-1', version: 1, authorityPath: 'V/P/C1' };
const county: Reach = { path: 'V/P/C1', provinceCode: null };

describe('机构的一行做什么', () => {
  test('没有的新增,相同的不动', () => {
    expect(decideInstitution(row, 'V/P/C1', null, null)).toEqual({ move: 'add' });
    expect(decideInstitution(row, 'V/P/C1', found, null)).toEqual({ move: 'keep' });
  });

  test.each([
    { name: '青山县仁和诊所' },
    { creditCode: '91430104MA4L1234A0' },
    { regionCode: '430105' },
    { type: '诊所' },
    { authorityCode: 'C2' },
    { headName: '李芷' },
    { phone: '0731-88886667' },
    { licenceValidUntil: '2030-12-31' },
  ])('有一处不同就更新:%j', (changed) => {
    expect(decideInstitution({ ...row, ...changed }, 'V/P/C1', found, null)).toEqual({ move: 'update' });
  });

  test('本机关和下级机关发证的可以导入,别处的、从别处移来的不可以', () => {
    const refusal = { refusal: { column: 'authorityCode', code: 'import.notYourRegion' } };
    expect(decideInstitution(row, 'V/P/C1', null, county)).toEqual({ move: 'add' });
    expect(decideInstitution(row, 'V/P/C1/S', found, county)).toEqual({ move: 'keep' });
    expect(decideInstitution(row, 'V/P/C2', null, county)).toEqual(refusal);
    expect(decideInstitution(row, 'V/P/C1', { ...found, authorityPath: 'V/P/C2' }, county)).toEqual(refusal);
  });
});
