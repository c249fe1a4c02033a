/**
 * Requests of the cases with odd values in them, at every entry of the package, for as long as `LSSC_FUZZ_SECONDS` says: never a trap,
 * only documented errors, the answer of the same request as text, and a module that still answers afterwards.
 */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import * as lssc from "lssc";
import { expect, test } from "vitest";
import { ODD } from "./support/odd.ts";
import { repository } from "./support/places.ts";

const SECONDS = Number(process.env.LSSC_FUZZ_SECONDS ?? 10);

/** What an object of ours throws: it may come out, as itself. */
class Thrown extends Error {}
const raise = (): never => {
  throw new Thrown();
};

type Json = { [key: string]: unknown };
type Odd = () => unknown;

function nested(levels: number): unknown {
  let value: unknown = [];
  for (let level = 0; level < levels; level += 1) value = [value];
  return value;
}

const ODDITIES: Odd[] = [
  ...ODD.map(
    ([, value]) =>
      () =>
        value,
  ),
  () => new Proxy({}, { ownKeys: raise, get: raise, has: raise, getOwnPropertyDescriptor: raise }),
  () => new Proxy([], { get: raise }),
  () => Object.defineProperty({}, "id", { enumerable: true, get: raise }),
  () => ({ toJSON: raise, id: "p" }),
  () => ({ toString: raise, valueOf: raise, [Symbol.toPrimitive]: raise }),
  () => ({ [Symbol.iterator]: raise }),
  () => Object.defineProperty({}, Symbol.toStringTag, { get: raise }),
  () => Object.create(null, { id: { value: "p", enumerable: true } }),
  () => Object.freeze({ id: "p" }),
  () => new Array(5),
  () => nested(70),
  () => {
    const itself: Json = { id: "p" };
    itself.record = itself.experience = itself;
    return itself;
  },
  () => JSON.parse('{"__proto__": {"id": "p"}}'),
  () => 2n ** 70n,
  () => "\u001a",
];

/** What takes long to refuse, and is drawn seldom. */
const LARGE: Odd[] = [() => new Array(2 ** 32 - 1), () => nested(20_000), () => "x".repeat(100_000)];

function oddity(value: number): unknown {
  const from = value % 89 === 0 ? LARGE : ODDITIES;
  return from[value % from.length]?.();
}

const PLAIN: unknown[] = [
  ...[null, true, false, 0, -1, 1, 4097, 2 ** 53, 2 ** 64, 7.5, 7.005, -0, 1e308, 5e-324, 1e22],
  ...["", " ", "technology", "Technology", "2016-02-29", "2015-02-29", "lssc-faq", "lssc-2019", "a\0b", "📚"],
  ...[[], [null], {}, { id: "p" }, { extends: "lssc-faq", id: "x" }],
];

const PARTS: { [op: string]: string[] } = {
  assess: ["record", "catalog", "policy", "as_of"],
  plan: ["record", "catalog", "policy", "as_of"],
  calendar: ["record", "catalog", "policy", "as_of"],
  timeline: ["record", "catalog", "policy", "from", "to"],
  order: ["people", "as_of", "policy"],
  review: ["requirements", "courses", "policy"],
};

/** The requests of the cases that are objects of a known operation. */
function requests(): { op: string; parts: string }[] {
  const folder = join(repository, "conformance");
  const files = readdirSync(folder).filter((name) => name.endsWith(".jsonl"));
  const lines = files.flatMap((name) => readFileSync(join(folder, name), "utf8").split("\n").filter(Boolean));
  return lines.flatMap((line) => {
    const { request } = JSON.parse(line) as { request: Json | string };
    if (typeof request === "string" || line.length > 20_000) return [];
    const op = typeof request.op === "string" ? request.op : "assess";
    const keys = PARTS[op];
    if (keys === undefined) return [];
    const parts = Object.fromEntries(keys.filter((key) => key in request).map((key) => [key, request[key]]));
    return [{ op, parts: JSON.stringify(parts) }];
  });
}

/** Every object and list in a value, with each of its keys; not what was put in before. */
function places(value: object, odd: Set<unknown>): [Json, string][] {
  return Object.entries(value).flatMap(([key, entry]): [Json, string][] => {
    const inside = typeof entry === "object" && entry !== null && !odd.has(entry) ? places(entry, odd) : [];
    return [[value as Json, key], ...inside];
  });
}

interface Edit {
  place: number;
  kind: number;
  value: number;
}

/** Another value, one entry more or one less; whether all of it is still JSON. */
function change(parts: Json, edits: Edit[]): boolean {
  const odd = new Set<unknown>();
  for (const { place, kind, value } of edits) {
    const found = places(parts, odd);
    const chosen = found[place % found.length];
    if (chosen === undefined) return odd.size === 0;
    const [inside, key] = chosen;
    const plain = structuredClone(PLAIN[value % PLAIN.length]);
    if (kind === 0 && !Array.isArray(inside)) delete inside[key];
    else if (kind === 1 && Array.isArray(inside)) inside.push(inside[0]);
    else if (kind === 1 && inside !== parts) inside[`x${value}`] = plain;
    else if (kind < 5) inside[key] = plain;
    else {
      inside[key] = oddity(value);
      odd.add(inside[key]);
    }
  }
  return odd.size === 0;
}

/** What the function of an operation says of these parts. */
function ask(op: string, { as_of: asOf, record, people, requirements, courses, ...rest }: Json): Json {
  const options = (asOf === undefined ? rest : { ...rest, asOf }) as never;
  if (op === "order") return lssc.order(people as never, options) as never;
  if (op === "review") {
    const program = {
      ...(requirements !== undefined && { requirements }),
      ...(courses !== undefined && { courses }),
    };
    return lssc.review(program as never, options) as never;
  }
  const by = { assess: lssc.assess, plan: lssc.plan, calendar: lssc.calendar, timeline: lssc.timeline }[op];
  return by?.(record as never, options) as never;
}

/** The functions beside those of the operations; what they throw is documented. */
function askOthers({ record, catalog, policy, as_of }: Json, value: number): void {
  const asOf = as_of as never;
  const terms = { catalog, policy } as never;
  const others: (() => unknown)[] = [
    () => lssc.recordSchema["~standard"].validate(record),
    () => lssc.formSchema()["~standard"].validate(record as never),
    () => lssc.formSchema(["courses", "education"])["~standard"].validate(record as never),
    () => new lssc.Terms(terms).assess(record as never, { asOf }),
    () => new lssc.Terms(terms).policy,
    () => lssc.compare(record as never, { asOf, policyA: policy as never }),
    () => lssc.assessMany([record] as never, { asOf, policy: policy as never }),
    () => lssc.daysBetween(as_of as never, oddity(value) as never),
    () => lssc.answer(oddity(value) as never),
  ];
  documented(others[value % others.length] ?? raise);
}

function documented<T>(call: () => T): T | undefined {
  try {
    return call();
  } catch (error) {
    // A trap is a `WebAssembly.RuntimeError`, and it would be none of these.
    const isDocumented = error instanceof lssc.LsscError || error instanceof Thrown;
    if (!isDocumented && !(error instanceof TypeError && !/wasm|memory|bigint/i.test(error.message)))
      throw error;
    return undefined;
  }
}

const edit = fc.record({ place: fc.nat(5000), kind: fc.nat(9), value: fc.nat(5000) });

test("nothing but documented errors, and a module that goes on", { timeout: (SECONDS + 300) * 1000 }, () => {
  const all = requests();
  expect(all.length).toBeGreaterThan(1000);
  const request = JSON.stringify({ record: { id: "p", certified_on: "2023-02-01" }, as_of: "2024-06-30" });
  const answered = lssc.answer(request);
  const seen = { examples: 0, compared: 0, thrown: 0 };
  const drawn = fc.record({ request: fc.nat(all.length - 1), edits: fc.array(edit, { maxLength: 3 }) });
  fc.assert(
    fc.property(drawn, ({ request: nth, edits }) => {
      const { op, parts: text } = all[nth] as { op: string; parts: string };
      const parts = JSON.parse(text) as Json;
      const isJson = change(parts, edits);
      const said = documented(() => ask(op, parts));
      seen.examples += 1;
      if (said === undefined) seen.thrown += 1;
      if (isJson && said !== undefined) {
        const expected = JSON.parse(lssc.answer(JSON.stringify({ op, ...parts })));
        seen.compared += 1;
        if (said.ok === true) expect(said).toMatchObject(expected);
        else expect({ faults: said.faults }).toEqual(expected);
      }
      askOthers(parts, edits[0]?.value ?? nth);
      expect(lssc.answer(request)).toBe(answered);
    }),
    { numRuns: 10_000_000, interruptAfterTimeLimit: SECONDS * 1000, markInterruptAsFailure: false },
  );
  console.log(`${seen.examples} examples, ${seen.compared} compared with text, ${seen.thrown} threw`);
  expect(seen.compared).toBeGreaterThan(0);
});
