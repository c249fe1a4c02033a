/**
 * What has been typed so far. It is the record itself, under its own keys, with three liberties: an entry may lack fields, a field
 * may hold `""` (begun, not finished), and a value may be faulty. A key that is not there is a question that is not answered.
 */

import { keys, lists } from "./questions.js";

/** @typedef {Record<string, unknown>} Entry */
/** @typedef {{ id: string } & Record<string, unknown>} Draft */

/** @returns {Draft} */
export function emptyDraft() {
  return { id: "my-record" };
}

/**
 * Whether anything would be lost with it.
 *
 * @param {Draft} draft
 */
export function isEmpty(draft) {
  return Object.keys(draft).every((key) => key === "id");
}

/**
 * The entries of a list; none where it is not answered.
 *
 * @param {Draft} draft
 * @param {string} list
 * @returns {Entry[]}
 */
export function entriesOf(draft, list) {
  return /** @type {Entry[] | undefined} */ (draft[list]) ?? [];
}

/** @param {Entry} entry */
export function isBegun(entry) {
  return Object.values(entry).includes("");
}

/**
 * The draft without what is merely begun, its keys in the record's order. Entries stay where they are.
 *
 * @param {Draft} draft
 * @returns {Draft}
 */
export function tidied(draft) {
  /** @type {Draft} */
  const tidy = { id: draft.id };
  // A name that was emptied is missing, which is a fault that can be said.
  if (draft.id === undefined) Reflect.deleteProperty(tidy, "id");
  for (const key of keys) {
    const value = draft[key];
    if (value === undefined || value === "") continue;
    tidy[key] = Array.isArray(value) ? value.map(withoutBegun) : value;
  }
  return tidy;
}

/**
 * What the form can hold of a value read from somewhere else; `null` when that is no record at all. `left` names what it cannot
 * hold: unknown keys, and values of a wrong kind, where there is no place to correct them.
 *
 * @param {unknown} value
 * @returns {{ draft: Draft; left: string[] } | null}
 */
export function draftFrom(value) {
  if (!isObject(value)) return null;
  const { id, ...rest } = value;
  /** @type {Draft} */
  const draft = { id: typeof id === "string" ? id : emptyDraft().id };
  /** @type {string[]} */
  const left = [];
  for (const [key, held] of Object.entries(rest)) {
    if (held === null) continue;
    const list = lists.find((question) => question.id === key);
    if (list) {
      const entries = Array.isArray(held) ? held : [];
      if (!Array.isArray(held)) left.push(key);
      const known = list.fields.map((field) => field.key);
      const kept = entries.flatMap((entry, index) => {
        if (!isObject(entry)) {
          left.push(`${key}/${index}`);
          return [];
        }
        const strange = Object.keys(entry).filter((name) => !known.includes(name) || !isSimple(entry[name]));
        left.push(...strange.map((name) => `${key}/${index}/${name}`));
        return [
          Object.fromEntries(
            Object.entries(entry).filter(([name, held]) => !strange.includes(name) && held !== null),
          ),
        ];
      });
      // A list of which nothing can be kept is not answered: it does not say "none".
      if (kept.length > 0 || (Array.isArray(held) && held.length === 0)) draft[key] = kept;
    } else if (keys.includes(key) && isSimple(held)) {
      draft[key] = held;
    } else {
      left.push(key);
    }
  }
  return { draft, left };
}

/** @param {Entry} entry */
function withoutBegun(entry) {
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== ""));
}

/**
 * @param {unknown} value
 * @returns {value is Entry}
 */
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * What a field can hold: one value, or a list of texts.
 *
 * @param {unknown} value
 */
function isSimple(value) {
  return Array.isArray(value)
    ? value.every((one) => typeof one === "string")
    : typeof value !== "object" || value === null;
}
