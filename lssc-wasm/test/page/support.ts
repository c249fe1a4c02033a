/** The page in a browser, as a person meets it. */

import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { expect } from "vitest";
import { serve } from "../../serve.mjs";
import { launch } from "../support/browser.ts";
import { repository, site } from "../support/places.ts";

const SCREENSHOTS = join(repository, "target/web/screenshots");

/** The day on which the tests ask, and which the browser takes for today, wherever the clock stands. */
export const DAY = "2026-11-23";

/** The stories that the page itself offers. */
export const examples: readonly { title: string; as_of: string; record: Record<string, unknown> }[] =
  JSON.parse(readFileSync(join(site, "examples.json"), "utf8"));

/** A browser, and the page served as `cargo xtask serve` serves it. */
export interface Stage {
  readonly browser: Browser;
  readonly url: string;
  close(): Promise<void>;
}

export async function setUp(folder = site): Promise<Stage> {
  const [browser, server] = await Promise.all([launch(), serve(folder)]);
  return {
    browser,
    url: server.url.replace(/\/?$/, "/"),
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}

/** A page, and what went wrong on it by itself: errors, and violations of its Content-Security-Policy. */
export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly wrong: string[];
}

/** Opens the page for somebody who has never been there. */
export async function visit(
  { browser, url }: Stage,
  { asOf = DAY, path = "", ...options }: BrowserContextOptions & { asOf?: string; path?: string } = {},
): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: "en-US",
    serviceWorkers: "block",
    reducedMotion: "reduce",
    ...options,
  });
  await context.clock.setFixedTime(`${DAY}T12:00`);
  const page = await context.newPage();
  const wrong: string[] = [];
  page.on("pageerror", (error) => wrong.push(String(error)));
  await page.exposeFunction("violated", (what: string) => wrong.push(what));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
      (window as unknown as { violated(what: string): void }).violated(`${violatedDirective}: ${blockedURI}`);
    });
  });
  await page.goto(`${url}${path}?as-of=${asOf}`);
  await ready(page);
  return { page, context, wrong };
}

/** The settings that the page comes with. */
export const OFFICE = JSON.parse(readFileSync(join(site, "office.json"), "utf8"));

/** The page with other settings than those. */
export async function under(stage: Stage, settings: object): Promise<Visit> {
  const visited = await visit(stage);
  await visited.context.route("**/office.json", (route) =>
    route.fulfill({ json: { ...OFFICE, ...settings } }),
  );
  await visited.page.reload();
  await ready(visited.page);
  return visited;
}

/** Waits until the page has started. */
export async function ready(page: Page): Promise<void> {
  await page.locator("html[data-ready]").waitFor();
}

/** Where one stands, as the page's headline says it. */
export function headline(page: Page): Promise<string> {
  return page.locator("#headline-title").innerText();
}

/** The questions that the page marks as the next ones. */
export function asked(page: Page): Promise<string[]> {
  return page.locator(".question:visible:has(.next:visible) > summary h3").allInnerTexts();
}

/** A question's section. */
export function question(page: Page, title: string) {
  return page.locator(".question", { has: page.locator(`summary h3:text-is("${title}")`) });
}

/** Brings a question onto the page that is not asked. */
export async function open(page: Page, title: string): Promise<void> {
  await page.locator("#others").getByRole("button", { name: title, exact: true }).click();
}

/** Chooses one of the answers of a question that is there. */
export async function choose(page: Page, title: string, answer: string): Promise<void> {
  await question(page, title).getByRole("radio", { name: answer, exact: true }).check();
}

/** A tile of a competency set. */
export function tile(page: Page, title: string) {
  return page.locator(".tile", { has: page.locator(`h3:text-is("${title}")`) });
}

/** Loads one of the page's own examples. */
export async function loadExample(page: Page, index: number): Promise<void> {
  await page.locator("#example").selectOption(String(index));
  await page.locator("#load-example").click();
  const id = String(examples[index]?.record["id"]);
  await expect.poll(() => page.getByLabel("Name of this record").inputValue()).toBe(id);
}

/** Loads a file with this text. */
export async function loadFile(page: Page, text: string, name = "record.json"): Promise<void> {
  await page
    .locator("#file")
    .setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
}

/** Loads a record that has no fault. */
export async function loadRecord(page: Page, record: object): Promise<void> {
  await loadFile(page, JSON.stringify({ id: "somebody", ...record }));
  await page.getByText("record.json was loaded.").and(page.locator("#saved")).waitFor();
}

/** The record in the browser's own keeping, once it holds what is expected. */
export function draft(page: Page): Promise<Record<string, unknown> | null> {
  return page.evaluate(() => JSON.parse(localStorage.getItem("lssc-draft") ?? "null"));
}

/** What the element that has the focus is called. */
export function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLInputElement | null;
    return (element?.labels?.[0] ?? element)?.textContent?.trim() ?? "";
  });
}

/** Keeps a picture of the whole page, for people to look at. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true });
}

/** Where something for people to look at goes. */
export function pictureFile(name: string): string {
  mkdirSync(SCREENSHOTS, { recursive: true });
  return join(SCREENSHOTS, name);
}
