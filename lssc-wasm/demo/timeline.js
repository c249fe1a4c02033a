/** The life of a certification, drawn to scale, with today; and the same dates as a table. */

import { h, svg } from "./dom.js";
import { entriesOf } from "./draft.js";
import { percent } from "./hours.js";
import { position } from "./judge.js";
import { daysBetween } from "./lssc/slim.js";
import { reasons } from "./why.js";
import { away, time } from "./words.js";

/** @import { Child } from "./dom.js" */
/** @import { Assessment } from "./lssc/slim.js" */
/** @import { Shown } from "./next.js" */

/** @typedef {{ on: string, what: string, tone?: string }} Mark */
/** @typedef {{ from: string, to: string, tone: string }} Band */
/** @typedef {{ title: string, bands: Band[] }} Lane */

const LANE = 38;
const TOP = 20;
/** So many years can be named below the drawing on the narrowest screen. */
const YEARS_NAMED = 6;

/** @param {Shown} shown */
export function timelinePart({ judgment, names, dayName }) {
  const { assessment, record } = judgment;
  const lanes = lanesOf(assessment);
  const notes = assessment.findings.filter(
    ({ rule }) => rule === "certification.term" || rule === "renewal.window",
  );
  if (lanes.length === 0) return null;
  const marks = marksOf(assessment, record, dayName);
  return [
    h("figure", {}, drawing(lanes, assessment.as_of, dayName)),
    table(marks, assessment.as_of),
    reasons(notes, names),
  ];
}

/**
 * @param {Assessment} assessment
 * @returns {Lane[]}
 */
function lanesOf({ candidacy, certification, renewal }) {
  /** @type {Lane[]} */
  const lanes = [];
  if (candidacy) {
    const { admitted_on: from, deadline } = candidacy;
    // The certification ends the candidacy; one that the office recorded later than the deadline does not stretch it.
    const end = certification?.certified_on ?? deadline;
    const to = end < deadline ? end : deadline;
    if (from < to) lanes.push({ title: "Candidacy", bands: [{ from, to, tone: "candidacy" }] });
  }
  if (certification && renewal) {
    const { certified_on: from, term, term_starts: starts, expires_on: ends } = certification;
    const bands = [
      { from: starts, to: ends, tone: "term" },
      { from: renewal.opens_on, to: ends, tone: "renewal" },
      { from: ends, to: renewal.last_day, tone: "grace" },
    ];
    if (term > 1) bands.unshift({ from, to: starts, tone: "earlier" });
    lanes.push({
      title: term > 1 ? `Certification, now term ${term}` : "Certification",
      bands: bands.filter((band) => band.from < band.to),
    });
  }
  return lanes;
}

/**
 * Every date, in its order.
 *
 * @param {Assessment} assessment
 * @param {Shown["judgment"]["record"]} record
 * @param {string} dayName
 * @returns {Mark[]}
 */
function marksOf({ as_of: asOf, candidacy, certification, renewal }, record, dayName) {
  /** @type {Mark[]} */
  const marks = [];
  const applied = record["applied_on"];
  if (typeof applied === "string" && applied <= asOf) marks.push({ on: applied, what: "Applied" });
  if (candidacy) {
    marks.push({ on: candidacy.admitted_on, what: "Admitted", tone: "candidacy" });
    if (!certification)
      marks.push({ on: candidacy.deadline, what: "Last day to complete the competency sets" });
  }
  if (certification && renewal) {
    const { term, provisional } = certification;
    marks.push({
      on: certification.certified_on,
      what: provisional ? "Certified, provisionally" : "Certified",
      ...(term === 1 ? { tone: "term" } : {}),
    });
    renewal.accepted.forEach(({ renewed_on: on, term: started }) =>
      marks.push({ on, what: `Renewed, for term ${started}` }),
    );
    renewal.rejected.forEach(({ index }) =>
      marks.push({
        on: String(entriesOf(record, "renewals")[index]?.["renewed_on"]),
        what: "Renewal, not accepted",
      }),
    );
    if (term > 1) marks.push({ on: certification.term_starts, what: `Term ${term} starts`, tone: "term" });
    marks.push({ on: renewal.opens_on, what: "Renewal opens", tone: "renewal" });
    marks.push({ on: renewal.expires_on, what: "Certification expires" });
    if (renewal.last_day !== renewal.expires_on)
      marks.push({ on: renewal.last_day, what: "Grace period ends", tone: "grace" });
  }
  marks.push({ on: asOf, what: dayName, tone: "today" });
  return marks.sort((one, other) => one.on.localeCompare(other.on));
}

/**
 * @param {readonly Lane[]} lanes
 * @param {string} today
 * @param {string} dayName
 */
function drawing(lanes, today, dayName) {
  const dates = [today, ...lanes.flatMap(({ bands }) => bands.flatMap(({ from, to }) => [from, to]))].sort();
  const [from = today, to = today] = [dates[0], dates.at(-1)];
  const at = (/** @type {string} */ date) => position(date, from, to);
  const bottom = TOP + lanes.length * LANE;
  const now = at(today);
  const anchor = now < 0.15 ? "start" : now > 0.85 ? "end" : "middle";
  return svg(
    "svg",
    {
      class: "timeline",
      height: bottom + 18,
      role: "img",
      "aria-label": "Your dates, drawn to scale; the table below says the same.",
    },
    years(from, to).map(({ year, isNamed }) => {
      const x = percent(at(`${year}-01-01`));
      return [
        svg("line", { class: "year", x1: x, x2: x, y1: TOP, y2: bottom }),
        isNamed &&
          svg(
            "text",
            {
              class: "year",
              x,
              y: bottom + 14,
              "text-anchor": at(`${year}-01-01`) > 0.93 ? "end" : "middle",
            },
            String(year),
          ),
      ];
    }),
    lanes.map(({ bands }, lane) =>
      bands.map((band) => {
        const start = at(band.from);
        return svg("rect", {
          class: band.tone,
          x: percent(start),
          y: TOP + lane * LANE + 16,
          width: percent(Math.max(at(band.to) - start, 0.004)),
          height: 16,
        });
      }),
    ),
    svg("line", { class: "today", x1: percent(now), x2: percent(now), y1: TOP - 4, y2: bottom }),
    lanes.map(({ title }, lane) => svg("text", { class: "lane", x: 0, y: TOP + lane * LANE + 11 }, title)),
    svg("text", { class: "today", x: percent(now), y: TOP - 8, "text-anchor": anchor }, dayName),
  );
}

/**
 * The first days of the years between two dates.
 *
 * @param {string} from
 * @param {string} to
 */
function years(from, to) {
  const [first, last] = [from, to].map((date) => Number(date.slice(0, 4)));
  const all = Array.from({ length: Number(last) - Number(first) }, (_, index) => Number(first) + 1 + index);
  const step = Math.ceil(all.length / YEARS_NAMED);
  return all.map((year, index) => ({ year, isNamed: index % step === 0 }));
}

/**
 * @param {readonly Mark[]} marks
 * @param {string} today
 * @returns {Child}
 */
function table(marks, today) {
  return h(
    "table",
    { class: "dates" },
    h("caption", { class: "unseen" }, "Your dates"),
    h(
      "thead",
      { class: "unseen" },
      h(
        "tr",
        {},
        ["Date", "What", "How far"].map((head) => h("th", { scope: "col" }, head)),
      ),
    ),
    h(
      "tbody",
      {},
      marks.map(({ on, what, tone }) =>
        h(
          "tr",
          { class: tone === "today" && "today" },
          h("td", {}, time(on)),
          h(
            "th",
            { scope: "row" },
            h("span", { class: `swatch ${tone ?? ""}`, "aria-hidden": "true" }),
            what,
          ),
          h("td", {}, on > today && away(daysBetween(today, on))),
        ),
      ),
    ),
  );
}
