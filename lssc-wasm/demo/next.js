/** What to do next, and by when: sentences about what the assessment says, in order of urgency. */

import { button } from "./dom.js";
import { daysBetween } from "./lssc/slim.js";
import { questionOf } from "./questions.js";
import { away, count, list, MILESTONE, money, time } from "./words.js";

/** @import { Policy } from "./lssc/slim.js" */
/** @import { Child } from "./dom.js" */
/** @import { Judgment } from "./judge.js" */
/** @import { Names } from "./office.js" */
/** @import { QuestionId } from "./questions.js" */

/**
 * @typedef {object} Shown what every part of the result is drawn from
 * @property {Judgment} judgment
 * @property {Policy} policy
 * @property {Names} names
 * @property {string} dayName what the day of the assessment is called: `Today`, unless another was chosen
 * @property {(question: QuestionId) => void} open goes to a question
 */

/**
 * The next date that matters, in a sentence; nothing where no date is set.
 *
 * @param {Judgment} judgment
 * @returns {Child}
 */
export function nextDateLine({ nextDate }) {
  return nextDate && [time(nextDate.on), `, ${away(nextDate.in_days)}: ${MILESTONE[nextDate.milestone]}`];
}

/**
 * @param {Shown} shown
 * @returns {Child[]}
 */
export function steps(shown) {
  const { judgment } = shown;
  const unknowns = judgment.assessment.unknowns.map((pointer) => pointer.slice(1));
  const links = (/** @type {readonly string[]} */ keys) =>
    keys
      .flatMap((key) => questionOf(key) ?? [])
      .flatMap(({ id, title }, index) => [
        index > 0 && ", ",
        button(title, () => shown.open(id), { class: "link" }),
      ]);
  const unanswered = links(unknowns.filter((key) => !judgment.partly.has(key)));
  const begun = links([...judgment.partly]);
  return [
    ...forStatus(shown),
    begun.length > 0 && [
      "Finish what you began: ",
      begun,
      ". An entry that is not finished does not count yet.",
    ],
    unanswered.length > 0 && ["Answer what is still open: ", unanswered, "."],
  ];
}

/**
 * @param {Shown} shown
 * @returns {Child[]}
 */
function forStatus({ judgment: { assessment }, policy, names }) {
  const { status, candidacy, certification, renewal, fees, as_of: asOf } = assessment;
  const on = (/** @type {string} */ date) => [time(date), ` (${away(daysBetween(asOf, date))})`];
  const hoursShort =
    renewal?.verdict === "met"
      ? "You have the contact hours for it."
      : "You still need contact hours for it; they are counted below.";
  switch (status) {
    case "undetermined":
      return [];
    case "ineligible":
      return untilEligible(assessment, on);
    case "eligible":
      return [
        [`Apply when you like. The application costs ${money(fees.lines[0]?.amount_cents ?? 0)}.`],
        ["Once you have applied, add the dates here to see how long you have."],
      ];
    case "applied":
      return [["Wait for your admission, and add its date here."]];
    case "candidate":
      return [
        candidacy && ["Complete the competency sets by ", on(candidacy.deadline), "."],
        missing(assessment, policy, names),
      ];
    case "candidacy-expired":
      return [["Ask the office about a new candidacy. What it will count is for the office to say."]];
    case "certified":
      return [
        renewal && ["You can renew from ", on(renewal.opens_on), " until ", time(renewal.last_day), "."],
        [hoursShort],
        certification?.provisional && [
          "Your certification is provisional: add your library work as it goes on. It cannot be renewed before the hours are reached.",
        ],
      ];
    case "renewal-open":
      return [
        renewal && [
          "Renew by ",
          on(renewal.expires_on),
          renewal.last_day !== renewal.expires_on && [", at the latest by ", time(renewal.last_day)],
          ".",
        ],
        [hoursShort],
      ];
    case "grace":
      return [
        renewal && ["Renew by ", on(renewal.last_day), ". After that the certification lapses."],
        [hoursShort],
      ];
    case "lapsed":
      return [
        renewal && [
          "The last day to renew was ",
          time(renewal.last_day),
          ". If you renewed in time, add the renewal here.",
        ],
        ["Otherwise ask the office about a new candidacy."],
      ];
  }
}

/**
 * @param {Judgment["assessment"]} assessment
 * @param {(date: string) => Child} on
 * @returns {Child[]}
 */
function untilEligible({ eligibility }, on) {
  const { education, support_staff: staff, experience } = eligibility;
  const { earliest_on: earliest } = experience;
  return [
    education === "not-met" && ["Complete high school, or an equivalency, first."],
    staff === "not-met" && [
      "The program is for people in positions that do not require the master’s degree. You can take part from such a position.",
    ],
    experience.verdict === "not-met" &&
      (earliest
        ? ["Keep working as recorded: you reach the hours on ", on(earliest), "."]
        : [
            "The work recorded does not reach the hours. Add work that is missing, or new work once it begins.",
          ]),
  ];
}

/**
 * What a candidate still has to complete.
 *
 * @param {Judgment["assessment"]} assessment
 * @param {Policy} policy
 * @param {Names} names
 * @returns {Child}
 */
function missing({ completion }, policy, names) {
  const { missing_required: required, electives_missing: electives } = completion;
  const what = [...required.map(names.set), ...(electives > 0 ? [count(electives, "elective")] : [])];
  if (what.length === 0) return null;
  const last = policy.credit.last_portfolio_on;
  const how = last
    ? ["by an approved course. Portfolios are taken until ", time(last)]
    : [required.length + electives > 1 && "each ", "by an approved course or a portfolio"];
  const open = completion.verdict === "unknown";
  return [
    open ? "As far as your answers go, still to complete: " : "Still to complete: ",
    list(what),
    ", ",
    how,
    ".",
  ];
}
