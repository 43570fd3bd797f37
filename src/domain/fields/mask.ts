/** Stars for all but the first `head` and last `tail` characters. A short text shows less, so that four stay hidden. */
export function maskMiddle(text: string, head: number, tail: number): string {
  const characters = [...text];
  const hidden = Math.max(characters.length - head - tail, Math.min(4, characters.length));
  const shown = characters.length - hidden;
  const shownHead = Math.min(head, Math.max(shown - tail, Math.floor(shown / 2)));
  const end = characters.slice(shownHead + hidden);
  return `${characters.slice(0, shownHead).join('')}${'*'.repeat(hidden)}${end.join('')}`;
}
