import { expect, test } from 'vitest';
import { scrub } from './scrub.ts';

test.each([
  ['invalid input syntax for type uuid: "11010119800101003X"', 'invalid input syntax for type uuid: "…"'],
  ['invalid input syntax for type date: "Zhang San, 1980"', 'invalid input syntax for type date: "…"'],
  [
    'duplicate key value violates unique constraint "account_login"',
    'duplicate key value violates unique constraint "account_login"',
  ],
  ['relation "register_entry" does not exist', 'relation "register_entry" does not exist'],
  ['no physician 张景和 with 110101198001010038', 'no physician … with …'],
  ['买买提·艾力 110101 19800101 0038', '… …'],
  ['cannot send to zhang.san@example.com: 550', 'cannot send to … 550'],
  ['sms to 13800138000 refused', 'sms to … refused'],
  [
    'application 018f3c5e-7d2a-4b6f-9c81-5e0d3a7b2c94 has no physician',
    'application 018f3c5e-7d2a-4b6f-9c81-5e0d3a7b2c94 has no physician',
  ],
  ['at load (file:///srv/xinglin/dist/main.js:120:15)', 'at load (file:///srv/xinglin/dist/main.js:120:15)'],
])('%s', (message, kept) => {
  expect(scrub(message)).toBe(kept);
});
