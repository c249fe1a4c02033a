/** The competency sets as tiles: met by what and when, or what is missing, under the office's policy. */

import { h } from "./dom.js";
import { competencySets } from "./lssc/slim.js";
import { progress, reason, reasons } from "./why.js";
import { label, time } from "./words.js";

/** @import { Assessment } from "./lssc/slim.js" */
/** @import { Child } from "./dom.js" */
/** @import { Draft, Entry } from "./draft.js" */
/** @import { Shown } from "./next.js" */
/** @import { Names } from "./office.js" */

/** @param {Shown} shown */
export function setsPart(shown) {
  const { judgment, policy, names } = shown;
  const { completion, findings } = judgment.assessment;
  const own = findings.filter(({ rule }) => rule === "completion");
  const onTiles = new Set(completion.credits.filter(({ counts }) => !counts).map(({ evidence }) => evidence));
  const notes = findings.filter(
    ({ rule, path }) => (rule.startsWith("credit.") || rule === "candidacy.deadline") && !onTiles.has(path),
  );
  return [
    progress("Required sets and electives", completion.verdict, own, names),
    h(
      "ul",
      { class: "tiles" },
      competencySets.filter(({ id }) => kindOf(id, policy)).map(({ id, title }) => tile(id, title, shown)),
    ),
    notes.length > 0 && [h("h3", {}, "About your entries"), reasons(notes, names)],
  ];
}

/**
 * @param {string} id
 * @param {string} title
 * @param {Shown} shown
 */
function tile(id, title, { judgment: { assessment, record }, policy, names }) {
  const { credits } = assessment.completion;
  const kind = kindOf(id, policy);
  const credit = credits.find(({ set }) => set === id);
  const head = [h("h3", {}, title), h("p", { class: "kind" }, kind)];
  if (credit?.counts) {
    return h(
      "li",
      { class: "tile met" },
      head,
      h("p", {}, h("b", {}, "✓ Met"), " ", time(credit.earned_on)),
      h("p", { class: "by" }, by(credit, record, names)),
    );
  }
  if (credit) {
    const why = assessment.findings.find(
      // One degree has such a finding for each of its sets.
      ({ rule, path, message }) =>
        rule === "candidacy.deadline" && path === credit.evidence && message.startsWith(`\`${title}\``),
    );
    return h(
      "li",
      { class: "tile not-met" },
      head,
      h("p", {}, h("b", {}, "✗ Not counted")),
      h("p", { class: "by" }, by(credit, record, names)),
      why && h("p", { class: "by" }, reason(why, names)),
    );
  }
  const state = stateOf(kind, assessment.completion);
  return h(
    "li",
    { class: `tile ${state.toLowerCase().replace(" ", "-")}` },
    head,
    h("p", {}, h("b", {}, state)),
    attempt(id, record, assessment.as_of),
  );
}

/**
 * What a set without credit is: an answer that is still open is never taken for a lack.
 *
 * @param {string | undefined} kind
 * @param {Assessment["completion"]} completion
 */
function stateOf(kind, { verdict, electives_missing: electivesMissing }) {
  if (kind === "required") return verdict === "unknown" ? "Open" : "Missing";
  return electivesMissing === 0 ? "Not needed" : "Open";
}

/**
 * The sets without credit whose last portfolio is not evaluated yet.
 *
 * @param {Assessment} assessment
 * @param {Draft} record
 * @param {Shown["policy"]} policy
 */
export function waitingSets({ completion, as_of: asOf }, record, policy) {
  return completion.missing_required
    .concat(policy.completion.electives)
    .filter((set) => !completion.credits.some((credit) => credit.set === set))
    .filter((set) => lastPortfolio(set, record, asOf)?.outcome === "pending");
}

/**
 * Whether the policy requires a set; nothing for one that it does not have.
 *
 * @param {string} id
 * @param {Shown["policy"]} policy
 */
export function kindOf(id, { completion }) {
  if (/** @type {readonly string[]} */ (completion.required).includes(id)) return "required";
  return /** @type {readonly string[]} */ (completion.electives).includes(id) ? "elective" : undefined;
}

/**
 * What earned a credit.
 *
 * @param {Assessment["completion"]["credits"][number]} credit
 * @param {Draft} record
 * @param {Names} names
 */
function by({ route, evidence }, record, names) {
  const [, list = "", index = ""] = evidence.split("/");
  const entry = /** @type {Entry[]} */ (record[list])[Number(index)] ?? {};
  switch (route) {
    case "course":
      return names.course(String(entry["course"]));
    case "agreement":
      return `Degree or certificate, ${names.college(String(entry["agreement"]))}`;
    case "portfolio":
      return "Portfolio";
  }
}

/**
 * The last portfolio in a set, as it stands in the record.
 *
 * @param {string} id
 * @param {Draft} record
 * @param {string} asOf
 */
function lastPortfolio(id, record, asOf) {
  const portfolios = /** @type {Record<string, string>[]} */ (record["portfolios"] ?? []);
  const [last] = portfolios
    .filter(({ set, submitted_on: on = "" }) => set === id && on <= asOf)
    .sort((one, other) => String(other["submitted_on"]).localeCompare(String(one["submitted_on"])));
  if (!last) return undefined;
  const { submitted_on: on = "", evaluated_on: evaluated, outcome } = last;
  return { on, outcome: evaluated && evaluated <= asOf ? outcome : "pending" };
}

/**
 * What has become of the last portfolio in a set that has no credit.
 *
 * @param {string} id
 * @param {Draft} record
 * @param {string} asOf
 * @returns {Child}
 */
function attempt(id, record, asOf) {
  const last = lastPortfolio(id, record, asOf);
  return (
    last &&
    h("p", { class: "by" }, "Portfolio of ", time(last.on), `: ${label(String(last.outcome)).toLowerCase()}`)
  );
}
