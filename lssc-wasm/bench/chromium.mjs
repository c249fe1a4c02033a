/**
 * The first assessment in a fresh page of Chromium, beside zod validating the same record, and what each weighs: medians over
 * many pages, taken in turn, each with nothing in its cache. All three are bundled by esbuild.
 *
 *     node bench/chromium.mjs [--rounds 40]
 *
 * It measures what stands in `dist`; `cargo xtask web` builds that.
 */

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { build } from "esbuild";
import { launch } from "../test/support/chromium.mjs";
import { median, print, rounds } from "./table.mjs";

const wasm = readFileSync(new URL(import.meta.resolve("lssc/lssc.wasm")));

/** The pages: each imports a module and calls its `first`, which says whether all went well. */
const MODULES = {
  "lssc/slim": `import { assess, init } from "lssc/slim"; import { options, record } from "./record.mjs";
    export const first = async () => { await init(); return assess(record, options).ok; };`,
  lssc: `import { assess } from "lssc"; import { options, record } from "./record.mjs";
    export const first = async () => assess(record, options).ok;`,
  zod: `import { zodSchema } from "./zod-schema.mjs"; import { record } from "./record.mjs";
    export const first = async () => zodSchema.safeParse(record).success;`,
};

/** A module as one small file. */
async function bundled(contents) {
  const stdin = { contents, resolveDir: fileURLToPath(new URL(".", import.meta.url)) };
  const { outputFiles } = await build({ stdin, bundle: true, minify: true, format: "esm", write: false });
  return Buffer.from(outputFiles[0].contents);
}

const names = Object.keys(MODULES);
const bundles = Object.fromEntries(
  await Promise.all(names.map(async (name) => [name, await bundled(MODULES[name])])),
);

const PAGE = '<!doctype html><link rel="icon" href="data:,"><title>Bench</title>';
const FILES = {
  "/": ["text/html", PAGE],
  "/wasm/lssc_bg.wasm": ["application/wasm", wasm],
  ...Object.fromEntries(
    names.map((name) => [`/${name.replace("/", "-")}.js`, ["text/javascript", bundles[name]]]),
  ),
};

const server = createServer(({ url }, response) => {
  const [type, body] = FILES[url] ?? ["text/plain", undefined];
  // Isolated from other origins, a page gets a clock of 5 microseconds; others get one of 100.
  response.writeHead(body === undefined ? 404 : 200, {
    "Content-Type": type,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
  });
  response.end(body);
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const address = `http://127.0.0.1:${server.address().port}/`;
const browser = await launch();

/** How long one fresh page takes to import the module, and for its first call after that, in milliseconds. */
async function firstTime(name) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(address);
  const times = await page.evaluate(
    async (file) => {
      const start = performance.now();
      const { first } = await import(file);
      const imported = performance.now();
      if (!(await first())) throw new Error(`${file} has failed`);
      return [imported - start, performance.now() - imported];
    },
    `/${name.replace("/", "-")}.js`,
  );
  await context.close();
  return times;
}

const count = rounds(40);
const taken = Object.fromEntries(names.map((name) => [name, []]));
try {
  await firstTime("zod"); // the browser's own first page is slower
  for (let round = 0; round < count; round += 1) {
    for (const name of names) taken[name].push(await firstTime(name));
  }
} finally {
  await browser.close();
  server.close();
}

const inMilliseconds = (what) => names.map((name) => [name, median(taken[name].map(what))]);
console.log(`Chromium ${browser.version()}, ${count} fresh pages each`);
print(
  "Import",
  "ms",
  inMilliseconds(([imported]) => imported),
);
print(
  "First assessment or validation after the import",
  "ms",
  inMilliseconds(([, first]) => first),
);
print(
  "Both",
  "ms",
  inMilliseconds(([imported, first]) => imported + first),
);

const compressed = (name) => {
  const files = name === "lssc/slim" ? [bundles[name], wasm] : [bundles[name]];
  return files.reduce((sum, file) => sum + brotliCompressSync(file).length, 0) / 1000;
};
print(
  "Size with brotli, all files",
  "kB",
  names.map((name) => [name, compressed(name)]),
);
