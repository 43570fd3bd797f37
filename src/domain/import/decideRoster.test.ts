import { describe, expect, test } from 'vitest';
import {
  sampleCertificateFound as certificate,
  samplePersonFound as person,
  sampleRosterRow as row,
} from '../../../tests/factories/importSamples.ts';
import { decideRosterRow, type RosterFound } from './decideRoster.ts';
import type { Reach } from './reach.ts';
import type { RosterRow } from './roster.ts';

const both: RosterFound = { person, certificate };
const decided = (
  changed: Partial<RosterRow>,
  found: RosterFound = both,
  builtOn: readonly string[] = [],
  reach: Reach = null,
) => {
  const decision = decideRosterRow({ ...row, ...changed }, found, new Set(builtOn), reach);
  return 'refusal' in decision
    ? `${decision.refusal.column} ${decision.refusal.code}`
    : `${decision.person} ${decision.certificate}`;
};
const ofPerson = [{ name: '张景河' }, { sex: 'female' }, { birthDate: '1963-05-13' }] as const;
const ofCertificate = [
  { issuedOn: '2025-03-04' },
  { provinceCode: '330000' },
  { techniques: '艾灸' },
  { conditions: '颈椎病' },
  { issuer: '湖南省卫生健康委' },
] as const;

describe('名册的一行做什么', () => {
  test('没有的新增,相同的不动', () => {
    expect(decided({}, { person: null, certificate: null })).toBe('add add');
    expect(decided({}, { person, certificate: null })).toBe('keep add');
    expect(decided({})).toBe('keep keep');
  });

  test.each(ofPerson)('人有一处不同就更新:%j', (changed) => {
    expect(decided(changed)).toBe('update keep');
  });

  test.each(ofCertificate)('证书有一处不同就更新:%j', (changed) => {
    expect(decided(changed)).toBe('keep update');
  });
});

describe('不能悄悄改变的', () => {
  test('证书在另一人名下', () => {
    const other = { person, certificate: { ...certificate, personId: 'person-2' } };
    expect(decided({}, other)).toBe('certificateNo import.anotherPerson');
    expect(decided({}, { person: null, certificate })).toBe('certificateNo import.anotherPerson');
  });

  test.each([...ofPerson, ...ofCertificate])('已激活的证书一处也不改:%j', (changed) => {
    expect(decided(changed, both, ['certificate-1'])).toBe('certificateNo import.claimedChanged');
  });

  test('已激活而相同的不是问题;别人激活的不相干', () => {
    expect(decided({}, both, ['certificate-1', 'person-1'])).toBe('keep keep');
    expect(decided({ techniques: '艾灸' }, both, ['certificate-2', 'person-2'])).toBe('keep update');
  });

  test.each(ofPerson)('有账号或者有另一份证书的人不改:%j', (changed) => {
    expect(decided(changed, both, ['person-1'])).toBe('name import.nameDiffers');
    expect(decided(changed, { person: { ...person, hasOthers: true }, certificate })).toBe('name import.nameDiffers');
    expect(decided(changed, { person, certificate: null }, ['person-1'])).toBe('name import.nameDiffers');
  });

  test('有账号的人可以多一份证书,证书内容也可以改', () => {
    expect(decided({}, { person, certificate: null }, ['person-1'])).toBe('keep add');
    expect(decided({ techniques: '艾灸' }, both, ['person-1'])).toBe('keep update');
  });
});

describe('管辖范围', () => {
  const hunan: Reach = { path: 'V', provinceCode: '430000' };

  test('别省的行、别省已有的证书,都不归本省导入', () => {
    expect(decided({}, both, [], hunan)).toBe('keep keep');
    expect(decided({ provinceCode: '330000' }, { person, certificate: null }, [], hunan)).toBe(
      'provinceCode import.notYourRegion',
    );
    const theirs = { person, certificate: { ...certificate, provinceCode: '330000' } };
    expect(decided({}, theirs, [], hunan)).toBe('provinceCode import.notYourRegion');
  });
});
