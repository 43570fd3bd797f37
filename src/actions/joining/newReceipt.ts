import { randomInt } from 'node:crypto';

/** 受理号: who knows one cannot guess another; no letters that are taken for digits. */
export function newReceipt(year: number): string {
  const signs = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
  return `RZ-${year}-${Array.from({ length: 8 }, () => signs[randomInt(signs.length)]).join('')}`;
}
