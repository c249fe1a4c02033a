/** A summary says what the assessment says, whichever way its record comes in and whichever module decides. */

import * as lssc from "lssc";
import { expect, test } from "vitest";
import { cases, validCases } from "./cases.ts";

const asOf = "2024-06-30";
/** What JavaScript reads from JSON and does not write as it stood there. */
const UNWRITABLE = /\\ud[89a-f]|__proto__|:null/i;

const any = (value: unknown) => value as never;

/** What an assessment says without its lists and findings. */
function shortened(result: lssc.Result): lssc.SummaryResult {
  if (!result.ok) return result;
  const { status, eligibility, candidacy, completion, certification, renewal, fees } = result.assessment;
  const term = certification && renewal;
  return {
    ok: true,
    summary: {
      status,
      eligibility: eligibility.verdict,
      counted_hours: eligibility.experience.counted_hours,
      deadline: candidacy?.deadline ?? null,
      completion: completion.verdict,
      completed_on: completion.completed_on,
      certification: term && {
        certified_on: certification.certified_on,
        term: certification.term,
        opens_on: renewal.opens_on,
        expires_on: renewal.expires_on,
        last_day: renewal.last_day,
        provisional: certification.provisional,
        renewal: renewal.verdict,
        contact_hours: renewal.contact_hours.counted,
        technology_hours: renewal.technology_hours.counted,
      },
      total_cents: fees.total_cents,
      next_date: result.nextDate,
    },
  };
}

/** The tests of `summary`, with the module that has been started. */
export function testSummaries(): void {
  test("every case, by every way in", () => {
    for (const { id, asked } of validCases()) {
      const { record, catalog, policy, as_of: day } = asked;
      const expected = JSON.stringify(shortened(lssc.assess(record, { asOf: day, catalog, policy })));
      const terms = new lssc.Terms({ catalog, policy });
      const json = JSON.stringify(record);
      for (const found of [
        lssc.summary(record, { asOf: day, catalog, policy }),
        terms.summary(record, { asOf: day }),
        terms.summaryJson(json, { asOf: day }),
        terms.summaryJson(new TextEncoder().encode(json), { asOf: day }),
        terms.summaryJson(JSON.stringify(record, null, 2), { asOf: day }),
      ])
        expect(JSON.stringify(found), id).toBe(expected);
    }
  });

  test("every case that is none: the same faults", () => {
    const terms = new lssc.Terms();
    let count = 0;
    for (const { id, request } of cases()) {
      const asked = orNothing(() => JSON.parse(request));
      const { record, as_of: day } = asked ?? {};
      if ((record ?? null) === null || typeof day !== "string" || UNWRITABLE.test(JSON.stringify(record)))
        continue;
      const result = terms.assess(record, { asOf: day });
      expect(terms.summary(record, { asOf: day }), id).toEqual(shortened(result));
      const read = terms.summaryJson(JSON.stringify(record), { asOf: day });
      const paths = (found: lssc.SummaryResult) =>
        !found.ok && found.faults.map(({ path, code }) => [path, code]);
      expect(paths(read), id).toEqual(paths(shortened(result)));
      count += 1;
    }
    expect(count).toBeGreaterThan(1000);
  });

  test("without a catalog and a policy it is the usual one, and bad ones have faults", () => {
    const record = { id: "p", certified_on: "2012-10-15" };
    expect(lssc.summary(record, { asOf })).toEqual(lssc.summary(record, { asOf, policy: "lssc-faq" }));
    expect(lssc.summary(record, { asOf, policy: null })).toEqual(lssc.summary(record, { asOf }));
    expect(lssc.summary(record, { asOf, policy: any("") })).toMatchObject({ faults: [{ path: "/policy" }] });
    expect(lssc.summary(record, { asOf, catalog: any(7) })).toMatchObject({ faults: [{ path: "/catalog" }] });
    expect(() => lssc.summary(record, any({ asOf, asof: 1 }))).toThrow(TypeError);
    expect(() => new lssc.Terms().summaryJson(any({}), { asOf })).toThrow(TypeError);
  });

  test.each<[string, string, string]>([
    ["nothing", "", ""],
    ["two documents", '{"id":"p"}{"id":"q"}', ""],
    ["what would end the record", '{"id":"p"},"as_of":"2024-06-30"', ""],
    ["a key that stands twice", '{"id":"p","id":"p"}', "/record/id"],
    ["another key", '{"id":"p","ID":"p"}', "/record/ID"],
    ["a number for a text", '{"id":7}', "/record/id"],
    ["a stand-in", '{"id":\u001a"a Date"}', ""],
    ["half a surrogate pair", '{"id":"p\ud800"}', ""],
    [
      "a number that begins with 0",
      '{"id":"p","experience":[{"from":"2020-01-01","hours_per_week":07}]}',
      "",
    ],
    [
      "hours that are too precise",
      '{"id":"p","experience":[{"from":"2020-01-01","hours_per_week":7.555}]}',
      "/record/experience/0/hours_per_week",
    ],
  ])("JSON that holds %s", (_, json, path) => {
    const found = new lssc.Terms().summaryJson(json, { asOf });
    expect(found).toMatchObject({ ok: false, faults: [{ path }] });
  });

  test("a record and a day that are both wrong: the faults of both", () => {
    const found = new lssc.Terms().summaryJson('{"id":7}', { asOf: "soon" });
    expect(found).toMatchObject({ ok: false, faults: [{ path: "/record/id" }, { path: "/as_of" }] });
  });

  test("escapes, exponents and titles are read like any other", () => {
    const odd =
      '{"id":"\\u0070","activities":[{"completed_on":"2013-01-01","quantity":1e1,"unit":"contact-hour","sets":["TECHNOLOGY"]}],"certified_on":"2012-10-15"}';
    expect(new lssc.Terms().summaryJson(odd, { asOf: "2013-06-30" })).toMatchObject({
      summary: { certification: { contact_hours: 10, technology_hours: 10 } },
    });
  });

  test("a record may ask for a summary itself while it is read", () => {
    const terms = new lssc.Terms();
    const plain = { id: "p", education: "college-degree", admitted_on: "2023-01-01" } as const;
    const nosy = {
      ...plain,
      get education() {
        terms.summary({ id: "q", certified_on: "2012-10-15" }, { asOf });
        return "college-degree" as const;
      },
    };
    expect(terms.summary(nosy, { asOf })).toEqual(terms.summary(plain, { asOf }));
  });

  test("what others give to all objects is nobody's answer", () => {
    const prototype = Object.prototype as Record<string, unknown>;
    prototype.admitted_on = "2023-01-01";
    try {
      expect(new lssc.Terms().summary({ id: "p" }, { asOf })).toMatchObject({ summary: { deadline: null } });
    } finally {
      delete prototype.admitted_on;
    }
  });

  test("as many entries and as long texts as there may be", () => {
    const terms = new lssc.Terms();
    const entries = (count: number) =>
      Array.from({ length: count }, () => ({
        from: "2020-01-01",
        hours_per_week: 0.25,
        library: "x".repeat(1000),
      }));
    for (const [count, ok] of [
      [4096, true],
      [4097, false],
    ] as const) {
      const record = { id: "p", experience: entries(count) };
      expect(terms.summary(record, { asOf })).toMatchObject({ ok });
      expect(terms.summary(record, { asOf })).toEqual(terms.summaryJson(JSON.stringify(record), { asOf }));
    }
    expect(terms.summary({ id: "x".repeat(129) }, { asOf })).toMatchObject({ ok: false });
    expect(terms.summary({ id: "é".repeat(128) }, { asOf })).toMatchObject({ ok: true });
  });
}

function orNothing<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
