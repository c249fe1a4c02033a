/** What people ask once they have an answer: every case of `conformance/operations`, by the functions of `lssc/reasons`. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as lssc from "lssc";
import * as reasons from "lssc/reasons";
import { expect, test } from "vitest";
import { repository } from "./support/places.ts";

const FOLDER = join(repository, "conformance/operations");

type Asked = Record<string, never>;

/** By operation: its function, asked with the parts of a request. */
const WAYS: Record<string, (asked: Asked) => { ok: boolean }> = {
  readings: (options) => reasons.readings(options),
  robustness: ({ record, ...options }) => reasons.robustness(record as never, options as never),
  why: ({ record, ...options }) => reasons.why(record as never, options as never),
  "why-not": ({ record, ...options }) => reasons.whyNot(record as never, options as never),
  repair: ({ record, ...options }) => reasons.repair(record as never, options as never),
  bounds: ({ record, ...options }) => reasons.bounds(record as never, options as never),
  decide: ({ record, ...options }) => reasons.decide(record as never, options as never),
  verify: ({ decision }) => reasons.verify(decision as never),
  "audit-sample": ({ people, ...options }) => reasons.auditSample(people as never, options as never),
};

/** A value without what may change, and what is a digest of that. */
function lasting(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lasting);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => key !== "message" && key !== "sha256");
  return Object.fromEntries(kept.map(([key, inner]) => [key, lasting(inner)]));
}

test("every operation has cases", () => {
  expect(readdirSync(FOLDER).sort()).toEqual(
    Object.keys(WAYS)
      .map((name) => `${name}.jsonl`)
      .sort(),
  );
});

test.each(Object.keys(WAYS))("every case of %s is answered by its function", (operation) => {
  const lines = readFileSync(join(FOLDER, `${operation}.jsonl`), "utf8")
    .split("\n")
    .filter(Boolean);
  let answered = 0;
  for (const line of lines) {
    const { id, request, answer } = JSON.parse(line);
    const { op: _, as_of: asOf, ...rest } = request;
    const asked = asOf === undefined ? rest : { ...rest, asOf };
    const known = () => WAYS[operation]?.(asked);
    if ("faults" in answer) {
      let found: ReturnType<typeof known>;
      try {
        found = known();
      } catch (error) {
        // An option that there is not is no fault of the request here.
        expect(error, id).toBeInstanceOf(TypeError);
        continue;
      }
      expect(lasting(found), id).toEqual({ ok: false, ...(lasting(answer) as object) });
    } else {
      const [[, said]] = Object.entries(answer) as [[string, unknown]];
      const found = known() as Record<string, unknown>;
      expect(found.ok, id).toBe(true);
      const [, value] = Object.entries(found).find(([key]) => key !== "ok") ?? [];
      expect(lasting(value), id).toEqual(lasting(said));
      answered += 1;
    }
  }
  expect(answered).toBeGreaterThanOrEqual(3);
});

test("a decision holds as it was kept, and not once it is altered", () => {
  const decided = reasons.decide({ id: "p é", certified_on: "2022-12-15" }, { asOf: "2024-06-30" });
  if (!decided.ok) throw new Error("it is decided");
  const kept = JSON.parse(JSON.stringify(decided.decision));
  expect(reasons.verify(kept)).toMatchObject({ ok: true, verification: { holds: true, differs: [] } });
  kept.assessment.status = "lapsed";
  expect(reasons.verify(kept)).toMatchObject({
    verification: { holds: false, unaltered: false, differs: [{ path: "/status", now: '"certified"' }] },
  });
});

test("what JSON cannot hold is a fault, and an option that there is not an error", () => {
  const found = reasons.why({ id: "p", certified_on: new Date(0) as never }, { asOf: "2024-06-30" });
  expect(found).toMatchObject({ ok: false, faults: [{ path: "/record/certified_on" }] });
  expect(() => reasons.why({ id: "p" }, { asof: "2024-06-30" } as never)).toThrow(TypeError);
});

test("it needs nothing of `lssc` to be started, and throws its errors", async () => {
  await reasons.init();
  expect(reasons.readings()).toMatchObject({ ok: true });
  expect(lssc.LsscUnavailableError).toBeTypeOf("function");
});
