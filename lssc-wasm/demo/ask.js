/** Which questions matter now. The assessment says it; here it is only put in order. */

import { questions } from "./questions.js";

/** @import { Assessment } from "./lssc/slim.js" */
/** @import { Draft } from "./draft.js" */
/** @import { QuestionId } from "./questions.js" */

/**
 * The questions to ask next, in the order of the page.
 *
 * @param {Assessment} assessment
 * @param {Draft} draft
 * @param {() => boolean} degreeHelps whether a degree would let somebody take part who cannot
 * @returns {readonly QuestionId[]}
 */
export function asked(assessment, draft, degreeHelps) {
  // Past the last day to renew only a renewal made in time can still change anything.
  if (assessment.status === "lapsed") return unanswered(["renewals"], draft);
  const [unknown] = assessment.unknowns.map((pointer) => id(pointer));
  // One at a time: the answer may make the others needless.
  if (unknown) return [unknown];
  switch (assessment.status) {
    case "undetermined":
      return [];
    case "ineligible":
      return degreeHelps() ? unanswered(["degrees"], draft) : [];
    case "eligible":
    case "applied":
      return ["stages", ...pointedAt(assessment, draft)];
    case "renewal-open":
    case "grace":
      return [...unanswered(["renewals"], draft), ...pointedAt(assessment, draft)];
    default:
      return pointedAt(assessment, draft);
  }
}

/**
 * @param {readonly QuestionId[]} some
 * @param {Draft} draft
 */
function unanswered(some, draft) {
  return some.filter((one) => draft[one] === undefined);
}

/**
 * The questions without an answer that a piece of advice points at.
 *
 * @param {Assessment} assessment
 * @param {Draft} draft
 */
function pointedAt({ findings }, draft) {
  const advice = findings.filter(({ outcome }) => outcome === "advice").map(({ path }) => id(path));
  return questions
    .map((question) => question.id)
    .filter((one) => advice.includes(one) && draft[one] === undefined);
}

/**
 * @param {string} pointer
 * @returns {QuestionId}
 */
function id(pointer) {
  return /** @type {QuestionId} */ (pointer.slice(1));
}
