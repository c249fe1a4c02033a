/** What to do next, and by when: sentences about what the assessment says, in order of urgency. */

import { button } from "./dom.js";
import { entriesOf } from "./draft.js";
import { daysBetween } from "./lssc/slim.js";
import { questionOf } from "./questions.js";
import { waitingSets } from "./sets.js";
import { away, BASIS, count, hours, list, MILESTONE, money, say, time } from "./words.js";

/** @import { Assessment, Terms } from "./lssc/slim.js" */
/** @import { Child } from "./dom.js" */
/** @import { Judgment } from "./judge.js" */
/** @import { Names, Office } from "./office.js" */
/** @import { QuestionId } from "./questions.js" */

/**
 * @typedef {object} Shown what every part of the result is drawn from
 * @property {Judgment} judgment
 * @property {Terms["policy"]} policy
 * @property {Office} office
 * @property {Names} names
 * @property {string} dayName what the day of the assessment is called: `Today`, unless another was chosen
 * @property {readonly QuestionId[]} asked the questions that are next
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
  const { assessment, aside, begun } = judgment;
  const fields = [...aside].map((pointer) => pointer.slice(1)).filter((key) => !key.includes("/"));
  const unfinished = [...new Set([...begun, ...fields])];
  const unknowns = assessment.status === "lapsed" ? [] : assessment.unknowns;
  const unanswered = unknowns.map((pointer) => pointer.slice(1)).filter((key) => !unfinished.includes(key));
  return [
    ...forStatus(shown),
    unfinished.length > 0 && [
      "Finish what you began: ",
      links(unfinished, shown),
      ". What is not finished, or not right yet, does not count.",
    ],
    unanswered.length > 0 && ["Answer what is still open: ", links(unanswered, shown), "."],
  ];
}

/**
 * How far one is, in a few words; nothing where that is not known.
 *
 * @param {Shown} shown
 */
export function progressLine({ judgment: { assessment }, names }) {
  const { status, eligibility, completion, renewal } = assessment;
  if (renewal) {
    const { contact_hours: contact, technology_hours: technology } = renewal;
    if (contact.counted === null || technology.counted === null) return "";
    return `${hours(contact.counted)} of ${hours(contact.required)} contact hours, ${hours(technology.counted)} of ${hours(technology.required)} about technology.`;
  }
  if (status === "candidate") return `Still to complete: ${missing(completion, names)}.`;
  const { counted_hours: counted, required_hours: required, verdict } = eligibility.experience;
  const isBefore = status === "undetermined" || status === "ineligible" || status === "eligible";
  if (!isBefore || counted === null || verdict === "met") return "";
  return `${hours(counted)} of ${hours(required)} hours of work.`;
}

/**
 * @param {readonly string[]} keys
 * @param {Shown} shown
 * @returns {Child}
 */
function links(keys, { open }) {
  const found = [...new Set(keys.flatMap((key) => questionOf(key) ?? []))];
  return found.map(({ id, title }, index) => [
    index > 0 && ", ",
    button(title, () => open(id), { class: "link" }),
  ]);
}

/**
 * @param {Shown} shown
 * @returns {Child[]}
 */
function forStatus(shown) {
  const { assessment } = shown.judgment;
  const { status, eligibility, certification, renewal, as_of: asOf } = assessment;
  const on = (/** @type {string} */ date) => [time(date), ` (${away(daysBetween(asOf, date))})`];
  switch (status) {
    case "undetermined":
      return [];
    case "ineligible":
      return untilEligible(shown, on);
    case "eligible":
      return [
        eligibility.provisional && [
          "As a graduate under an agreement you can apply before you have the hours of work. Add your work as it goes on.",
        ],
        applying(assessment),
        ["Once you have applied, add the dates here to see how long you have."],
      ];
    case "applied":
      return [
        eligibility.verdict === "not-met" && [
          "By your answers a condition for taking part is not met. It is marked below; ask the office about it.",
        ],
        ["Wait for your admission, and add its date here."],
      ];
    case "candidate":
      return untilCertified(shown, on);
    case "candidacy-expired":
      return [
        assessment.completion.verdict === "unknown"
          ? ["If you completed the competency sets in time, your answers do not show it yet."]
          : ["Ask the office about a new candidacy. What it will count is for the office to say."],
      ];
    case "certified":
      return [
        renewal && [
          "You can renew from ",
          on(renewal.opens_on),
          " on, until ",
          time(renewal.expires_on),
          afterwards(renewal),
        ],
        ...toRenew(shown),
      ];
    case "renewal-open":
      return [renewal && ["Renew by ", on(renewal.expires_on), afterwards(renewal)], ...toRenew(shown)];
    case "grace":
      return [
        renewal && ["Renew by ", on(renewal.last_day), ". After that the certification lapses."],
        ...toRenew(shown),
      ];
    case "lapsed":
      return [
        renewal && ["The last day to renew was ", time(renewal.last_day), "."],
        ...rejections(shown),
        certification?.provisional && [
          "The certification was provisional to the end: the hours of work were not reached.",
        ],
        [
          "If you renewed in time, add the renewal: ",
          links(["renewals"], shown),
          ". Otherwise ask the office about a new candidacy.",
        ],
      ];
  }
}

/** @param {Assessment} assessment */
function applying({ fees }) {
  const [application] = fees.lines;
  if (!application) return null;
  return [
    `Apply when you like. The application costs ${money(application.amount_cents)}, the ${BASIS[application.basis]}.`,
  ];
}

/**
 * @param {Shown} shown
 * @param {(date: string) => Child} on
 * @returns {Child[]}
 */
function untilEligible({ judgment: { assessment }, asked }, on) {
  const { education, support_staff: staff, experience } = assessment.eligibility;
  const { earliest_on: earliest, verdict } = experience;
  return [
    education === "not-met" && ["Complete high school, or an equivalency, first."],
    staff === "not-met" && [
      "The program is for people in positions that do not require the master’s degree. You can take part from such a position.",
    ],
    verdict === "not-met" &&
      (earliest
        ? ["Keep working as recorded: you reach the hours on ", on(earliest), "."]
        : [
            "The work entered so far does not reach the hours. Add work that is missing, or new work once it begins; in a library of any type, paid or not.",
          ]),
    asked.includes("degrees") && [
      "If you have graduated from a college with a recognition agreement, say so: you may be able to apply before you have the hours.",
    ],
  ];
}

/**
 * @param {Shown} shown
 * @param {(date: string) => Child} on
 * @returns {Child[]}
 */
function untilCertified({ judgment: { assessment, record }, policy, names }, on) {
  const { candidacy, completion } = assessment;
  if (!candidacy) return [];
  const { deadline } = candidacy;
  const waiting = waitingSets(assessment, record, policy);
  const { missing_required: required, electives_missing: electives } = completion;
  const last = policy.credit.last_portfolio_on;
  return [
    [
      completion.verdict === "unknown" ? "As far as your answers go, complete " : "Complete ",
      missing(completion, names),
      " by ",
      on(deadline),
      last
        ? [", by an approved course. A portfolio counts if it was submitted by ", time(last)]
        : [",", required.length + electives > 1 && " each", " by an approved course or a portfolio"],
      ".",
    ],
    waiting.length > 0 && [
      `Your portfolio in ${list(waiting.map(names.set))} waits to be evaluated.`,
      policy.candidacy.measured_by === "earned" && [" It counts if it is achieved by ", time(deadline), "."],
    ],
  ];
}

/**
 * What is still to complete, in words.
 *
 * @param {Assessment["completion"]} completion
 * @param {Names} names
 */
function missing({ missing_required: required, electives_missing: electives }, names) {
  return list([...required.map(names.set), ...(electives > 0 ? [count(electives, "elective")] : [])]);
}

/**
 * The end of a sentence about the last day of a term: whether there is grace after it.
 *
 * @param {NonNullable<Assessment["renewal"]>} renewal
 * @returns {Child}
 */
function afterwards({ expires_on: end, last_day: last }) {
  return last === end ? "." : [". After that there is a grace period, until ", time(last), "."];
}

/**
 * What stands between somebody certified and the renewal.
 *
 * @param {Shown} shown
 * @returns {Child[]}
 */
function toRenew(shown) {
  const { status, certification, renewal } = shown.judgment.assessment;
  return [
    ...rejections(shown),
    certification?.provisional && [
      "Your certification is provisional: it cannot be renewed before the hours of work are reached. Add your work as it goes on.",
    ],
    renewal && HOURS_TO_RENEW[renewal.verdict],
    status !== "certified" &&
      shown.asked.includes("renewals") && [
        "If you have renewed already, add it: ",
        links(["renewals"], shown),
        ".",
      ],
  ];
}

/** @type {Readonly<Record<Assessment["eligibility"]["verdict"], string>>} */
const HOURS_TO_RENEW = {
  met: "You have the contact hours for it.",
  "not-met": "You still need contact hours for it; they are counted below.",
  unknown: "It takes contact hours; whether you have them is not known yet.",
};

/**
 * Why a renewal of the current term was not accepted.
 *
 * @param {Shown} shown
 * @returns {Child[]}
 */
function rejections({ judgment: { assessment, record }, names }) {
  const { accepted = [], rejected: all = [] } = assessment.renewal ?? {};
  const since = accepted.at(-1)?.renewed_on ?? "";
  const rejected = all
    .filter(({ index }) => String(entriesOf(record, "renewals")[index]?.["renewed_on"]) > since)
    .map(({ index }) => `/renewals/${index}`);
  return assessment.findings
    .filter(({ rule, path }) => rule === "renewal.window" && rejected.includes(path))
    .map(({ message }) => [say(message, names), "."]);
}
