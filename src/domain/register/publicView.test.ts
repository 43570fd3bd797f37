import { expect, test } from 'vitest';
import { publicFields, publicStatus } from './publicView.ts';

test('公众看到的状态用登记的话说', () => {
  expect(publicStatus('practising')).toBe('有效');
  expect(publicStatus('inactive')).toBe('注册备案(执业信息无效)');
});

test('公开的只有规定的九项', () => {
  expect(Object.values(publicFields)).toEqual([
    '姓名',
    '性别',
    '医师级别',
    '执业类别',
    '执业证书编码',
    '执业地点',
    '执业机构',
    '执业范围',
    '发证机关',
  ]);
});
