/** The fee lines, as the assessment has them. */

import { h } from "./dom.js";
import { reasons } from "./why.js";
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
                !line.charged && "; to come",
              ),
            ),
            h("td", {}, time(line.on)),
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
  ];
}
