import { describe, expect, test } from 'vitest';
import { sampleSubmitted } from '../../../tests/factories/eventSamples.ts';
import { getDefinition } from '../applications/catalogue.ts';
import type { ApplicationEvent } from './events.ts';
import { carriedOver, changesOf } from './fileChanges.ts';

const change = getDefinition('change');
const first = { ...sampleSubmitted, answers: { reason: '搬家', phone: '13800000000' } };
const returned: ApplicationEvent = { type: 'institutionReturned', on: '2026-09-15', reasons: '电话打不通' };

describe('与上一次提交相比改了什么', () => {
  test('只提交过一次,没有可比的', () => {
    expect(changesOf(change, [])).toEqual([]);
    expect(changesOf(change, [{ ...first, changed: ['联系电话'] }, returned])).toEqual([]);
  });

  test('填写的说前后;照片和机构只说改了', () => {
    const again = {
      ...first,
      answers: { reason: '搬家', phone: '13900000000', address: '城关镇' },
      changed: ['个人照片', '拟执业机构名称', '联系电话', '通讯地址'],
    };
    expect(changesOf(change, [first, returned, again])).toEqual([
      { label: '个人照片', before: null, after: null },
      { label: '拟执业机构名称', before: null, after: null },
      { label: '联系电话', before: '13800000000', after: '13900000000' },
      { label: '通讯地址', before: '', after: '城关镇' },
    ]);
  });

  test('删掉的回答是空的;第一页的问题也说前后', () => {
    const again = { ...first, answers: {}, changed: ['变更理由'] };
    expect(changesOf(change, [first, again])).toEqual([{ label: '变更理由', before: '搬家', after: '' }]);
  });

  test('补正也是一次提交,只比最后两次', () => {
    const second = { ...first, answers: { phone: '2' }, changed: ['联系电话'] };
    const answered: ApplicationEvent = {
      type: 'supplementAnswered',
      on: '2026-09-21',
      answers: { phone: '3' },
      photoId: null,
      note: '',
      changed: ['联系电话'],
    };
    expect(changesOf(change, [first, second, { type: 'nudged', on: '2026-09-20' }, answered])).toEqual([
      { label: '联系电话', before: '2', after: '3' },
    ]);
  });
});

describe('退回前已核对的项目', () => {
  const filing = getDefinition('multiSiteFiling');
  const asked = { ...sampleSubmitted, answers: { from: '2026-10-01', until: '2027-10-01', phone: '13800000000' } };
  const checked: ApplicationEvent = {
    type: 'institutionReturned',
    on: '2026-09-15',
    reasons: '日期不对',
    confirmed: ['identity', 'photo', 'employment'],
  };
  const carried = (again: Partial<typeof asked>, between: readonly ApplicationEvent[] = [checked]) =>
    carriedOver(filing, [asked, ...between, { ...asked, ...again }]);

  test('内容没有变的还算数,没有勾过的不算', () => {
    expect(carried({})).toEqual(['identity', 'photo', 'employment']);
    expect(carried({ answers: { ...asked.answers, phone: '13900000000' } })).toHaveLength(3);
    expect(carried({}, [{ ...checked, confirmed: [] }])).toEqual([]);
  });

  test('照片换了重看照片,执业期限改了重新同意', () => {
    expect(carried({ photoId: 'photo-2' })).toEqual(['identity', 'employment']);
    expect(carried({ answers: { ...asked.answers, until: '2028-10-01' } })).toEqual(['identity', 'photo']);
  });

  test('换了机构、没有退回过、还没有重新提交的,都从头核对', () => {
    expect(carried({ institutionId: 'institution-2' })).toEqual([]);
    expect(carried({}, [])).toEqual([]);
    expect(carriedOver(filing, [asked, checked])).toEqual([]);
    expect(carriedOver(filing, [asked])).toEqual([]);
  });

  test('几次退回,算最后一次的;更早的记录没有记下勾选', () => {
    const nudged: ApplicationEvent = { type: 'nudged', on: '2026-09-20' };
    const second: ApplicationEvent = { ...checked, confirmed: ['identity'] };
    expect(carriedOver(filing, [asked, checked, asked, second, asked, nudged])).toEqual(['identity']);
    expect(carried({}, [returned])).toEqual([]);
  });
});
