/** The page for everybody: WCAG 2.2 AA as far as axe-core can tell, narrow and enlarged, dark, and on paper. */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { states } from "./states.ts";
import { examples, loadExample, picture, pictureFile, type Stage, setUp, visit } from "./support.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

let stage: Stage;

beforeAll(async () => {
  stage = await setUp();
});
afterAll(() => stage.close());

/** What axe-core finds wrong, in a form that one can act on. */
async function violations(page: Page): Promise<string[]> {
  // Evaluated by the debugger, so that the page's own policy stays as it is.
  await page.evaluate(AXE);
  return page.evaluate(async (rules) => {
    const { axe } = window as unknown as {
      axe: { run(options: object): Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }> };
    };
    const found = await axe.run({ runOnly: { type: "tag", values: rules } });
    return found.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`,
    );
  }, RULES);
}

/** What sticks out of the page to the side. */
function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const visible = [...document.querySelectorAll("body *")].filter(
      (element) => element.checkVisibility() && !element.closest(".unseen, .skip"),
    );
    const wide = visible.filter((element) => element.getBoundingClientRect().right > width + 0.5);
    const scrolls = document.documentElement.scrollWidth > width ? ["the page scrolls to the side"] : [];
    return [...scrolls, ...wide.map((element) => `${element.tagName}.${element.className}`)];
  });
}

describe.each(states)("%s", (name, enter) => {
  const file = name.toLowerCase().replace(/[^a-z]+/g, "-");

  test.each(["light", "dark"] as const)("no violation in %s colors", async (colorScheme) => {
    const { page, context, wrong } = await visit(stage, { colorScheme });
    await enter(page);
    expect(await violations(page)).toEqual([]);
    expect(wrong).toEqual([]);
    await picture(page, `${file}-${colorScheme}`);
    await context.close();
  });

  test("nothing is lost at 320 pixels, or enlarged to 200 %", async () => {
    for (const [width, scale] of [
      [320, 1],
      [640, 2],
    ] as const) {
      const { page, context } = await visit(stage, {
        viewport: { width, height: 800 },
        deviceScaleFactor: scale,
      });
      await enter(page);
      expect(await overflow(page)).toEqual([]);
      expect(await violations(page)).toEqual([]);
      await picture(page, `${file}-${width}`);
      await context.close();
    }
  });
});

test.each(examples.map(({ title }, index) => [title, index] as const))(
  "on one sheet of paper: %s",
  async (_, index) => {
    const { page, context } = await visit(stage);
    await loadExample(page, index);
    for (const format of ["A4", "Letter"]) {
      const pdf = await page.pdf({ format, path: pictureFile(`print-${index}-${format}.pdf`) });
      expect(pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
    }
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("#headline").isVisible()).toBe(true);
    expect(await page.locator("#printed").innerText()).toContain("as of");
    expect(await page.locator("#answers").isVisible()).toBe(false);
    await context.close();
  },
);

test("targets are large enough, and the focus is always seen", async () => {
  const { page, context } = await visit(stage);
  await loadExample(page, 2);
  await page.evaluate(() =>
    document.querySelectorAll("details").forEach((details) => details.setAttribute("open", "")),
  );
  const small = await page.evaluate(() => {
    const targets = [...document.querySelectorAll<HTMLElement>("a, button, input, select, summary")].filter(
      (element) => element.checkVisibility() && !element.matches(".skip"),
    );
    return targets
      .filter((element) => {
        const { width, height } = (element.closest("label") ?? element).getBoundingClientRect();
        return width < 24 || height < 24;
      })
      .map((element) => `${element.tagName} ${element.textContent}`);
  });
  expect(small).toEqual([]);

  const unseen: string[] = [];
  await page.evaluate(() => scrollTo(0, 0));
  for (let count = 0; count < 60; count += 1) {
    await page.keyboard.press("Tab");
    const seen = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement;
      const { top, bottom, left, right } = element.getBoundingClientRect();
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      const inView = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
      const isSeen = inView && outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2;
      return isSeen ? "" : `${element.tagName}#${element.id} ${element.textContent?.slice(0, 30)}`;
    });
    if (seen) unseen.push(seen);
  }
  expect(unseen).toEqual([]);
  await context.close();
});

test("the focus goes on from the day into the result, and stays there", async () => {
  const { page, context } = await visit(stage);
  const link = page.locator("#headline a").first();
  await page.locator("#as-of").focus();
  const isThere = () => link.evaluate((element) => element === document.activeElement);
  // The parts of a date field come first.
  for (let count = 0; count < 6 && !(await isThere()); count += 1) await page.keyboard.press("Tab");
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)));
  expect(await isThere()).toBe(true);
  await context.close();
});

test("forced colors keep every drawing, and break nothing", async () => {
  const { page, context } = await visit(stage, { forcedColors: "active" });
  await loadExample(page, 6);
  expect(await violations(page)).toEqual([]);
  expect(await overflow(page)).toEqual([]);
  await picture(page, "forced-colors");
  await context.close();
});
