/** What is wrong, said to the person who typed it: by the name of the field, and without the words of the file format. */

import { fieldOf, questionOf } from "./questions.js";
import { label, say } from "./words.js";

/** @import { Fault } from "./lssc/slim.js" */
/** @import { Child } from "./dom.js" */
/** @import { Names } from "./office.js" */
/** @import { Field } from "./questions.js" */

/**
 * A field as a fault is told of it.
 *
 * @typedef {Pick<Field, "key" | "label"> & { kind: Field["kind"] | "list" }} Told
 */

/**
 * A fault by the name of its field: `From: still needed`.
 *
 * @param {Fault} fault
 * @param {Told} field
 * @param {Names} names
 * @returns {Child}
 */
export function faultWords(fault, { key, label, kind }, names) {
  // A sentence about two fields begins with the name of this one.
  const isNamed = fault.code === "conflict" && fault.message.startsWith(`\`${key}\``);
  const words = wordsFor(fault, kind) ?? say(fault.message, names, (start) => start);
  return isNamed ? words : [`${label}: `, words];
}

/**
 * A fault of a file, with its place; a fault of the file itself has none.
 *
 * @param {Fault} fault
 * @param {Names} names
 * @returns {Child}
 */
export function faultInFile(fault, names) {
  const [key, index, name] = stepsOf(fault.path);
  if (key === undefined) return say(fault.message, names);
  if (fault.code === "unknown-key")
    return [`${placeName(fault.path)}“${name ?? key}” has no place in a record`];
  if (fault.code === "duplicate-key")
    return [placeName(fault.path), label(name ?? key), " stands there twice; the last one is taken"];
  const field = fieldOf(key, index === undefined ? undefined : name);
  const told = field ?? /** @type {const} */ ({ key, label: label(name ?? key), kind: "text" });
  return [placeName(fault.path), faultWords(fault, told, names)];
}

/**
 * Where a fault stands, before the name of its field: `Courses 2, `.
 *
 * @param {string} path
 */
export function placeName(path) {
  const [key, index] = stepsOf(path);
  if (key === undefined || index === undefined || questionOf(key)?.kind !== "list") return "";
  return `${label(key)} ${Number(index) + 1}, `;
}

/**
 * This page's own words, where the core's are about how a value is written in a file.
 *
 * @param {Fault} fault
 * @param {Field["kind"] | "list"} kind
 * @returns {string | undefined}
 */
function wordsFor({ code, message }, kind) {
  const found = /`([^`]*)`/.exec(message)?.[1];
  switch (code) {
    case "missing":
      return "still needed";
    case "wrong-type":
      return WRONG_KIND[kind] ?? "choose one of the answers";
    case "unknown-value":
      return `“${found}” is none of the answers; choose one of them`;
    case "unknown-set":
      return `“${found}” is no competency set; choose one`;
    case "bad-date":
      return found === undefined ? undefined : `“${found}” is no day of the calendar; choose the day again`;
    default:
      return undefined;
  }
}

/** @type {Partial<Record<Field["kind"] | "list", string>>} */
const WRONG_KIND = {
  date: "not a date; choose the day again",
  number: "write it as a number, such as 7.5",
  text: "write it as a text",
  list: "this is no list of entries",
};

/**
 * The keys and places that a pointer names.
 *
 * @param {string} path
 */
function stepsOf(path) {
  return path
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}
