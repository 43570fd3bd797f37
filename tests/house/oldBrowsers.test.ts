import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

// esbuild writes the language of Chrome 80 and Safari 14.1, but not what those browsers have built in: a call of something
// newer stops the whole script there, and a verdict on the screen with it.

/** What came later than the browsers that `scripts/build.mjs` builds for, as it stands in a minified script. */
const tooNew: readonly RegExp[] = [
  // Language: Chrome 85 to 122.
  /\.at\(/,
  /\.replaceAll\(/,
  /\bhasOwn\(/,
  /\.findLast(Index)?\(/,
  /\.(toSorted|toReversed|toSpliced)\(/,
  /\b(Object|Map)\.groupBy\(/,
  /\.fromAsync\(/,
  /\bPromise\.(any|try|withResolvers)\(/,
  /\.(isSubsetOf|isSupersetOf|isDisjointFrom|symmetricDifference)\(/,
  /\.(isWellFormed|toWellFormed)\(/,
  /\b(WeakRef|FinalizationRegistry|AggregateError|Temporal)\b/,
  /\.(fromBase64|toBase64|fromHex|toHex)\(/,
  /\(\?<[=!]/,
  // Browser: Chrome 81 to 120, Safari 15 to 17.
  /\bstructuredClone\(/,
  /\breportError\(/,
  /\.randomUUID\(/,
  /\bAbortSignal\.(timeout|any|abort)\(/,
  /\.(replaceChildren|checkVisibility|showPicker|requestSubmit|showModal|setHTML\w*)\(/,
  /\bnew (OffscreenCanvas|BroadcastChannel|DecompressionStream|CompressionStream|URLPattern)\b/,
  /\brequestIdleCallback\(/,
  /\bURL\.(canParse|parse)\(/,
  /\bResponse\.json\(/,
];

const bundles = globSync(['dist/assets/*.js', 'dist/offline/*']).sort();

test('no script of a page calls what the browsers it is built for do not have', () => {
  expect(bundles.length).toBeGreaterThan(6);
  const found = bundles.flatMap((path) => {
    const text = readFileSync(path, 'utf8');
    return tooNew.flatMap((pattern) => {
      const at = text.search(pattern);
      return at < 0 ? [] : [`${path}: ${text.slice(Math.max(0, at - 20), at + 30)}`];
    });
  });
  expect(found).toEqual([]);
});
