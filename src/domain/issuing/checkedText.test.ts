import { describe, expect, it } from 'vitest';
import { readCheckedText } from './checkedText.ts';

const origin = 'https://xinglin.example';
const read = (text: string) => readCheckedText(text, origin);
const token = `${'a'.repeat(80)}.${'b'.repeat(80)}.${'c-_'.repeat(28)}`;

describe('what is held up to be checked', () => {
  it('is a code, typed or in our address', () => {
    expect(read(' abcd efgh 2345 6789 ')).toEqual({ kind: 'code', code: 'abcd efgh 2345 6789' });
    expect(read(`${origin}/verify/ABCD%20EFGH`)).toEqual({ kind: 'code', code: 'ABCD EFGH' });
  });

  it('is a live code or a share link, bare or in our address', () => {
    expect(read(token)).toEqual({ kind: 'live', token });
    expect(read(`${origin}/verify/live/${token}`)).toEqual({ kind: 'live', token });
    expect(read(`${origin}/verify/live/${token}?from=scan#x`)).toEqual({ kind: 'live', token });
    expect(read(`${origin}/share/abc_-1`)).toEqual({ kind: 'share', token: 'abc_-1' });
  });

  it('is a licence as a file', () => {
    expect(read(`${token}~WyJh~`)).toEqual({ kind: 'credential', text: `${token}~WyJh~` });
    expect(read(`${token}~WyJh~${token}`).kind).toBe('credential');
  });

  it.each([
    'https://xinglin.example.evil.example/verify/ABCD',
    'https://evil.example/https://xinglin.example/verify/ABCD',
    'https://xinglin.example@evil.example/verify/ABCD',
    'http://xinglin.example/verify/ABCD',
    'https://xinglin.example:8443/verify/ABCD',
    'javascript:alert(1)',
    'data:text/html,x',
    'www.evil.example',
    '//evil.example/verify/ABCD',
    'weixin://x',
    'https://',
  ])('is foreign: %s', (text) => {
    expect(read(text)).toEqual({ kind: 'foreign' });
  });

  it.each([
    `${origin}/`,
    `${origin}/verify`,
    `${origin}/verify/live/x`,
    `${origin}/verify/live/${token}/photo.jpg`,
    `${origin}/share/a/b`,
    `${origin}/verify/%E0%A4`,
    `${origin}/person/licence`,
    '一'.repeat(65),
  ])('is nothing that could be checked: %s', (text) => {
    expect(read(text)).toEqual({ kind: 'unreadable' });
  });

  it('is nothing at all', () => {
    expect(read(' \n ')).toEqual({ kind: 'empty' });
  });
});
