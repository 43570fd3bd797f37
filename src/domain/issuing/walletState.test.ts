import { describe, expect, test } from 'vitest';
import type { IssuerKey } from './issuerKey.ts';
import { type InWallet, walletState } from './walletState.ts';

const first: IssuerKey = {
  kid: 'first',
  x: '',
  y: '',
  madeAt: '2026-01-01T00:00:00Z',
  retiredAt: '2026-03-01T00:00:00Z',
  revokedAt: null,
};
const second: IssuerKey = { ...first, kid: 'second', madeAt: '2026-03-01T00:00:00Z', retiredAt: null };
const given: InWallet = {
  issuedAt: '2026-02-01T00:00:00Z',
  expiresAt: '2027-02-01T00:00:00Z',
  revokedAt: null,
  isOutdated: false,
  kid: 'first',
};
const lost = { ...first, revokedAt: '2026-04-01T00:00:00Z' };
const state = (change: Partial<InWallet>, keys = [second, first], now = '2026-05-01T00:00:00Z') =>
  walletState({ ...given, ...change }, keys, Temporal.Instant.from(now));

describe('licences in a wallet', () => {
  test('go on when another key signs, and end at their end', () => {
    expect(state({})).toBe('inUse');
    expect(state({}, [second, first], given.expiresAt)).toBe('expired');
  });

  test('are worth nothing once the key that has signed them was lost, or is known no more', () => {
    expect(state({}, [second, lost])).toBe('keyLost');
    expect(state({}, [second])).toBe('keyLost');
    expect(state({ kid: 'second' }, [second, lost])).toBe('inUse');
  });

  test('whose key was not kept were signed by the key of their day', () => {
    expect(state({ kid: null })).toBe('inUse');
    expect(state({ kid: null }, [second, lost])).toBe('keyLost');
    expect(state({ kid: null, issuedAt: '2026-03-02T00:00:00Z' }, [second, lost])).toBe('inUse');
  });

  test('that were stopped, or say what the register says no more, are that first', () => {
    expect(state({ revokedAt: '2026-02-02T00:00:00Z', isOutdated: true }, [second, lost])).toBe('stopped');
    expect(state({ isOutdated: true }, [second, lost])).toBe('outdated');
  });
});
