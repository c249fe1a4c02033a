/** The same in a real browser: conformance byte for byte, in a page, in a worker, and under strict policies. */

import type * as Slim from "lssc/slim";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch, type Server, serve } from "./support/browser.ts";
import { cases, validCases } from "./support/cases.ts";
import { disagreements } from "./support/same.ts";

const STRICT = "default-src 'none'; script-src 'self'; connect-src 'self'";
const WITH_WASM = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

let browser: Browser;
let server: Server;

beforeAll(async () => {
  const empty = "<!doctype html><title>A page</title>";
  const pages = {
    "/": { html: empty },
    "/strict": { html: empty, policy: STRICT },
    "/with-wasm": { html: empty, policy: WITH_WASM },
  };
  [browser, server] = await Promise.all([launch(), serve({ pages })]);
});

afterAll(() => Promise.all([browser?.close(), server?.close()]));

/** A fresh page, closed after use; whatever goes wrong in it unseen fails the test. */
async function onPage<T>(path: string, use: (page: Page) => Promise<T>): Promise<T> {
  const page = await browser.newPage();
  const trouble: string[] = [];
  page.on("pageerror", (error) => trouble.push(String(error)));
  try {
    await page.goto(server.url + path);
    const result = await use(page);
    expect(trouble).toEqual([]);
    return result;
  } finally {
    await page.close();
  }
}

/** Imports the package in a page, as `lssc`. As text, since vitest has its own `import` in functions. */
async function load(page: Page, entry: "index" | "slim"): Promise<void> {
  await page.evaluate(
    `import("/lssc/dist/${entry}.js").then((lssc) => { Object.assign(globalThis, { lssc }); })`,
  );
}

async function loadReady(page: Page, entry: "index" | "slim"): Promise<void> {
  await load(page, entry);
  if (entry === "slim") await page.evaluate(() => lssc.init());
}

/** What a page that `load` has prepared knows. */
declare const lssc: typeof Slim;

describe.each(["index", "slim"] as const)("dist/%s.js", (entry) => {
  test("answers every case, asked by text and by bytes", async () => {
    const all = cases();
    const requests = all.map(({ request }) => request);
    const [byText, byBytes] = await onPage("/", async (page) => {
      await loadReady(page, entry);
      return page.evaluate((requests) => {
        const [encoder, decoder] = [
          new TextEncoder(),
          new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }),
        ];
        return [
          requests.map((request) => lssc.answer(request)),
          requests.map((request) => decoder.decode(lssc.answer(encoder.encode(request)))),
        ];
      }, requests);
    });
    const answers = all.map(({ answer }) => answer);
    expect(byText).toEqual(answers);
    expect(byBytes).toEqual(answers);
  });

  test("gives every valid case its assessment by every function", async () => {
    const found = await onPage("/", async (page) => {
      await loadReady(page, entry);
      return page.evaluate(
        ([disagreements, cases]) =>
          new Function("lssc", "cases", `return (${disagreements})(lssc, cases)`)(lssc, cases),
        [String(disagreements), validCases()] as const,
      );
    });
    expect(found).toEqual([]);
  });

  test("works under a policy that allows WebAssembly and nothing else", async () => {
    const ok = await onPage("/with-wasm", async (page) => {
      await loadReady(page, entry);
      return page.evaluate(() => lssc.isAvailable() && lssc.assess({ id: "p" }, { asOf: "2024-06-30" }).ok);
    });
    expect(ok).toBe(true);
  });
});

describe("where WebAssembly is forbidden", () => {
  test("importing is silent, and the first use says what is wrong", async () => {
    const found = await onPage("/strict", async (page) => {
      await load(page, "index");
      return page.evaluate(() => {
        const asOf = "2024-06-30";
        const saying = (use: () => unknown) => {
          try {
            use();
          } catch (error) {
            const { name, message } = error as Error;
            return {
              name,
              message,
              typed: error instanceof lssc.LsscUnavailableError && error instanceof Error,
            };
          }
          return { name: "", message: "", typed: false };
        };
        return {
          available: lssc.isAvailable(),
          uses: [
            saying(() => lssc.assess({ id: "p" }, { asOf })),
            saying(() => lssc.assessMany([{ id: "p" }], { asOf })),
            saying(() => new lssc.Terms()),
            saying(() => lssc.answer("{}")),
            saying(() => lssc.answer(new Uint8Array())),
            saying(() => lssc.daysBetween("2024-06-30", "2024-07-01")),
          ],
          validated: [
            lssc.recordSchema["~standard"].validate({ id: 7 }),
            lssc.formSchema(["education"])["~standard"].validate({ education: "no such" }),
          ],
          titles: lssc.competencySets.length,
        };
      });
    });
    expect(found.available).toBe(false);
    const why = expect.stringContaining("wasm-unsafe-eval");
    for (const use of found.uses)
      expect(use).toEqual({ name: "LsscUnavailableError", message: why, typed: true });
    expect(found.validated).toEqual([{ value: { id: 7 } }, { value: { education: "no such" } }]);
    expect(found.titles).toBe(10);
  });

  test("it is tried, and reported to the site, once", async () => {
    const reports = await onPage("/strict", async (page) => {
      await load(page, "index");
      return page.evaluate(async () => {
        let reports = 0;
        document.addEventListener("securitypolicyviolation", () => {
          reports += 1;
        });
        for (let keystroke = 0; keystroke < 5; keystroke += 1)
          lssc.recordSchema["~standard"].validate({ id: "p" });
        await new Promise((resolve) => setTimeout(resolve, 100));
        return reports;
      });
    });
    expect(reports).toBe(1);
  });

  test("`init` of lssc/slim is refused by the same error", async () => {
    const found = await onPage("/strict", async (page) => {
      await load(page, "slim");
      return page.evaluate(async () => {
        const before = lssc.isAvailable();
        const error = await lssc.init().catch((error: unknown) => error);
        return { before, refused: error instanceof lssc.LsscUnavailableError, after: lssc.isAvailable() };
      });
    });
    expect(found).toEqual({ before: false, refused: true, after: false });
  });
});

describe("lssc/slim before and after `init`", () => {
  test("says so when it is used too early, and works afterwards", async () => {
    const found = await onPage("/", async (page) => {
      await load(page, "slim");
      return page.evaluate(async () => {
        const early = (() => {
          try {
            return lssc.assess({ id: "p" }, { asOf: "2024-06-30" });
          } catch (error) {
            return [error instanceof lssc.LsscUnavailableError, String(error)];
          }
        })();
        const before = lssc.isAvailable();
        await Promise.all([lssc.init(), lssc.init()]);
        await lssc.init();
        return {
          early,
          before,
          after: lssc.isAvailable(),
          ok: lssc.assess({ id: "p" }, { asOf: "2024-06-30" }).ok,
        };
      });
    });
    expect(found.early).toEqual([true, expect.stringContaining("init")]);
    expect(found).toMatchObject({ before: false, after: true, ok: true });
  });

  test.each([
    ["a text", "'/lssc/dist/wasm/lssc_bg.wasm'"],
    ["a URL", "new URL('/lssc/dist/wasm/lssc_bg.wasm', location.href)"],
    ["a Request", "new Request('/lssc/dist/wasm/lssc_bg.wasm')"],
    ["a Response", "await fetch('/lssc/dist/wasm/lssc_bg.wasm')"],
    ["a promise of a Response", "fetch('/lssc/dist/wasm/lssc_bg.wasm')"],
    ["an ArrayBuffer", "await (await fetch('/lssc/dist/wasm/lssc_bg.wasm')).arrayBuffer()"],
    ["bytes", "new Uint8Array(await (await fetch('/lssc/dist/wasm/lssc_bg.wasm')).arrayBuffer())"],
    ["a module", "await WebAssembly.compileStreaming(fetch('/lssc/dist/wasm/lssc_bg.wasm'))"],
    ["a promise of a module", "WebAssembly.compileStreaming(fetch('/lssc/dist/wasm/lssc_bg.wasm'))"],
  ])("takes %s", async (_, input) => {
    const text = `import("/lssc/dist/slim.js").then(async (slim) => {
      await slim.init(${input});
      return slim.daysBetween("2024-02-28", "2024-03-01");
    })`;
    expect(await onPage("/", (page) => page.evaluate(text))).toBe(2);
  });

  test.each([
    ["a file that is not there", "'/nowhere.wasm'"],
    ["what is no WebAssembly", "new Uint8Array([1, 2, 3])"],
    ["a promise that is refused", "Promise.reject(new Error('no network'))"],
  ])("refuses %s, and can be asked again", async (_, input) => {
    const text = `import("/lssc/dist/slim.js").then(async (slim) => {
      const error = await slim.init(${input}).catch((error) => error);
      const available = slim.isAvailable();
      await slim.init();
      return [error instanceof slim.LsscUnavailableError, available, slim.isAvailable()];
    })`;
    expect(await onPage("/", (page) => page.evaluate(text))).toEqual([true, false, true]);
  });
});
