import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fieldRefusalTexts, fieldWarningTexts } from '../vocabulary/fieldTexts.ts';

const parsers = readdirSync(import.meta.dirname)
  .filter((file) => !/^(checked)\.|\.test\.ts$/.test(file))
  .map((file) => readFileSync(`${import.meta.dirname}/${file}`, 'utf8'))
  .join('\n');

describe('字段退回原因', () => {
  test.each([...Object.keys(fieldRefusalTexts), ...Object.keys(fieldWarningTexts)])('%s 确有一处检查会给出', (code) => {
    expect(parsers).toContain(`'${code}'`);
  });

  test('没有两条原因写同一句话', () => {
    const texts = [...Object.values(fieldRefusalTexts), ...Object.values(fieldWarningTexts)];
    expect(new Set(texts).size).toBe(texts.length);
  });
});
