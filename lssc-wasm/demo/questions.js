/** What the page can ask, in the record's own keys and order. How it is asked, never what follows from an answer. */

/**
 * @typedef {"education" | "position_requires_mls" | "experience" | "ala_membership" | "stages" | "courses"
 *   | "portfolios" | "degrees" | "renewals" | "activities"} QuestionId
 */

/**
 * One field of an entry, or of the record itself.
 *
 * @typedef {object} Field
 * @property {string} key the record's key
 * @property {string} label
 * @property {"date" | "number" | "text" | "flag" | "choice" | "set" | "sets" | "course" | "agreement"} kind
 * @property {string} [hint]
 * @property {string} [said] what follows the number where the entry is summed up in a line
 * @property {boolean} [joins] belongs to the field before it where the entry is summed up
 * @property {boolean} [optional] may stay empty for good
 * @property {readonly (readonly [string, string])[]} [options] of a choice: value and label
 * @property {string} [oneOf] asks which of the fields with this question to fill in
 * @property {(entry: Record<string, unknown>) => boolean} [shown] when it is there to be filled in; always, where left out
 */

/**
 * @typedef {object} Choice one of a few answers
 * @property {"choice"} kind
 * @property {QuestionId} id
 * @property {string} title
 * @property {string} ask
 * @property {string} [hint]
 * @property {readonly (readonly [string | boolean, string])[]} options
 */

/**
 * @typedef {object} Dates a few dates of the record itself
 * @property {"dates"} kind
 * @property {QuestionId} id
 * @property {string} title
 * @property {string} ask
 * @property {string} [hint]
 * @property {readonly Field[]} fields
 */

/**
 * @typedef {object} List entries, none, or not answered
 * @property {"list"} kind
 * @property {QuestionId} id
 * @property {string} title
 * @property {string} ask
 * @property {string} [hint]
 * @property {string} yes the answer that opens the list
 * @property {string} none the answer that the list is empty
 * @property {string} entry what one entry is called
 * @property {readonly Field[]} fields
 */

/** @typedef {Choice | Dates | List} Question */

const OUTCOMES = /** @type {const} */ ([
  ["pending", "Not evaluated yet"],
  ["achieved", "Achieved"],
  ["not-achieved", "Not achieved"],
]);

const UNITS = /** @type {const} */ ([
  ["contact-hour", "Contact hours"],
  ["semester-credit", "Semester credits"],
  ["quarter-credit", "Quarter credits"],
  ["conference-day", "Days at a conference"],
]);

/** @type {readonly Question[]} */
export const questions = [
  {
    kind: "choice",
    id: "education",
    title: "Education",
    ask: "What is the highest level that you have completed?",
    options: [
      ["below-high-school", "Below high school"],
      ["high-school-diploma", "High school diploma"],
      ["high-school-equivalency", "High school equivalency, such as the GED"],
      ["college-degree", "College degree"],
    ],
  },
  {
    kind: "choice",
    id: "position_requires_mls",
    title: "Position",
    ask: "Does your position require a Master’s of Library and Information Science?",
    hint: "What counts is what the position asks for, not which degree you have.",
    options: [
      [false, "No, it does not"],
      [true, "Yes, it does"],
    ],
  },
  {
    kind: "list",
    id: "experience",
    title: "Library work",
    ask: "Have you worked or volunteered in a library?",
    hint: "Any type of library, paid or not. Add one entry for each stretch of work with the same hours.",
    yes: "Yes",
    none: "No, never",
    entry: "Work",
    fields: [
      { key: "from", label: "From", kind: "date" },
      {
        key: "to",
        label: "Until",
        kind: "date",
        optional: true,
        hint: "Leave empty if you still work there.",
      },
      {
        key: "hours_per_week",
        label: "Hours a week",
        said: "hours a week",
        kind: "number",
        oneOf: "How do you count the hours?",
      },
      {
        key: "total_hours",
        label: "Hours in all",
        said: "hours in all",
        kind: "number",
        oneOf: "How do you count the hours?",
      },
      { key: "library", label: "Library", kind: "text", optional: true },
      { key: "volunteer", label: "Volunteer work", kind: "flag", optional: true },
    ],
  },
  {
    kind: "list",
    id: "ala_membership",
    title: "ALA membership",
    ask: "Have you been a member of the American Library Association?",
    hint: "Membership is no condition. It only changes what you pay.",
    yes: "Yes",
    none: "No, never",
    entry: "Membership",
    fields: [
      { key: "from", label: "From", kind: "date" },
      {
        key: "to",
        label: "Until",
        kind: "date",
        optional: true,
        hint: "Leave empty if you are a member now.",
      },
    ],
  },
  {
    kind: "dates",
    id: "stages",
    title: "Where you are in the program",
    ask: "Which of these steps have you taken?",
    hint: "Leave empty what has not happened yet.",
    fields: [
      { key: "applied_on", label: "Applied on", kind: "date", optional: true },
      { key: "admitted_on", label: "Admitted on", kind: "date", optional: true },
      {
        key: "certified_on",
        label: "Certified on",
        kind: "date",
        optional: true,
        hint: "Only if the office has certified you: the date on your certificate.",
      },
    ],
  },
  {
    kind: "list",
    id: "courses",
    title: "Courses",
    ask: "Have you completed courses?",
    hint: "Only courses that you have passed. Those from before your admission may count too.",
    yes: "Yes",
    none: "None so far",
    entry: "Course",
    fields: [
      { key: "course", label: "Course", kind: "course" },
      { key: "completed_on", label: "Completed on", kind: "date" },
    ],
  },
  {
    kind: "list",
    id: "portfolios",
    title: "Portfolios",
    ask: "Have you submitted portfolios?",
    hint: "Add one entry for each submission, a second attempt too.",
    yes: "Yes",
    none: "None so far",
    entry: "Portfolio",
    fields: [
      { key: "set", label: "Competency set", kind: "set" },
      { key: "submitted_on", label: "Submitted on", kind: "date" },
      { key: "outcome", label: "Outcome", kind: "choice", options: OUTCOMES },
      {
        key: "evaluated_on",
        label: "Evaluated on",
        kind: "date",
        shown: (entry) => entry["outcome"] !== "pending" || entry["evaluated_on"] !== undefined,
      },
    ],
  },
  {
    kind: "list",
    id: "degrees",
    title: "Degrees and certificates",
    ask: "Have you graduated from a college that has a recognition agreement with the program?",
    yes: "Yes",
    none: "No",
    entry: "Degree or certificate",
    fields: [
      { key: "agreement", label: "College", kind: "agreement" },
      { key: "graduated_on", label: "Graduated on", kind: "date" },
    ],
  },
  {
    kind: "list",
    id: "renewals",
    title: "Renewals",
    ask: "Have you renewed your certification?",
    yes: "Yes",
    none: "Not yet",
    entry: "Renewal",
    fields: [{ key: "renewed_on", label: "Renewed on", kind: "date" }],
  },
  {
    kind: "list",
    id: "activities",
    title: "Continuing education",
    ask: "Have you taken part in educational activities since you were certified?",
    hint: "Courses, workshops, webinars, conferences: what counts toward a renewal.",
    yes: "Yes",
    none: "None so far",
    entry: "Activity",
    fields: [
      { key: "title", label: "What it was", kind: "text", optional: true },
      { key: "completed_on", label: "Completed on", kind: "date" },
      { key: "quantity", label: "How much", kind: "number" },
      { key: "unit", label: "Counted in", kind: "choice", options: UNITS, joins: true },
      { key: "sets", label: "Related to these competency sets", kind: "sets" },
    ],
  },
];

/** The questions whose answer is a list. */
export const lists = questions.filter((question) => question.kind === "list");

/**
 * The question that asks for this key of the record.
 *
 * @param {string} key
 */
export function questionOf(key) {
  return questions.find((question) => keysOf(question).includes(key));
}

/**
 * The field, or the question with its few answers, at this key of the record or, in a list, of its entries.
 *
 * @param {string} key
 * @param {string | undefined} name the key in the entry
 */
export function fieldOf(key, name) {
  const question = questionOf(key);
  if (question?.kind === "dates") return question.fields.find((field) => field.key === key);
  if (question?.kind === "list" && name !== undefined)
    return question.fields.find((field) => field.key === name);
  return question && { key: question.id, label: question.title, kind: question.kind };
}

/**
 * The keys of the record that a question asks for.
 *
 * @param {Question} question
 * @returns {readonly string[]}
 */
export function keysOf(question) {
  return question.kind === "dates" ? question.fields.map(({ key }) => key) : [question.id];
}

/** Every key that the page asks for, in the record's order. */
export const keys = questions.flatMap(keysOf);
