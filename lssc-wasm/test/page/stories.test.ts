/** Stories from typing to result. */

import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import {
  asked,
  choose,
  focused,
  headline,
  loadFile,
  open,
  question,
  type Stage,
  setUp,
  tile,
  type Visit,
  visit,
} from "./support.ts";

/** Certified under an agreement, and never in work since. */
const GRADUATE = {
  id: "graduate",
  education: "college-degree",
  position_requires_mls: false,
  experience: [],
  ala_membership: [],
  applied_on: "2020-01-02",
  admitted_on: "2026-08-17",
  courses: [],
  portfolios: [],
  degrees: [{ agreement: "pasadena-city-college", graduated_on: "2026-06-12" }],
  activities: [],
};

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

test("the worked example of RULES 7 by keyboard alone: 20 hours a week since 2022-09-01", async () => {
  const press = (key: string) => page.keyboard.press(key);
  await press("Tab");
  expect(await focused(page)).toBe("Skip to the questions");
  await press("Enter");
  await tabTo("Below high school");
  await press("ArrowDown");
  await tabTo("No, it does not");
  await press("Space");
  await tabTo("Yes");
  await press("Space");
  // The new entry takes the focus, in its first field.
  expect(await focused(page)).toBe("From");
  await page.keyboard.type("09012022");
  await tabTo("Hours a week", "text");
  await page.keyboard.type("20");
  expect(await headline(page)).toBe("You can apply");

  await page.locator("#as-of").focus();
  await page.keyboard.type("06302024");
  await expect.poll(() => page.locator(".conditions").innerText()).toContain("1,911.42 of 1,820 hours");
  expect(await headline(page)).toBe("You can apply");
  expect(await asked(page)).toEqual(["ALA membership", "Where you are in the program"]);
  await expect.poll(() => page.locator("#live").textContent()).toContain("You can apply");

  /** Tabs to a field by its label, as one does who does not see how far it is. */
  async function tabTo(label: string, type?: string): Promise<void> {
    for (let count = 0; count < 40; count += 1) {
      await press("Tab");
      const isOfType =
        type === undefined ||
        (await page.evaluate(() => (document.activeElement as HTMLInputElement).type)) === type;
      if ((await focused(page)).startsWith(label) && isOfType) return;
    }
    throw new Error(`no way to ${label}`);
  }
});

test("questions are asked one after the other, and no more of them once one condition is not met", async () => {
  expect(await headline(page)).toBe("Let us find out");
  expect(await asked(page)).toEqual(["Education"]);
  await choose(page, "Education", "High school equivalency, such as the GED");
  expect(await asked(page)).toEqual(["Position"]);
  await choose(page, "Position", "Yes, it does");
  expect(await headline(page)).toBe("You cannot apply at this time");
  expect(await asked(page)).toEqual([]);
  expect(await question(page, "Library work").isVisible()).toBe(false);

  // Every earlier answer can be reached and changed.
  await choose(page, "Position", "No, it does not");
  expect(await asked(page)).toEqual(["Library work"]);
  await question(page, "Position").getByRole("button", { name: "Clear this answer" }).click();
  expect(await headline(page)).toBe("Let us find out");
  expect(await asked(page)).toEqual(["Position"]);
});

test("a list is answered with entries, with none, or not at all", async () => {
  await eligible(page);
  await open(page, "Courses");
  const courses = question(page, "Courses");
  expect(await courses.locator(".so-far").innerText()).toBe("Not answered");
  await choose(page, "Courses", "None so far");
  expect(await courses.locator(".so-far").innerText()).toBe("None so far");
  await courses.getByRole("button", { name: "Clear this answer" }).click();
  expect(await courses.locator(".so-far").innerText()).toBe("Not answered");
  await choose(page, "Courses", "Yes");
  expect(await courses.locator(".so-far").innerText()).toBe("1 entry, 1 not counted yet");
  expect(await courses.locator(".note").innerText()).toBe(
    "This entry counts once it is finished. Still needed: Course and Completed on.",
  );
});

test("six portfolios of a member come to $625.00, and a certification", async () => {
  await eligible(page);
  const member = question(page, "ALA membership");
  await choose(page, "ALA membership", "Yes");
  await member.getByLabel("From").fill("2015-01-01");
  await question(page, "Where you are in the program").getByLabel("Applied on").fill("2024-01-08");
  expect(await headline(page)).toBe("You have applied");
  await question(page, "Where you are in the program").getByLabel("Admitted on").fill("2024-01-15");
  expect(await headline(page)).toBe("You are a candidate");
  expect(await asked(page)).toEqual(["Courses"]);
  await choose(page, "Courses", "None so far");
  expect(await asked(page)).toEqual(["Portfolios"]);

  const sets = [
    "Foundations of Library Services",
    "Communication and Teamwork",
    "Technology",
    "Access Services",
    "Youth Services",
    "Collection Management",
  ];
  const portfolios = question(page, "Portfolios");
  for (const [index, set] of sets.entries()) {
    if (index === 0) await choose(page, "Portfolios", "Yes");
    else await portfolios.getByRole("button", { name: "Add another entry" }).click();
    const entry = portfolios.locator(".entry").nth(index);
    await entry.getByLabel("Competency set").selectOption({ label: set });
    await entry.getByLabel("Submitted on").fill(`2025-0${index + 1}-10`);
    await entry.getByLabel("Outcome").selectOption({ label: "Achieved" });
    await entry.getByLabel("Evaluated on").fill(`2025-0${index + 2}-10`);
    expect(await tile(page, set).innerText()).toContain("Met");
  }
  expect(await headline(page)).toBe("You are certified");
  expect(await page.locator(".fees tfoot").innerText()).toMatch(/Total\s+\$625\.00/);
  expect(await page.locator(".fees tbody tr").count()).toBe(7);
  expect(await page.locator(".timeline table").innerText()).toMatch(/Jul 10, 2028\s+Renewal open\s/);
  expect(await asked(page)).toEqual(["Continuing education"]);
});

test("somebody certified, in the grace period", async () => {
  await open(page, "Where you are in the program");
  const stages = question(page, "Where you are in the program");
  await stages.getByLabel("Certified on").fill("2022-11-08");
  expect(await headline(page)).toBe("Your certification has expired, but you can still renew");
  expect(await page.locator("#headline").innerText()).toContain("Renew by Jan 8, 2027 (in 46 days)");
  expect(await asked(page)).toEqual(["Continuing education"]);

  await choose(page, "Continuing education", "Yes");
  const activity = question(page, "Continuing education").locator(".entry").first();
  await activity.getByLabel("Completed on").fill("2025-03-14");
  await activity.getByLabel("How much").fill("33");
  await activity.getByLabel("Counted in").selectOption({ label: "Contact hours" });
  await activity.getByRole("checkbox", { name: "Technology" }).check();
  const renewal = page.locator(".part.education");
  expect(await renewal.innerText()).toContain("33 of 32 contact hours");
  expect(await renewal.innerText()).toContain("33 of 4 contact hours about technology");
  expect(await asked(page)).toEqual(["ALA membership", "Renewals"]);

  await choose(page, "Renewals", "Yes");
  await question(page, "Renewals").getByLabel("Renewed on").fill("2026-11-20");
  expect(await headline(page)).toBe("You are certified");
  expect(await page.locator(".timeline table").innerText()).toContain("Renewed, for term 2");
});

test("while an entry is not finished its list is not decided, and the numbers so far are shown", async () => {
  await choose(page, "Education", "College degree");
  await choose(page, "Position", "No, it does not");
  await choose(page, "Library work", "Yes");
  const work = question(page, "Library work");
  const first = work.locator(".entry").first();
  await first.getByLabel("Hours a week").last().fill("10");
  expect(await headline(page)).toBe("Let us find out");
  await first.getByLabel("From").fill("2026-01-05");
  expect(await headline(page)).toBe("You cannot apply at this time");

  await work.getByRole("button", { name: "Add another entry" }).click();
  expect(await headline(page)).toBe("Let us find out");
  const conditions = page.locator(".conditions");
  expect(await conditions.innerText()).toContain("461.42 of 1,820 hours");
  expect(await conditions.innerText()).toContain("So far 461.42 of 1,820 hours");
  expect(await page.locator("#headline").innerText()).toContain("Finish what you began: Library work");
  expect(await asked(page)).toEqual(["Library work"]);

  // Finished entries that suffice decide, whatever is still begun.
  await first.getByLabel("From").fill("2020-01-06");
  expect(await headline(page)).toBe("You can apply");
  await first.getByLabel("From").fill("2026-01-05");
  await work.locator(".entry").nth(1).getByRole("button", { name: "Remove" }).click();
  expect(await headline(page)).toBe("You cannot apply at this time");
  expect(await focused(page)).toMatch(/^Work 1/);
});

test("half a portfolio leaves the sets undecided; half an activity leaves the renewal so", async () => {
  await open(page, "Where you are in the program");
  await question(page, "Where you are in the program").getByLabel("Admitted on").fill("2022-10-03");
  await choose(page, "Courses", "None so far");
  await open(page, "Degrees and certificates");
  await choose(page, "Degrees and certificates", "No");
  await choose(page, "Portfolios", "Yes");
  const first = question(page, "Portfolios").locator(".entry").first();
  await first.getByLabel("Competency set").selectOption({ label: "Technology" });
  await first.getByLabel("Submitted on").fill("2024-01-10");
  await first.getByLabel("Outcome").selectOption({ label: "Achieved" });
  await first.getByLabel("Evaluated on").fill("2024-02-10");
  expect(await headline(page)).toBe("Your candidacy has ended");
  expect(await page.locator(".part.sets").innerText()).toContain("Not complete");
  await question(page, "Portfolios").getByRole("button", { name: "Add another entry" }).click();
  expect(await page.locator(".part.sets").innerText()).toContain("Not known yet");
  expect(await page.locator(".part.sets").innerText()).toContain("So far 1 of 3 required sets");
  expect(await tile(page, "Technology").innerText()).toContain("Met");

  await question(page, "Where you are in the program").getByLabel("Certified on").fill("2022-11-08");
  await choose(page, "Continuing education", "Yes");
  const activity = question(page, "Continuing education").locator(".entry").first();
  await activity.getByLabel("Completed on").fill("2025-03-14");
  await activity.getByLabel("How much").fill("20");
  await activity.getByLabel("Counted in").selectOption({ label: "Contact hours" });
  await activity.getByRole("checkbox", { name: "Technology" }).check();
  await choose(page, "Renewals", "Yes");
  await question(page, "Renewals").getByLabel("Renewed on").fill("2026-11-05");
  // Short of hours, the renewal is rejected; with an activity still to come it is not said to be.
  expect(await headline(page)).toBe("Your certification has expired, but you can still renew");
  await question(page, "Continuing education").getByRole("button", { name: "Add another entry" }).click();
  expect(await headline(page)).toBe("You are certified");
});

test("a half-typed end of work is no answer: the work does not go on because of it", async () => {
  await choose(page, "Education", "College degree");
  await choose(page, "Position", "No, it does not");
  await choose(page, "Library work", "Yes");
  const entry = question(page, "Library work").locator(".entry").first();
  await entry.getByLabel("From").fill("2020-01-06");
  await entry.getByLabel("Hours a week").last().fill("20");
  expect(await headline(page)).toBe("You can apply");
  await entry.getByLabel("Until").focus();
  await page.keyboard.type("03");
  expect(await entry.locator(".note").innerText()).toContain("Still needed: Until");
  expect(await headline(page)).toBe("Let us find out");
  await page.keyboard.type("012020");
  expect(await headline(page)).toBe("You cannot apply at this time");
});

test("a fault is shown once its field is left, tied to it, and in a summary that leads to it", async () => {
  await choose(page, "Education", "College degree");
  await choose(page, "Position", "No, it does not");
  await choose(page, "Library work", "Yes");
  const entry = question(page, "Library work").locator(".entry").first();
  const hours = entry.getByLabel("Hours a week").last();
  await entry.getByLabel("From").fill("2020-01-06");
  await hours.focus();
  await page.keyboard.type("200");
  expect(await hours.getAttribute("aria-invalid")).toBeNull();
  await page.keyboard.press("Tab");
  expect(await hours.getAttribute("aria-invalid")).toBe("true");
  const [described] = (await hours.getAttribute("aria-describedby"))?.split(" ").slice(-1) ?? [];
  expect(await page.locator(`#${described}`).innerText()).toBe(
    "Hours a week: must be a number from 0 to 168.",
  );
  expect(await page.locator("#errors").innerText()).toContain("Library work 1, Hours a week");

  await question(page, "Library work").locator("> summary").click();
  await page.locator("#errors a").click();
  expect(await focused(page)).toBe("Hours a week");
  await hours.fill("20");
  expect(await page.locator("#errors").isVisible()).toBe(false);
  expect(await hours.getAttribute("aria-invalid")).toBeNull();

  // Dates that are at odds; the earlier facts still count.
  const stages = question(page, "Where you are in the program");
  await stages.getByLabel("Applied on").fill("2024-05-01");
  await stages.getByLabel("Admitted on").fill("2024-04-01");
  await stages.getByLabel("Admitted on").blur();
  expect(await page.locator("#errors").innerText()).toContain(
    "Admitted on (Apr 1, 2024) is before Applied on (May 1, 2024)",
  );
  expect(await headline(page)).toBe("You have applied");
});

test("checking the answers goes to what is wrong, also in what is not finished", async () => {
  await open(page, "Courses");
  await choose(page, "Courses", "Yes");
  await page.getByRole("button", { name: "Check my answers" }).click();
  expect(await focused(page)).toContain("There are problems in 2 answers");
  await page.locator("#errors a").first().click();
  expect(await focused(page)).toBe("Course");
});

test("a course that no approval lists is named by hand, and the page says that it gives no credit", async () => {
  await open(page, "Where you are in the program");
  await question(page, "Where you are in the program").getByLabel("Admitted on").fill("2025-01-15");
  await choose(page, "Courses", "Yes");
  const entry = question(page, "Courses").locator(".entry").first();
  await entry.getByLabel("Course", { exact: true }).selectOption({ label: "Another course…" });
  await entry.getByLabel("Completed on").fill("2025-06-01");
  expect(await entry.locator(".note").innerText()).toContain("Still needed: Course");
  await entry.getByLabel("Name of the course").fill("Bookbinding <b>for all</b>");
  expect(await page.locator(".part.sets").innerText()).toContain(
    "No approval names the course “Bookbinding <b>for all</b>”",
  );
});

test("a reason leads to what it rests on", async () => {
  await page.locator(".conditions .cites a").first().click();
  expect(await page.locator("#faq-6").getAttribute("open")).toBe("");
  expect(await focused(page)).toContain("FAQ 6");
});

test("the day can be changed, and a day that the core does not take is not taken", async () => {
  await visited.context.close();
  visited = await visit(stage, { asOf: "1850-01-01" });
  ({ page } = visited);
  expect(await page.locator("#as-of-error").innerText()).toContain("check the year");
  await page.locator("#as-of").fill("2024-06-30");
  await page.locator("#as-of").blur();
  await expect.poll(() => page.locator("#as-of-error").isVisible()).toBe(false);
  expect(await page.locator(".conditions").innerText()).toContain("Jun 30, 2024");
  await page.getByRole("button", { name: "Back to today" }).click();
  expect(await page.locator("#today").isVisible()).toBe(false);
});

test.each([
  ["7,5", "write it as a number, such as 7.5"],
  ["1e3", "write it as a number, such as 7.5"],
  ["7.555", "must have at most two decimals; round it"],
  ["-3", "must be a number from 0 to 168"],
])("%s is no number of hours, and never another one", async (typed, said) => {
  const entry = await workSince("2020-01-06");
  await entry.getByLabel("Hours a week").last().pressSequentially(typed);
  await page.keyboard.press("Tab");
  expect(await entry.locator(".error:visible").innerText()).toBe(`Hours a week: ${said}.`);
  expect(await headline(page)).toBe("Let us find out");
});

test("hours as people write them", async () => {
  const entry = await workSince("2022-01-03");
  const weekly = entry.getByLabel("Hours a week").last();
  await weekly.fill(" 7.5 ");
  expect(await entry.locator(".line").innerText()).toContain("7.5 hours a week");
  await entry.getByLabel("Until").fill("2024-01-05");
  await entry.getByLabel("Hours in all").first().check();
  await entry.getByLabel("Hours in all").last().fill("1,820");
  expect(await headline(page)).toBe("You can apply");
});

test("what is still to come does not count yet, and is said to be so", async () => {
  const entry = await workSince("2027-01-04");
  await entry.getByLabel("Hours a week").last().fill("40");
  expect(await entry.locator(".note").innerText()).toBe(
    "Still to come on Nov 23, 2026: it counts from Jan 4, 2027 on.",
  );
  await open(page, "Where you are in the program");
  const stages = question(page, "Where you are in the program");
  await stages.getByLabel("Applied on").fill("2062-11-01");
  expect(await stages.locator(".so-far").innerText()).toBe("Applied on Nov 1, 2062 (still to come)");
});

test("somebody short of hours is asked for a degree under an agreement, which may be enough", async () => {
  await choose(page, "Education", "High school diploma");
  await choose(page, "Position", "No, it does not");
  await choose(page, "Library work", "No, never");
  expect(await headline(page)).toBe("You cannot apply at this time");
  expect(await asked(page)).toEqual(["Degrees and certificates"]);
  expect(await page.locator("#headline").innerText()).toContain("If you have graduated from a college");
  await choose(page, "Degrees and certificates", "Yes");
  const degree = question(page, "Degrees and certificates").locator(".entry").first();
  await degree.getByLabel("College", { exact: true }).selectOption({ label: "Pasadena City College" });
  await degree.getByLabel("Graduated on").fill("2026-12-18");
  expect(await headline(page)).toBe("You cannot apply at this time");
  expect(await asked(page)).toEqual([]);
  await page.locator("#as-of").fill("2026-12-18");
  expect(await headline(page)).toBe("You can apply, provisionally");
  expect(await page.locator("#headline").innerText()).toContain("before you have the hours of work");
});

test("hours of continuing education that nobody has asked for yet are not said to be missing", async () => {
  await open(page, "Where you are in the program");
  await question(page, "Where you are in the program").getByLabel("Certified on").fill("2022-11-08");
  expect(await page.locator("#headline").innerText()).toContain("whether you have them is not known yet");
  await choose(page, "Continuing education", "None so far");
  expect(await page.locator("#headline").innerText()).toContain("You still need contact hours");
  await expect
    .poll(() => page.locator("#live").textContent())
    .toContain("0 of 32 contact hours, 0 of 4 about technology. Next question: Renewals.");
});

test("a renewal that was not accepted is the first thing said, with its reason", async () => {
  await open(page, "Where you are in the program");
  await question(page, "Where you are in the program").getByLabel("Certified on").fill("2022-11-08");
  await choose(page, "Continuing education", "None so far");
  await choose(page, "Renewals", "Yes");
  await question(page, "Renewals").getByLabel("Renewed on").fill("2026-11-01");
  expect(await page.locator("#headline").innerText()).toContain(
    "The renewal of Nov 1, 2026 is rejected: 0 of 32 contact hours",
  );
  expect(await page.locator(".timeline table").innerText()).toMatch(/Nov 1, 2026\s+Renewal, not accepted/);
});

test("a provisional certification is not said to be renewable before the hours are there", async () => {
  await loadFile(page, JSON.stringify(GRADUATE));
  await page.locator("#as-of").fill("2030-01-15");
  expect(await headline(page)).toBe("You are certified, and your renewal is open");
  expect(await page.locator("#headline").innerText()).toContain(
    "it cannot be renewed before the hours of work",
  );
});

test("past the last day to renew only a renewal is asked for", async () => {
  await open(page, "Where you are in the program");
  await question(page, "Where you are in the program").getByLabel("Certified on").fill("2012-10-15");
  expect(await headline(page)).toBe("Your certification has lapsed");
  expect(await asked(page)).toEqual(["Renewals"]);
});

test("a portfolio that waits to be evaluated is named, with the day by which it counts", async () => {
  await open(page, "Where you are in the program");
  await question(page, "Where you are in the program").getByLabel("Admitted on").fill("2022-12-15");
  await choose(page, "Courses", "None so far");
  await choose(page, "Portfolios", "Yes");
  const entry = question(page, "Portfolios").locator(".entry").first();
  await entry.getByLabel("Competency set").selectOption({ label: "Technology" });
  await entry.getByLabel("Submitted on").fill("2026-11-02");
  await entry.getByLabel("Outcome").selectOption({ label: "Not evaluated yet" });
  expect(await page.locator("#headline").innerText()).toContain(
    "Your portfolio in Technology waits to be evaluated. It counts if it is achieved by Dec 15, 2026.",
  );
  expect(await tile(page, "Technology").innerText()).toContain("Portfolio of Nov 2, 2026: not evaluated yet");
});

test("each set of a degree that came too late says so of itself", async () => {
  await loadFile(
    page,
    JSON.stringify({
      ...GRADUATE,
      admitted_on: "2020-01-15",
      degrees: [{ agreement: GRADUATE.degrees[0]?.agreement, graduated_on: "2025-05-15" }],
    }),
  );
  await expect.poll(() => headline(page)).toBe("Your candidacy has ended");
  for (const set of ["Technology", "Communication and Teamwork"])
    expect(await tile(page, set).innerText()).toContain(`${set}, earned on May 15, 2025, came after`);
});

test("an unfinished membership leaves the price an assumed one, and the page says why", async () => {
  await eligible(page);
  await choose(page, "ALA membership", "Yes");
  const member = question(page, "ALA membership");
  await member.getByLabel("From").fill("2015-01-01");
  await member.getByLabel("Until").fill("2016-01-01");
  await member.getByRole("button", { name: "Add another entry" }).click();
  const fees = page.locator(".part.fees");
  expect(await fees.innerText()).toContain("Price for non-members, assumed");
  expect(await fees.innerText()).toContain("A membership that is not finished does not count yet");
  expect(await page.locator("#headline").innerText()).toContain("Finish what you began: ALA membership");
});

/** Answers up to the first entry of work, and gives it its first day. */
async function workSince(from: string) {
  await choose(page, "Education", "College degree");
  await choose(page, "Position", "No, it does not");
  await choose(page, "Library work", "Yes");
  const entry = question(page, "Library work").locator(".entry").first();
  await entry.getByLabel("From").fill(from);
  return entry;
}

/** Answers so that one can apply. */
async function eligible(page: Page): Promise<void> {
  await choose(page, "Education", "College degree");
  await choose(page, "Position", "No, it does not");
  await choose(page, "Library work", "Yes");
  const entry = question(page, "Library work").locator(".entry").first();
  await entry.getByLabel("From").fill("2018-01-08");
  await entry.getByLabel("Hours a week").last().fill("37.5");
  expect(await headline(page)).toBe("You can apply");
}
