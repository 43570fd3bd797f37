import { expect, test } from 'vitest';
import { maskRefused } from './maskRefused.ts';

test.each([
  ['roster', '证件号码', '11010119800101003X', '110***********003X'],
  ['roster', '证件号码', 'E1234567', 'E1****67'],
  ['roster', '资格证书编码', '20243300000009', '202*******0009'],
  ['roster', '姓名', '张三 １１０１０１１９８００１０１００３８', '张三 １１０***********００３８'],
  ['roster', '姓名', '110101 19800101 0038', '110*************0038'],
  ['roster', '出生日期', '1980-01-01', '1980-01-01'],
  ['roster', '性别', '13800138000', '138****8000'],
  ['institutions', '联系电话', '13800138000', '138****8000'],
  ['institutions', '登记号', 'PDY10012943010217D2182', 'PDY10012943010217D2182'],
  ['institutions', '统一社会信用代码', '914301007607123456', '914301007607123456'],
  ['authorities', '机关代码', 'A430102', 'A430102'],
] as const)('%s %s %s: %s', (kind, column, value, shown) => {
  expect(maskRefused(kind, column, value)).toBe(shown);
});
