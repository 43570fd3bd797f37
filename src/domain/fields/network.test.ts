import { describe, expect, test } from 'vitest';
import { cutNetwork, networkOf } from './network.ts';

describe('the network somebody comes from', () => {
  test.each([
    ['203.0.113.7', '203.0.113.7', '203.0.113.*'],
    ['::ffff:203.0.113.7', '203.0.113.7', '203.0.113.*'],
    ['::FFFF:203.0.113.7', '203.0.113.7', '203.0.113.*'],
    ['2001:db8:12:34:5:6:7:8', '2001:db8:12:34', '2001:db8:12:*'],
    ['2001:0DB8:0012:0034::8', '2001:db8:12:34', '2001:db8:12:*'],
    ['2001:db8::8', '2001:db8:0:0', '2001:db8:0:*'],
    ['::1', '0:0:0:0', '0:0:0:*'],
    ['fe80::1%eth0', 'fe80:0:0:0', 'fe80:0:0:*'],
  ])('%s counts as %s and is shown as %s', (address, counted, shown) => {
    expect(networkOf(address)).toBe(counted);
    expect(cutNetwork(address)).toBe(shown);
  });

  test('two addresses of one customer count as one, two customers as two', () => {
    expect(networkOf('2001:db8:1:2:3::4')).toBe(networkOf('2001:db8:1:2:ffff::'));
    expect(networkOf('2001:db8:1:2::')).not.toBe(networkOf('2001:db8:1:3::'));
  });
});
