/** Values that JSON does not have. */

import { runInNewContext } from "node:vm";

/** A class of somebody's own. */
export class Person {
  constructor(readonly id: unknown) {}
}
function* nobody() {}

/** Values that are no JSON, and what a fault says they are. */
export const ODD: [name: string, value: unknown, says: RegExp][] = [
  ["a Date", new Date("2024-06-30"), /Date/],
  ["an invalid Date", new Date(Number.NaN), /Date/],
  ["NaN", Number.NaN, /NaN/],
  ["Infinity", Number.POSITIVE_INFINITY, /Infinity/],
  ["-Infinity", Number.NEGATIVE_INFINITY, /-Infinity/],
  ["1e400", JSON.parse("1e400"), /Infinity/],
  ["undefined", undefined, /undefined/],
  ["a BigInt", 1820n, /BigInt/],
  ["a Map", new Map([["id", "p"]]), /Map/],
  ["a Set", new Set(["p"]), /Set/],
  ["a WeakMap", new WeakMap(), /WeakMap/],
  ["a function", () => "p", /function/],
  ["a class", Person, /function/],
  ["a symbol", Symbol("p"), /symbol/],
  ["a RegExp", /p/, /RegExp/],
  ["a Promise", Promise.resolve("p"), /Promise/],
  ["an Error", new Error("p"), /Error/],
  ["a generator", nobody(), /Generator/],
  ["a typed array", new Uint8Array([1]), /Uint8Array/],
  ["an ArrayBuffer", new ArrayBuffer(8), /ArrayBuffer/],
  ["a DataView", new DataView(new ArrayBuffer(8)), /DataView/],
  ["a boxed string", new String("p"), /String/],
  ["a boxed number", new Number(7), /Number/],
  ["a boxed boolean", new Boolean(true), /Boolean/],
  ["a URL", new URL("https://example.org"), /URL/],
  ["a text with half a surrogate pair", "p\ud800", /surrogate/],
  ["a text with the other half", "\udc00p", /surrogate/],
  ["halves in the wrong order", "\udc00\ud800", /surrogate/],
  ["a Map of another realm", runInNewContext("new Map()"), /Map/],
  ["a Date of another realm", runInNewContext("new Date()"), /Date/],
];
