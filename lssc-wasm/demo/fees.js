/** The fee lines, as the assessment has them. */

import { h } from "./dom.js";
import { reasons, sources } from "./why.js";
import { BASIS, capitalized, money, time } from "./words.js";

/** @import { Shown } from "./next.js" */

/** @param {Shown} shown */
export function feesPart({ judgment: { assessment, membershipOpen }, names }) {
  const { lines, total_cents: total } = assessment.fees;
  const notes = assessment.findings.filter(({ rule }) => rule.startsWith("fees."));
  return [
    h(
      "table",
      { class: "fees" },
      h("caption", { class: "unseen" }, "Fees"),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "col" }, "For"),
          h("th", { scope: "col" }, "Date"),
          h("th", { scope: "col", class: "n" }, "Amount"),
        ),
      ),
      h(
        "tbody",
        {},
        lines.map((line) =>
          h(
            "tr",
            {},
            h(
              "th",
              { scope: "row" },
              capitalized(line.item),
              line.item === "portfolio" && line.set && `: ${names.set(line.set)}`,
              h(
                "small",
                {},
                capitalized(
                  BASIS[line.basis === "non-member" && membershipOpen ? "assumed-non-member" : line.basis],
                ),
              ),
            ),
            h("td", {}, line.charged ? time(line.on) : "To come"),
            h("td", { class: "n" }, money(line.amount_cents)),
          ),
        ),
      ),
      h(
        "tfoot",
        {},
        h("tr", {}, h("th", { scope: "row", colspan: 2 }, "Total"), h("td", { class: "n" }, money(total))),
      ),
    ),
    reasons(notes, names),
    membershipOpen &&
      lines.some(({ basis }) => basis === "non-member") &&
      h(
        "p",
        { class: "why" },
        "A membership that is not finished does not count yet; until it is, prices for non-members are assumed. ",
        sources(["FAQ 21"]),
      ),
  ];
}
