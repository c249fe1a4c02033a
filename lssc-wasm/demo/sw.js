/**
 * Keeps every file of the page, so that it works without network after the first visit. `files.js` lists them, with a version that
 * is another whenever a file is: a new version is fetched whole beside the old one, and takes over when the page asks for it.
 */

/** @type {{ LSSC_FILES: { version: string, files: string[] } } & ServiceWorkerGlobalScope} */
const worker = /** @type {any} */ (self);
importScripts("./files.js");

const OURS = "lssc-page-";
const { version, files } = worker.LSSC_FILES;
const NAME = `${OURS}${version}`;

const PAGE = new URL("./index.html", worker.location.href).href;

/** What an office edits without building anything: the network's answer, and ours only where there is none. */
const FRESH = new URL("./office.json", worker.location.href).href;

worker.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(NAME)
      .then((cache) => cache.addAll(files.map((file) => new Request(file, { cache: "reload" })))),
  );
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(
    Promise.all([
      caches.keys().then((names) => Promise.all(names.filter(isOld).map((name) => caches.delete(name)))),
      worker.clients.claim(),
    ]),
  );
});

worker.addEventListener("message", ({ data }) => {
  if (data === "change") worker.skipWaiting();
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(worker.registration.scope)) return;
  event.respondWith(request.url === FRESH ? fresh(request) : kept(request));
});

/** @param {string} name */
function isOld(name) {
  return name.startsWith(OURS) && name !== NAME;
}

/** @param {Request} request */
async function kept(request) {
  const cache = await caches.open(NAME);
  // `?as-of=…` is for the page alone, and so is the bare address of the folder.
  const held =
    request.mode === "navigate"
      ? await cache.match(PAGE)
      : await cache.match(request, { ignoreSearch: true });
  return held ? direct(held) : fetch(request);
}

/** @param {Request} request */
async function fresh(request) {
  const cache = await caches.open(NAME);
  try {
    const response = await fetch(request);
    if (response.ok) await cache.put(request, response.clone());
    return response;
  } catch (error) {
    const held = await cache.match(request);
    if (held) return held;
    throw error;
  }
}

/**
 * Browsers refuse a redirected answer as a page, as from servers that send `index.html` to `/`.
 *
 * @param {Response} response
 */
function direct(response) {
  const { body, headers, status } = response;
  return response.redirected ? new Response(body, { headers, status }) : response;
}
