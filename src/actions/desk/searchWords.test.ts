import { describe, expect, test } from 'vitest';
import type { InstitutionActor } from '../../domain/access/actor.ts';
import { openSearch, sealSearch } from './searchWords.ts';

const services = { secret: Buffer.from('a secret that only tests know, long enough') };
const actor = (accountId: string): InstitutionActor => ({
  ...{
    end: 'institution',
    accountId,
    name: '王经办',
    role: 'clerk',
    institutionId: 'i',
    organisation: '康宁',
    idNumber: null,
    otherAccounts: [],
  },
});

describe('what a desk searched for', () => {
  const token = sealSearch(services, actor('a'), { q: '张景和', state: '' });

  test('comes back to who searched, without what was left empty', () => {
    expect(openSearch(services, actor('a'), token)).toEqual({ q: '张景和' });
    expect(sealSearch(services, actor('a'), { q: '', state: '' })).toBe('');
  });

  test('says nothing to anybody else, and is another one each time', () => {
    expect(openSearch(services, actor('b'), token)).toEqual({});
    expect(openSearch({ secret: Buffer.from('another secret') }, actor('a'), token)).toEqual({});
    expect(token).not.toContain(Buffer.from('张景和').toString('base64url'));
    expect(sealSearch(services, actor('a'), { q: '张景和' })).not.toBe(token);
  });

  test.each(['', 'x', 'A'.repeat(40), 'A'.repeat(5000), `${token}AAAA`, token.slice(4), '%00', '张景和'])(
    'what is no token opens nothing: %s',
    (made) => {
      expect(openSearch(services, actor('a'), made)).toEqual({});
    },
  );
});
