/** The result: where one stands, what to do next, and every part of it with its reasons. */

import { byId, flat, h } from "./dom.js";
import { feesPart } from "./fees.js";
import { educationPart, workPart } from "./hours.js";
import { nextDateLine, steps } from "./next.js";
import { setsPart } from "./sets.js";
import { timelinePart } from "./timeline.js";
import { condition, reasons } from "./why.js";
import { STATUS, time } from "./words.js";

/** @import { Child } from "./dom.js" */
/** @import { Shown } from "./next.js" */

/**
 * Draws the whole result anew. Nothing in it is typed into, so there is nothing to keep.
 *
 * @param {Shown} shown
 * @returns {string} what it comes to, for a screen reader
 */
export function showResult(shown) {
  const headline = headlineOf(shown);
  byId("headline").replaceChildren(...flat([headline]));
  byId("headline").className = `headline ${STATUS[shown.judgment.assessment.status].tone}`;
  byId("result").replaceChildren(...flat([partsOf(shown)]));
  return headlineText(shown);
}

/**
 * What matters at a status comes first.
 *
 * @param {Shown} shown
 * @returns {Child[]}
 */
function partsOf(shown) {
  const conditions = part("conditions", "Can you take part?", conditionsPart(shown));
  const sets = part("sets", "The competency sets", setsPart(shown));
  const dates = part("timeline", "Your dates", timelinePart(shown));
  const education = part("education", "Toward your renewal", educationPart(shown));
  const rest = [part("fees", "Fees", feesPart(shown)), part("notes", "Good to know", notesPart(shown))];
  const { candidacy, certification } = shown.judgment.assessment;
  if (certification) return [dates, education, sets, conditions, ...rest];
  return candidacy ? [sets, dates, conditions, ...rest] : [conditions, sets, ...rest];
}

/** @param {Shown} shown */
function headlineOf(shown) {
  const { judgment } = shown;
  const { status } = judgment.assessment;
  const all = steps(shown).filter(Boolean);
  const next = nextDateLine(judgment);
  return [
    h("h2", { id: "headline-title" }, titleOf(shown)),
    h("p", { class: "meaning" }, STATUS[status].meaning),
    next && h("p", { class: "date" }, h("b", {}, "Next date: "), next, "."),
    all.length > 0 &&
      h(
        "div",
        { class: "steps" },
        h("h3", {}, "What to do next"),
        h(
          "ul",
          {},
          all.map((step) => h("li", {}, step)),
        ),
      ),
  ];
}

/** @param {Shown} shown */
function titleOf({ judgment: { assessment } }) {
  const { status, eligibility, certification } = assessment;
  const isProvisional = status === "eligible" ? eligibility.provisional : certification?.provisional;
  return `${STATUS[status].title}${isProvisional ? ", provisionally" : ""}`;
}

/** @param {Shown} shown */
function headlineText(shown) {
  const next = nextDateLine(shown.judgment);
  const said = h("p", {}, titleOf(shown), ". ", next && ["Next date: ", next, ". "]);
  const [first] = shown.judgment.assessment.unknowns;
  return `${said.textContent ?? ""}${first ? `Still to answer: ${shown.judgment.assessment.unknowns.length}.` : ""}`.trim();
}

/** @param {Shown} shown */
function conditionsPart(shown) {
  const { judgment, names } = shown;
  const { eligibility, findings } = judgment.assessment;
  const of = (/** @type {string} */ rule) => findings.filter((finding) => finding.rule === rule);
  return [
    condition("Education", eligibility.education, of("eligibility.education"), names),
    condition("Position", eligibility.support_staff, of("eligibility.support-staff"), names),
    workPart(shown),
  ];
}

/**
 * Advice about nothing in particular.
 *
 * @param {Shown} shown
 */
function notesPart({ judgment: { assessment }, names }) {
  const whole = assessment.findings.filter(
    ({ rule, outcome, path }) => outcome === "advice" && rule.startsWith("eligibility.") && path === "",
  );
  return reasons(whole, names);
}

/**
 * A part of the result under its heading; nothing where it is empty.
 *
 * @param {string} id
 * @param {string} title
 * @param {Child} content
 */
function part(id, title, content) {
  if (flat([content]).length === 0) return null;
  return h(
    "section",
    { class: `part ${id}`, "aria-labelledby": `part-${id}` },
    h("h2", { id: `part-${id}` }, title),
    content,
  );
}

/**
 * The line above a printed result.
 *
 * @param {string} office
 * @param {string} id
 * @param {string} asOf
 */
export function showPrintedLine(office, id, asOf) {
  byId("printed").replaceChildren(office, " · ", id, " · as of ", time(asOf));
}
