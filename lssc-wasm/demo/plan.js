/** What it would cost from here: the core's cheapest way to complete what is missing, for members of ALA and for others. */

import { h } from "./dom.js";
import { plan } from "./lssc/slim.js";
import { kindOf, waitingSets } from "./sets.js";
import { sources } from "./why.js";
import { capitalized, list, money } from "./words.js";

/** @import { Assessment, CandidateRecord, Plan } from "./lssc/slim.js" */
/** @import { Child } from "./dom.js" */
/** @import { Shown } from "./next.js" */
/** @import { Names } from "./office.js" */

/** @typedef {Plan["as_member"]["items"][number]} Item */

/**
 * Where somebody may still go on: the price of a way that is closed would only mislead.
 *
 * @type {readonly Assessment["status"][]}
 */
const ON_THE_WAY = ["undetermined", "eligible", "applied", "candidate"];

/** @param {Shown} shown */
export function planPart(shown) {
  const { record, assessment } = shown.judgment;
  const { catalog, policy } = shown.office;
  if (!ON_THE_WAY.includes(assessment.status)) return null;
  const asked = { asOf: assessment.as_of, catalog, policy };
  const result = plan(/** @type {CandidateRecord} */ (record), asked);
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  const { as_non_member: others, unavailable } = result.plan;
  if (others.items.length === 0 && unavailable.length === 0) return null;
  return [
    h(
      "p",
      {},
      "The cheapest way to complete what is missing, set by set: by a portfolio, or by an approved course whose price the office has entered. ",
      sources(["FAQ 10", "FAQ 21"]),
    ),
    others.items.length > 0 && table(result.plan, shown),
    notesOf(result.plan, shown).map((note) => note && h("p", {}, note)),
  ];
}

/**
 * @param {Plan} plan
 * @param {Shown} shown
 */
function table({ as_non_member: others, as_member: members }, { policy, names }) {
  const sets = [...new Set([...others.items, ...members.items].map(({ set }) => set))];
  return h(
    "table",
    { class: "plan" },
    h("caption", { class: "unseen" }, "What is missing, and its price"),
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "For"), head("Non-member"), head("ALA member"))),
    h(
      "tbody",
      {},
      sets.map((set) => row(set, [others, members], policy, names)),
    ),
    h(
      "tfoot",
      {},
      h(
        "tr",
        {},
        h("th", { scope: "row" }, "Together"),
        [others, members].map(({ total_cents: total }) => h("td", { class: "n" }, money(total))),
      ),
    ),
  );
}

/** @param {string} title */
function head(title) {
  return h("th", { scope: "col", class: "n" }, title);
}

/**
 * @param {Item["set"]} set
 * @param {readonly Plan["as_member"][]} purchases
 * @param {Shown["policy"]} policy
 * @param {Names} names
 */
function row(set, purchases, policy, names) {
  const items = purchases.map((purchase) => purchase.items.find((item) => item.set === set));
  const ways = [...new Set(items.flatMap((item) => (item ? way(item, names) : [])))];
  const isOneWay = ways.length === 1;
  return h(
    "tr",
    {},
    h(
      "th",
      { scope: "row" },
      names.set(set),
      h("small", {}, `${capitalized(String(kindOf(set, policy)))}. ${capitalized(ways.join(", or "))}.`),
    ),
    items.map((item) =>
      h(
        "td",
        { class: "n" },
        item ? money(item.amount_cents) : "–",
        item && !isOneWay && h("small", {}, capitalized(item.route)),
      ),
    ),
  );
}

/**
 * By what a set is bought.
 *
 * @param {Item} item
 * @param {Names} names
 */
function way({ approval }, names) {
  return approval === undefined ? "by a portfolio" : `by a course: ${names.approval(approval)}`;
}

/**
 * What is to be known beside the prices.
 *
 * @param {Plan} plan
 * @param {Shown} shown
 * @returns {Child[]}
 */
function notesOf(plan, { judgment, policy, office, names }) {
  const { as_non_member: others, membership_saves_cents: saves, unavailable } = plan;
  const { assessment, record } = judgment;
  const hasCourse = [others, plan.as_member].some(({ items }) => items.some(({ approval }) => approval));
  const waiting = waitingSets(assessment, record, policy);
  const application = assessment.fees.lines.find(({ item, charged }) => item === "application" && !charged);
  const { member, non_member: nonMember } = policy.fees.application_cents;
  return [
    others.items.length > 0 && [membership(saves), " ", sources(["FAQ 21"])],
    application && [
      `On top of that comes the application: ${money(nonMember)}, or ${money(member)} for ALA members. `,
      sources(["FAQ 21"]),
    ],
    unavailable.length > 0 && [
      `Not on offer at a price${others.items.length > 0 ? ", so not in the sum" : ""}: ${list(unavailable.map(names.set))}. Ask the office which ways there are. `,
      sources(["FAQ 10", "FAQ 14"]),
    ],
    assessment.completion.verdict === "unknown" &&
      "This goes by your answers so far: courses, portfolios and degrees that are not answered yet may make it less.",
    waiting.length > 0 &&
      `Your portfolio in ${list(waiting.map(names.set))} waits to be evaluated. If it is achieved, less is left to pay for.`,
    hasCourse && office.prices_note,
  ];
}

/** @param {number} cents */
function membership(cents) {
  if (cents === 0) return "ALA membership makes no difference to it.";
  return cents > 0
    ? `ALA membership saves ${money(cents)} of it.`
    : `For ALA members it is ${money(-cents)} more.`;
}
