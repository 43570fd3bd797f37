import { expect, it } from 'vitest';
import { deviceWords } from './deviceWords.ts';
import { cutNetwork } from './network.ts';

it.each([
  [
    'Mozilla/5.0 (Linux; Android 14; X9) AppleWebKit/537.36 Chrome/116.0 Safari/537.36 MicroMessenger/8.0.50',
    '微信(安卓)',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1 Version/17.4 Safari/604.1',
    'Safari(iPhone)',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0',
    'Edge(Windows)',
  ],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 Chrome/140.0 Safari/537.36', 'Chrome(Mac)'],
  [
    'Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 Chrome/114.0 Safari/537.36 HuaweiBrowser/5.0',
    '华为浏览器(鸿蒙)',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox(Linux)'],
  ['<script>alert(1)</script>', '未知设备'],
  ['', '未知设备'],
])('%s is %s', (userAgent, words) => {
  expect(deviceWords(userAgent)).toBe(words);
});

it.each([
  ['203.0.113.77', '203.0.113.*'],
  ['::ffff:203.0.113.77', '203.0.113.*'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:*'],
  ['::1', '0:0:0:*'],
  ['unknown', ''],
])('%s is kept as %s', (address, cut) => {
  expect(cutNetwork(address)).toBe(cut);
});
