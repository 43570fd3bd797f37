import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { articles, refusalGrounds } from '../../src/domain/vocabulary/articles.ts';
import { noApplicationNeeded } from '../../src/domain/vocabulary/noApplicationNeeded.ts';
import { orderArticles } from '../../src/domain/vocabulary/orderArticles.ts';

// What letters and pages print as the words of a law stands in that law, in the article named.

const folder = join(import.meta.dirname, '../../docs/law');
/** Rules below the laws, whose full texts are not kept here. */
const notKept: ReadonlySet<string> = new Set([
  '医师执业注册管理办法',
  '中医医术确有专长人员医师资格考核注册管理暂行办法',
  '行政处罚法',
  '行政诉讼法',
]);

const quoted = [
  ...Object.values(articles),
  ...Object.values(orderArticles),
  noApplicationNeeded.article,
  ...Object.values(refusalGrounds).map((text) => ({ law: '医师法', article: '第十六条', text })),
];
const plain = (text: string) => text.normalize('NFKC').replaceAll(/\s/g, '');
const laws = new Map<string, string>();

beforeAll(async () => {
  for (const name of await readdir(folder))
    laws.set(name.replace(/\(.*$/, ''), await readFile(join(folder, name), 'utf8'));
});

/** One article, from its number to the next one's. */
function articleOf(law: string, article: string): string {
  const number = /^第[一二三四五六七八九十百]+条/.exec(article)?.[0] ?? article;
  const [, text = ''] = (laws.get(law) ?? '').split(new RegExp(`^${number}\\s`, 'm'));
  return plain(text.split(/^(?:第[一二三四五六七八九十百]+条\s|#)/m)[0] ?? '');
}

describe('laws are quoted word for word', () => {
  test.each(quoted.filter(({ law }) => !notKept.has(law)))('《$law》$article $text', ({ law, article, text }) => {
    const words = articleOf(law, article);
    expect(words).not.toBe('');
    for (const part of plain(text).split('......').filter(Boolean)) expect(words).toContain(part.replace(/。$/, ''));
  });

  test('a law that is quoted is kept here, or named as one that is not', () => {
    const named = new Set(quoted.map(({ law }) => law));
    expect([...named].filter((law) => !laws.has(law) && !notKept.has(law))).toEqual([]);
    expect([...notKept].filter((law) => laws.has(law))).toEqual([]);
  });
});
