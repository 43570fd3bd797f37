import { describe, expect, test } from 'vitest';
import { sampleDecider } from '../../../tests/factories/ruleSamples.ts';
import type { AuthorityRole } from './actor.ts';
import { mayConfirm, mayPropose, mayRestOn } from './mayOrder.ts';

const entry = {
  authorityId: 'authority-1',
  authority: '岳麓区卫生健康局',
  name: '张景和',
  idNumber: '430104196305120011',
};
const order = { ...entry, proposedBy: 'officer-1' };
const as = (role: AuthorityRole, given: Partial<typeof sampleDecider> = {}) => ({ ...sampleDecider, role, ...given });
const codes = (refusals: readonly { readonly code: string }[]) => refusals.map(({ code }) => code);

describe('依职权处理', () => {
  test.each([
    ['officer', [], ['step.moreRight']],
    ['decider', [], []],
    ['administrator', ['step.moreRight'], ['step.moreRight']],
    ['auditor', ['step.moreRight'], ['step.moreRight']],
  ] as const)('%s 提出 %j,确认 %j', (role, propose, confirm) => {
    expect(codes(mayPropose(as(role), entry))).toEqual(propose);
    expect(codes(mayConfirm(as(role), order))).toEqual(confirm);
  });

  test('只有管理这条执业信息的机关,并说是哪个机关', () => {
    const other = as('auditor', { authorityId: 'province-1', idNumber: entry.idNumber });
    const refusal = { code: 'order.notYours', parameters: { authority: '岳麓区卫生健康局' } };
    expect(mayPropose(other, entry)).toEqual([refusal]);
    expect(mayConfirm(other, order)).toEqual([refusal]);
  });

  test('不能确认自己提出的,也不能处理自己', () => {
    expect(codes(mayConfirm(as('decider'), { ...order, proposedBy: 'decider-1' }))).toEqual(['order.secondOfficer']);
    const self = as('decider', { idNumber: entry.idNumber });
    expect(codes(mayPropose(self, entry))).toEqual(['order.aboutYourself']);
    expect(codes(mayConfirm(self, { ...order, proposedBy: 'decider-1' }))).toEqual([
      'order.aboutYourself',
      'order.secondOfficer',
    ]);
    expect(codes(mayPropose(as('decider', { idNumber: '430104196305120038' }), entry))).toEqual([]);
  });

  test('没有登记证件号码的,同名即须回避;同一人的另一账号提出的,也不能确认', () => {
    const namesake = as('decider', { name: entry.name, idNumber: null });
    expect(codes(mayPropose(namesake, entry))).toEqual(['staff.sameName']);
    expect(codes(mayConfirm(namesake, order))).toEqual(['staff.sameName']);
    expect(codes(mayConfirm(as('decider', { otherAccounts: ['officer-1'] }), order))).toEqual(['order.secondOfficer']);
  });

  test('医师法第五十八条的吊销只限省级以上', () => {
    const rest = (path: string, article: string) => codes(mayRestOn(as('decider', { path }), { article }));
    expect(rest('A430000/A430100/A430104', 'ethics')).toEqual(['order.provincialOnly']);
    expect(rest('A430000', 'ethics')).toEqual([]);
    expect(rest('A430000/A430100/A430104', 'duties')).toEqual([]);
  });

  test('缺什么权限说哪一步', () => {
    expect(mayPropose(as('auditor'), entry)).toMatchObject([{ parameters: { step: '提出处理决定' } }]);
    expect(mayConfirm(as('officer'), order)).toMatchObject([{ parameters: { step: '确认处理决定' } }]);
  });
});
