/** The page under an office's own settings. */

import { afterAll, beforeAll, expect, test } from "vitest";
import { headline, loadExample, open, question, type Stage, setUp, under } from "./support.ts";

let stage: Stage;

beforeAll(async () => {
  stage = await setUp();
});
afterAll(() => stage.close());

test("every number comes from the office's policy", async () => {
  const policy = {
    extends: "lssc-faq",
    id: "our-state",
    eligibility: { experience_hours: 910 },
    completion: { electives_needed: 2 },
    renewal: { contact_hours: 40, technology_hours: 6 },
    fees: { application_cents: { non_member: 10000 } },
  };
  const { page, context, wrong } = await under(stage, { name: "Our State Library", policy });
  expect(await page.locator("#office").innerText()).toBe("Our State Library");
  expect(await page.locator(".conditions").innerText()).toContain("910 hours of work in libraries");
  expect(await page.locator(".part.fees").innerText()).toContain("$100.00");
  expect(await page.locator(".part.sets").innerText()).toContain("0 of 2 electives");
  await loadExample(page, 5);
  expect(await page.locator(".part.education").innerText()).toContain("18 of 40 contact hours");
  expect(await page.locator(".part.education").innerText()).toContain(
    "6 of 6 contact hours about technology",
  );
  expect(wrong).toEqual([]);
  await context.close();
});

test("a set that the policy does not have has no tile", async () => {
  const electives = ["access-services", "youth-services", "collection-management"];
  const { page, context } = await under(stage, {
    policy: { extends: "lssc-faq", id: "fewer", completion: { electives } },
  });
  expect(await page.locator(".tile").count()).toBe(6);
  await context.close();
});

test("where portfolios are no longer taken the page does not send anybody that way", async () => {
  const { page, context } = await under(stage, { policy: "lssc-2019" });
  await loadExample(page, 2);
  expect(await page.locator("#headline").innerText()).toContain(
    "A portfolio counts if it was submitted by Jan 30, 2019",
  );
  await context.close();
});

test("an office without approvals: every course is named by hand", async () => {
  const { page, context } = await under(stage, { catalog: {}, course_titles: {} });
  await open(page, "Courses");
  await question(page, "Courses").getByRole("radio", { name: "Yes" }).check();
  const options = await question(page, "Courses").locator("select option").allInnerTexts();
  expect(options).toEqual(["Choose…", "Another course…"]);
  expect(await headline(page)).toBe("Let us find out");
  await context.close();
});

test("faults in the settings are shown, with their place", async () => {
  const { page, context } = await under(stage, {
    policy: { extends: "lssc-faq", id: "odd", renewal: { contact_hours: "many" } },
  });
  expect(await page.locator("#notice").innerText()).toContain("/policy/renewal/contact_hours");
  expect(await page.locator("#stand").isVisible()).toBe(false);
  await context.close();
});
