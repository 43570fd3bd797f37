/**
 * The characters Typst's PDF/UA export complains about, each once.
 *
 * The compiler hands its diagnostics over as one text: `… the text `\"𠮷\"` could not be displayed with font …`.
 * Empty when the fault is about something else.
 */
export function uncoveredIn(fault: unknown): string[] {
  const text = fault instanceof Error ? `${fault.message} ${'code' in fault ? String(fault.code) : ''}` : String(fault);
  const found = [...text.matchAll(/the text `\\*"(.+?)\\*"` could not be displayed/gu)];
  return [...new Set(found.flatMap(([, quoted]) => [...unquote(quoted ?? '')]))];
}

/** Rust writes what it deems unprintable as `\u{e000}`. */
function unquote(quoted: string): string {
  return quoted.replace(/\\+u\{([0-9a-f]{1,6})\}/g, (_, point: string) =>
    String.fromCodePoint(Number.parseInt(point, 16)),
  );
}
