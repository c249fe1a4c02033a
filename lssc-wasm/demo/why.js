/** Why: the core's reasons under the line that they explain, each with the item of the FAQ that it rests on. */

import { h } from "./dom.js";
import { say, VERDICT } from "./words.js";

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
  return h("ul", { class: "why" }, findings.map((finding) => h("li", {}, reason(finding, names))));
}

/**
 * @param {Finding} finding
 * @param {Names} names
 * @returns {Child}
 */
export function reason({ message, cites }, names) {
  return [say(message, names), ". ", h("span", { class: "cites" }, cites.flatMap((cite, index) => [index > 0 && " · ", source(cite)]))];
}

/**
 * A condition with its verdict, and why.
 *
 * @param {string} title
 * @param {keyof typeof VERDICT} verdict
 * @param {readonly Finding[]} findings
 * @param {Names} names
 */
export function condition(title, verdict, findings, names) {
  const { mark, said } = VERDICT[verdict];
  return h(
    "div",
    { class: `condition ${verdict}` },
    h("h3", {}, h("span", { class: "mark", "aria-hidden": "true" }, mark), title, h("span", { class: "verdict" }, said)),
    reasons(findings, names),
  );
}

/**
 * A source as a link to its paraphrase on this page; a source without one stands as it is.
 *
 * @param {string} cite
 */
function source(cite) {
  const id = cite.toLowerCase().replaceAll(" ", "-");
  return document.getElementById(id) ? h("a", { href: `#${id}` }, cite) : cite;
}
