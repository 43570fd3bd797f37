import { expect, test } from 'vitest';
import { isUuid } from './uuid.ts';

test.each([
  ['0b7f6c0e-58c1-4e0b-9d0e-0c8f3a1b2c3d', true],
  ['0B7F6C0E-58C1-4E0B-9D0E-0C8F3A1B2C3D', true],
  ['', false],
  ['1', false],
  ['0b7f6c0e58c14e0b9d0e0c8f3a1b2c3d', false],
  ['0b7f6c0e-58c1-4e0b-9d0e-0c8f3a1b2c3g', false],
  ['0b7f6c0e-58c1-4e0b-9d0e-0c8f3a1b2c3d-1', false],
  ['/0b7f6c0e-58c1-4e0b-9d0e-0c8f3a1b2c3d', false],
])('“%s”能不能是一个号:%s', (text, can) => {
  expect(isUuid(text)).toBe(can);
});
