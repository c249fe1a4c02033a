/** Hours: of work, on the window in which they count, and of continuing education; each against what is required. */

import { h, svg } from "./dom.js";
import { entriesOf } from "./draft.js";
import { position } from "./judge.js";
import { condition, progress } from "./why.js";
import { day, hours, time } from "./words.js";

/** @import { Child } from "./dom.js" */
/** @import { Entry } from "./draft.js" */
/** @import { Shown } from "./next.js" */

const ROW = 14;

/** @param {Shown} shown */
export function workPart({ judgment, names }) {
  const { eligibility, findings, as_of: asOf } = judgment.assessment;
  const { experience, reference_date: reference } = eligibility;
  const { verdict, counted_hours: counted, required_hours: required, window } = experience;
  const own = findings.filter(
    ({ rule, path }) => rule === "eligibility.experience" && path === "/experience",
  );
  const spans = entriesOf(judgment.record, "experience").filter(({ from }) => String(from) <= asOf);
  return [
    condition(
      "Hours of work in libraries",
      verdict,
      own,
      names,
      counted !== null && bar(counted, required, "hours"),
    ),
    spans.length > 0 && [
      h(
        "figure",
        {},
        drawn(spans, window, asOf),
        h(
          "figcaption",
          { class: "ends" },
          time(window.from),
          h("span", {}, "Hours in this window count"),
          time(window.to),
        ),
      ),
      reference !== asOf &&
        h(
          "p",
          { class: "hint" },
          "Counted on ",
          time(reference),
          ", the first known day of your way through the program.",
        ),
      h(
        "ul",
        { class: "spans" },
        spans.map((span) => h("li", {}, spanLine(span, window))),
      ),
    ],
  ];
}

/** @param {Shown} shown */
export function educationPart({ judgment, names }) {
  const { renewal, findings } = judgment.assessment;
  if (renewal === null) return null;
  const of = (/** @type {string} */ rule) => findings.filter((finding) => finding.rule === rule);
  const [contact, technology] = ["renewal.contact-hours", "renewal.technology-hours"].map(of);
  return [
    part("Contact hours", renewal.contact_hours, contact ?? []),
    part("Contact hours about technology", renewal.technology_hours, technology ?? []),
  ];

  /**
   * @param {string} title
   * @param {{ counted: number | null, required: number }} number
   * @param {ReturnType<typeof of>} own
   */
  function part(title, { counted, required }, own) {
    const verdict = own.find(({ outcome }) => outcome !== "advice")?.outcome;
    const known = verdict === "met" || verdict === "not-met" ? verdict : "unknown";
    return progress(
      title,
      known,
      own,
      names,
      counted !== null && bar(counted, required, title.toLowerCase()),
    );
  }
}

/**
 * How much of what is required is there, as a bar and in words.
 *
 * @param {number} counted
 * @param {number} required
 * @param {string} what
 */
function bar(counted, required, what) {
  const share = required === 0 ? 1 : Math.min(counted / required, 1);
  return h(
    "div",
    { class: `bar ${share === 1 ? "full" : ""}` },
    h("p", { class: "amount" }, h("b", {}, hours(counted)), ` of ${hours(required)} ${what}`),
    svg(
      "svg",
      { height: 10, "aria-hidden": "true", focusable: "false" },
      svg("rect", { class: "track", width: "100%", height: 10, rx: 2 }),
      svg("rect", { class: "fill", width: percent(share), height: 10, rx: 2 }),
    ),
  );
}

/**
 * Every span of work on the window, to scale.
 *
 * @param {readonly Entry[]} spans
 * @param {{ from: string, to: string }} window
 * @param {string} asOf
 */
function drawn(spans, window, asOf) {
  const inside = spans.filter((span) => isInside(span, window));
  const height = Math.max(inside.length, 1) * ROW + 4;
  const label = `Your work between ${day(window.from)} and ${day(window.to)}, drawn to scale; the list below says the same.`;
  return svg(
    "svg",
    { class: "window", height, role: "img", "aria-label": label },
    svg("rect", { class: "track", width: "100%", height, rx: 2 }),
    inside.map((span, row) => {
      const from = position(String(span["from"]), window.from, window.to);
      const to = position(String(span["to"] ?? asOf), window.from, window.to);
      return svg("rect", {
        class: "fill",
        x: percent(from),
        y: row * ROW + 4,
        width: percent(Math.max(to - from, 0.005)),
        height: ROW - 4,
        rx: 2,
      });
    }),
  );
}

/**
 * @param {Entry} span
 * @param {{ from: string, to: string }} window
 * @returns {Child}
 */
function spanLine(span, window) {
  const { from, to, hours_per_week: weekly, total_hours: total, library, volunteer } = span;
  const amount =
    typeof weekly === "number" ? `${hours(weekly)} hours a week` : `${hours(Number(total))} hours in all`;
  return [
    time(String(from)),
    to ? [" to ", time(String(to))] : " until now",
    `, ${amount}`,
    volunteer === true && ", volunteer",
    typeof library === "string" && `, ${library}`,
    !isInside(span, window) && " (outside the window)",
  ];
}

/**
 * @param {Entry} span
 * @param {{ from: string, to: string }} window
 */
function isInside({ from, to }, window) {
  return String(from) <= window.to && (to === undefined || String(to) >= window.from);
}

/** @param {number} share */
export function percent(share) {
  return `${Math.round(share * 1000) / 10}%`;
}
