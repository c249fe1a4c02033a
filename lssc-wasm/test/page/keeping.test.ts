/** The draft in the browser, and the record as a file. */

import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { FAULTY } from "./states.ts";
import {
  choose,
  DAY,
  draft,
  examples,
  focused,
  headline,
  loadExample,
  loadFile,
  question,
  ready,
  type Stage,
  setUp,
  type Visit,
  visit,
} from "./support.ts";

let stage: Stage;
let visited: Visit;
let page: Page;

beforeAll(async () => {
  stage = await setUp();
});
afterAll(() => stage.close());
beforeEach(async () => {
  visited = await visit(stage);
  ({ page } = visited);
});
afterEach(async () => {
  expect(visited.wrong).toEqual([]);
  await visited.context.close();
});

/** Half of the answers, with an entry that is not finished. */
async function halfFilled(): Promise<void> {
  await choose(page, "Education", "College degree");
  await choose(page, "Position", "No, it does not");
  await choose(page, "Library work", "Yes");
  await question(page, "Library work").getByLabel("Hours a week").last().fill("20");
}

/** The file that the page offers for saving. */
async function savedFile(): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#save").click()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
}

test("a draft survives a reload, with the entries that are not finished", async () => {
  await halfFilled();
  // The draft is the record under its own keys; what is begun is there too.
  await expect
    .poll(() => draft(page))
    .toEqual({
      id: "my-record",
      education: "college-degree",
      position_requires_mls: false,
      experience: [{ hours_per_week: 20 }],
    });
  expect(await page.locator("#kept").innerText()).toBe("Saved in this browser.");
  await page.reload();
  await ready(page);
  expect(await headline(page)).toBe("Let us find out");
  await question(page, "Library work").locator(".entry summary").click();
  expect(await question(page, "Library work").getByLabel("Hours a week").last().inputValue()).toBe("20");
  expect(await question(page, "Library work").locator(".note").innerText()).toContain("Still needed: From");
});

test("what was typed a moment ago is kept when the page is left", async () => {
  await halfFilled();
  await question(page, "Library work").getByLabel("From").fill("2020-01-06");
  await page.goto("about:blank");
  await page.goto(`${stage.url}?as-of=${DAY}`);
  await ready(page);
  expect(await headline(page)).toBe("You can apply");
});

test("a half-typed date is still no answer after a reload", async () => {
  await halfFilled();
  await question(page, "Library work").getByLabel("From").fill("2020-01-06");
  await question(page, "Library work").getByLabel("Until").focus();
  await page.keyboard.type("03");
  await expect
    .poll(async () => (await draft(page))?.["experience"])
    .toEqual([{ hours_per_week: 20, from: "2020-01-06", to: "" }]);
  await page.reload();
  await ready(page);
  expect(await headline(page)).toBe("Let us find out");
});

test("the draft can be deleted", async () => {
  await halfFilled();
  await expect.poll(() => draft(page)).not.toBeNull();
  await page.locator("#delete").click();
  await page.getByRole("dialog").getByRole("button", { name: "Keep" }).click();
  expect(await question(page, "Position").isVisible()).toBe(true);
  await page.locator("#delete").click();
  await page.keyboard.press("Escape");
  expect(await focused(page)).toBe("Delete my answers…");
  await page.locator("#delete").click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete", exact: true }).click();
  expect(await question(page, "Position").isVisible()).toBe(false);
  expect(await draft(page)).toBeNull();
  expect(await focused(page)).toBe("Your answers");
  await page.reload();
  await ready(page);
  expect(await draft(page)).toBeNull();
});

test("where the browser refuses to keep anything the page works, and says so", async () => {
  await visited.context.close();
  visited = await visit(stage);
  ({ page } = visited);
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get: () => {
        throw new DOMException("refused", "SecurityError");
      },
    });
  });
  await page.reload();
  await ready(page);
  await halfFilled();
  await question(page, "Library work").getByLabel("From").fill("2020-01-06");
  expect(await headline(page)).toBe("You can apply");
  await expect.poll(() => page.locator("#kept").innerText()).toContain("does not keep drafts");
});

test("a record saved as a file and loaded again is the same", async () => {
  for (const [index, { record, title, as_of: day }] of examples.entries()) {
    await loadExample(page, index);
    const before = await page.locator("#result").innerText();
    const { name, text } = await savedFile();
    expect(name).toBe(`lssc-record-${String(record["id"])}.json`);
    expect(JSON.parse(text), title).toEqual(record);

    await page.locator("#delete").click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete", exact: true }).click();
    expect(await headline(page)).toBe("Let us find out");
    await loadFile(page, text, name);
    await page.getByText(`${name} was loaded.`).and(page.locator("#saved")).waitFor();
    expect(await page.locator("#as-of").inputValue()).toBe(DAY);
    await page.locator("#as-of").fill(day);
    expect(await page.locator("#result").innerText()).toBe(before);
  }
});

test("what is not finished stays out of the file, and the page says so", async () => {
  await halfFilled();
  const { text } = await savedFile();
  expect(JSON.parse(text)).toEqual({
    id: "my-record",
    education: "college-degree",
    position_requires_mls: false,
  });
  expect(await page.locator("#saved").innerText()).toContain(
    "without 1 answer that is not finished or not right yet",
  );
});

test("a record without a name is saved under one", async () => {
  await page.getByLabel("Name of this record").fill("");
  await page.getByRole("button", { name: "Check my answers" }).click();
  expect(await page.locator("#errors").innerText()).toContain("Name of this record: still needed");
  await choose(page, "Education", "College degree");
  expect(await page.locator(".conditions").innerText()).toContain("Met");
  const { text } = await savedFile();
  expect(JSON.parse(text)).toEqual({ id: "my-record", education: "college-degree" });
});

test.each([
  ["no JSON", '{\n  "id": "x",\n  oops\n}', "Not JSON at line 3, column 3"],
  ["no record", "[1, 2]", "This is no record of this program"],
  ["a text", '"record"', "This is no record of this program"],
  ["nothing", "", "Not JSON"],
  ["another program's data", '{"name": "x", "version": "1.0.0"}', "This is no record of this program"],
  ["a text that is none", '{"id": "\\ud800"}', "Not JSON at line 1"],
  ["far too much", `{"id": "${"x".repeat(2 ** 24)}"}`, "This file is far too large to be a record"],
])("a file with %s is not loaded, and nothing is lost", async (_, text, said) => {
  await halfFilled();
  await loadFile(page, text);
  const problem = page.locator("#file-problem");
  await problem.waitFor();
  expect(await problem.innerText()).toContain("This file cannot be loaded");
  expect(await problem.innerText()).toContain(said);
  expect(await question(page, "Education").locator(".so-far").innerText()).toBe("College degree");
  await problem.getByRole("button", { name: "Close" }).click();
  expect(await focused(page)).toBe("Load a file…");
});

test("a record with faults is loaded on request, and corrected here", async () => {
  await loadFile(page, FAULTY);
  const problem = page.locator("#file-problem");
  await problem.waitFor();
  expect(await problem.innerText()).toContain("Library work 1, From: “2024-13-01” is no day of the calendar");
  await problem.getByRole("button", { name: "Load it and correct it" }).click();
  expect(await focused(page)).toContain("There are problems in 4 answers");

  // A value that the field cannot show is named, and can be taken out or typed over.
  const education = question(page, "Education");
  expect(await education.locator(".error").innerText()).toContain("“phd” is none of the answers");
  await choose(page, "Education", "High school diploma");
  expect(await education.locator(".error").isVisible()).toBe(false);
  const work = question(page, "Library work");
  await work.getByLabel("From").fill("2024-01-01");
  await work.getByLabel("Hours a week").last().fill("20");
  const stages = question(page, "Where you are in the program");
  await stages.getByLabel("Admitted on").fill("2024-03-01");
  expect(await page.locator("#errors").isVisible()).toBe(false);
  expect(await headline(page)).toBe("You are a candidate");
});

test("what the page has no field for is left out, and texts are only ever texts", async () => {
  const evil = '<img src=x onerror="document.title=1">';
  await loadFile(
    page,
    JSON.stringify({
      id: evil,
      shoe_size: 9,
      courses: [7, { course: evil, completed_on: "2024-01-01", note: "?" }],
    }),
  );
  const problem = page.locator("#file-problem");
  await problem.waitFor();
  expect(await problem.innerText()).toContain("without what this page has no field for");
  expect(await problem.innerText()).toContain("“shoe_size” has no place in a record");
  await problem.getByRole("button", { name: "Load it and correct it" }).click();
  expect(await question(page, "Courses").locator(".so-far").innerText()).toBe("1 entry");
  expect(await page.locator("img").count()).toBe(0);
  expect(await page.title()).toContain("Where do I stand?");
});

test("an example replaces answers only after a question, and only if something would be lost", async () => {
  await loadExample(page, 0);
  await loadExample(page, 1);
  await question(page, "Education").locator("summary").click();
  await choose(page, "Education", "Below high school");
  await page.locator("#load-example").click();
  await page.getByRole("dialog").getByRole("button", { name: "Keep my answers" }).click();
  expect(await question(page, "Education").locator(".so-far").innerText()).toBe("Below high school");
  await page.locator("#load-example").click();
  await page.getByRole("dialog").getByRole("button", { name: "Replace" }).click();
  await expect.poll(() => question(page, "Education").locator(".so-far").innerText()).toBe("College degree");
});

test("a list that is too long is said where its question is", async () => {
  const courses = Array.from({ length: 4097 }, (_, index) => ({
    course: `c${index}`,
    completed_on: "2024-01-01",
  }));
  await loadFile(page, JSON.stringify({ id: "long", courses }));
  await page.getByRole("button", { name: "Load it and correct it" }).click();
  await expect
    .poll(() => page.locator("#errors").innerText(), { timeout: 60_000 })
    .toContain("Courses: must have 0 to 4,096 entries, has 4,097");
}, 120_000);

test("a key that stands twice: the page says which of the two it takes", async () => {
  await loadFile(page, '{"id": "one", "id": "two"}');
  expect(await page.locator("#file-problem").innerText()).toContain(
    "stands there twice; the last one is taken",
  );
  await page.getByRole("button", { name: "Load it and correct it" }).click();
  await expect.poll(() => page.getByLabel("Name of this record").inputValue()).toBe("two");
});

test("two tabs are of one mind, and what one deletes the other does not bring back", async () => {
  await choose(page, "Education", "College degree");
  await expect.poll(() => draft(page)).not.toBeNull();
  const other = await visited.context.newPage();
  await other.goto(`${stage.url}?as-of=${DAY}`);
  await ready(other);
  await choose(other, "Position", "No, it does not");
  await expect.poll(() => question(page, "Position").locator(".so-far").innerText()).toBe("No, it does not");
  await choose(page, "Library work", "No, never");
  const both = {
    id: "my-record",
    education: "college-degree",
    position_requires_mls: false,
    experience: [],
  };
  await expect.poll(() => draft(other)).toEqual(both);

  await page.locator("#delete").click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete", exact: true }).click();
  await expect.poll(() => headline(other)).toBe("Let us find out");
  expect(await other.locator("#kept").innerText()).toBe("Your answers were deleted in another tab.");
  await other.close();
  expect(await draft(page)).toBeNull();
});

test("half a date of the program is said to be half, also after a reload", async () => {
  await page.locator("#others").getByRole("button", { name: "Where you are in the program" }).click();
  const stages = question(page, "Where you are in the program");
  await stages.getByLabel("Applied on").focus();
  await page.keyboard.type("03");
  await page.locator("#save").focus();
  expect(await stages.locator(".so-far").innerText()).toBe("Applied on: not finished");
  expect(await page.locator("#errors").innerText()).toContain("Applied on: is not finished");
  await expect.poll(() => draft(page)).toEqual({ id: "my-record", applied_on: "" });
  await page.reload();
  await ready(page);
  await question(page, "Where you are in the program").locator("summary").click();
  await stages.getByRole("button", { name: "Leave it empty" }).click();
  expect(await page.locator("#errors").isVisible()).toBe(false);
  await expect.poll(() => draft(page)).toEqual({ id: "my-record" });
});
