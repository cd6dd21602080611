/**
 * The book without a network. Online, nothing changes: every request goes to the site, and what comes is kept. Without
 * a network, what was kept answers.
 *
 * BUILD and FILES stand before this text in the built site: see `offline.py`. What this file does not do: save
 * requests. A page is never older than the site, as long as the site can be reached.
 */

const OURS = `${self.registration.scope} `; // other books at the same origin keep other things
const KEPT = OURS + BUILD;

self.addEventListener("install", (event) => event.waitUntil(keepTheBook()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && url.startsWith(self.registration.scope)) event.respondWith(answer(event));
});

/** Fetch all of the book; if any of it is missing, the browser tries again at the next visit. */
async function keepTheBook() {
  const cache = await caches.open(KEPT);
  await cache.addAll(FILES.map((file) => new Request(file, { cache: "no-cache" })));
  await self.skipWaiting();
}

/** Drop what earlier builds have kept, and answer for the pages that are open. */
async function takeOver() {
  const old = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== KEPT);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** The site's answer, or what was kept of it. What follows a question mark makes no other file. */
async function answer(event) {
  const { request } = event, file = request.url.split(/[?#]/)[0], cache = await caches.open(KEPT);
  try {
    const response = await fetch(request);
    if (response.status === 200) event.waitUntil(cache.put(file, response.clone()));
    return response;
  } catch {
    const missing = request.mode === "navigate" ? await cache.match("404.html") : Response.error();
    return (await cache.match(file)) ?? missing;
  }
}
