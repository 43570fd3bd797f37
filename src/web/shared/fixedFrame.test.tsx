import { describe, expect, it } from 'vitest';
import { fixedFrame } from './fixedFrame.ts';

const frame = fixedFrame((content) => (
  <html lang="zh-CN">
    <body>
      <main>{content}</main>
    </body>
  </html>
));

describe('固定的框架', () => {
  it('puts each content into the same frame', () => {
    expect(frame(<p>一</p>)).toBe('<!doctype html><html lang="zh-CN"><body><main><p>一</p></main></body></html>');
    expect(frame(<p>二</p>)).toContain('<main><p>二</p></main>');
  });

  it('escapes what people typed, also when they typed the place of the content', () => {
    expect(frame(<p>{'<content-slot></content-slot>'}</p>)).toContain('&lt;content-slot>');
  });

  it('refuses a frame without a place for the content', () => {
    expect(() => fixedFrame(() => <main />)).toThrow();
  });
});
