/** Real Chromium, and a server of static files for it. */

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { installedPackage } from "./places.ts";

export { launch } from "./chromium.mjs";

/** What a server serves: folders by the first part of the path, and pages made on the spot. */
export interface Served {
  readonly folders?: Readonly<Record<string, string>>;
  readonly pages?: Readonly<Record<string, Page>>;
}

/** A page made on the spot. */
export interface Page {
  readonly html: string;
  /** Its Content-Security-Policy. */
  readonly policy?: string;
}

/** A running server. */
export interface Server {
  readonly url: string;
  close(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
  ".json": "application/json",
  ".mjs": "text/javascript",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

/** Serves the installed package at `/lssc/`, and what is asked for beside it. */
export async function serve({ folders = {}, pages = {} }: Served): Promise<Server> {
  const roots: Record<string, string> = { lssc: installedPackage, ...folders };
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
    const page = pages[path];
    if (page !== undefined) {
      const policy = page.policy === undefined ? {} : { "Content-Security-Policy": page.policy };
      response.writeHead(200, { "Content-Type": "text/html; charset=utf-8", ...policy }).end(page.html);
      return;
    }
    const [, first = "", rest = ""] = /^\/([^/]*)\/(.*)$/.exec(normalize(path)) ?? [];
    const root = roots[first];
    const file = root === undefined ? undefined : await readFile(join(root, rest)).catch(() => undefined);
    if (file === undefined) response.writeHead(404).end();
    else response.writeHead(200, { "Content-Type": TYPES[extname(path)] ?? "text/plain" }).end(file);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
