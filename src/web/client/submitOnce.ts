/** A second press sends nothing. Buttons come back after ten seconds, or when the page is shown again from the history. */
export function submitOnce(root: Document): void {
  root.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || event.defaultPrevented) return;
    if (form.dataset.sent !== undefined) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = '';
    // After the submission is built: a disabled button would take its own name and value out of it.
    setTimeout(() => setBusy(form, true));
    setTimeout(() => release(form), 10_000);
  });
  addEventListener('pageshow', () => {
    for (const form of root.forms) release(form);
  });
}

function release(form: HTMLFormElement): void {
  if (form.dataset.sent === undefined) return;
  delete form.dataset.sent;
  setBusy(form, false);
}

function setBusy(form: HTMLFormElement, busy: boolean): void {
  for (const control of form.elements) {
    if (!(control instanceof HTMLButtonElement) || control.type !== 'submit') continue;
    if (busy && !control.disabled) {
      control.dataset.held = '';
      control.disabled = true;
    } else if (!busy && control.dataset.held !== undefined) {
      delete control.dataset.held;
      control.disabled = false;
    }
  }
}
