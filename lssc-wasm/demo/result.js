/** The result: where one stands, what to do next, and every part of it with its reasons. */

import { byId, flat, h } from "./dom.js";
import { feesPart } from "./fees.js";
import { educationPart, workPart } from "./hours.js";
import { nextDateLine, progressLine, steps } from "./next.js";
import { planPart } from "./plan.js";
import { questionOf } from "./questions.js";
import { setsPart } from "./sets.js";
import { timelinePart } from "./timeline.js";
import { condition, reasons, sources } from "./why.js";
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
  const { status, candidacy, certification } = shown.judgment.assessment;
  const isBefore = status === "undetermined" || status === "ineligible" || status === "eligible";
  const title = isBefore ? "Can you take part?" : "Conditions for taking part";
  const conditions = part("conditions", title, conditionsPart(shown));
  const sets = part("sets", "The competency sets", setsPart(shown));
  const dates = part("timeline", "Your dates", timelinePart(shown));
  const education = part("education", "Toward your renewal", educationPart(shown));
  const plan = part("plan", "What would it cost from here?", planPart(shown));
  const rest = [part("fees", "Fees", feesPart(shown)), part("notes", "Good to know", notesPart(shown))];
  if (certification) return [dates, education, sets, conditions, ...rest];
  if (candidacy) return [sets, dates, plan, conditions, ...rest];
  return [conditions, sets, plan, dates, ...rest];
}

/** @param {Shown} shown */
function headlineOf(shown) {
  const { judgment } = shown;
  const { status } = judgment.assessment;
  const all = steps(shown).filter(Boolean);
  const next = nextDateLine(judgment);
  return [
    h("h2", { id: "headline-title" }, titleOf(shown)),
    h("p", { class: "meaning" }, STATUS[status].meaning, " ", sources(STATUS[status].cites)),
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
  const isProvisional =
    (status === "eligible" && eligibility.provisional) ||
    (status === "certified" && certification?.provisional);
  return `${STATUS[status].title}${isProvisional ? ", provisionally" : ""}`;
}

/**
 * The headline without its details, how far one is, and the question that comes next.
 *
 * @param {Shown} shown
 */
function headlineText(shown) {
  const next = nextDateLine(shown.judgment);
  const question = shown.asked.map(questionOf).find(Boolean);
  const said = h("p", {}, titleOf(shown), ". ", next && ["Next date: ", next, ". "]);
  return [said.textContent?.trim(), progressLine(shown), question && `Next question: ${question.title}.`]
    .filter(Boolean)
    .join(" ");
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
