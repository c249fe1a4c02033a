/** The life of the certification: the core's timeline, drawn to scale, and why each stretch of it began. */

import { type CandidateRecord, dateRange, daysBetween, timeline } from "lssc";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  choose,
  DAY,
  examples,
  focused,
  headline,
  loadExample,
  loadFile,
  loadRecord,
  OFFICE,
  open,
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

/** The rows of the dates: the day, what, and why. */
function rows(): Promise<(readonly [day: string, what: string, why: string])[]> {
  return part("timeline")
    .locator("tbody tr")
    .evaluateAll((all) =>
      all.map((row) => {
        const [day, what] = row.children;
        const why = what?.querySelector("small");
        const name = [...(what?.childNodes ?? [])].find((node) => node.nodeType === Node.TEXT_NODE);
        const said = day?.querySelector("time")?.dateTime ?? day?.textContent ?? "";
        return [said, name?.textContent ?? "", why?.textContent ?? ""] as const;
      }),
    );
}

/** The names of the statuses on the page. */
const NAMES: Readonly<Record<string, string>> = {
  undetermined: "Not known yet",
  ineligible: "Not eligible",
  eligible: "Eligible to apply",
  applied: "Applied",
  candidate: "Candidate",
  "candidacy-expired": "Candidacy over",
  certified: "Certified",
  "renewal-open": "Renewal open",
  grace: "Grace period",
  lapsed: "Lapsed",
};

describe.each(examples.map((example, index) => [example.title, index] as const))("%s", (_, index) => {
  const { record, as_of: asOf } = examples[index] as (typeof examples)[number];
  const asked = record as unknown as CandidateRecord;

  test("the drawing and the table are the core's timeline, to scale", async () => {
    const core = timeline(asked, { ...dateRange, catalog, policy });
    const stretches = core.ok ? core.timeline : [];
    await loadExample(page, index);
    if ((await part("timeline").count()) === 0) {
      // Nothing has happened, and nothing will.
      expect(asked.applied_on ?? asked.admitted_on ?? asked.certified_on).toBeUndefined();
      return;
    }
    const shown = (await rows()).filter(([, what]) => Object.values(NAMES).includes(what));
    const last = stretches.slice(-shown.length);
    expect(shown.map(([day, what]) => [day, what])).toEqual(
      last.map(({ from, status }) => [from, NAMES[status]]),
    );
    expect(shown.every(([, , why]) => /FAQ \d+/.test(why))).toBe(true);

    const bands = await part("timeline")
      .locator("svg rect:not([fill])")
      .evaluateAll((all) =>
        all.map((band) => ({
          status: band.getAttribute("class"),
          x: Number.parseFloat(band.getAttribute("x") ?? ""),
          width: Number.parseFloat(band.getAttribute("width") ?? ""),
        })),
      );
    expect(bands.map(({ status }) => status)).toEqual(last.map(({ status }) => status));
    const days = last.map(({ from }) => daysBetween(last[0]?.from ?? "", from));
    const [farthest, longest] = [bands.at(-1)?.x ?? 0, days.at(-1) ?? 0];
    bands.forEach(({ x }, nth) => {
      // Drawn to tenths of a percent.
      if (longest > 0) expect(Math.abs(x - (farthest * (days[nth] ?? 0)) / longest)).toBeLessThan(0.11);
    });

    const today = last.find(({ from, to }) => from <= asOf && asOf <= to);
    const line = await part("timeline").locator("svg line.today").getAttribute("x1");
    const at = Number.parseFloat(line ?? "");
    const band = bands[last.indexOf(today as (typeof last)[number])];
    expect(at).toBeGreaterThanOrEqual((band?.x ?? 100) - 0.01);
    expect(at).toBeLessThanOrEqual((band?.x ?? 0) + (band?.width ?? 0) + 0.01);
  });
});

test("why each stretch began: what happened, or the boundary that was passed", async () => {
  await show({
    education: "college-degree",
    position_requires_mls: false,
    experience: [{ from: "2013-01-01", to: "2015-12-31", hours_per_week: 20 }],
    ala_membership: [],
    applied_on: "2016-01-04",
    admitted_on: "2016-02-01",
    courses: [],
    portfolios: [],
    degrees: [{ agreement: "pasadena-city-college", graduated_on: "2016-06-10" }],
    activities: [{ completed_on: "2019-01-10", quantity: 40, unit: "contact-hour", sets: ["technology"] }],
    renewals: [{ renewed_on: "2019-11-04" }],
  });
  expect(await rows()).toEqual([
    ["2016-01-04", "Applied", "Your application. FAQ 7"],
    ["2016-02-01", "Candidate", "Your admission. FAQ 18"],
    ["2016-06-10", "Certified", "Degree or certificate, Pasadena City College. FAQ 12"],
    ["2019-06-10", "Renewal open", "The time to renew begins. FAQ 19"],
    ["2019-11-04", "Certified", "Renewed, for term 2. FAQ 19"],
    ["2023-06-10", "Renewal open", "The time to renew begins. FAQ 19"],
    ["2024-06-11", "Lapsed", "The last day to renew: Jun 10, 2024. FAQ 19"],
    [DAY, "Today", ""],
  ]);
});

test("a renewal on the day on which it opens begins no stretch, and is told all the same", async () => {
  await show({
    certified_on: "2022-11-03",
    activities: [{ completed_on: "2025-01-10", quantity: 40, unit: "contact-hour", sets: ["technology"] }],
    renewals: [{ renewed_on: "2025-11-03" }],
  });
  expect((await rows()).map(([day, what]) => `${day} ${what}`)).toEqual([
    "2022-11-03 Certified",
    "2025-11-03 Renewed, for term 2",
    `${DAY} Today`,
    "2029-11-03 Renewal open",
    "2030-11-04 Lapsed",
  ]);
  await page.setViewportSize({ width: 320, height: 700 });
  const cut = await part("timeline")
    .locator("svg")
    .evaluate((drawing) => {
      const { left, right } = drawing.getBoundingClientRect();
      const isCut = (text: Element) => {
        const box = text.getBoundingClientRect();
        return box.left < left || box.right > right;
      };
      return [...drawing.querySelectorAll("text")].filter(isCut).map(({ textContent }) => textContent);
    });
  expect(cut, "words at the edges").toEqual([]);
});

describe("why a stretch began", () => {
  const settings = {
    policy: {
      extends: "lssc-faq",
      id: "one set",
      completion: { required: ["technology"], electives: [], electives_needed: 0 },
    },
    catalog: {
      approvals: [
        {
          id: "a",
          set: "technology",
          courses: ["a"],
          approved_on: "2026-06-01",
          title: "Tools",
          provider: "P",
        },
      ],
      agreements: [{ id: "g", college: "College", effective_on: "2026-06-01", covers: ["technology"] }],
    },
  };
  const person = { education: "college-degree", position_requires_mls: false, experience: [] };
  const candidate = { ...person, admitted_on: "2025-01-15" };

  test.each<[string, object, readonly [string, string, string]]>([
    [
      "hours that are reached",
      { ...person, experience: [{ from: "2026-01-05", hours_per_week: 40 }] },
      ["2026-11-19", "Eligible to apply", "The hours of work are reached. FAQ 6"],
    ],
    [
      "hours that no longer suffice",
      { ...person, experience: [{ from: "2022-01-03", to: "2022-12-31", total_hours: 1900 }] },
      [
        "2027-01-19",
        "Not eligible",
        "The hours of work within the years that count no longer suffice. FAQ 6",
      ],
    ],
    [
      "a degree that stands in for them",
      { ...person, degrees: [{ agreement: "g", graduated_on: "2026-12-18" }] },
      ["2026-12-18", "Eligible to apply", "Degree or certificate, College. FAQ 12"],
    ],
    [
      "an agreement after the degree",
      { ...person, degrees: [{ agreement: "g", graduated_on: "2026-05-18" }] },
      [
        "2026-06-01",
        "Eligible to apply",
        "A degree or certificate counts since the agreement with the college. FAQ 16",
      ],
    ],
    [
      "a course",
      { ...candidate, courses: [{ course: "a", completed_on: "2026-07-01" }] },
      ["2026-07-01", "Certified", "Completed: Tools (P). FAQ 10"],
    ],
    [
      "an approval after the course",
      { ...candidate, courses: [{ course: "a", completed_on: "2026-05-01" }] },
      ["2026-06-01", "Certified", "A course counts since its approval. FAQ 16"],
    ],
    [
      "a portfolio",
      {
        ...candidate,
        portfolios: [
          {
            set: "technology",
            submitted_on: "2026-03-02",
            outcome: "achieved",
            evaluated_on: "2026-04-01",
          },
        ],
      },
      ["2026-04-01", "Certified", "Portfolio achieved: Technology. FAQ 10"],
    ],
    [
      "an admission with everything complete",
      {
        ...person,
        applied_on: "2026-06-02",
        admitted_on: "2026-07-06",
        degrees: [{ agreement: "g", graduated_on: "2026-05-18" }],
      },
      ["2026-07-06", "Certified", "Your admission, with all sets complete. FAQ 18"],
    ],
    [
      "a recorded certification",
      { certified_on: "2022-11-08" },
      ["2022-11-08", "Certified", "Your certification, as it is recorded. FAQ 19"],
    ],
    [
      "the end of a term",
      { certified_on: "2022-11-08" },
      ["2026-11-09", "Grace period", "The last day of the term: Nov 8, 2026. FAQ 19"],
    ],
    [
      "the end of grace",
      { certified_on: "2022-11-08" },
      ["2027-01-09", "Lapsed", "The last day to renew: Jan 8, 2027. FAQ 19"],
    ],
    [
      "the end of a candidacy",
      candidate,
      ["2029-01-16", "Candidacy over", "The last day to complete the competency sets: Jan 15, 2029. FAQ 18"],
    ],
    [
      "a renewal that is still to come",
      {
        certified_on: "2022-11-08",
        activities: [
          { completed_on: "2024-01-10", quantity: 40, unit: "contact-hour", sets: ["technology"] },
        ],
        renewals: [{ renewed_on: "2026-12-01" }],
      },
      ["2026-12-01", "Certified", "Renewed. FAQ 19"],
    ],
  ])("%s", async (_, record, row) => {
    await show(record, settings);
    expect(await rows()).toContainEqual(row);
  });
});

test("before the program is started the past is named as such, and a reason leads to the FAQ", async () => {
  await choose(page, "Education", "College degree");
  await choose(page, "Position", "No, it does not");
  await choose(page, "Library work", "Yes");
  expect(await part("timeline").count()).toBe(0);
  const entry = question(page, "Library work").locator(".entry").first();
  await entry.getByLabel("From").fill("2026-01-05");
  await entry.getByLabel("Hours a week").last().fill("35");
  expect(await headline(page)).toBe("You cannot apply at this time");
  const [earlier, today, reached] = await rows();
  expect(earlier).toEqual(["Earlier", "Not eligible", ""]);
  expect(today).toEqual([DAY, "Today", ""]);
  expect(reached?.slice(1)).toEqual(["Eligible to apply", "The hours of work are reached. FAQ 6"]);
  expect(await page.locator("#headline").innerText()).toContain("Keep working as recorded");
  expect(await part("timeline").innerText()).toContain("if nothing is added to your record");
  expect(await part("timeline").locator("time").last().getAttribute("datetime")).toBe(reached?.[0]);
  await part("timeline").locator(".cites a").first().click();
  expect(await page.locator("#faq-6").getAttribute("open")).toBe("");
  expect(await focused(page)).toContain("FAQ 6");
});

test("while a list is not finished the drawing agrees with the headline", async () => {
  await open(page, "Where you are in the program");
  await question(page, "Where you are in the program").getByLabel("Certified on").fill("2022-11-08");
  await choose(page, "Continuing education", "Yes");
  const activity = question(page, "Continuing education").locator(".entry").first();
  await activity.getByLabel("Completed on").fill("2025-03-14");
  await activity.getByLabel("How much").fill("20");
  await activity.getByLabel("Counted in").selectOption({ label: "Contact hours" });
  await activity.getByRole("checkbox", { name: "Technology" }).check();
  await choose(page, "Renewals", "Yes");
  await question(page, "Renewals").getByLabel("Renewed on").fill("2026-11-05");
  const now = async () => {
    const all = (await rows()).map(([day, what]) => `${day} ${what}`);
    return all.slice(2, all.indexOf(`${DAY} Today`) + 1);
  };
  expect(await headline(page)).toBe("Your certification has expired, but you can still renew");
  expect(await now()).toEqual([
    "2026-11-05 Renewal, not accepted",
    "2026-11-09 Grace period",
    `${DAY} Today`,
  ]);
  await question(page, "Continuing education").getByRole("button", { name: "Add another entry" }).click();
  expect(await headline(page)).toBe("You are certified");
  expect(await now()).toEqual(["2026-11-05 Certified", `${DAY} Today`]);
});

test("a day at the beginning of time is drawn too", async () => {
  await page.locator("#as-of").fill("1901-01-01");
  await loadFile(page, JSON.stringify({ id: "old", applied_on: "1900-05-01" }));
  expect((await rows()).map(([day, what]) => [day, what])).toEqual([
    ["1900-05-01", "Applied"],
    ["1901-01-01", "This day"],
  ]);
});
