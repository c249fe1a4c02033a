/** The operations of RULES 6 as functions: what they answer, and odd values at every place, as `assess` takes them. */

import { assess, calendar, compare, dateRange, type Fault, order, plan, review, timeline } from "lssc";
import { afterEach, describe, expect, test } from "vitest";
import { ODD } from "./support/odd.ts";

const asOf = "2024-06-30";
const RANGE = { from: "2024-01-01", to: "2024-12-31" };
const ANA = { name: "Ana Diaz", email: "ana@example.org", ala_member: true };

/** What no type allows. */
const any = (value: unknown) => value as never;

type Said = { ok: true } | { ok: false; faults: Fault[] };

function faults(said: Said): readonly Fault[] {
  return said.ok ? [] : said.faults;
}

// Whatever a test has fed it, the module must answer as before.
afterEach(() => {
  expect(order([ANA], { asOf })).toMatchObject({ ok: true, order: { total_cents: 32500 } });
});

describe("each says what was asked for, under its name", () => {
  test("timeline", () => {
    const record = { id: "p", certified_on: "2012-10-15" };
    expect(timeline(record, { from: "2016-10-01", to: "2016-12-31" })).toEqual({
      ok: true,
      timeline: [
        { from: "2016-10-01", to: "2016-10-15", status: "renewal-open", because: null },
        { from: "2016-10-16", to: "2016-12-15", status: "grace", because: "4.10" },
        { from: "2016-12-16", to: "2016-12-31", status: "lapsed", because: "4.10" },
      ],
    });
    const always = timeline(record, dateRange);
    expect(always.ok && always.timeline.at(-1)?.to).toBe(dateRange.to);
    const { from, to } = dateRange;
    expect(faults(timeline(record, { from: to, to: from }))).toMatchObject([
      { path: "/to", code: "conflict" },
    ]);
  });

  test("order", () => {
    const bob = { name: "Bob", email: "bob@example.org", ala_member: false };
    expect(order([ANA, bob], { asOf })).toEqual({
      ok: true,
      order: {
        lines: [
          { name: "Ana Diaz", email: "ana@example.org", basis: "member", amount_cents: 32500 },
          { name: "Bob", email: "bob@example.org", basis: "non-member", amount_cents: 35000 },
        ],
        total_cents: 67500,
      },
    });
    expect(faults(order([ANA, { ...bob, email: "ANA@example.org" }], { asOf }))).toMatchObject([
      { path: "/people/1/email", code: "duplicate" },
    ]);
  });

  test("review", () => {
    const requirements = { all: [{ course: "a" }, { choose: 1, from: [{ course: "b" }, { course: "c" }] }] };
    const courses = { a: ["technology"], b: ["youth-services"], c: [] } as const;
    expect(review({ requirements, courses })).toMatchObject({
      ok: true,
      review: { qualifies: false, missing_required: expect.arrayContaining(["communication-and-teamwork"]) },
    });
    const policy = {
      extends: "lssc-faq",
      id: "technology alone",
      completion: { required: ["technology"], electives: [], electives_needed: 0 },
    } as const;
    expect(review({ requirements, courses }, { policy })).toEqual({
      ok: true,
      review: { qualifies: true, graduate: null, missing_required: [], electives_missing: 0 },
    });
    const whole = { op: "review", requirements, courses, policy: "lssc-2011" } as const;
    expect(review(whole, { policy })).toMatchObject({ ok: true, review: { qualifies: true } });
    expect(review(whole)).toMatchObject({ ok: true, review: { qualifies: false } });
    expect(faults(review(any({ requirements, courses, title: "Diploma" })))).toMatchObject([
      { path: "/title", code: "unknown-key" },
    ]);
  });

  test("plan", () => {
    const said = plan({ id: "p" }, { asOf });
    expect(said).toMatchObject({
      ok: true,
      plan: { as_non_member: { total_cents: 36000 }, unavailable: [] },
    });
    expect(plan({ id: "p" }, { asOf, policy: "lssc-2019" })).toMatchObject({
      ok: true,
      plan: { as_member: { items: [], total_cents: 0 }, membership_saves_cents: 0 },
    });
  });

  test("calendar", () => {
    const said = calendar({ id: "p", admitted_on: asOf }, { asOf });
    expect(said.ok && said.calendar).toContain("\r\nDTSTART;VALUE=DATE:20280630\r\n");
  });

  test("compare", () => {
    const record = {
      id: "p",
      portfolios: [{ set: "technology", submitted_on: asOf, outcome: "pending" }],
    } as const;
    expect(compare(record, { asOf, policyA: "lssc-faq", policyB: "lssc-2011" })).toEqual({
      ok: true,
      comparison: {
        record: "p",
        a: { status: "undetermined", fees_cents: 41000 },
        b: { status: "undetermined", fees_cents: 35000 },
        clause: "4.13",
        gained: null,
        lost: null,
        fees_change_cents: -6000,
      },
    });
    const backward = compare(record, { asOf, policyA: "lssc-2011" });
    expect(backward).toMatchObject({ ok: true, comparison: { fees_change_cents: 6000 } });
  });
});

/** Every function with one value at a place, and the pointer to that place. */
const PLACES: [string, (value: unknown) => Said, string][] = [
  ["the record of a timeline", (value) => timeline(any(value), RANGE), "/record"],
  ["a timeline's first day", (from) => timeline({ id: "p" }, any({ ...RANGE, from })), "/from"],
  ["a timeline's last day", (to) => timeline({ id: "p" }, any({ ...RANGE, to })), "/to"],
  ["the people of an order", (people) => order(any(people), { asOf }), "/people"],
  ["one of the people", (person) => order(any([ANA, person]), { asOf }), "/people/1"],
  ["an email", (email) => order([{ ...ANA, email: any(email) }], { asOf }), "/people/0/email"],
  ["a membership", (value) => order([{ ...ANA, ala_member: any(value) }], { asOf }), "/people/0/ala_member"],
  ["requirements", (requirements) => review(any({ requirements, courses: {} })), "/requirements"],
  [
    "a branch",
    (branch) => review(any({ requirements: { all: [{ course: "a" }, branch] }, courses: { a: [] } })),
    "/requirements/all/1",
  ],
  ["courses", (courses) => review(any({ requirements: { choose: 0, from: [] }, courses })), "/courses"],
  [
    "a course's sets",
    (sets) => review(any({ requirements: { course: "a" }, courses: { a: sets } })),
    "/courses/a",
  ],
  ["the day of a plan", (value) => plan({ id: "p" }, { asOf: any(value) }), "/as_of"],
  [
    "a plan's catalog",
    (approvals) => plan({ id: "p" }, { asOf, catalog: any({ approvals }) }),
    "/catalog/approvals",
  ],
  [
    "a fact of a calendar",
    (value) => calendar({ id: "p", admitted_on: any(value) }, { asOf }),
    "/record/admitted_on",
  ],
  [
    "the one policy",
    (value) => compare({ id: "p" }, { asOf, policyA: any({ extends: "lssc-faq", id: value }) }),
    "/policy_a/id",
  ],
  [
    "the other policy",
    (value) => compare({ id: "p" }, { asOf, policyB: any({ extends: "lssc-faq", id: value }) }),
    "/policy_b/id",
  ],
];

describe.each(ODD)("%s", (_, value, says) => {
  // What is not there at all is missing; inside of something it is a value that is none.
  const isAbsent = (path: string) => value === undefined && path.lastIndexOf("/") === 0;
  test.each(PLACES)("as %s", (_, ask, path) => {
    const found = faults(ask(value)).filter((fault) => fault.path === path);
    expect(found).toEqual([
      isAbsent(path)
        ? expect.objectContaining({ path, code: "missing" })
        : { path, code: "wrong-type", message: expect.stringMatching(says) },
    ]);
  });
});

test("what holds itself, and what is nested without end, is a fault at its place", () => {
  const itself: { all: unknown[] } = { all: [] };
  itself.all.push({ course: "a" }, itself);
  expect(faults(review(any({ requirements: itself, courses: { a: [] } })))).toMatchObject([
    { path: "/requirements/all/1", code: "wrong-type", message: expect.stringMatching(/holds itself/) },
  ]);
  const people: unknown[] = [ANA];
  people.push(people);
  expect(faults(order(any(people), { asOf }))).toMatchObject([
    { path: "/people/1", code: "wrong-type", message: expect.stringMatching(/holds itself/) },
  ]);
  let deep: unknown = { course: "a" };
  for (let level = 0; level < 30; level += 1) deep = { all: [deep] };
  expect(faults(review(any({ requirements: deep, courses: { a: [] } })))).toMatchObject([
    { path: "/requirements", code: "too-deep" },
  ]);
});

test("of several faults all are told, in the order of the request", () => {
  const said = compare(any({ id: "p", shoe_size: 9 }), any({ policyB: "b", policyA: "a", catalog: 7 }));
  expect(faults(said).map(({ path, code }) => `${path} ${code}`)).toEqual([
    "/record/shoe_size unknown-key",
    "/catalog wrong-type",
    "/policy_a unknown-policy",
    "/policy_b unknown-policy",
    "/as_of missing",
  ]);
});

describe("wrong use", () => {
  const calls: [string, (options: unknown) => unknown, RegExp][] = [
    ["timeline", (options) => timeline({ id: "p" }, any(options)), /from, to, catalog, policy/],
    ["order", (options) => order([], any(options)), /asOf, policy/],
    ["review", (options) => review(any({}), any(options)), /policy/],
    ["plan", (options) => plan({ id: "p" }, any(options)), /asOf, catalog, policy/],
    ["calendar", (options) => calendar({ id: "p" }, any(options)), /asOf, catalog, policy/],
    ["compare", (options) => compare({ id: "p" }, any(options)), /asOf, catalog, policyA, policyB/],
  ];

  test.each(calls)("of the options of %s is a TypeError that says what there is", (_, call, says) => {
    for (const options of [null, 7, "2024-06-30", { as_of: asOf }, { op: "assess" }, { policy_b: null }]) {
      expect(() => call(options), JSON.stringify(options)).toThrow(TypeError);
      expect(() => call(options)).toThrow(says);
    }
  });

  test("of a program: what is none has nothing that it takes, and names no other operation", () => {
    for (const nothing of [undefined, null, 7, true, new Map(), [], new Date()]) {
      expect(faults(review(any(nothing))), String(nothing)).toMatchObject([
        { path: "/requirements", code: "missing" },
        { path: "/courses", code: "missing" },
      ]);
    }
    expect(review(any({ op: "assess", requirements: { course: "a" }, courses: { a: [] } })).ok).toBe(true);
  });
});

test("options may be of a class, and own code that throws is heard", () => {
  class Day {
    get asOf() {
      return asOf;
    }
  }
  expect(plan({ id: "p" }, new Day())).toEqual(plan({ id: "p" }, { asOf }));
  expect(assess({ id: "p" }, new Day()).ok).toBe(true);
  const error = new Error("mine");
  const angry = {
    get id(): string {
      throw error;
    },
  };
  expect(() => calendar(angry, { asOf })).toThrow(error);
});

test("what is given is not changed, and may be frozen", () => {
  const people = Object.freeze([Object.freeze(ANA)]);
  expect(order(people, Object.freeze({ asOf })).ok).toBe(true);
  const program = Object.freeze({
    requirements: Object.freeze({ course: "a" }),
    courses: Object.freeze({ a: [] }),
  });
  expect(review(program).ok).toBe(true);
});
