/** Lets the book be read without a network after the first visit; the service worker beside index.html does the rest. */

const worker = `${document.documentElement.dataset.content_root}service-worker.js`;

// A browser may forbid it: then the book needs the network, and that is all.
addEventListener("load", () => navigator.serviceWorker?.register(worker).catch(() => {}));
