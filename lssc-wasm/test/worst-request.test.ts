/** The worst requests that may be sent (RULES 3.3): an answer or a fault that says so, and the module goes on. */

import { answer, assess, review, Terms } from "lssc";
import { expect, test } from "vitest";

const MOST = 16 * 1024 * 1024;
const PLAIN = '{"record":{"id":"p"},"as_of":"2024-06-30"}';
const ANSWER = answer(PLAIN);
const TOO_LARGE = [expect.objectContaining({ path: "", code: "too-large" })];

/** The faults of a request, after which the module must answer as before. */
function faults(request: string): { path: string; code: string }[] {
  expect(request.length).toBeLessThanOrEqual(MOST);
  const said = JSON.parse(answer(request));
  expect(answer(PLAIN)).toBe(ANSWER);
  return said.faults;
}

/** A record with one key over and over, this many bytes in all. */
function repeated(bytes: number): string {
  const [start, key, end] = ['{"record":{"id":"p"', ',"":0', '},"as_of":"2024-06-30"}'];
  return start + key.repeat((bytes - start.length - end.length) / key.length) + end;
}

/** What is no set, in as many courses of a program as there may be, each with the longest id. */
function courses(): Record<string, number[]> {
  const wrong = Array.from({ length: 4096 }, () => 0);
  const id = (number: number) => `${"📚".repeat(124)}${number.toString().padStart(4, "0")}`;
  return Object.fromEntries(Array.from({ length: 1024 }, (_, number) => [id(number), wrong]));
}

test("what can be held is said, every fault of it", () => {
  const found = faults(repeated(1024 * 1024));
  expect(found.length).toBe(Math.floor((1024 * 1024 - 42) / 5));
  expect(new Set(found.slice(1).map(({ code }) => code))).toEqual(new Set(["duplicate-key"]));
});

test("16 MiB of one key over and over are more faults than can be held", () => {
  expect(faults(repeated(MOST))).toEqual(TOO_LARGE);
});

test("so are millions of faults with the longest pointers", () => {
  const program = { requirements: { course: "x" }, courses: courses() };
  expect(faults(JSON.stringify({ op: "review", ...program }))).toEqual(TOO_LARGE);
  // The same from values, and from catalog and record read apart.
  expect(review(program as never)).toEqual({ ok: false, faults: TOO_LARGE });
  expect(answer(PLAIN)).toBe(ANSWER);
});

test("a catalog of them leaves no handle, and those of a record come alone", () => {
  const covers = Array.from({ length: 1000 }, () => Array.from({ length: 4000 }, () => 0));
  const catalog = { agreements: covers.map((covers) => ({ covers })) } as never;
  expect(() => new Terms({ catalog })).toThrow(expect.objectContaining({ faults: TOO_LARGE }));
  expect(assess({ id: "p" }, { asOf: "soon", catalog })).toEqual({ ok: false, faults: TOO_LARGE });
  expect(answer(PLAIN)).toBe(ANSWER);
});

test("16 MiB of anything else are answered", () => {
  const filled = (start: string, piece: string, end: string) =>
    start + piece.repeat((MOST - start.length - end.length) / piece.length) + end;
  const nested = (inside: string) => '{"choose":1,"from":['.repeat(23) + inside + "]}".repeat(23);
  const [before, after] = nested('{"course":"x","y":["#"]}').split('"#"') as [string, string];
  const program = '{"op":"review","courses":{"x":[]},"requirements":';
  expect(faults(filled(`${program}${before}0`, ",[]", `${after}}`)).map(({ code }) => code)).toEqual([
    "unknown-key",
  ]);
  const record = '{"record":{"id":"p","x":[0';
  expect(faults(filled(record, ",7.25e307", ']},"as_of":"2024-06-30"}'))).toHaveLength(1);
  expect(faults(filled('{"record":{"id":"', "\\u0070", '"},"as_of":"2024-06-30"}'))).toHaveLength(1);
  expect(faults("[".repeat(MOST / 2) + "]".repeat(MOST / 2)).map(({ code }) => code)).toEqual(["too-deep"]);
});
