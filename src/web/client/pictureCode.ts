/** 看不清,换一张 without loading the page again, where the server allows it. */
export function reloadPictures(root: Document): void {
  for (const frame of root.querySelectorAll<HTMLElement>('[data-picture]')) {
    const image = frame.querySelector('img');
    const input = frame.querySelector('input');
    const button = frame.querySelector('button');
    if (!image || !input || !button) continue;
    button.addEventListener('click', (event) => {
      event.preventDefault();
      const address = new URL(image.src);
      address.searchParams.set('again', String(Date.now()));
      image.src = address.href;
      input.value = '';
      input.focus();
    });
  }
}
