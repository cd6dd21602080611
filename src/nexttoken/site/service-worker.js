/**
 * The book without a network. Online, nothing changes: every request goes to the site, and what comes is kept. Without
 * a network, what was kept answers.
 *
 * BUILD, MODELS and FILES stand before this text in the built site: see `offline.py`. What this file does not do: save
 * requests. A page is never older than the site, as long as the site can be reached: the site is asked whether what the
 * browser has is still the same.
 */

const OURS = `${self.registration.scope} `; // other books at the same origin keep other things
const PAGES = OURS + BUILD, WEIGHTS = OURS + MODELS; // most builds have the models of the one before

self.addEventListener("install", (event) => event.waitUntil(keepTheBook()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && url.startsWith(self.registration.scope)) event.respondWith(answer(event));
});

/** Fetch all of the book; if any of it is missing, the browser tries again at the next visit. */
async function keepTheBook() {
  const cache = await caches.open(PAGES);
  await cache.addAll(FILES.map((file) => new Request(file, { cache: "no-cache" })));
  await self.skipWaiting();
}

/** Drop what earlier builds have kept, and answer for the pages that are open. */
async function takeOver() {
  const old = (await caches.keys()).filter((name) => name.startsWith(OURS) && ![PAGES, WEIGHTS].includes(name));
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** The site's answer, or what was kept of it. What follows a question mark makes no other file. */
async function answer(event) {
  const { request } = event, file = request.url.split(/[?#]/)[0];
  const isModel = file.startsWith(`${self.registration.scope}pretrained/`);
  const cache = await caches.open(isModel ? WEIGHTS : PAGES);
  try {
    const response = await fetch(request, { cache: "no-cache" });
    if (response.status === 200) event.waitUntil(cache.put(file, response.clone()));
    return response;
  } catch {
    const missing = request.mode === "navigate" ? await cache.match("404.html") : Response.error();
    return (await cache.match(file)) ?? missing;
  }
}
