import { fetchInTime } from '../fetchInTime.ts';

// Keeps the offline verifier for when there is no network: the newest that could be fetched, else the last that was.

interface Fetching extends Event {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}
interface Installing extends Event {
  waitUntil(work: Promise<unknown>): void;
}

const [page, keptIn] = ['/verify/offline', 'offline-verifier'];

addEventListener('install', (event) => {
  (event as Installing).waitUntil(caches.open(keptIn).then((cache) => cache.add(page)));
});

addEventListener('fetch', (event) => {
  const { request, respondWith } = event as Fetching;
  if (request.method === 'GET' && new URL(request.url).pathname === page) respondWith.call(event, newestPage());
});

async function newestPage(): Promise<Response> {
  const cache = await caches.open(keptIn);
  const kept = await cache.match(page);
  try {
    const response = await fetchInTime(page, { cache: 'no-cache' }, whole);
    if (response.ok) await cache.put(page, response.clone());
    // The register is there but ill: the page of before needs it no more than without a network.
    return response.ok ? response : (kept ?? response);
  } catch (error) {
    if (kept === undefined) throw error;
    return kept;
  }
}

/** With its last byte: a page that stops half way is no page. */
async function whole(response: Response): Promise<Response> {
  await response.clone().arrayBuffer();
  return response;
}
