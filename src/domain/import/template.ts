import { csvLine } from './csvLine.ts';
import { type ImportKind, importColumns } from './kinds.ts';

/** One line that shows how each column is written. It says so itself, in a cell that no import takes. */
const examples: Readonly<Record<ImportKind, readonly string[]>> = {
  authorities: ['某某县卫生健康局', '示例行,导入前请删除', '430121', '县', '上级机关代码', '注册'],
  institutions: [
    '某某中医诊所',
    '12345678943012112D2001',
    '',
    '430121',
    '中医诊所',
    '示例行,导入前请删除',
    '张三',
    '0731-00000000',
    '2030-12-31',
  ],
  roster: [
    '示例行,导入前请删除',
    '居民身份证',
    '430121198001010000',
    '男',
    '1980-01-01',
    '202543354430121198001010000',
    '2025-11-06',
    '430000',
    '针刺;艾灸',
    '颈椎病、腰痛病',
    '湖南省中医药管理局',
  ],
};

/** A file to fill in: the headings and one example. With the mark by which Excel knows UTF-8. */
export function importTemplate(kind: ImportKind): string {
  const headings = Object.values(importColumns[kind]).map(({ label }) => label);
  return `\uFEFF${csvLine(headings)}${csvLine(examples[kind])}`;
}
