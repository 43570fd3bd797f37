import { describe, expect, test } from 'vitest';
import {
  sampleApplication,
  sampleEntry,
  sampleFacts,
  sampleInstitution,
} from '../../../tests/factories/ruleSamples.ts';
import { getDefinition } from '../applications/catalogue.ts';
import type { Facts, Institution } from './facts.ts';
import { answersRefused, institutionRefused, ruledOut, stillRefused } from './stands.ts';

const today = '2026-11-23';
const facts: Facts = { ...sampleFacts, entries: [sampleEntry], entry: sampleEntry };
const refused = (kind: string, given: Partial<Institution> | null) => {
  const institution = given === null ? null : { ...sampleInstitution, ...given };
  return institutionRefused(getDefinition(kind), { ...facts, institution }, today);
};

describe('机构能不能接收', () => {
  test('没有选机构:有得选的在那一栏说,没得选的说整件', () => {
    expect(refused('change', null)).toEqual([
      { code: 'institution.required', field: 'institution', parameters: { label: '拟执业机构名称' } },
    ]);
    expect(refused('inactiveFiling', null)).toEqual([
      { code: 'institution.required', parameters: { label: '执业机构' } },
    ]);
  });

  test.each([
    [{ licenceValidUntil: today }, []],
    [{ licenceValidUntil: '2026-11-22' }, ['institution.inactive']],
    [{ licenceValidUntil: null }, []],
    [{ active: false }, ['institution.inactive']],
  ])('%j:不能去,但可以离开', (given, codes) => {
    expect(refused('change', given).map(({ code }) => code)).toEqual(codes);
    expect(refused('inactiveFiling', given)).toEqual([]);
  });

  test('由机关审批的要有机关,机构自己决定的不用', () => {
    expect(refused('change', { authorityId: null })).toEqual([
      { code: 'institution.noAuthority', field: 'institution' },
    ]);
    expect(refused('deregistration', { authorityId: null })).toEqual([{ code: 'institution.noAuthority' }]);
    expect(refused('photoUpdate', { authorityId: null })).toEqual([]);
  });

  test('跨省的要有同意的机关,说是哪个省', () => {
    const far = { provinceCode: '330000', provinceName: '浙江省' };
    expect(refused('registration', { ...far, consentAuthorityId: null })).toEqual([
      { code: 'consent.noAuthority', field: 'institution', parameters: { province: '浙江省' } },
    ]);
    expect(refused('registration', far)).toEqual([]);
    expect(refused('registration', { consentAuthorityId: null })).toEqual([]);
  });

  test('不用机构的业务什么都不问', () => {
    expect(refused('eLicence', null)).toEqual([]);
  });
});

describe('回答还缺什么', () => {
  test('两页的问题和几处合起来的规则都看', () => {
    const asked = (answers: Readonly<Record<string, string>>) =>
      answersRefused(getDefinition('multiSiteFiling'), answers, null, facts, today).map(
        ({ code, field }) => `${field} ${code}`,
      );
    expect(asked({})).toEqual(['from field.required', 'until field.required', 'phone field.required']);
    expect(asked({ from: '2026-12-02', until: '2026-12-01', phone: '13800000000' })).toEqual([
      'until site.endBeforeStart',
    ]);
  });

  test('要照片的才看照片', () => {
    const photo = (kind: string, photoId: string | null) =>
      answersRefused(getDefinition(kind), { phone: '13800000000', reason: '搬家' }, photoId, facts, today).map(
        ({ code }) => code,
      );
    expect(photo('registration', null)).toEqual(['photo.required']);
    expect(photo('registration', 'photo-1')).toEqual([]);
    expect(photo('change', null)).toEqual([]);
  });
});

describe('现在还站得住吗', () => {
  const open = [{ kind: 'deregistration', subject: 'entry-1', entryId: 'entry-1', number: 'ZX-1' }];

  test('别的业务在办不算,别的都算', () => {
    expect(ruledOut(getDefinition('photoUpdate'), { ...facts, open }, today)).toEqual([]);
    const revoked = { ...sampleEntry, status: 'revoked' as const };
    expect(ruledOut(getDefinition('photoUpdate'), { ...facts, open, entry: revoked }, today)).toMatchObject([
      { code: 'start.entryStands' },
    ]);
  });

  test('审批人员看到的问题不在栏里,参数还在', () => {
    const main = { ...facts, institution: { ...sampleInstitution, id: 'institution-0' } };
    const answers = { from: '2026-12-01', until: '2032-12-01' };
    expect(stillRefused(getDefinition('multiSiteFiling'), { ...sampleApplication, answers }, main, today)).toEqual([
      { code: 'institution.isMain' },
      { code: 'site.tooLong', parameters: { years: '5' } },
    ]);
    expect(stillRefused(getDefinition('change'), sampleApplication, facts, today)).toEqual([]);
  });
});
