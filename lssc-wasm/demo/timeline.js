/** The life of the certification as the core tells it: drawn, as a table with reasons, and its dates ahead as a file. */

import { tell } from "./announce.js";
import { why } from "./because.js";
import { button, h } from "./dom.js";
import { entriesOf } from "./draft.js";
import { drawing } from "./drawing.js";
import { saveCalendar } from "./file.js";
import { calendar, dateRange, daysBetween, timeline } from "./lssc/slim.js";
import { reasons } from "./why.js";
import { away, STATUS, time } from "./words.js";

/** @import { CandidateRecord, Stretch } from "./lssc/slim.js" */
/** @import { Child } from "./dom.js" */
/** @import { Shown } from "./next.js" */

/** @typedef {{ on: string, when: Child, what: string, tone?: string, why?: Child }} Row */

/** @param {Shown} shown */
export function timelinePart(shown) {
  const { judgment, names, dayName } = shown;
  const { assessment } = judgment;
  const stretches = stretchesOf(shown);
  // Somebody to whom nothing has happened, and nothing will.
  if (stretches.every(({ because }) => because === null)) return null;
  const notes = assessment.findings.filter(
    ({ rule }) => rule === "certification.term" || rule === "renewal.window",
  );
  const isAhead = stretches.some(({ from }) => from > assessment.as_of);
  return [
    h("figure", {}, drawing(stretches, assessment.as_of, dayName)),
    table(rowsOf(stretches, shown), assessment.as_of),
    isAhead &&
      h("p", { class: "hint" }, "What lies ahead is what follows if nothing is added to your record."),
    reasons(notes, names),
    calendarOffer(shown),
  ];
}

/**
 * The stretches since the program was started; before that, those from now on, the one at hand with its beginning.
 *
 * @param {Shown} shown
 * @returns {readonly Stretch[]}
 */
function stretchesOf({ judgment: { assessment, decided }, office: { catalog, policy } }) {
  const { reference_date: started, experience } = assessment.eligibility;
  // From before the start, so that the first of them has its reason; and to the end of days, since the last lasts until then.
  const from = [experience.window.from, dateRange.from].sort()[1] ?? dateRange.from;
  const asked = { from, to: dateRange.to, catalog, policy };
  const result = timeline(/** @type {CandidateRecord} */ (decided), asked);
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.timeline.filter(({ to }) => to >= started);
}

/**
 * A row for each stretch, the renewals that began none, and today.
 *
 * @param {readonly Stretch[]} stretches
 * @param {Shown} shown
 * @returns {Row[]}
 */
function rowsOf(stretches, shown) {
  const { assessment, record } = shown.judgment;
  /** @type {Row[]} */
  const rows = stretches.map((stretch, index) => ({
    on: stretch.from,
    when: stretch.because === null ? "Earlier" : time(stretch.from),
    what: STATUS[stretch.status].name,
    tone: stretch.status,
    why: why(stretch, stretches[index - 1], shown),
  }));
  for (const { index } of assessment.renewal?.rejected ?? []) {
    const on = String(entriesOf(record, "renewals")[index]?.["renewed_on"]);
    rows.push({ on, when: time(on), what: "Renewal, not accepted" });
  }
  for (const { index, renewed_on: on, term } of assessment.renewal?.accepted ?? []) {
    // On the day on which the renewal opens, it leaves the status as it is.
    if (stretches.some(({ because }) => because === `/renewals/${index}`)) continue;
    rows.push({ on, when: time(on), what: `Renewed, for term ${term}` });
  }
  const today = assessment.as_of;
  rows.push({ on: today, when: time(today), what: shown.dayName, tone: "today" });
  return rows.sort((one, other) => one.on.localeCompare(other.on));
}

/**
 * @param {readonly Row[]} rows
 * @param {string} today
 * @returns {Child}
 */
function table(rows, today) {
  return h(
    "table",
    { class: "dates" },
    h("caption", { class: "unseen" }, "Your dates, and why"),
    h(
      "thead",
      { class: "unseen" },
      h(
        "tr",
        {},
        ["From", "What", "How far"].map((head) => h("th", { scope: "col" }, head)),
      ),
    ),
    h(
      "tbody",
      {},
      rows.map(({ on, when, what, tone, why: because }) =>
        h(
          "tr",
          { class: tone === "today" && "today" },
          h("td", {}, when),
          h(
            "th",
            { scope: "row" },
            h("span", { class: `swatch ${tone ?? "none"}`, "aria-hidden": "true" }),
            what,
            because && h("small", {}, because),
          ),
          h("td", {}, on > today && away(daysBetween(today, on))),
        ),
      ),
    ),
  );
}

/**
 * The dates ahead as a file, where there are any.
 *
 * @param {Shown} shown
 * @returns {Child}
 */
function calendarOffer({ judgment: { assessment, decided }, office: { catalog, policy } }) {
  const asked = { asOf: assessment.as_of, catalog, policy };
  const result = calendar(/** @type {CandidateRecord} */ (decided), asked);
  if (!result.ok || !result.calendar.includes("BEGIN:VEVENT")) return null;
  const save = () => {
    saveCalendar(result.calendar, assessment.record);
    tell("The dates ahead were saved as a calendar file.");
  };
  return h(
    "div",
    { class: "calendar" },
    h("p", { class: "actions" }, button("Save the dates ahead as a calendar file", save)),
    h(
      "p",
      { class: "hint" },
      "An .ics file, which the calendar of a phone or a computer reads. It is made in this browser.",
    ),
  );
}
