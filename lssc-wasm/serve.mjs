// Serves a folder to this machine alone, as a public server should: with the right types, and with the headers that keep
// a page to itself.
//
//     node serve.mjs FOLDER [PORT]

import { readdir, readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { pathToFileURL } from "node:url";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

const POLICY = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
];

const HEADERS = {
  "Cache-Control": "no-cache",
  "Content-Security-Policy": POLICY.join("; "),
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
};

/**
 * Serves the files that are in a folder now; port 0 is any that is free.
 * @param {string} folder
 * @param {number} port
 * @returns {Promise<{url: string, close: () => Promise<void>}>}
 */
export async function serve(folder, port = 0) {
  const files = await list(folder);
  const server = createServer(async ({ method, url = "/" }, response) => {
    // Only a path that was found in the folder leads to a file, so nothing outside it can be asked for.
    const path = url.replace(/[?#].*$/, "");
    const file = files.get(path.endsWith("/") ? `${path}index.html` : path);
    const bytes = file === undefined ? undefined : await readFile(file).catch(() => undefined);
    if (method !== "GET" && method !== "HEAD") {
      response.writeHead(405, { ...HEADERS, Allow: "GET, HEAD" }).end();
    } else if (bytes === undefined) {
      response.writeHead(404, { ...HEADERS, "Content-Type": TYPES[".txt"] }).end("not found\n");
    } else {
      response.writeHead(200, { ...HEADERS, "Content-Type": TYPES[extname(file)] }).end(bytes);
    }
  });
  await new Promise((resolve, reject) => {
    server.once("error", reject).listen(port, "127.0.0.1", resolve);
  });
  const close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(() => resolve()));
  };
  return { url: `http://127.0.0.1:${server.address().port}/`, close };
}

/** The files of a folder and of those in it, of the types that a page is made of, by their paths in a URL. */
async function list(folder) {
  const names = await readdir(folder, { recursive: true });
  const served = names.filter((name) => extname(name) in TYPES);
  const path = (name) => `/${name.split(/[\\/]/).map(encodeURIComponent).join("/")}`;
  return new Map(served.map((name) => [path(name), join(folder, name)]));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [, , folder = ".", port = "8080"] = process.argv;
  try {
    const { url } = await serve(folder, Number(port));
    console.log(`${url} (Ctrl-C stops it)`);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
