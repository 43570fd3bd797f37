import { expect, test } from 'vitest';
import { officerWords } from './officer.ts';

test.each([
  ['李明', 'officer', 'authority', '李经办人'],
  ['欧阳春晓', 'decider', 'authority', '欧阳审批人'],
  ['欧阳', 'auditor', 'authority', '欧审计员'],
  ['王芳', 'administrator', 'institution', '王机构管理员'],
  ['王芳', 'administrator', 'authority', '王管理员'],
  ['买买提·艾力', 'clerk', 'institution', '买某经办人'],
  ['王芳', '', 'institution', '王工作人员'],
  ['王芳', 'toString', 'authority', '王工作人员'],
  ['', 'clerk', 'institution', '经办人'],
] as const)('%s %s %s: %s', (name, role, end, words) => {
  expect(officerWords({ name, role, end })).toBe(words);
});
