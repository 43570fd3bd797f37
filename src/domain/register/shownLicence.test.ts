import { describe, expect, it } from 'vitest';
import { liveViews } from '../issuing/liveView.ts';
import type { EntryStatus } from './entry.ts';
import type { RegisterEvent } from './events.ts';
import { type ShownFacts, showLicence } from './shownLicence.ts';

const of = { entryId: 'e' };
const registered: RegisterEvent = {
  ...of,
  type: 'registered',
  on: '2020-01-06',
  physicianId: 'p',
  qualificationId: 'q',
  provinceCode: '430000',
  licenceNo: '354430102000001',
  institutionId: 'i',
  authorityId: 'a',
  techniques: '针刺',
  conditions: '颈椎病',
  photoId: null,
};
const happened: RegisterEvent[] = [
  registered,
  { ...of, type: 'licenceClaimed', on: '2020-02-01' },
  { ...of, type: 'suspended', on: '2021-03-01', from: '2021-03-01', until: '2021-08-31' },
  { ...of, type: 'suspensionEnded', on: '2021-09-01' },
  { ...of, type: 'mainInstitutionChanged', on: '2022-05-04', institutionId: 'j', authorityId: 'a' },
  {
    ...of,
    type: 'siteAdded',
    on: '2023-01-01',
    siteId: 's',
    institutionId: 'k',
    authorityId: 'a',
    from: '2023-01-01',
    until: '2025-12-31',
  },
];
const names: Readonly<Record<string, string>> = { i: '康宁诊所', j: '仁济诊所', k: '回春堂' };

function facts(status: EntryStatus = 'practising'): ShownFacts {
  return {
    physician: {
      name: '张景和',
      sex: '男',
      level: '中医(专长)医师',
      category: '中医',
      licenceNo: '354430102000001',
      practicePlace: '湖南省',
      institution: '仁济诊所',
      scope: '技术方法:针刺;病证范围:颈椎病',
      authority: '长沙市芙蓉区卫生健康局',
      status,
    },
    registeredOn: '2020-01-06',
    certificateNo: '4320********001',
    events: happened.map((event) => ({
      event,
      institution: names['institutionId' in event ? event.institutionId : ''] ?? null,
    })),
  };
}

describe('what a view shows', () => {
  it('to a patient: what everybody may look up, and the face', () => {
    expect(showLicence(facts(), 'patient')).toEqual({
      physician: facts().physician,
      rows: [],
      events: [],
      photo: true,
    });
  });

  it('to an employer: also since when and where, not why it was interrupted', () => {
    const { rows, events } = showLicence(facts(), 'employer');
    expect(rows).toEqual([{ label: '注册日期', value: '2020-01-06' }]);
    expect(events).toEqual([
      { on: '2020-01-06', what: '准予注册', words: '康宁诊所' },
      { on: '2022-05-04', what: '变更主要执业机构', words: '仁济诊所' },
      { on: '2023-01-01', what: '多执业机构备案', words: '回春堂,2023年1月1日至2025年12月31日' },
    ]);
  });

  it('to a court: everything that happened, with its terms, and the masked number of the qualification', () => {
    const { rows, events } = showLicence(facts(), 'court');
    expect(rows.map(({ value }) => value)).toEqual(['2020-01-06', '4320********001']);
    expect(events).toHaveLength(happened.length);
    expect(events[2]).toEqual({ on: '2021-03-01', what: '暂停执业', words: '2021年3月1日至2021年8月31日' });
  });

  it('while it is suspended or filed as inactive, the same with its state', () => {
    for (const status of ['suspended', 'inactive'] as const)
      expect(showLicence(facts(status), 'employer')).toMatchObject({ physician: { status }, photo: true });
  });

  it('of a registration that has ended, only what everybody may know, whatever the view', () => {
    for (const status of ['deregistered', 'revoked', 'annulled'] as const) {
      for (const view of Object.keys(liveViews) as (keyof typeof liveViews)[])
        expect(showLicence(facts(status), view)).toEqual({
          physician: facts(status).physician,
          rows: [],
          events: [],
          photo: false,
        });
    }
  });
});
