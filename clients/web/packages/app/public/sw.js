// Keeps the app's files, so that it opens at once, also without a network. The page comes from the
// cache and is asked for again behind it: an upgrade is there at the next load, as a whole or not yet.
const CACHE = 'parley-app';
const PAGE = '/';

self.addEventListener('install', (event) => {
  self.skipWaiting();
  event.waitUntil(refresh());
});

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== 'GET' || origin !== self.location.origin) {
    return;
  }
  if (event.request.mode === 'navigate' && pathname === PAGE) {
    event.respondWith(cached(PAGE));
    event.waitUntil(refresh().catch(() => {})); // offline: the cached one is all there is
  } else if (pathname.startsWith('/assets/') || pathname === '/icon.svg') {
    event.respondWith(cached(event.request));
  }
});

async function cached(request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(request, { ignoreVary: true })) ?? fetch(request);
}

/** A new page is put in only when all that it names is there, and only then is the old one's dropped. */
async function refresh() {
  const cache = await caches.open(CACHE);
  const response = await fetch(PAGE, { cache: 'no-cache' });
  const page = await response.clone().text();
  const known = await (await cache.match(PAGE))?.text();
  if (!response.ok || page === known) {
    return;
  }
  const assets = [...new Set(page.match(/\/assets\/[\w.-]+/g)), '/icon.svg'];
  await cache.addAll(assets);
  await cache.put(PAGE, response);
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url);
    if (pathname !== PAGE && !assets.includes(pathname)) {
      await cache.delete(request);
    }
  }
}
