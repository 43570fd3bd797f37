import { accepted, type Checked, refused } from './checked.ts';
import { normalizeEntry } from './normalize.ts';

const maximumLength = 50;

// Unified_Ideograph covers every extension of Unicode (𠮷 䶮 㛃 …) without the radicals that only look like characters.
const han = '[\\p{Unified_Ideograph}〇]';
const letter = '[\\p{Unified_Ideograph}〇\\p{Script=Latin}]';

// 间隔号 is U+00B7 in GB/T 15834; input methods and old systems produce all of these in its place.
const dotBetweenHan = new RegExp(`(?<=${han}) ?[·•‧・･∙⋅●.] ?(?=${han})`, 'gu');
const blankBetweenHan = new RegExp(`(?<=${han}) (?=${han})`, 'gu');

// Foreign documents carry JEAN-LUC, O'NEIL, SMITH, JOHN and J. R. SMITH; Chinese forms of foreign names 约翰·F·肯尼迪.
const nameShape = new RegExp(`^${letter}+(?:(?:[·'’.,-] ?| )${letter}+)*\\.?$`, 'u');

// A comma parts Latin surname and given name; between Han it parts two names, or a sentence somebody has typed.
const commaAtHan = new RegExp(`${han},|, ?${han}`, 'u');

/**
 * A personal name: Han with every extension, the 间隔号 ·, Latin letters for foreigners; at most 50 code points.
 *
 * Blanks between two Han characters are removed: they are layout (张　三) and identity documents print none, so the
 * same person would not be found in the roster. Dots between Han become ·. Everything else, letter case too, is kept.
 */
export function parsePersonalName(raw: string): Checked<string> {
  const entry = normalizeEntry(raw);
  if (!entry.ok) return entry;
  const name = entry.value.replace(dotBetweenHan, '·').replace(blankBetweenHan, '');
  if (name === '') return refused('name.empty');
  if ([...name].length > maximumLength) return refused('name.tooLong');
  // Old systems put rare characters into the private use area, where they mean something else on every machine.
  if (/\p{Co}/u.test(name)) return refused('name.privateUse');
  if (commaAtHan.test(name)) return refused('name.characters');
  return nameShape.test(name) ? accepted(name) : refused('name.characters');
}
