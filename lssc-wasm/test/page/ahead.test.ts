/** What lies ahead: what the rest would cost, and the dates as a calendar file. */

import { readFile } from "node:fs/promises";
import ical from "ical.js";
import { type CandidateRecord, calendar, daysBetween, type Plan, plan } from "lssc";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  choose,
  examples,
  focused,
  headline,
  loadExample,
  loadRecord,
  OFFICE,
  question,
  type Stage,
  setUp,
  under,
  type Visit,
  visit,
} from "./support.ts";

const { catalog, policy } = OFFICE;

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

/** Shows a record under these settings, to somebody who comes anew. */
async function show(record: object, settings: object = {}): Promise<void> {
  await visited.context.close();
  visited = await under(stage, settings);
  ({ page } = visited);
  await loadRecord(page, record);
}

const part = (name: string) => page.locator(`.part.${name}`);

describe.each(examples.map((example, index) => [example.title, index] as const))("%s", (_, index) => {
  const { record, as_of: asOf } = examples[index] as (typeof examples)[number];
  const asked = record as unknown as CandidateRecord;

  test("what it would cost is the core's plan, where somebody may go on", async () => {
    const core = plan(asked, { asOf, catalog, policy });
    const { as_non_member: others, as_member: members } = (core.ok ? core.plan : undefined) as Plan;
    await loadExample(page, index);
    const goesOn = ["You can apply", "You are a candidate"].includes(await headline(page));
    expect(await part("plan").count()).toBe(goesOn && others.items.length > 0 ? 1 : 0);
    if (!goesOn || others.items.length === 0) return;
    const totals = await part("plan").locator("tfoot td").allInnerTexts();
    expect(totals).toEqual([others, members].map(({ total_cents: cents }) => money(cents)));
    const prices = await part("plan").locator("tbody td").allInnerTexts();
    const shown = prices.map((price) => price.split("\n")[0]).filter((price) => price !== "–");
    expect(shown.sort()).toEqual(
      [...others.items, ...members.items].map(({ amount_cents: cents }) => money(cents)).sort(),
    );
  });

  test("the calendar file is the core's, and is offered where dates lie ahead", async () => {
    const core = calendar(asked, { asOf, catalog, policy });
    const text = core.ok ? core.calendar : "";
    await loadExample(page, index);
    const offer = page.getByRole("button", { name: "Save the dates ahead as a calendar file" });
    expect(await offer.count()).toBe(text.includes("BEGIN:VEVENT") ? 1 : 0);
    if ((await offer.count()) === 0) return;
    const saved = await savedCalendar();
    expect(saved).toEqual({ name: `lssc-dates-${record["id"]}.ics`, text });
  });
});

test("from typing to what it would cost", async () => {
  const first = await part("plan").innerText();
  expect(first).toMatch(/Together\s+\$335\.00\s+\$295\.00/);
  expect(first).toContain("On top of that comes the application: $350.00, or $325.00 for ALA members.");
  expect(first).toContain("degrees that are not answered yet may make it less.");
  await choose(page, "Education", "College degree");
  await choose(page, "Position", "Yes, it does");
  expect(await part("plan").count()).toBe(0);
  await choose(page, "Position", "No, it does not");
  await choose(page, "Library work", "Yes");
  const entry = question(page, "Library work").locator(".entry").first();
  await entry.getByLabel("From").fill("2018-01-08");
  await entry.getByLabel("Hours a week").last().fill("37.5");
  await question(page, "Where you are in the program").getByLabel("Applied on").fill("2026-01-12");
  expect(await part("plan").innerText()).not.toContain("On top of that");
  await question(page, "Where you are in the program").getByLabel("Admitted on").fill("2026-02-02");

  await choose(page, "Courses", "Yes");
  const course = question(page, "Courses").locator(".entry").first();
  await course.getByLabel("Course", { exact: true }).selectOption({ label: "Technology in Libraries" });
  const technology = part("plan").getByRole("row", { name: /^Technology/ });
  expect(await technology.innerText()).toContain(
    "Required. By a course: Technology in Libraries (Infopeople).",
  );
  await course.getByLabel("Completed on").fill("2026-03-06");
  expect(await technology.count()).toBe(0);
  const access = await part("plan")
    .getByRole("row", { name: /^Access Services/ })
    .innerText();
  expect(access).toContain(
    "Elective. By a course: Access Services (Long Beach City College), or by a portfolio.",
  );
  expect(access).toMatch(/\$55\.00\s+Course\s+\$50\.00\s+Portfolio/);
  expect(await part("plan").innerText()).toMatch(/Together\s+\$290\.00\s+\$250\.00/);
  expect(await part("plan").innerText()).toContain("ALA membership saves $40.00 of it.");
  expect(await part("plan").innerText()).toContain("The prices of courses here are examples");

  await choose(page, "Portfolios", "Yes");
  const portfolio = question(page, "Portfolios").locator(".entry").first();
  await portfolio.getByLabel("Competency set").selectOption({ label: "Foundations of Library Services" });
  await portfolio.getByLabel("Submitted on").fill("2026-11-02");
  await portfolio.getByLabel("Outcome").selectOption({ label: "Not evaluated yet" });
  expect(await part("plan").innerText()).toContain(
    "Your portfolio in Foundations of Library Services waits to be evaluated. If it is achieved, less is left",
  );
});

test("what is not on offer is said, and membership may make no difference, or cost more", async () => {
  const record = { admitted_on: "2026-02-02", courses: [], portfolios: [], degrees: [] };
  await show(record, { policy: "lssc-2019", prices_note: undefined });
  expect(await part("plan").innerText()).toContain(
    "Not on offer at a price, so not in the sum: Foundations of Library Services, Communication and Teamwork,",
  );
  expect(await part("plan").innerText()).not.toContain("not answered yet");
  // There are ways, and no price of any.
  const approval = { id: "a", set: "technology", courses: ["a"], approved_on: "2025-01-01" };
  await show(record, { policy: "lssc-2019", catalog: { approvals: [approval] } });
  expect(await part("plan").locator("table").count()).toBe(0);
  expect(await part("plan").innerText()).toMatch(
    /Not on offer at a price: Foundations .* Technology.* Ask the office which ways there are\./,
  );
  await show(record, { policy: "lssc-2011", prices_note: undefined });
  expect(await part("plan").innerText()).toMatch(/Together\s+\$0\.00\s+\$0\.00/);
  expect(await part("plan").innerText()).toContain("ALA membership makes no difference to it.");
  const fees = { portfolio_cents: { member: 7000 } };
  await show(record, {
    policy: { extends: "lssc-faq", id: "odd", fees },
    catalog: {},
    prices_note: undefined,
  });
  expect(await part("plan").innerText()).toContain("For ALA members it is $60.00 more.");
  expect(await part("plan").innerText()).not.toContain("examples");
});

test("nothing is priced for somebody who cannot go on, or has nothing left to do", async () => {
  for (const record of [
    { admitted_on: "2015-02-02", courses: [], portfolios: [], degrees: [] },
    { certified_on: "2024-02-02" },
    { degrees: [{ agreement: "pasadena-city-college", graduated_on: "2026-05-18" }] },
  ]) {
    await show(record);
    expect(await part("plan").count(), JSON.stringify(record)).toBe(0);
  }
});

test("the dates ahead as a calendar file, by keyboard, as another program reads it", async () => {
  await show({ admitted_on: "2023-12-15", certified_on: "2024-02-29" });
  const offer = page.getByRole("button", { name: "Save the dates ahead as a calendar file" });
  await offer.focus();
  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  expect(download.suggestedFilename()).toBe("lssc-dates-somebody.ics");
  expect(await focused(page)).toBe("Save the dates ahead as a calendar file");
  await expect.poll(() => page.locator("#live").textContent()).toContain("saved as a calendar file");

  const parsed = new ical.Component(ical.parse(await readFile(await download.path(), "utf8")));
  const events = parsed.getAllSubcomponents("vevent").map((one) => new ical.Event(one));
  const found = events.map((event) => {
    const { startDate, endDate } = event;
    expect(startDate.isDate && endDate.isDate, "all day").toBe(true);
    expect(daysBetween(startDate.toString(), endDate.toString()), "an exclusive end").toBe(1);
    expect(event.uid).toContain("somebody");
    return [startDate.toString(), event.summary];
  });
  expect(found.sort()).toEqual([
    ["2027-02-28", "LSSC: renewal opens"],
    ["2027-12-15", "LSSC: last day to complete the competency sets"],
    ["2028-02-29", "LSSC: certification expires"],
    ["2028-04-29", "LSSC: last day to renew"],
  ]);
  expect(await part("timeline").locator('time[datetime="2027-02-28"]').count()).toBe(1);
});

test("where no date lies ahead there is no file to save", async () => {
  const offers = () => page.getByRole("button", { name: /calendar file/ }).count();
  expect(await offers()).toBe(0);
  await show({ certified_on: "2012-10-15" });
  expect(await headline(page)).toBe("Your certification has lapsed");
  expect(await offers()).toBe(0);
  await show({ applied_on: "2026-10-15" });
  expect(await headline(page)).toBe("You have applied");
  expect(await offers()).toBe(0);
});

test("on paper there are the dates and the prices, and nothing to press", async () => {
  await loadExample(page, 2);
  await page.emulateMedia({ media: "print" });
  expect(await part("plan").locator("tfoot").isVisible()).toBe(true);
  expect(await part("timeline").locator("svg").isVisible()).toBe(true);
  expect(await page.getByRole("button", { name: /calendar file/ }).isVisible()).toBe(false);
});

test("on one sheet of paper, with every set still to pay for", async () => {
  await show({
    education: "high-school-diploma",
    position_requires_mls: false,
    experience: [{ from: "2018-01-08", hours_per_week: 37.5 }],
    applied_on: "2024-01-22",
    admitted_on: "2024-02-05",
    courses: [],
    portfolios: [{ set: "technology", submitted_on: "2026-10-01", outcome: "pending" }],
  });
  for (const format of ["A4", "Letter"]) {
    const pdf = await page.pdf({ format });
    expect(pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
  }
});

/** The file that the page offers for a calendar. */
async function savedCalendar(): Promise<{ name: string; text: string }> {
  const offer = page.getByRole("button", { name: "Save the dates ahead as a calendar file" });
  const [download] = await Promise.all([page.waitForEvent("download"), offer.click()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
}

/** As the page writes an amount. */
function money(cents: number): string {
  return new Intl.NumberFormat("en-US", { style: "currency", currency: "USD" }).format(cents / 100);
}
