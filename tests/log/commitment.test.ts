import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { commitTo } from '../../src/actions/log/commitment.ts';
import { sha256Of } from '../../src/outside/log/sha256.ts';

const salt = Uint8Array.from({ length: 32 }, (_, n) => n);
const row = {
  entry_id: '8c6c8f0a-0d7e-4a51-9f0e-3f6f7c1f2a10',
  seq: 1,
  type: 'registered',
  at: '2026-11-29T01:02:03.000004Z',
  effective_on: '2026-11-29',
  application_id: null,
  order_id: null,
  event: { on: '2026-11-29', techniques: '针刺、艾灸', conditions: '颈肩腰腿痛\n“𠮷”' },
  contact: { phone: '13800000000' },
  verification_code: 'ABCD2345EFGH6789',
};
const about = { name: '张景和', sex: 'male', birth_date: '1955-05-05' };

// Leaves are published for ever: what a row is committed to must come out the same in every later version.
test.each([
  [1, about, '2dde2a31886bf0b67eb05e0d11eb00b9d8608937e7e2190d9004023808dae4d5'],
  [2, about, 'd303cabe6917e4ae95abf1612bd44cbc936451a141bbf983a372537fefc77a60'],
  [2, null, '5d7d1794f63bb3c7f54ea71560e3fbd427ee719ea4fbdaeca02b951ae27afbef'],
] as const)('a row of form %i is committed to as it always was (%j)', (form, of, commitment) => {
  expect(Buffer.from(commitTo('register_event', { row, about: of, form }, salt)).toString('hex')).toBe(commitment);
});

test('text and bytes of any length are hashed as they stand', () => {
  const parts = ['针刺', salt, '𠮷'.repeat(5000), new Uint8Array(9000).fill(7), ''];
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  const first = sha256Of(...parts);
  sha256Of('something else');
  expect(Buffer.from(first).toString('hex')).toBe(hash.digest('hex'));
});
