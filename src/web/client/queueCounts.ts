const everyMilliseconds = 60_000;

/** Keeps the numbers beside the queues true while the desk is open and looked at. */
export function pollQueueCounts(root: Document): void {
  const address = root.querySelector<HTMLElement>('[data-counts]')?.dataset.counts;
  if (!address) return;
  setInterval(() => {
    if (root.visibilityState === 'visible') void refresh(root, address);
  }, everyMilliseconds);
}

async function refresh(root: Document, address: string): Promise<void> {
  const counts = await fetchCounts(address);
  for (const element of root.querySelectorAll<HTMLElement>('[data-count]')) {
    const count = counts[element.dataset.count ?? ''];
    if (typeof count === 'number') element.textContent = count.toLocaleString('zh-CN');
  }
}

/** A missed refresh is no news: the page still shows the numbers it came with. */
async function fetchCounts(address: string): Promise<Record<string, unknown>> {
  try {
    const response = await fetch(address, { headers: { accept: 'application/json' } });
    return response.ok ? await response.json() : {};
  } catch {
    return {};
  }
}
