// Keeps the app's files, so that it opens without a network and shows what the device knows.
// The page itself is asked for first, so that an upgrade is seen; assets never change under a name.
const CACHE = 'parley-app';

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  const isOurs = url.origin === self.location.origin && !url.pathname.startsWith('/v1/');
  if (event.request.method === 'GET' && isOurs) {
    const isAsset = url.pathname.startsWith('/assets/');
    event.respondWith(isAsset ? cacheFirst(event.request) : networkFirst(event.request));
  }
});

async function cacheFirst(request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(request)) ?? fetchInto(cache, request);
}

async function networkFirst(request) {
  const cache = await caches.open(CACHE);
  try {
    const response = await fetchInto(cache, request);
    if (request.mode === 'navigate') {
      await dropOldAssets(cache, await response.clone().text());
    }
    return response;
  } catch (failure) {
    const kept = await cache.match(request, { ignoreSearch: true });
    if (kept) {
      return kept;
    }
    throw failure;
  }
}

async function fetchInto(cache, request) {
  const response = await fetch(request);
  if (response.ok) {
    await cache.put(request, response.clone());
  }
  return response;
}

/** Assets that the present page doesn't name belong to an older one. */
async function dropOldAssets(cache, page) {
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith('/assets/') && !page.includes(pathname)) {
      await cache.delete(request);
    }
  }
}
