import { bytes } from '../shared/answer.ts';
import { paths } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';

/** Programs that keep to the rules do not walk through lookups, lists and papers of persons. */
const rules = [
  'User-agent: *',
  ...[`${paths.lookup}/`, `${paths.lookup}?`, `${paths.published}?`, `${paths.receipts}/`, `${paths.verify}/`].map(
    (path) => `Disallow: ${path}`,
  ),
  ...['/person', '/institution', '/authority', '/recover', '/dispute'].map((path) => `Disallow: ${path}`),
  '',
].join('\n');

export const robotsPages: readonly Route[] = [
  on.anyone('GET', paths.robots, '搜索引擎规则', async () => bytes('text/plain; charset=utf-8', rules)),
];
