const pauseMilliseconds = 2000;

/** Keeps the draft on the server while a long form is filled in. Files are not part of a draft. */
export function autosaveDrafts(root: Document): void {
  for (const form of root.querySelectorAll<HTMLFormElement>('form[data-autosave]')) {
    const status = form.querySelector<HTMLElement>('[data-autosave-status]');
    const address = form.dataset.autosave;
    if (status && address) watch(form, status, address);
  }
}

function watch(form: HTMLFormElement, status: HTMLElement, address: string): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let changed = false;

  const save = async () => {
    clearTimeout(timer);
    changed = false;
    try {
      const response = await fetch(address, { method: 'POST', body: draftOf(form) });
      if (!response.ok) throw new Error(`autosave answered ${response.status}`);
      status.textContent = `已保存 ${clockTime(new Date())}`;
    } catch {
      changed = true;
      status.textContent = '保存失败,请点 ';
      status.append(retryButton(save));
    }
  };

  form.addEventListener('input', () => {
    changed = true;
    clearTimeout(timer);
    timer = setTimeout(save, pauseMilliseconds);
  });
  form.addEventListener('submit', () => {
    changed = false;
    clearTimeout(timer);
  });
  addEventListener('pagehide', () => {
    if (changed) navigator.sendBeacon(address, draftOf(form));
  });
}

function draftOf(form: HTMLFormElement): URLSearchParams {
  const draft = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string') draft.append(name, value);
  }
  return draft;
}

function retryButton(save: () => Promise<void>): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'link-button';
  button.textContent = '重新保存';
  button.addEventListener('click', () => void save());
  return button;
}

function clockTime(now: Date): string {
  return now.toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit', hour12: false });
}
