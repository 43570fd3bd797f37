/** Counts down on a button that sends a code; the server still keeps the limit. */
export function countDown(root: Document): void {
  for (const button of root.querySelectorAll<HTMLButtonElement>('button[data-wait]')) {
    wait(button, Number(button.dataset.wait));
  }
}

function wait(button: HTMLButtonElement, seconds: number): void {
  const label = button.textContent ?? '';
  const until = Date.now() + seconds * 1000;
  button.disabled = true;
  const timer = setInterval(show, 1000);
  show();

  function show(): void {
    const left = Math.ceil((until - Date.now()) / 1000);
    if (left > 0) {
      button.textContent = `${label}(${left} 秒后可再发)`;
      return;
    }
    clearInterval(timer);
    button.textContent = label;
    button.disabled = false;
  }
}
