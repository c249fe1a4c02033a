/** Values that JSON does not have, or that nobody would send: each gets a fault at its place, and the module lives on. */

import { runInNewContext } from "node:vm";
import {
  answer,
  assess,
  assessMany,
  type CandidateRecord,
  daysBetween,
  type Fault,
  formSchema,
  LsscError,
  type Result,
  recordSchema,
  Terms,
} from "lssc";
import { afterEach, describe, expect, test } from "vitest";
import { ODD, Person } from "./support/odd.ts";

const asOf = "2024-06-30";
const REQUEST = '{"record":{"id":"p","certified_on":"2023-02-01"},"as_of":"2024-06-30"}';
const ANSWER = answer(REQUEST);
const standing = new Terms({ policy: "lssc-2019" });

/** What no type allows. */
const any = (value: unknown) => value as never;

const record = (value: unknown): Result => assess(any(value), { asOf });

function faults(result: Result): readonly Fault[] {
  return result.ok ? [] : result.faults;
}

// A panic would leave the instance in ruins: after whatever a test has fed it, it must answer as before.
afterEach(() => {
  expect(answer(REQUEST)).toBe(ANSWER);
  expect(standing.policy.id).toBe("lssc-2019");
  expect(standing.assess({ id: "p" }, { asOf }).ok).toBe(true);
});

describe.each(ODD)("%s", (_, value, says) => {
  const wrong = (path: string) =>
    value === undefined && path === "/record"
      ? [expect.objectContaining({ path, code: "missing" })]
      : [{ path, code: "wrong-type", message: expect.stringMatching(says) }];

  test.each<[string, (value: unknown) => Result, string]>([
    ["as the record", (value) => record(value), "/record"],
    ["as a text", (id) => record({ id }), "/record/id"],
    ["as a date", (applied_on) => record({ id: "p", applied_on }), "/record/applied_on"],
    ["as a choice", (education) => record({ id: "p", education }), "/record/education"],
    [
      "as a yes or no",
      (value) => record({ id: "p", position_requires_mls: value }),
      "/record/position_requires_mls",
    ],
    ["as a list", (experience) => record({ id: "p", experience }), "/record/experience"],
    [
      "in a list",
      (value) => record({ id: "p", renewals: [{ renewed_on: "2020-01-01" }, value] }),
      "/record/renewals/1",
    ],
    [
      "in an entry",
      (set) => record({ id: "p", portfolios: [{ set, submitted_on: asOf, outcome: "pending" }] }),
      "/record/portfolios/0/set",
    ],
    [
      "as hours",
      (value) => record({ id: "p", experience: [{ from: asOf, hours_per_week: value }] }),
      "/record/experience/0/hours_per_week",
    ],
    [
      "in the catalog",
      (value) => assess({ id: "p" }, { asOf, catalog: any({ approvals: value }) }),
      "/catalog/approvals",
    ],
    [
      "in an overlay",
      (value) =>
        assess(
          { id: "p" },
          { asOf, policy: any({ extends: "lssc-faq", id: "x", fees: { renewal_cents: value } }) },
        ),
      "/policy/fees/renewal_cents",
    ],
  ])("%s", (_, use, path) => {
    expect(faults(use(value))).toEqual(wrong(path));
  });

  test("as a form's value", () => {
    const issues = (schema: typeof recordSchema, value: unknown) => {
      const found = schema["~standard"].validate(value);
      return found instanceof Promise ? [] : found.issues?.map(({ path }) => path);
    };
    const inRecord = { id: "p", renewals: [{ renewed_on: value }] };
    expect(issues(recordSchema, inRecord)).toEqual([["renewals", 0, "renewed_on"]]);
    if (value !== undefined)
      expect(issues(any(formSchema()), inRecord)).toEqual([["renewals", 0, "renewed_on"]]);
  });
});

test.each(ODD.filter(([, value]) => value !== undefined))(
  "%s as the day, the catalog, the policy",
  (_, value, says) => {
    const wrong = (path: string) => [{ path, code: "wrong-type", message: expect.stringMatching(says) }];
    expect(faults(assess({ id: "p" }, { asOf: any(value) }))).toEqual(wrong("/as_of"));
    expect(faults(assess({ id: "p" }, { asOf, catalog: any(value) }))).toEqual(wrong("/catalog"));
    expect(faults(assess({ id: "p" }, { asOf, policy: any(value) }))).toEqual(wrong("/policy"));
    expect(() => new Terms({ policy: any(value) })).toThrow(LsscError);
    expect(() => daysBetween(asOf, any(value))).toThrow(LsscError);
  },
);

describe("a value that holds itself", () => {
  const itself = { path: "", code: "wrong-type", message: expect.stringMatching(/itself/) };

  test("directly", () => {
    const cyclic: Record<string, unknown> = { id: "p" };
    cyclic.education = cyclic;
    expect(faults(record(cyclic))).toEqual([{ ...itself, path: "/record/education" }]);
  });

  test("through a list", () => {
    const cyclic: Record<string, unknown> = { id: "p" };
    cyclic.renewals = [cyclic];
    expect(faults(record(cyclic))).toEqual([{ ...itself, path: "/record/renewals/0" }]);
    const list: unknown[] = [];
    list.push(list);
    expect(faults(record({ id: "p", renewals: list }))).toEqual([{ ...itself, path: "/record/renewals/0" }]);
  });

  test("in a form, the catalog, the policy", () => {
    const cyclic: Record<string, unknown> = { id: "p" };
    cyclic.approvals = cyclic;
    expect(faults(assess({ id: "p" }, { asOf, catalog: any(cyclic) }))).not.toEqual([]);
    expect(faults(assess({ id: "p" }, { asOf, policy: any(cyclic) }))).not.toEqual([]);
    expect(() => new Terms({ catalog: any(cyclic) })).toThrow(LsscError);
    cyclic.education = cyclic;
    expect(recordSchema["~standard"].validate(cyclic)).toHaveProperty("issues");
    expect(formSchema()["~standard"].validate(cyclic)).toHaveProperty("issues");
    expect(formSchema(["education"])["~standard"].validate(cyclic)).toHaveProperty("issues");
  });

  test("not so: one value in two places", () => {
    const spans = [{ from: "2020-01-01", hours_per_week: 20 }];
    const twice = { id: "p", experience: [spans[0], spans[0]] };
    expect(record(twice).ok).toBe(true);
  });
});

describe("what is large", () => {
  const deep = (levels: number) => {
    let value: unknown = [];
    for (let level = 0; level < levels; level += 1) value = [value];
    return value;
  };

  test.each([61, 62, 63, 64, 65, 99, 100, 101, 102, 103, 1000, 100_000])("a nest of %d lists", (levels) => {
    const found = faults(record({ id: "p", education: deep(levels) }));
    // The request and the record are two levels, and the innermost list is one more.
    const tooDeep = levels + 3 > 64;
    expect(found).toMatchObject([
      tooDeep ? { path: "", code: "too-deep" } : { path: "/record/education", code: "wrong-type" },
    ]);
    expect(recordSchema["~standard"].validate({ id: "p", education: deep(levels) })).toHaveProperty("issues");
    expect(formSchema()["~standard"].validate(any({ id: "p", education: deep(levels) }))).toHaveProperty(
      "issues",
    );
  });

  test("a record of more than 16 MiB", () => {
    const large = "x".repeat(17 * 1024 * 1024);
    const many = Array.from({ length: 400_000 }, () => ({
      completed_on: "2020-01-01",
      course: "c".repeat(30),
    }));
    const tooLarge = [expect.objectContaining({ path: "", code: "too-large" })];
    expect(faults(record({ id: large }))).toEqual(tooLarge);
    expect(faults(record({ [large]: 1 }))).toEqual(tooLarge);
    expect(faults(record({ id: "€".repeat(6 * 1024 * 1024) }))).toEqual(tooLarge);
    expect(faults(record({ id: "p", courses: many }))).toEqual(tooLarge);
    expect(faults(assess({ id: "p" }, { asOf, catalog: any({ x: large }) }))).toEqual(tooLarge);
    expect(faults(assess({ id: "p" }, { asOf: large }))).toEqual(tooLarge);
    expect(() => new Terms({ policy: any(large) })).toThrow(LsscError);
    expect(recordSchema["~standard"].validate({ id: large })).toHaveProperty("issues");
    expect(answer(JSON.stringify({ x: large }))).toContain('"too-large"');
    expect(answer(new Uint8Array(17 * 1024 * 1024))).toSatisfy((said) =>
      Buffer.from(said).includes('"too-large"'),
    );
  });

  test("a value that holds another twice, which holds another twice, and so on", () => {
    let value: unknown = [];
    for (let level = 0; level < 40; level += 1) value = { one: value, other: value };
    expect(faults(record({ id: "p", education: value }))).toMatchObject([{ code: "too-large" }]);
    expect(recordSchema["~standard"].validate({ id: "p", education: value })).toHaveProperty("issues");
    expect(formSchema()["~standard"].validate(any({ id: "p", education: value }))).toHaveProperty("issues");
  });

  test("a list of more than 4096 entries", () => {
    const renewals = Array.from({ length: 4097 }, () => ({ renewed_on: "2020-01-01" }));
    expect(faults(record({ id: "p", renewals }))).toMatchObject([
      { path: "/record/renewals", code: "bad-length" },
    ]);
  });

  test("an array whose length is a lie", () => {
    expect(faults(record({ id: "p", renewals: new Array(2 ** 32 - 1) }))).toMatchObject([
      { code: "too-large" },
    ]);
  });
});

describe("texts", () => {
  test.each(["\u001a", '\u001a"a Date"', "\u0000", "p\u001a", "\u007f"])(
    "with a control character: %j",
    (id) => {
      expect(faults(record({ id }))).toMatchObject([{ path: "/record/id", code: "bad-text" }]);
      expect(faults(record({ id: "p", education: id }))).toMatchObject([
        { path: "/record/education", code: "unknown-value" },
      ]);
      expect(faults(record({ id: "p", [id]: 1 }))).toMatchObject([
        { path: `/record/${id}`, code: "unknown-key" },
      ]);
    },
  );

  test.each(["\u2028", "😀", "\ufeff", "</script>", '"', "\\", "e\u0301", "\uffff"])(
    "that are unusual: %j",
    (part) => {
      const result = record({ id: `p${part}` });
      expect(result).toMatchObject({ ok: true, assessment: { record: `p${part}` } });
    },
  );

  test("as keys, with half a surrogate pair", () => {
    expect(faults(record({ id: "p", "\ud800": 1 }))).toMatchObject([{ code: "unknown-key" }]);
  });

  test("of a request, with half a surrogate pair", () => {
    expect(JSON.parse(answer('{"record":{"id":"\ud800"},"as_of":"2024-06-30"}'))).toMatchObject({
      faults: [{ code: "bad-json" }],
    });
  });
});

describe("numbers", () => {
  const week = (hours: unknown) =>
    record({ id: "p", experience: [{ from: "2024-01-01", hours_per_week: hours }] });

  test("of unusual size or form", () => {
    for (const fine of [-0, 0, 7.5, 168, 0.01, 0.29]) expect(week(fine).ok, String(fine)).toBe(true);
    for (const far of [1e21, 1e308, Number.MAX_VALUE, -1, 168.01])
      expect(faults(week(far)), String(far)).toMatchObject([{ code: "out-of-range" }]);
    for (const fine of [0.1 + 0.2, 1e-7, Number.MIN_VALUE, 7.005])
      expect(faults(week(fine)), String(fine)).toMatchObject([{ code: "too-precise" }]);
  });
});

describe("objects", () => {
  test("without a prototype, frozen, sealed, of a class, of another realm", () => {
    const plain = { id: "p", renewals: [{ renewed_on: "2020-01-01" }] };
    const said = record(plain);
    expect(said.ok).toBe(true);
    expect(record(Object.assign(Object.create(null), plain))).toEqual(said);
    expect(record(Object.freeze({ ...plain, renewals: Object.freeze(plain.renewals) }))).toEqual(said);
    expect(record(Object.assign(new Person("p"), plain))).toEqual(said);
    expect(record(runInNewContext(`(${JSON.stringify(plain)})`))).toEqual(said);
    expect(record(new Proxy(plain, {}))).toEqual(said);
    expect(
      record({
        ...plain,
        get renewals() {
          return plain.renewals;
        },
      }),
    ).toEqual(said);
    expect(record(structuredClone(plain))).toEqual(said);
  });

  test("of a class that computes what they have", () => {
    class Computed {
      id = "p";
      get education() {
        return "college-degree";
      }
    }
    class Below extends Computed {}
    for (const computed of [new Computed(), new Below()]) {
      const wrong = { path: "/record", code: "wrong-type", message: expect.stringContaining("getters") };
      expect(faults(record(computed))).toMatchObject([wrong]);
      expect(recordSchema["~standard"].validate(computed)).toHaveProperty("issues");
    }
  });

  test("with keys that mean something else in JavaScript", () => {
    for (const key of ["__proto__", "constructor", "toString", "hasOwnProperty", "toJSON", "then", ""]) {
      const odd = JSON.parse(`{"id": "p", ${JSON.stringify(key)}: 1}`);
      expect(faults(record(odd)), key).toMatchObject([{ path: `/record/${key}`, code: "unknown-key" }]);
      expect(recordSchema["~standard"].validate(odd)).toMatchObject({ issues: [{ path: [key] }] });
      expect(formSchema()["~standard"].validate(odd)).toMatchObject({ issues: [{ path: [key] }] });
    }
    expect(Object.prototype).not.toHaveProperty("id");
  });

  test("only own keys count, and only those that are listed", () => {
    expect(faults(record(Object.create({ id: "p" })))).toMatchObject([
      { path: "/record/id", code: "missing" },
    ]);
    expect(record(Object.defineProperty({ id: "p" }, "secret", { value: 1 })).ok).toBe(true);
    expect(record({ id: "p", [Symbol("secret")]: 1 }).ok).toBe(true);
  });

  test("nothing is changed or kept", () => {
    const mine = {
      id: "p",
      education: "college-degree",
      experience: [{ from: "2020-01-01", hours_per_week: 40 }],
    };
    const before = structuredClone(mine);
    const result = record(mine);
    expect(mine).toEqual(before);
    const again = record(mine);
    if (result.ok) result.assessment.unknowns.push("/nonsense");
    expect(record(mine)).toEqual(again);
  });

  test("whose own code throws: its error comes out as it is", () => {
    const error = new Error("mine");
    const angry = {
      get id(): string {
        throw error;
      },
    };
    const trap = new Proxy(
      { id: "p" },
      {
        ownKeys: () => {
          throw error;
        },
      },
    );
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    expect(() => record(angry)).toThrow(error);
    expect(() => record(trap)).toThrow(error);
    expect(() => record(proxy)).toThrow(TypeError);
    expect(() => standing.assessMany(any([{ id: "p" }, angry]), { asOf })).toThrow(error);
  });

  test("whose own code asks again while it is read", () => {
    const curious = {
      get id() {
        return assess({ id: "inner" }, { asOf }).ok && standing.assess({ id: "inner" }, { asOf }).ok
          ? "outer"
          : "";
      },
    };
    expect(standing.assess(curious, { asOf })).toMatchObject({ ok: true, assessment: { record: "outer" } });
    expect(record(curious)).toMatchObject({ ok: true, assessment: { record: "outer" } });
  });
});

test("holes of a list are entries that are missing", () => {
  // biome-ignore lint/suspicious/noSparseArray: that is what is tested
  const holes = [, { renewed_on: "2020-01-01" }, ,];
  expect(faults(record({ id: "p", renewals: holes }))).toMatchObject([
    { path: "/record/renewals/0", code: "wrong-type" },
    { path: "/record/renewals/2", code: "wrong-type" },
  ]);
});

test("a Temporal.PlainDate is a date, a Temporal.Instant is none", () => {
  /** What `Temporal` gives where it is there; Node 20 does not have it. */
  const temporal = (name: string, text: string) => ({
    [Symbol.toStringTag]: `Temporal.${name}`,
    toString: () => text,
  });
  expect(record({ id: "p", applied_on: temporal("PlainDate", "2024-01-31") }).ok).toBe(true);
  expect(record({ id: "p", applied_on: temporal("PlainDate", "2024-01-31[u-ca=hebrew]") }).ok).toBe(false);
  expect(faults(record({ id: "p", applied_on: temporal("Instant", "2024-01-31T00:00:00Z") }))).toMatchObject([
    { path: "/record/applied_on", code: "wrong-type", message: expect.stringMatching(/Instant/) },
  ]);
});

describe("wrong use", () => {
  test("of the options is a TypeError that says what there is", () => {
    expect(() => assess({ id: "p" }, any({ asOf, as_of: asOf }))).toThrow(/as_of.*asOf/);
    expect(() => assess({ id: "p" }, any({ asOf, Policy: null }))).toThrow(TypeError);
    for (const nothing of [undefined, null, asOf, 7, new Date()]) {
      if (!(nothing instanceof Date)) expect(() => assess({ id: "p" }, any(nothing))).toThrow(TypeError);
    }
    expect(() => new Terms(any({ asOf }))).toThrow(/asOf/);
    expect(() => new Terms(any(null))).toThrow(TypeError);
    expect(() => standing.assess({ id: "p" }, any({ asOf, policy: "lssc-faq" }))).toThrow(/policy/);
    expect(() => standing.assess({ id: "p" }, any(undefined))).toThrow(TypeError);
    expect(() => (Terms as unknown as () => void)()).toThrow(TypeError);
    expect(() => formSchema(any(["education", "no_such"]))).toThrow(/no_such/);
    expect(() => formSchema(any("education"))).toThrow(TypeError);
  });

  test("a day that is not there, or is none, is a fault", () => {
    expect(faults(assess({ id: "p" }, any({})))).toMatchObject([{ path: "/as_of", code: "missing" }]);
    expect(faults(assess({ id: "p" }, any({ asOf: undefined })))).toMatchObject([{ path: "/as_of" }]);
    expect(faults(assess({ id: "p" }, { asOf: "2024-6-30" }))).toMatchObject([
      { path: "/as_of", code: "bad-date" },
    ]);
    expect(faults(standing.assess({ id: "p" }, { asOf: "2024-02-30" }))).toMatchObject([
      { path: "/as_of", code: "bad-date" },
    ]);
  });

  test("of lists of records", () => {
    expect(assessMany([], { asOf })).toEqual([]);
    for (const nothing of [undefined, null, {}, 7, { length: 1 }]) {
      expect(() => assessMany(any(nothing), { asOf }), String(nothing)).toThrow(TypeError);
      expect(() => standing.assessMany(any(nothing), { asOf }), String(nothing)).toThrow(TypeError);
    }
    const odd = assessMany(any([undefined, null, { id: "p" }, new Date()]), { asOf });
    expect(odd.map(({ ok }) => ok)).toEqual([false, false, true, false]);
    expect(odd).toEqual([undefined, null, { id: "p" }, new Date()].map((value) => record(value)));
  });

  test("of `answer`", () => {
    for (const nothing of [
      undefined,
      null,
      {},
      7,
      ["{}"],
      new ArrayBuffer(2),
      new Uint16Array(2),
      { record: { id: "p" } },
    ]) {
      expect(() => answer(any(nothing)), String(nothing)).toThrow(TypeError);
    }
    expect(answer(new TextEncoder().encode(REQUEST))).toBeInstanceOf(Uint8Array);
    expect(Buffer.from(answer(Buffer.from(REQUEST))).toString()).toBe(ANSWER);
    const within = new TextEncoder().encode(`..${REQUEST}..`).subarray(2, -2);
    expect(new TextDecoder().decode(answer(within))).toBe(ANSWER);
    const elsewhere: Uint8Array = runInNewContext("Uint8Array.from(bytes)", {
      bytes: [...new TextEncoder().encode(REQUEST)],
    });
    expect(new TextDecoder().decode(answer(elsewhere))).toBe(ANSWER);
  });

  test("of a Terms that is not one", () => {
    const { assess: alone } = standing;
    expect(() => alone({ id: "p" }, { asOf })).toThrow(TypeError);
    expect(() => Terms.prototype.assess.call(any({}), { id: "p" }, { asOf })).toThrow(TypeError);
  });
});

test("days between dates", () => {
  expect(daysBetween("2024-02-28", "2024-03-01")).toBe(2);
  expect(daysBetween("2024-03-01", "2024-02-28")).toBe(-2);
  expect(daysBetween(asOf, asOf)).toBe(0);
  expect(daysBetween("2200-01-01", "2199-12-31"), "an assessment's dates may be later than an input's").toBe(
    -1,
  );
  for (const [from, to, path] of [
    ["", asOf, "/from"],
    [asOf, "2024-02-30", "/to"],
    [asOf, undefined, "/to"],
  ]) {
    const error = thrown(() => daysBetween(any(from), any(to)));
    expect(error).toBeInstanceOf(LsscError);
    expect((error as LsscError).faults).toMatchObject([{ path }]);
  }
});

test("errors are errors, with every fault and a message that names them", () => {
  const policy = any({ extends: "lssc-faq", id: "x", completion: { electives_needed: 99 }, colour: "red" });
  const error = thrown(() => new Terms({ policy, catalog: any({ approvals: {} }) })) as LsscError;
  expect(error).toBeInstanceOf(Error);
  expect(error.name).toBe("LsscError");
  expect(error.faults.map(({ path }) => path)).toEqual([
    "/catalog/approvals",
    "/policy/completion/electives_needed",
    "/policy/colour",
  ]);
  for (const { path } of error.faults) expect(error.message).toContain(path);
  const record: CandidateRecord = { id: "p" };
  expect(assess(record, { asOf, policy, catalog: any({ approvals: {} }) })).toEqual({
    ok: false,
    faults: error.faults,
  });
});

function thrown(use: () => unknown): unknown {
  try {
    use();
  } catch (error) {
    return error;
  }
  return undefined;
}

test("a handle's policy cannot be changed by whoever reads it", () => {
  const { policy } = new Terms();
  expect(() => {
    (policy.completion.required as string[]).push("youth-services");
  }).toThrow(TypeError);
  expect(() => {
    (policy.candidacy as { years: number }).years = 99;
  }).toThrow(TypeError);
  expect(assess({ id: "p" }, { asOf, policy: { ...policy, id: "own" } }).ok).toBe(true);
});
