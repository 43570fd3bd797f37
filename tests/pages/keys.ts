import type { Page } from 'playwright-core';

/** Presses Tab until the focus is on what is wanted; an error names what was passed. */
export async function tabTo(page: Page, isWanted: Wanted, key = 'Tab'): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press(key);
    const focus = await focused(page);
    if (matches(focus, isWanted)) return;
    passed.push(focus.words);
  }
  throw new Error(`not reached by Tab: ${JSON.stringify(isWanted)}; passed ${passed.join(' | ')}`);
}

interface Wanted {
  readonly name?: string;
  readonly value?: string;
  readonly words?: string;
  readonly tag?: string;
}

export interface Focus {
  readonly tag: string;
  readonly name: string;
  readonly value: string;
  readonly words: string;
  readonly isSummary: boolean;
  /** An outline or a shadow shows where the focus is. */
  readonly visible: boolean;
  /** The place among all elements of the page. */
  readonly place: number;
}

export function focused(page: Page): Promise<Focus> {
  return page.evaluate(() => {
    const element = document.activeElement ?? document.body;
    const style = getComputedStyle(element);
    const outline = style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0;
    return {
      tag: element.tagName.toLowerCase(),
      name: element.getAttribute('name') ?? '',
      value: element.getAttribute('value') ?? '',
      words: (element.textContent ?? '').trim() || (element.getAttribute('name') ?? ''),
      isSummary: element.hasAttribute('data-error-summary'),
      visible: outline || style.boxShadow !== 'none',
      place: [...document.querySelectorAll('*')].indexOf(element),
    };
  });
}

function matches(focus: Focus, { name, value, words, tag }: Wanted): boolean {
  return (
    (name === undefined || focus.name === name) &&
    (value === undefined || focus.value === value) &&
    (words === undefined || focus.words === words) &&
    (tag === undefined || focus.tag === tag)
  );
}

/** Everything the keyboard should reach: links, controls that are not hidden or disabled, summaries; of radios one a group. */
export function reachable(page: Page): Promise<number[]> {
  return page.evaluate(() => {
    const groups = new Set<string>();
    return [...document.querySelectorAll<HTMLElement>('a[href],button,input,select,textarea,summary')]
      .filter((element) => {
        if (element.matches('[disabled],[type=hidden],[tabindex="-1"]') || !element.checkVisibility()) return false;
        if (!element.matches('[type=radio]')) return true;
        const group = element.getAttribute('name') ?? '';
        return !groups.has(group) && groups.add(group) !== undefined;
      })
      .map((element) => [...document.querySelectorAll('*')].indexOf(element));
  });
}
