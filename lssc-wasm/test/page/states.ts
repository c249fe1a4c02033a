/** The states in which the page is looked at. */

import type { Page } from "playwright-core";
import { choose, examples, loadExample, loadFile, question } from "./support.ts";

/** A record with a fault in a list and one in a date. */
export const FAULTY = JSON.stringify({
  id: "faulty",
  education: "phd",
  experience: [{ from: "2024-13-01", hours_per_week: 200 }],
  applied_on: "2024-02-01",
  admitted_on: "2023-02-01",
});

const ofExamples = examples.map(
  ({ title }, index) => [title, (page: Page) => loadExample(page, index)] as const,
);

/** Every state, with the way into it from an empty page. */
export const states: readonly (readonly [string, (page: Page) => Promise<void>])[] = [
  ["Start", async () => {}],
  [
    "Half-filled",
    async (page) => {
      await choose(page, "Education", "High school diploma");
      await choose(page, "Position", "No, it does not");
      await choose(page, "Library work", "Yes");
      await question(page, "Library work").getByLabel("Hours a week").last().fill("20");
    },
  ],
  ...ofExamples,
  [
    "Everything open",
    async (page) => {
      await loadExample(page, examples.length - 2);
      await page.evaluate(() =>
        document.querySelectorAll("details").forEach((details) => details.setAttribute("open", "")),
      );
    },
  ],
  [
    "Errors",
    async (page) => {
      await loadFile(page, FAULTY);
      await page.getByRole("button", { name: "Load it and correct it" }).click();
      await page.locator("#errors").waitFor();
    },
  ],
  [
    "A file with faults",
    async (page) => {
      await loadFile(page, FAULTY);
      await page.locator("#file-problem").waitFor();
    },
  ],
  [
    "A question before something is lost",
    async (page) => {
      await choose(page, "Education", "College degree");
      await page.locator("#delete").click();
      await page.getByRole("dialog").waitFor();
    },
  ],
];
