import { expect, test } from 'vitest';
import { sampleApplication, sampleEntry, sampleFacts } from '../../../tests/factories/ruleSamples.ts';
import { deregistration } from '../applications/deregistration.ts';
import { decide } from '../procedure/decide.ts';
import { makeCalendar } from '../time/calendar.ts';
import { barOfGround, barWords, dayAfterYears } from './bars.ts';

const filed = (reason: string) => ({ ...sampleApplication, state: 'accepted' as const, answers: { reason } });
const { bar, told } = deregistration.effect;

test('满二年那一天仍是「不满二年」,第二天才可以', () => {
  expect(dayAfterYears('2026-03-10', 2)).toBe('2028-03-11');
  // 2028 has a 29 February, 2025 has none.
  expect(dayAfterYears('2024-02-29', 1)).toBe('2025-03-01');
});

test.each([
  ['受刑事处罚', '刑罚执行完毕日期', '2028-05-02'],
  ['受吊销执业证书处罚', '吊销决定日期', '2028-05-02'],
  ['定期考核不合格,经培训后再次考核仍不合格', undefined, '2027-09-22'],
  ['死亡或者被宣告失踪', undefined, undefined],
  ['连续两个考核周期未参加定期考核', undefined, undefined],
  ['本人主动申请', undefined, undefined],
])('注销理由%s:问%s,%s起可以再注册', (reason, asked, until) => {
  const after = bar?.after(filed(reason), '2026-09-21', '2026-05-01');
  expect(bar?.asked(filed(reason))).toBe(asked);
  expect(after?.until).toBe(until);
  const words = told?.(filed(reason), '2026-09-21', '2026-05-01') ?? '';
  expect(words.includes('之前不能申请注册(《医师法》第十六条')).toBe(until !== undefined);
});

test('问了日期的,不填或填错不能准予;填了的记在决定里', () => {
  const facts = { ...sampleFacts, entry: sampleEntry, entries: [sampleEntry] };
  const today = { date: Temporal.PlainDate.from('2026-09-21'), calendar: makeCalendar([]) };
  const input = { step: 'approve', opinion: '', licenceNo: '' } as const;
  const approve = (reason: string, barFrom?: string) =>
    decide(deregistration, filed(reason), barFrom === undefined ? input : { ...input, barFrom }, facts, today);
  for (const [barFrom, code] of [
    [undefined, 'field.required'],
    ['2026-02-30', 'date.impossible'],
  ] as const)
    expect(approve('受刑事处罚', barFrom).refusals).toMatchObject([{ code, field: 'barFrom' }]);
  expect(approve('受刑事处罚', '2026-05-01').event).toMatchObject({ type: 'approved', barFrom: '2026-05-01' });
  expect(approve('本人主动申请').event).not.toHaveProperty('barFrom');
});

test('不认识的注销情形没有禁止期', () => {
  expect(barOfGround('本人主动申请', '2026-09-21', '')).toBeNull();
  const found = barOfGround('assessment', '2026-09-21', '');
  expect(found === null ? '' : barWords(found)).toContain('2027年9月22日之前不能申请注册');
});
