/** Random input: nothing else is thrown than documented, and nothing changes what is answered afterwards. */

import fc from "fast-check";
import {
  answer,
  assess,
  assessMany,
  type CandidateRecord,
  formSchema,
  LsscError,
  type Result,
  recordSchema,
  Terms,
} from "lssc";
import { describe, expect, test } from "vitest";
import { rustAnswers, validCases } from "./support/cases.ts";

const REQUEST = '{"record":{"id":"p","certified_on":"2023-02-01"},"as_of":"2024-06-30"}';
const ANSWER = answer(REQUEST);
const asOf = "2024-06-30";

/** Names that objects of ours have, so that random values get past the first look. */
const keys = fc.constantFrom(
  ..."id education experience applied_on admitted_on courses completed_on from to hours_per_week total_hours".split(
    " ",
  ),
  ..."sets set approvals agreements covers course extends fees completion required electives __proto__ toString".split(
    " ",
  ),
);
const odd = fc.constantFrom<unknown>(
  undefined,
  Number.NaN,
  1n,
  new Date(),
  new Map(),
  Symbol("s"),
  () => 1,
  "\ud800",
  "\u001a",
  -0,
  1e300,
);
const texts = fc.oneof(
  fc.constantFrom("2024-02-29", "lssc-faq", "technology", "college-degree"),
  fc.string({ unit: "binary" }),
);
const { anything } = fc.letrec((tie) => ({
  anything: fc.oneof(
    { maxDepth: 5, depthSize: "small" },
    fc.oneof(texts, fc.double(), fc.integer(), fc.boolean(), fc.constant(null), odd),
    fc.array(tie("anything"), { maxLength: 4 }),
    fc.dictionary(fc.oneof(keys, fc.string()), tie("anything"), { maxKeys: 6 }),
    fc.constant(null).chain(() =>
      fc.object({
        withMap: true,
        withSet: true,
        withBigInt: true,
        withNullPrototype: true,
        withDate: true,
        withTypedArray: true,
        withSparseArray: true,
      }),
    ),
  ),
}));

const days = fc
  .date({ min: new Date("1990-01-01"), max: new Date("2040-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const hours = (most: number) => fc.integer({ min: 0, max: most * 100 }).map((hundredths) => hundredths / 100);

/** Records that are valid: dates in their order, one kind of hours to a span. */
const records: fc.Arbitrary<CandidateRecord> = fc
  .record({
    id: fc.stringMatching(/^[a-zà-ÿ😀 '"\\]{0,20}[a-z]$/u),
    education: maybe(
      fc.constantFrom(
        "below-high-school" as const,
        "high-school-diploma" as const,
        "college-degree" as const,
      ),
    ),
    position_requires_mls: maybe(fc.boolean()),
    experience: maybe(
      fc.array(fc.record({ from: days, hours_per_week: hours(168), volunteer: maybe(fc.boolean()) }), {
        maxLength: 5,
      }),
    ),
    dates: fc.array(days, { maxLength: 3 }),
    courses: maybe(
      fc.array(fc.record({ course: fc.constantFrom("a", "b", "c"), completed_on: days }), { maxLength: 6 }),
    ),
    portfolios: maybe(
      fc.array(
        fc.record({
          set: fc.constantFrom("technology" as const, "youth-services" as const),
          submitted_on: days,
          outcome: fc.constant("pending" as const),
        }),
        { maxLength: 4 },
      ),
    ),
    renewals: maybe(fc.array(fc.record({ renewed_on: days }), { maxLength: 3 })),
    activities: maybe(
      fc.array(
        fc.record({
          completed_on: days,
          quantity: hours(40),
          unit: fc.constant("contact-hour" as const),
          sets: fc.constant(["technology" as const]),
        }),
        { maxLength: 6 },
      ),
    ),
  })
  .map(({ dates, ...rest }) => {
    const [applied_on, admitted_on, certified_on] = dates.sort();
    return withoutUndefined({ ...rest, applied_on, admitted_on, certified_on }) as CandidateRecord;
  });

function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
  return Object.fromEntries(entries.map(([key, entry]) => [key, withoutUndefined(entry)]));
}

const some = { numRuns: 300 };

describe("whatever comes in", () => {
  const isResult = (result: Result) => {
    if (result.ok) return;
    expect(result.faults.length).toBeGreaterThan(0);
    for (const { path, code, message } of result.faults) {
      expect(path === "" || path.startsWith("/")).toBe(true);
      expect(code).toMatch(/^[a-z-]+$/);
      expect(message).not.toBe("");
    }
  };

  test("is assessed or has faults, the same by every way in", () => {
    fc.assert(
      fc.property(anything, anything, anything, (record, catalog, policy) => {
        const given = { asOf, catalog, policy } as never;
        const result = assess(record as never, given);
        isResult(result);
        expect(assessMany([record] as never, given)).toEqual([result]);
        const terms = orError(() => new Terms({ catalog, policy } as never));
        if (terms instanceof Terms) expect(terms.assess(record as never, { asOf })).toEqual(result);
        else expect(result).toMatchObject({ ok: false, faults: expect.arrayContaining([...terms.faults]) });
        expect(answer(REQUEST)).toBe(ANSWER);
      }),
      some,
    );
  });

  test("is a form's value with or without issues, the same as `assess` finds", () => {
    fc.assert(
      fc.property(anything, (record) => {
        const { issues = [] } = recordSchema["~standard"].validate(record) as {
          issues?: { message: string }[];
        };
        const result = assess(record as never, { asOf });
        // A record that is not there is a fault of the request; everything else is said of it alone.
        if (record !== undefined && record !== null) {
          expect(issues.map(({ message }) => message)).toEqual(
            result.ok ? [] : result.faults.map(({ message }) => message),
          );
        }
        formSchema()["~standard"].validate(record);
        formSchema(["courses", "education"])["~standard"].validate(record);
        expect(answer(REQUEST)).toBe(ANSWER);
      }),
      some,
    );
  });

  test("as text or bytes has an answer, Rust's", () => {
    const lines = fc.oneof(
      fc.json(),
      fc.string({ unit: "binary" }),
      fc.constantFrom(...validCases().map(({ request }) => request)).chain(damaged),
    );
    const requests = fc
      .sample(lines, { numRuns: 1500, seed: 4 })
      .map((line) => wellFormed(line).replaceAll("\n", " "));
    const expected = rustAnswers(Buffer.from(requests.map((line) => `${line}\n`).join("")))
      .toString()
      .split("\n");
    const answers = requests.map((line) => answer(line));
    expect(answers).toEqual(expected.slice(0, -1));
    expect(requests.map((line) => Buffer.from(answer(Buffer.from(line))).toString())).toEqual(answers);
  });
});

/** A text with something cut out, doubled or put in. */
function damaged(text: string): fc.Arbitrary<string> {
  const place = fc.nat(text.length);
  return fc
    .tuple(place, fc.nat(8), fc.constantFrom("", "0", '"', "{", "]", ",", "e9", "\\ud800", "null"))
    .map(([start, length, put]) => text.slice(0, start) + put + text.slice(start + length));
}

function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}

/** What a constructor makes, or the error that it may throw. */
function orError<T>(make: () => T): T | LsscError {
  try {
    return make();
  } catch (error) {
    if (error instanceof LsscError) return error;
    throw error;
  }
}

describe("valid records", () => {
  test("are assessed like the same request as text, and are valid forms", () => {
    fc.assert(
      fc.property(records, days, (record, asOf) => {
        const result = assess(record, { asOf });
        const said = JSON.parse(answer(JSON.stringify({ record, as_of: asOf })));
        expect(result).toEqual({
          ok: true,
          assessment: said.assessment,
          nextDate: result.ok && result.nextDate,
        });
        expect(recordSchema["~standard"].validate(record)).toEqual({ value: record });
        expect(formSchema()["~standard"].validate(record)).toEqual({ value: record });
      }),
      some,
    );
  });

  test("in any order and number have each its own answer", () => {
    const terms = new Terms({ policy: "lssc-2019" });
    fc.assert(
      fc.property(fc.array(records, { maxLength: 6 }), days, (list, asOf) => {
        const each = list.map((record) => assess(record, { asOf, policy: "lssc-2019" }));
        expect(assessMany(list, { asOf, policy: "lssc-2019" })).toEqual(each);
        expect(terms.assessMany([...list].reverse(), { asOf })).toEqual([...each].reverse());
      }),
      { numRuns: 100 },
    );
  });

  test("with questions left open never turn those into a no", () => {
    fc.assert(
      fc.property(
        records,
        days,
        fc.constantFrom("education", "position_requires_mls", "experience"),
        (record, asOf, open) => {
          const { [open as "education"]: _, ...rest } = record;
          const result = assess(rest as CandidateRecord, { asOf });
          if (!result.ok) throw new Error("a record without an answer is a record");
          const { education, support_staff, experience } = result.assessment.eligibility;
          const verdict = { education, position_requires_mls: support_staff, experience: experience.verdict }[
            open
          ];
          expect(verdict).toBe("unknown");
          if (result.assessment.status === "undetermined")
            expect(result.assessment.unknowns).toContain(`/${open}`);
          expect(result.assessment.status).not.toBe("eligible");
        },
      ),
      some,
    );
  });

  test("have a next date that lies ahead and stands in the assessment", () => {
    fc.assert(
      fc.property(records, days, (record, asOf) => {
        const result = assess(record, { asOf });
        if (!result.ok || result.nextDate === null) return;
        const { on, in_days } = result.nextDate;
        expect(in_days).toBeGreaterThanOrEqual(0);
        expect(in_days).toBe((Date.parse(on) - Date.parse(asOf)) / 86_400_000);
        expect(JSON.stringify(result.assessment)).toContain(on);
      }),
      some,
    );
  });
});
