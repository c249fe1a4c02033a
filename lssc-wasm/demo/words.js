/** How things are said: days, amounts, names of states, and the core's sentences made readable. */

import { h } from "./dom.js";
import { questions } from "./questions.js";

/** @import { Assessment, NextDate } from "./lssc/slim.js" */
/** @import { Child } from "./dom.js" */
/** @import { Names } from "./office.js" */

const DAY = new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeZone: "UTC" });
// As many decimals as there are: what is typed is shown as it was typed, also where the core then finds it too precise.
const HOURS = new Intl.NumberFormat("en-US", { maximumFractionDigits: 20 });
const MONEY = new Intl.NumberFormat("en-US", { style: "currency", currency: "USD" });
const LIST = new Intl.ListFormat("en-US", { type: "conjunction" });

/**
 * `Nov 8, 2026`; what is no day stays as it is.
 *
 * @param {string} date
 */
export function day(date) {
  const at = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(at) ? date : DAY.format(at);
}

/** @param {string} date */
export function time(date) {
  return h("time", { datetime: date }, day(date));
}

/**
 * `today`, `in 45 days`, `3 days ago`.
 *
 * @param {number} days
 */
export function away(days) {
  if (days === 0) return "today";
  if (days === 1) return "tomorrow";
  if (days === -1) return "yesterday";
  return days > 0 ? `in ${HOURS.format(days)} days` : `${HOURS.format(-days)} days ago`;
}

/** @param {number} value */
export function hours(value) {
  return HOURS.format(value);
}

/** @param {number} cents */
export function money(cents) {
  return MONEY.format(cents / 100);
}

/** @param {readonly string[]} things */
export function list(things) {
  return LIST.format(things);
}

/**
 * `1 elective`, `3 electives`.
 *
 * @param {number} number
 * @param {string} thing
 */
export function count(number, thing) {
  return `${number} ${thing}${number === 1 ? "" : "s"}`;
}

/**
 * The status in plain words, its name in a drawing, what it means, and what that rests on.
 *
 * @type {Readonly<Record<Assessment["status"], {
 *   title: string,
 *   name: string,
 *   meaning: string,
 *   tone: "good" | "bad" | "ask" | "plain",
 *   cites: readonly string[],
 * }>>}
 */
export const STATUS = {
  undetermined: {
    title: "Let us find out",
    name: "Not known yet",
    meaning: "A few answers are missing to say whether you can take part.",
    tone: "plain",
    cites: ["FAQ 6"],
  },
  ineligible: {
    title: "You cannot apply at this time",
    name: "Not eligible",
    meaning: "At least one condition for taking part is not met. It is marked below, with the reason.",
    tone: "bad",
    cites: ["FAQ 6"],
  },
  eligible: {
    title: "You can apply",
    name: "Eligible to apply",
    meaning: "You meet the conditions for taking part. There is no deadline to apply.",
    tone: "good",
    cites: ["FAQ 6", "FAQ 7"],
  },
  applied: {
    title: "You have applied",
    name: "Applied",
    meaning: "Your time to complete the competency sets starts with your admission.",
    tone: "plain",
    cites: ["FAQ 18"],
  },
  candidate: {
    title: "You are a candidate",
    name: "Candidate",
    meaning: "You are admitted and working toward your certification.",
    tone: "plain",
    cites: ["FAQ 8", "FAQ 18"],
  },
  "candidacy-expired": {
    title: "Your candidacy has ended",
    name: "Candidacy over",
    meaning:
      "The time to complete the competency sets has passed. Starting again is a new candidacy, with a new record.",
    tone: "bad",
    cites: ["FAQ 18"],
  },
  certified: {
    title: "You are certified",
    name: "Certified",
    meaning: "Your renewal is not open yet.",
    tone: "good",
    cites: ["FAQ 19"],
  },
  "renewal-open": {
    title: "You are certified, and your renewal is open",
    name: "Renewal open",
    meaning: "The time to renew has begun.",
    tone: "ask",
    cites: ["FAQ 19"],
  },
  grace: {
    title: "Your certification has expired, but you can still renew",
    name: "Grace period",
    meaning: "You are in the grace period after the end of your term.",
    tone: "ask",
    cites: ["FAQ 19"],
  },
  lapsed: {
    title: "Your certification has lapsed",
    name: "Lapsed",
    meaning: "The last day to renew has passed. Starting again is a new candidacy, with a new record.",
    tone: "bad",
    cites: ["FAQ 19"],
  },
};

/** @type {Readonly<Record<Assessment["eligibility"]["verdict"], { mark: string; said: string }>>} */
export const VERDICT = {
  met: { mark: "✓", said: "Met" },
  "not-met": { mark: "✗", said: "Not met" },
  unknown: { mark: "?", said: "Not known yet" },
};

/**
 * The same of what is worked toward, where falling short is no failure.
 *
 * @type {typeof VERDICT}
 */
export const PROGRESS = {
  met: { mark: "✓", said: "Complete" },
  "not-met": { mark: "○", said: "Not complete" },
  unknown: VERDICT.unknown,
};

/** @type {Readonly<Record<Assessment["fees"]["lines"][number]["basis"], string>>} */
export const BASIS = {
  member: "price for ALA members",
  "non-member": "price for non-members",
  "assumed-non-member": "price for non-members, assumed",
};

/** @type {Readonly<Record<NextDate["milestone"], string>>} */
export const MILESTONE = {
  "experience-reached": "your hours of work are reached, if it goes on as recorded",
  "candidacy-deadline": "last day to complete the competency sets",
  "renewal-opens": "your renewal opens",
  "certification-expires": "your term ends",
  "grace-ends": "last day to renew",
};

/** What the fields and answers of the record are called on this page. */
const LABELS = new Map([
  ["id", "Name of this record"],
  ...questions
    .flatMap((question) => {
      const title = /** @type {const} */ ([question.id, question.title]);
      if (question.kind === "choice") return [title, ...named(question.options)];
      return [
        title,
        ...question.fields.flatMap((field) => [[field.key, field.label], ...named(field.options ?? [])]),
      ];
    })
    .map(([id, label]) => /** @type {[string, string]} */ ([String(id), String(label)])),
]);

/** @param {readonly (readonly [string | boolean, string])[]} options */
function named(options) {
  return options.filter(([value]) => typeof value === "string");
}

/** @param {string} key */
export function label(key) {
  return LABELS.get(key) ?? key.replaceAll("_", " ");
}

/**
 * A sentence of the core, for reading: its dates as days, its large numbers in groups, its keys and ids by their names.
 *
 * @param {string} message
 * @param {Names} names
 * @param {(start: string) => string} [begun] what is done with its beginning
 * @returns {Child[]}
 */
export function say(message, names, begun = capitalized) {
  const parts = message
    .split(/(`[^`]*`|\b\d{4}-\d{2}-\d{2}\b|(?<!\$)\b\d{4,}(?:\.\d+)?\b)/)
    .filter((part) => part !== "");
  return parts.map((part, index) => {
    if (/^\d{4}-\d{2}-\d{2}$/.test(part)) return time(part);
    // As it stands beside the bars.
    if (/^\d/.test(part) && !Number.isNaN(Number(part))) return HOURS.format(Number(part));
    const text = part.startsWith("`") ? call(part.slice(1, -1), names) : part;
    return index === 0 ? begun(text) : text;
  });
}

/**
 * @param {string} id
 * @param {Names} names
 */
function call(id, names) {
  return names.of(id) ?? LABELS.get(id) ?? `“${id}”`;
}

/** @param {string} text */
export function capitalized(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
