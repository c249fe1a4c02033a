/** Why a stretch of the timeline began, in words. The core says which boundary or which fact it was. */

import { entriesOf } from "./draft.js";
import { sources } from "./why.js";
import { time } from "./words.js";

/** @import { Stretch } from "./lssc/slim.js" */
/** @import { Child } from "./dom.js" */
/** @import { Shown } from "./next.js" */

/**
 * Why a stretch began: the boundary that was passed, or what happened, with what that rests on.
 *
 * @param {Stretch} stretch
 * @param {Stretch | undefined} before
 * @param {Shown} shown
 * @returns {Child}
 */
export function why({ because, status }, before, shown) {
  if (because === null) return null;
  const [said, ...cites] = because.startsWith("/")
    ? happened(because, status, shown)
    : passed(because, status, before ? time(before.to) : null);
  return said && [said, " ", sources(cites)];
}

/**
 * @param {string} clause
 * @param {Stretch["status"]} status
 * @param {Child} lastDay of the stretch before
 * @returns {[Child, ...string[]]}
 */
function passed(clause, status, lastDay) {
  switch (`${clause} ${status}`) {
    case "4.3 ineligible":
      return ["The hours of work within the years that count no longer suffice.", "FAQ 6"];
    case "4.4 candidacy-expired":
      return [["The last day to complete the competency sets: ", lastDay, "."], "FAQ 18"];
    case "4.10 renewal-open":
      return ["The time to renew begins.", "FAQ 19"];
    case "4.10 grace":
      return [["The last day of the term: ", lastDay, "."], "FAQ 19"];
    case "4.10 lapsed":
      return [["The last day to renew: ", lastDay, "."], "FAQ 19"];
  }
  switch (clause) {
    case "4.3":
      return ["The hours of work are reached.", "FAQ 6"];
    case "4.5":
      return ["A course counts since its approval.", "FAQ 16"];
    case "4.7":
      return ["A degree or certificate counts since the agreement with the college.", "FAQ 16"];
    default:
      return [null];
  }
}

/**
 * @param {string} fact a pointer into the record
 * @param {Stretch["status"]} status
 * @param {Shown} shown
 * @returns {[Child, ...string[]]}
 */
function happened(fact, status, { judgment: { assessment, decided }, names }) {
  const [, key = "", index = ""] = fact.split("/");
  const entry = entriesOf(decided, key)[Number(index)] ?? {};
  switch (key) {
    case "applied_on":
      return ["Your application.", "FAQ 7"];
    case "admitted_on":
      return [
        status === "candidate" ? "Your admission." : "Your admission, with all sets complete.",
        "FAQ 18",
      ];
    case "certified_on":
      return ["Your certification, as it is recorded.", "FAQ 19"];
    case "courses":
      return [`Completed: ${names.course(String(entry["course"]))}.`, "FAQ 10"];
    case "portfolios":
      return [`Portfolio achieved: ${names.set(String(entry["set"]))}.`, "FAQ 10"];
    case "degrees":
      return [`Degree or certificate, ${names.college(String(entry["agreement"]))}.`, "FAQ 12"];
    case "renewals": {
      const accepted = assessment.renewal?.accepted.find((renewal) => String(renewal.index) === index);
      return [accepted ? `Renewed, for term ${accepted.term}.` : "Renewed.", "FAQ 19"];
    }
    default:
      return [null];
  }
}
