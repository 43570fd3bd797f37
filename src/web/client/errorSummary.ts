/** Leads the reader to what is wrong as soon as the page is there. */
export function focusErrorSummary(root: Document): void {
  root.querySelector<HTMLElement>('[data-error-summary]')?.focus();
}
