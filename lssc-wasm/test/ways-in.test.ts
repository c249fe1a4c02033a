/** The package by plain import everywhere: each application is built, run, and shows what Node shows. */

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type BuildOptions, build as esbuild, type Plugin } from "esbuild";
import { assess } from "lssc";
import type { Browser } from "playwright-core";
import { build as vite } from "vite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import webpack from "webpack";
import { options, record } from "./apps/record.js";
import { launch, type Server, serve } from "./support/browser.ts";
import { installed, sources } from "./support/places.ts";

/** The applications stand where the package is installed, so that bundlers find it there and not in the sources. */
const apps = join(installed, "apps");
const HTML =
  '<!doctype html><meta charset="utf-8"><title>App</title><output></output><script type="module" src="./app.js"></script>';
const expected = () => JSON.stringify(assess(record, options));

let browser: Browser;
let server: Server;

beforeAll(async () => {
  rmSync(apps, { recursive: true, force: true });
  mkdirSync(apps, { recursive: true });
  [browser, server] = await Promise.all([launch(), serve({ folders: { apps } })]);
});

afterAll(() => Promise.all([browser?.close(), server?.close()]));

/** A folder with the sources of the applications. */
function folder(name: string): string {
  const made = join(apps, name);
  cpSync(join(sources, "test/apps"), made, { recursive: true });
  return made;
}

/** What an application shows in Chromium. */
async function shown(path: string): Promise<string> {
  const page = await browser.newPage();
  const trouble: string[] = [];
  page.on("pageerror", (error) => trouble.push(String(error)));
  page.on("console", (message) => message.type() === "error" && trouble.push(message.text()));
  try {
    await page.goto(`${server.url}/apps/${path}`);
    const output = page.locator("output:not(:empty)");
    await output.waitFor({ state: "attached", timeout: 15_000 }).catch(() => {});
    expect(trouble.filter((text) => !text.includes("404"))).toEqual([]);
    return (await page.locator("output").textContent()) ?? "";
  } finally {
    await page.close();
  }
}

/** The files under a folder, by the end of their names. */
const filesLike = (folder: string, end: string) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(end));

describe("Node", () => {
  const ask = `process.stdout.write(JSON.stringify(lssc.assess(${JSON.stringify(record)}, ${JSON.stringify(options)})))`;
  const node = (...args: string[]) =>
    execFileSync(process.execPath, args, { cwd: installed, encoding: "utf8" });

  test("imports it", () => {
    expect(node("--input-type=module", "--eval", `import * as lssc from "lssc"; ${ask}`)).toBe(expected());
  });

  test("requires it", () => {
    expect(node("--input-type=commonjs", "--eval", `const lssc = require("lssc"); ${ask}`)).toBe(expected());
  });

  test("gives lssc/slim the bytes of the file, which the package names", () => {
    const read = `readFileSync(new URL(import.meta.resolve("lssc/lssc.wasm")))`;
    const slim = `import { readFileSync } from "node:fs"; import * as lssc from "lssc/slim"; await lssc.init(${read}); ${ask}`;
    expect(node("--input-type=module", "--eval", slim)).toBe(expected());
    const required = `const lssc = require("lssc/slim");
      lssc.init(require("node:fs").readFileSync(require.resolve("lssc/lssc.wasm"))).then(() => { ${ask} })`;
    expect(node("--input-type=commonjs", "--eval", required)).toBe(expected());
  });

  test("is told to give the bytes where nothing can be fetched", () => {
    const slim = `import { init } from "lssc/slim"; await init().catch((error) => process.stdout.write(String(error)));`;
    expect(node("--input-type=module", "--eval", slim)).toMatch(
      /^LsscUnavailableError: .*give `init` its bytes\)$/,
    );
  });

  test("finds the schemas and the package's own description", () => {
    for (const name of ["record", "catalog", "policy", "request", "answer"]) {
      const schema = node("--print", `require("lssc/schema/${name}.schema.json").$schema`);
      expect(schema).toBe("https://json-schema.org/draft/2020-12/schema\n");
    }
    expect(node("--print", `require("lssc/package.json").name`)).toBe("lssc\n");
  });

  test("runs in a worker", () => {
    const worker = `require("node:worker_threads").parentPort.postMessage(require("lssc").assess(${JSON.stringify(record)}, ${JSON.stringify(options)}))`;
    const main = `new (require("node:worker_threads").Worker)(${JSON.stringify(worker)}, { eval: true })
      .on("message", (result) => process.stdout.write(JSON.stringify(result)))`;
    expect(node("--input-type=commonjs", "--eval", main)).toBe(expected());
  });
});

describe("a script module, without a bundler", () => {
  const importMap = JSON.stringify({
    imports: { lssc: "/lssc/dist/index.js", "lssc/slim": "/lssc/dist/slim.js" },
  });

  test.each(["inline", "slim"])("imports %s by an import map", async (app) => {
    const made = folder(`map-${app}`);
    const html = HTML.replace("<script", `<script type="importmap">${importMap}</script><script`);
    writeFileSync(join(made, "index.html"), html.replace("app.js", `${app}.js`));
    expect(await shown(`map-${app}/index.html`)).toBe(expected());
  });

  test.each(["inline", "slim", "with-worker", "with-slim-worker"])(
    "imports %s by its address",
    async (app) => {
      const made = folder(`plain-${app}`);
      for (const file of filesLike(made, ".js")) {
        const text = readFileSync(join(made, file), "utf8");
        const byAddress = text
          .replace('"lssc"', '"/lssc/dist/index.js"')
          .replace('"lssc/slim"', '"/lssc/dist/slim.js"');
        writeFileSync(join(made, file), byAddress);
      }
      writeFileSync(join(made, "index.html"), HTML.replace("app.js", `${app}.js`));
      expect(await shown(`plain-${app}/index.html`)).toBe(expected());
    },
  );
});

const APPS = ["inline", "slim", "with-worker", "with-slim-worker"] as const;
/** Only what loads the file has it beside it: `.` holds it already, and nobody should publish it twice. */
const filesOfWasm = (app: string) => (app.includes("slim") ? 1 : 0);

test.each(APPS)("Vite builds %s", async (app) => {
  const root = folder(`vite-${app}`);
  writeFileSync(join(root, "index.html"), HTML.replace("app.js", `${app}.js`));
  const warnings: string[] = [];
  await vite({
    root,
    base: "./",
    configFile: false,
    logLevel: "silent",
    worker: { format: "es" },
    build: {
      outDir: "built",
      target: "es2022",
      rollupOptions: { onLog: (_, log) => warnings.push(log.message) },
    },
  });
  expect(warnings).toEqual([]);
  expect(await shown(`vite-${app}/built/index.html`)).toBe(expected());
  expect(filesLike(join(root, "built"), ".wasm")).toHaveLength(filesOfWasm(app));
});

test.each(APPS)("webpack builds %s", async (app) => {
  const context = folder(`webpack-${app}`);
  const stats = await new Promise<webpack.Stats | undefined>((resolve, reject) =>
    webpack(
      {
        mode: "production",
        context,
        entry: `./${app}.js`,
        output: { path: join(context, "built"), filename: "app.js", publicPath: "auto" },
        performance: false,
      },
      (error, stats) => (error ? reject(error) : resolve(stats)),
    ),
  );
  const said = stats?.toJson({ all: false, errors: true, warnings: true });
  expect(said).toMatchObject({ errors: [], warnings: [] });
  writeFileSync(join(context, "built/index.html"), HTML);
  expect(await shown(`webpack-${app}/built/index.html`)).toBe(expected());
  expect(filesLike(join(context, "built"), ".wasm")).toHaveLength(filesOfWasm(app));
});

describe("esbuild", () => {
  const builds: [string, string, BuildOptions][] = [
    ["inline as a module", "inline", { format: "esm" }],
    ["inline as a classic script", "inline", { format: "iife", target: "es2022" }],
    ["slim with the file beside it", "slim-by-file", { format: "esm", loader: { ".wasm": "file" } }],
    ["slim with the file's bytes", "slim-by-file", { format: "esm", loader: { ".wasm": "binary" } }],
    // What is not rewritten has to stand where it is looked for: beside the bundle.
    ["slim with the file copied", "slim", { format: "esm", plugins: [copied()] }],
  ];
  test.each(builds)("builds %s", async (name, app, how) => {
    const place = `esbuild-${name.replaceAll(/\W/g, "-")}`;
    const made = folder(place);
    const outdir = join(made, "built");
    const entryPoints = { app: join(made, `${app}.js`) };
    const { warnings } = await esbuild({
      bundle: true,
      minify: true,
      outdir,
      entryPoints,
      logLevel: "silent",
      ...how,
    });
    expect(warnings).toEqual([]);
    writeFileSync(
      join(outdir, "index.html"),
      how.format === "iife" ? HTML.replace(' type="module"', " defer") : HTML,
    );
    expect(await shown(`${place}/built/index.html`)).toBe(expected());
  });

  /** A bundle of a few lines. */
  async function bundled(contents: string): Promise<string> {
    const stdin = { contents, resolveDir: installed };
    const { outputFiles } = await esbuild({
      bundle: true,
      minify: true,
      write: false,
      format: "esm",
      logLevel: "silent",
      stdin,
    });
    return outputFiles?.[0]?.text ?? "";
  }

  test("leaves out of a bundle what is not used", async () => {
    expect(await bundled(`import "lssc/slim";`)).toBe("");
    const names = await bundled(`import { competencySets } from "lssc/slim"; console.log(competencySets);`);
    expect(names).toContain("youth-services");
    expect(names.length).toBeLessThan(4000);
  });
});

function copied(): Plugin {
  return {
    name: "copy the .wasm",
    setup(build) {
      const from = join(installed, "node_modules/lssc/dist/wasm/lssc_bg.wasm");
      build.onEnd(() => cpSync(from, join(build.initialOptions.outdir ?? "", "wasm/lssc_bg.wasm")));
    },
  };
}

test("the file by its name is the file beside the glue", () => {
  const [file] = filesLike(join(installed, "node_modules/lssc"), ".wasm");
  expect(file).toBe("dist/wasm/lssc_bg.wasm");
  expect(statSync(join(installed, "node_modules/lssc", file ?? "")).size).toBeGreaterThan(10_000);
});
