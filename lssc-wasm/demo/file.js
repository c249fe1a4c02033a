/** The record as a file: saved as a plain LSSC record, and read with every fault that the core finds in it. */

import { h } from "./dom.js";
import { draftFrom, emptyDraft, isBegun, tidied } from "./draft.js";
import { answer } from "./lssc/slim.js";
import { keys, lists } from "./questions.js";

/** @import { Fault } from "./lssc/slim.js" */
/** @import { Draft } from "./draft.js" */

/** What the page takes into memory at all, in bytes; what a record may have is the core's to say. */
const READABLE = 2 ** 25;

const TOO_LARGE = "This file is far too large to be a record";
const NO_RECORD = "This is no record of this program";

/** @param {Draft} record */
export function saveFile(record) {
  const text = `${JSON.stringify(record, null, 2)}\n`;
  download(text, "application/json", `lssc-record-${fileName(record.id)}.json`);
}

/**
 * The dates ahead, for a calendar program.
 *
 * @param {string} text
 * @param {string} id of the record
 */
export function saveCalendar(text, id) {
  download(text, "text/calendar", `lssc-dates-${fileName(id)}.ics`);
}

/**
 * Hands a text to the browser as a download. Nothing is sent anywhere.
 *
 * @param {string} text
 * @param {string} type
 * @param {string} name
 */
function download(text, type, name) {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  h("a", { href: address, download: name }).click();
  // The download has its own hold on the data by the time that the browser is idle again.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/**
 * The draft without the entries that are not finished, as far as that can be told without the core.
 *
 * @param {Draft} draft
 * @returns {Draft}
 */
export function savable(draft) {
  const whole = { ...emptyDraft(), ...tidied(draft) };
  for (const { id } of lists) {
    const entries = /** @type {Record<string, unknown>[] | undefined} */ (draft[id]);
    if (!entries?.length) continue;
    const finished = entries.filter((entry) => !isBegun(entry) && Object.keys(entry).length > 0);
    if (finished.length > 0) whole[id] = finished;
    else delete whole[id];
  }
  return whole;
}

/**
 * @typedef {object} Loaded
 * @property {Draft | null} draft what the form can hold of it; `null` when it is no record
 * @property {string[]} left pointers to what it cannot hold
 * @property {Fault[]} faults pointers start at the record
 */

/**
 * @param {File} file
 * @returns {Promise<Loaded>}
 */
export async function loadFile(file) {
  if (file.size > READABLE) return refused(TOO_LARGE);
  const text = await file.text();
  /** @type {unknown} */
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    // The core says where; as a request of its own the text keeps its lines and columns.
    return { draft: null, left: [], faults: faultsIn(text, "not JSON") };
  }
  const found = draftFrom(value);
  if (found === null || !isOurs(value)) return refused(NO_RECORD);
  // The whole text, not what JavaScript has made of it, so that a key that stands twice is seen.
  const faults = faultsIn(`{"record":${text},"as_of":"2000-01-01"}`, "");
  // A fault of the whole file: nothing in it has been looked at.
  const whole = faults.find(({ path }) => path === "");
  if (whole?.code === "bad-json") return { draft: null, left: [], faults: faultsIn(text, whole.message) };
  if (whole) return refused(whole.code === "too-large" ? TOO_LARGE : NO_RECORD);
  return { ...found, faults };
}

/**
 * Whether anything in it belongs to a record: most files of other programs are objects too.
 *
 * @param {unknown} value
 */
function isOurs(value) {
  const held = Object.keys(/** @type {object} */ (value));
  return ["id", ...keys].some((key) => held.includes(key));
}

/**
 * @param {string} request
 * @param {string} otherwise what is said where the core cannot be asked
 * @returns {Fault[]}
 */
function faultsIn(request, otherwise) {
  try {
    const { faults = [] } = /** @type {{ faults?: Fault[] }} */ (JSON.parse(answer(request)));
    return faults.map((fault) => ({ ...fault, path: fault.path.replace(/^\/record/, "") }));
  } catch {
    return otherwise === "" ? [] : refused(otherwise).faults;
  }
}

/**
 * @param {string} message
 * @returns {Loaded}
 */
function refused(message) {
  return { draft: null, left: [], faults: [/** @type {Fault} */ ({ path: "", code: "bad-json", message })] };
}

/** @param {string} id */
function fileName(id) {
  return id.replaceAll(/[^\p{L}\p{N}_-]+/gu, "-").slice(0, 60) || "record";
}
