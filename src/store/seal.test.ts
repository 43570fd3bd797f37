import { describe, expect, test } from 'vitest';
import { fixedKeyRing } from './keyRing.ts';
import {
  blindIndex,
  keyIdOf,
  keyIdOfBytes,
  open,
  openBytes,
  seal,
  sealBytes,
  sealedPattern,
  UnreadableSeal,
} from './seal.ts';

const ring = fixedKeyRing(['00', '11', '22'].map((byte) => byte.repeat(32)));
const [key, other] = ring.list();
if (key === undefined || other === undefined) throw new Error('the ring of this test has two keys');
const place = 'account.phone|one';
const number = '11010519491231002X';

describe('封存', () => {
  test('打开得到原文,每次封存都不同,原文不在里面', () => {
    for (const clear of ['', number, '扎西·多吉 13912345678', '𠮷', 'x'.repeat(5000)]) {
      const [once, again] = [seal(key, place, clear), seal(key, place, clear)];
      expect(open(key, place, once)).toBe(clear);
      expect(once).not.toBe(again);
      expect(once).toMatch(sealedPattern);
      expect(keyIdOf(once)).toBe(key.id);
    }
    const sealed = seal(key, place, number);
    expect(Buffer.from(sealed.split('.')[2] ?? '', 'base64url').includes(number)).toBe(false);
  });

  test('别的密钥、别的行、别的列都打不开', () => {
    const sealed = seal(key, place, number);
    const renamed = sealed.replace(key.id, other.id);
    expect(() => open(other, place, renamed)).toThrow(UnreadableSeal);
    expect(() => open({ ...key, id: other.id }, place, renamed)).toThrow(UnreadableSeal);
    expect(() => open(key, 'account.phone|two', sealed)).toThrow(UnreadableSeal);
    expect(() => open(key, 'account.email|one', sealed)).toThrow(UnreadableSeal);
  });

  test('改动任何一个字节、截短都打不开', () => {
    const bytes = Buffer.from(sealBytes(key, place, Buffer.from(number)));
    const start = bytes.indexOf('.', 3) + 1;
    for (let at = start; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => openBytes(key, place, changed)).toThrow(UnreadableSeal);
    }
    for (const length of [start, start + 11, bytes.length - 1]) {
      expect(() => openBytes(key, place, bytes.subarray(0, length))).toThrow(UnreadableSeal);
    }
  });

  test('文件也一样:任意字节还原,认得出用的哪把密钥', () => {
    const clear = Buffer.from([0, 255, 0xef, 0xbb, 0xbf, 1]);
    const sealed = sealBytes(key, place, clear);
    expect(Buffer.from(openBytes(key, place, sealed))).toEqual(clear);
    expect(keyIdOfBytes(sealed)).toBe(key.id);
    expect(keyIdOfBytes(clear)).toBeUndefined();
    expect(() => openBytes(key, 'file|other', sealed)).toThrow(UnreadableSeal);
  });
});

describe('盲索引', () => {
  const index = (purpose: string, value: string) => blindIndex(ring.indexKey.key, purpose, value).toString('hex');

  test('同一用途的同一号码相同,写法不同也相同', () => {
    expect(index('idNumber', ' 11010519491231002x')).toBe(index('idNumber', number));
    expect(index('phone', '13912345678')).toBe(index('phone', '13912345678'));
  });

  test('不同号码、不同用途、不同密钥都不同', () => {
    const all = [index('phone', '1'), index('phone', '2'), index('idNumber', '1'), index('phon', 'e1')];
    expect(new Set([...all, blindIndex(key.key, 'phone', '1').toString('hex')]).size).toBe(5);
  });
});

describe('密钥环', () => {
  test('编号由密钥得出;索引密钥和封存密钥不会混淆', () => {
    expect(fixedKeyRing(['00', '11'].map((byte) => byte.repeat(32))).current().id).toBe(key.id);
    expect(fixedKeyRing(['11', '11'].map((byte) => byte.repeat(32))).indexKey.id).not.toBe(key.id);
    expect(ring.find(other.id)).toBe(other);
    expect(ring.find('000000000000')).toBeUndefined();
  });

  test('坏的密钥不被接受', () => {
    expect(() => fixedKeyRing(['00'.repeat(32), 'short'])).toThrow('not 64 hexadecimal digits');
    expect(() => fixedKeyRing(['00'.repeat(32)]).current()).toThrow('no key that seals');
  });
});
