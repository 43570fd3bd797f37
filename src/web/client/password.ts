/** Shows the password on request and ticks off its rules while it is typed. */
export function improvePasswords(root: Document): void {
  for (const frame of root.querySelectorAll<HTMLElement>('[data-password]')) {
    const input = frame.querySelector('input');
    if (!input) continue;
    frame.append(showButton(root, input));
    const rules = root.querySelectorAll<HTMLElement>(`[data-rules-of="${CSS.escape(input.name)}"] > li`);
    if (rules.length > 0) input.addEventListener('input', () => tick(rules, input.value));
  }
}

function showButton(root: Document, input: HTMLInputElement): HTMLButtonElement {
  const button = root.createElement('button');
  button.type = 'button';
  button.className = 'link-button';
  button.textContent = '显示密码';
  button.setAttribute('aria-controls', input.id);
  button.addEventListener('click', () => {
    const hidden = input.type === 'password';
    input.type = hidden ? 'text' : 'password';
    button.textContent = hidden ? '隐藏密码' : '显示密码';
  });
  // A shown password must not be kept by the browser as an ordinary answer.
  input.form?.addEventListener('submit', () => {
    input.type = 'password';
  });
  return button;
}

function tick(rules: NodeListOf<HTMLElement>, password: string): void {
  for (const rule of rules) {
    const met = new RegExp(rule.dataset.pattern ?? '').test(password);
    rule.toggleAttribute('data-met', met);
  }
}
