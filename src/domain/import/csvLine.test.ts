import { expect, test } from 'vitest';
import { csvLine } from './csvLine.ts';

test('表格程序会当作公式的单元格前面加上撇号', () => {
  for (const cell of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1']) {
    expect(csvLine([cell]).startsWith('"\'')).toBe(true);
  }
});

test('逗号、引号和换行留在单元格里', () => {
  expect(csvLine(['a,b', '说"好"', '两\n行', '平常'])).toBe('"a,b","说""好""","两\n行",平常\r\n');
});
