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
  try {
    const response = await fetch(page, { cache: 'no-cache' });
    if (response.ok) await cache.put(page, response.clone());
    return response;
  } catch (error) {
    const kept = await cache.match(page);
    if (kept === undefined) throw error;
    return kept;
  }
}
