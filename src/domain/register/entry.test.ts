import { describe, expect, test } from 'vitest';
import { evolveEntry } from './entry.ts';
import type { MainInstitutionChanged, Registered } from './events.ts';

const registered: Registered = {
  type: 'registered',
  entryId: 'entry-1',
  on: '2026-09-21',
  physicianId: 'physician-1',
  qualificationId: 'qualification-1',
  provinceCode: '430000',
  licenceNo: '354430104000001',
  institutionId: 'institution-1',
  authorityId: 'authority-1',
  techniques: '针刺',
  conditions: '腰痛病',
  photoId: 'photo-1',
};
const moved: MainInstitutionChanged = {
  type: 'mainInstitutionChanged',
  entryId: 'entry-1',
  on: '2027-03-01',
  institutionId: 'institution-2',
  authorityId: 'authority-2',
};

describe('执业信息', () => {
  test('准予注册后有效,首次注册日期不因变更而变', () => {
    const entry = evolveEntry(evolveEntry(undefined, registered), moved);
    expect(entry).toMatchObject({
      status: 'practising',
      registeredOn: '2026-09-21',
      mainSince: '2027-03-01',
      mainInstitutionId: 'institution-2',
      authorityId: 'authority-2',
      licenceNo: '354430104000001',
    });
  });

  test('没有注册过的不能变更', () => {
    expect(() => evolveEntry(undefined, moved)).toThrow('needs the entry');
    expect(() => evolveEntry(evolveEntry(undefined, registered), { ...moved, entryId: 'entry-2' })).toThrow(
      'needs the entry',
    );
  });
});
