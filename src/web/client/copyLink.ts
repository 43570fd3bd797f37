/** A field that is only there to be copied gets a button for it, where the browser can copy. */
export function offerCopying(root: Document): void {
  for (const field of root.querySelectorAll<HTMLInputElement>('input[data-copy]')) {
    field.addEventListener('focus', () => field.select());
    if (!('clipboard' in navigator)) continue;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'ds-button';
    button.dataset.variant = 'primary';
    button.textContent = '复制链接';
    const said = document.createElement('span');
    said.className = 'quiet small';
    said.setAttribute('role', 'status');
    button.addEventListener('click', () => {
      navigator.clipboard.writeText(field.value).then(
        () => {
          said.textContent = '已复制';
        },
        () => {
          // Not allowed to: it is marked, so that the person copies it as other text.
          field.select();
          said.textContent = '请长按或用快捷键复制';
        },
      );
    });
    const row = document.createElement('div');
    row.className = 'row';
    row.append(button, said);
    (field.closest('label') ?? field).after(row);
  }
}
