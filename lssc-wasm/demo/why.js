/** Why: the core's reasons under the line that they explain, each with the item of the FAQ that it rests on. */

import { h } from "./dom.js";
import { capitalized, PROGRESS, say, VERDICT } from "./words.js";

/** @import { Assessment } from "./lssc/slim.js" */
/** @import { Child } from "./dom.js" */
/** @import { Names } from "./office.js" */

/** @typedef {Assessment["findings"][number]} Finding */

/**
 * Reasons one below the other; nothing where there are none.
 *
 * @param {readonly Finding[]} findings
 * @param {Names} names
 * @returns {Child}
 */
export function reasons(findings, names) {
  if (findings.length === 0) return null;
  return h(
    "ul",
    { class: "why" },
    findings.map((finding) => h("li", {}, reason(finding, names))),
  );
}

/**
 * @param {Finding} finding
 * @param {Names} names
 * @returns {Child}
 */
export function reason({ message, cites }, names) {
  return [say(message, names), ". ", sources(cites)];
}

/**
 * What a sentence rests on.
 *
 * @param {readonly string[]} cites
 */
export function sources(cites) {
  // The clause of the library's own rules is for those who look after the page, not for those who read it.
  const published = cites.filter((cite) => !cite.startsWith("RULES"));
  return h(
    "span",
    { class: "cites" },
    published.flatMap((cite, index) => [index > 0 && " · ", source(cite)]),
  );
}

/**
 * A condition with its verdict, and why.
 *
 * @param {string} title
 * @param {keyof typeof VERDICT} verdict
 * @param {readonly Finding[]} findings
 * @param {Names} names
 * @param {Child} [amount] how much there is, above the reasons
 */
export function condition(title, verdict, findings, names, amount = null) {
  return judged(title, verdict, VERDICT[verdict], "", amount, reasons(findings, names));
}

/**
 * The same of what is worked toward.
 *
 * @param {string} title
 * @param {keyof typeof PROGRESS} verdict
 * @param {readonly Finding[]} findings
 * @param {Names} names
 * @param {Child} [amount]
 */
export function progress(title, verdict, findings, names, amount = null) {
  return judged(title, verdict, PROGRESS[verdict], "progress", amount, reasons(findings, names));
}

/**
 * @param {string} title
 * @param {string} verdict
 * @param {{ mark: string, said: string }} words
 * @param {string} kind
 * @param {Child} amount
 * @param {Child} why
 */
function judged(title, verdict, { mark, said }, kind, amount, why) {
  return h(
    "div",
    { class: `condition ${kind} ${verdict}` },
    h(
      "h3",
      {},
      h("span", { class: "mark", "aria-hidden": "true" }, mark),
      title,
      " ",
      h("span", { class: "verdict" }, said),
    ),
    amount,
    why,
  );
}

/**
 * A source as a link to its paraphrase on this page; a source without one stands as it is.
 *
 * @param {string} cite
 */
function source(cite) {
  const id = cite.toLowerCase().replaceAll(" ", "-");
  const said = capitalized(cite);
  return document.getElementById(id) ? h("a", { href: `#${id}` }, said) : said;
}
