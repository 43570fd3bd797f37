import { expect, test } from 'vitest';
import { claimWords } from './licenceCredential.ts';

test.each([
  ['licence_no', '354430104000001', '3544 3010 4000 001'],
  ['birth_date', '1971-03-06', '1971年3月6日'],
  ['registered_on', '2026-11-29', '2026年11月29日'],
  ['name', '张景和', '张景和'],
  ['conditions', '腰痛病(2026-11-29)', '腰痛病(2026-11-29)'],
])('%s %s is read as %s', (claim, value, words) => {
  expect(claimWords(claim, value)).toBe(words);
});
