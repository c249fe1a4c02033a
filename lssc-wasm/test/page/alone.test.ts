/** The page without network, without WebAssembly, and beside a newer version of itself. */

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { site } from "../support/places.ts";
import { choose, draft, headline, open, question, ready, type Stage, setUp, visit } from "./support.ts";

let stage: Stage;
/** A copy, in which a test can put another version. */
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "lssc-page-"));
  cpSync(site, folder, { recursive: true });
  stage = await setUp(folder);
});
afterAll(async () => {
  await stage.close();
  rmSync(folder, { recursive: true });
});

/** Waits until the service worker has everything and serves the page. */
async function keptOffline(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) {
      await new Promise((resolve) =>
        navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }),
      );
    }
  });
}

test("after the first visit the page works without network", async () => {
  const { page, context, wrong } = await visit(stage, { serviceWorkers: "allow" });
  await keptOffline(page);
  await choose(page, "Education", "College degree");
  await expect.poll(() => draft(page)).not.toBeNull();
  await context.setOffline(true);
  await page.goto(`${stage.url}?as-of=2024-06-30`);
  await ready(page);
  await choose(page, "Position", "Yes, it does");
  expect(await headline(page)).toBe("You cannot apply at this time");
  await page.goto(`${stage.url}index.html`);
  await ready(page);
  expect(await question(page, "Education").locator(".so-far").innerText()).toBe("College degree");
  await open(page, "Where you are in the program");
  await question(page, "Where you are in the program").getByLabel("Certified on").fill("2024-02-29");
  const offer = page.getByRole("button", { name: "Save the dates ahead as a calendar file" });
  const [download] = await Promise.all([page.waitForEvent("download"), offer.click()]);
  expect(readFileSync(await download.path(), "utf8")).toContain("DTSTART;VALUE=DATE:20280229");
  expect(wrong).toEqual([]);
  await context.close();
});

test("the office's settings are read anew at each visit", async () => {
  const { page, context } = await visit(stage, { serviceWorkers: "allow" });
  await keptOffline(page);
  const file = join(folder, "office.json");
  const before = readFileSync(file, "utf8");
  writeFileSync(file, JSON.stringify({ ...JSON.parse(before), name: "Another office" }));
  await page.reload();
  await ready(page);
  expect(await page.locator("#office").innerText()).toBe("Another office");
  await context.setOffline(true);
  await page.reload();
  await ready(page);
  expect(await page.locator("#office").innerText()).toBe("Another office");
  writeFileSync(file, before);
  await context.close();
});

test("a newer version is fetched beside the old one, and taken when the person says so", async () => {
  const { page, context, wrong } = await visit(stage, { serviceWorkers: "allow" });
  await keptOffline(page);
  await choose(page, "Education", "College degree");
  const html = join(folder, "index.html");
  const list = join(folder, "files.js");
  writeFileSync(
    html,
    readFileSync(html, "utf8").replace("<h1>Where do I stand?</h1>", "<h1>Where do I stand now?</h1>"),
  );
  writeFileSync(list, readFileSync(list, "utf8").replace(/"version":\s*"/, '"version":"newer-'));
  await page.reload();
  await ready(page);
  expect(await page.locator("h1").innerText()).toBe("Where do I stand?");
  await page.getByRole("button", { name: "Change to it now" }).click();
  await page.getByRole("heading", { name: "Where do I stand now?" }).waitFor();
  await ready(page);
  expect(await question(page, "Education").locator(".so-far").innerText()).toBe("College degree");
  expect((await page.evaluate(() => caches.keys())).filter((name) => !name.includes("newer"))).toEqual([]);
  expect(wrong).toEqual([]);
  await context.close();
});

test("where WebAssembly is forbidden the page says so, and the answers can still be kept and saved", async () => {
  const { page, context, wrong } = await visit(stage);
  await context.route("**/*", async (route) => {
    const response = await route.fetch();
    const headers = response.headers();
    const policy = headers["content-security-policy"]?.replace(" 'wasm-unsafe-eval'", "") ?? "";
    await route.fulfill({ response, headers: { ...headers, "content-security-policy": policy } });
  });
  await page.reload();
  await ready(page);
  expect(await page.locator("#notice").innerText()).toContain("This browser cannot work out the result");
  expect(await page.locator("#stand").isVisible()).toBe(false);

  await question(page, "Education").locator("summary").click();
  await choose(page, "Education", "College degree");
  await question(page, "Renewals").locator("summary").click();
  await choose(page, "Renewals", "Yes");
  await question(page, "Renewals").getByLabel("Renewed on").fill("2026-01-01");
  await expect
    .poll(() => draft(page))
    .toEqual({ id: "my-record", education: "college-degree", renewals: [{ renewed_on: "2026-01-01" }] });
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#save").click()]);
  expect(JSON.parse(readFileSync(await download.path(), "utf8"))).toEqual(await draft(page));
  await page
    .locator("#file")
    .setInputFiles({ name: "bad.json", mimeType: "application/json", buffer: Buffer.from("{") });
  await page.getByText("This file cannot be loaded").waitFor();
  expect(wrong.filter((what) => !what.startsWith("script-src: wasm-eval"))).toEqual([]);
  await context.close();
});

test("where the core cannot be fetched the page says so, and the answers can still be kept", async () => {
  const { page, context, wrong } = await visit(stage);
  await context.route("**/*.wasm", (route) => route.abort());
  await context.route("**/examples.json", (route) => route.abort());
  await page.reload();
  await ready(page);
  expect(await page.locator("#notice").innerText()).toContain("This browser cannot work out the result");
  expect(await page.locator("#stand").isVisible()).toBe(false);
  expect(await page.locator("#examples").isVisible()).toBe(false);
  await question(page, "Education").locator("summary").click();
  await choose(page, "Education", "College degree");
  await expect.poll(() => draft(page)).toEqual({ id: "my-record", education: "college-degree" });
  expect(wrong).toEqual([]);
  await context.close();
});
