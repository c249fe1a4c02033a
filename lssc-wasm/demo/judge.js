/**
 * From a draft to an assessment. The core decides everything; what stands here is only what it is asked.
 *
 * An entry that is not finished, or that has a fault, is set aside until it is. While one is, its list is not wholly answered: where
 * the finished entries alone do not decide, the record is assessed a second time without the list, and the verdict is that one.
 */

import { emptyDraft, entriesOf, isBegun, tidied } from "./draft.js";
import { daysBetween } from "./lssc/slim.js";
import { lists, questions } from "./questions.js";

/** @import { Agreement, Assessment, CandidateRecord, Fault, NextDate, Terms } from "./lssc/slim.js" */
/** @import { Draft } from "./draft.js" */

/** @typedef {Assessment["findings"][number]} Finding */

/** What is said of a date that is half typed. */
export const UNFINISHED = "is not finished";

/**
 * @typedef {object} Judgment
 * @property {Assessment} assessment verdicts that hold, with the numbers so far
 * @property {NextDate | null} nextDate
 * @property {Draft} record what was assessed; the assessment's pointers lead into it
 * @property {Draft} decided the part of it that the verdicts rest on: without the lists that are only partly answered
 * @property {Fault[]} faults of the whole draft; pointers start at the record
 * @property {ReadonlySet<string>} aside pointers into the draft: entries and fields that do not count yet
 * @property {boolean} membershipOpen whether a membership is not finished, so that a price for non-members is only assumed
 * @property {ReadonlySet<string>} begun lists with an entry set aside
 * @property {ReadonlySet<string>} partly those of them whose finished entries alone do not decide
 */

/**
 * @param {Terms} terms
 * @param {Draft} draft
 * @param {string} asOf a date that the core takes
 * @returns {Judgment}
 */
export function judge(terms, draft, asOf) {
  const { record, faults, aside } = setAside(terms, draft, asOf);
  const soFar = assessed(terms, record, asOf);
  const begun = new Set(
    lists
      .map(({ id }) => id)
      .filter((list) => entriesOf(record, list).length < entriesOf(draft, list).length),
  );
  const partly = new Set(
    [...begun].filter((list) => entriesOf(record, list).length > 0 && !decides(list, soFar.assessment)),
  );
  const found = { record, faults, aside, begun, partly, membershipOpen: begun.has("ala_membership") };
  if (partly.size === 0) return { ...soFar, decided: record, ...found };

  const decided = without(record, partly);
  const undecided = assessed(terms, decided, asOf);
  const assessment = withNumbers(undecided.assessment, soFar.assessment, partly);
  return { assessment, nextDate: undecided.nextDate, decided, ...found };
}

/**
 * Whether a degree under one of these agreements would let somebody take part: the core is asked what it would say.
 *
 * @param {Terms} terms
 * @param {Draft} record without faults
 * @param {readonly Agreement[]} agreements
 * @param {string} asOf
 */
export function degreeHelps(terms, record, agreements, asOf) {
  return agreements.some(({ id, ended_on: end }) => {
    const degree = { agreement: id, graduated_on: end && end < asOf ? end : asOf };
    return assessed(terms, { ...record, degrees: [degree] }, asOf).assessment.eligibility.verdict === "met";
  });
}

/**
 * What is wrong with a date of assessment, if anything.
 *
 * @param {Terms} terms
 * @param {string} asOf
 * @returns {Fault | undefined}
 */
export function faultOfDay(terms, asOf) {
  const result = terms.assess({ id: "nobody" }, { asOf });
  return result.ok ? undefined : result.faults[0];
}

/**
 * How far along the way from one date to another, from 0 to 1: for drawings.
 *
 * @param {string} date
 * @param {string} from
 * @param {string} to
 */
export function position(date, from, to) {
  const share = daysBetween(from, date) / Math.max(daysBetween(from, to), 1);
  return Math.min(Math.max(share, 0), 1);
}

/**
 * The record that can be assessed, every fault of the draft, and what was left out for them.
 *
 * @param {Terms} terms
 * @param {Draft} draft
 * @param {string} asOf
 */
function setAside(terms, draft, asOf) {
  const whole = tidied(draft);
  const faults = halfDates(draft);
  const aside = new Set([...begunEntries(draft), ...faults.map(({ path }) => placeOf(path))]);
  let found = faultsOf(terms, whole, asOf);
  let record = whole;
  do {
    faults.push(...found);
    found.forEach(({ path }) => aside.add(placeOf(path)));
    record = without(whole, aside);
    // Setting one date aside can show two others to be at odds. Each round sets more aside, so there is a last one.
    found = faultsOf(terms, record, asOf);
  } while (found.length > 0);
  return { record, faults, aside };
}

/**
 * Pointers to the entries that are merely begun.
 *
 * @param {Draft} draft
 */
function begunEntries(draft) {
  return new Set(
    lists.flatMap(({ id }) =>
      entriesOf(draft, id).flatMap((entry, index) => (isBegun(entry) ? [`/${id}/${index}`] : [])),
    ),
  );
}

/**
 * Dates that may stay empty, and are half typed: to the core they are not there, and the person is told.
 *
 * @param {Draft} draft
 * @returns {Fault[]}
 */
function halfDates(draft) {
  const half = questions.flatMap((question) => {
    if (question.kind === "choice") return [];
    const own = question.fields.filter(({ kind, optional }) => kind === "date" && optional);
    const held = question.kind === "dates" ? [draft] : entriesOf(draft, question.id);
    return held.flatMap((holder, index) =>
      own
        .filter(({ key }) => holder[key] === "")
        .map(({ key }) => (question.kind === "dates" ? `/${key}` : `/${question.id}/${index}/${key}`)),
    );
  });
  return half.map((path) => ({ path, code: "bad-date", message: UNFINISHED }));
}

/**
 * @param {Terms} terms
 * @param {Draft} record
 * @param {string} asOf
 * @returns {Fault[]}
 */
function faultsOf(terms, record, asOf) {
  const result = terms.assess(/** @type {CandidateRecord} */ (record), { asOf });
  return result.ok
    ? []
    : result.faults.map((fault) => ({ ...fault, path: fault.path.replace(/^\/record/, "") }));
}

/**
 * @param {Terms} terms
 * @param {Draft} record without faults
 * @param {string} asOf
 */
function assessed(terms, record, asOf) {
  const result = terms.assess(/** @type {CandidateRecord} */ (record), { asOf });
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result;
}

/**
 * The entry or the field that a pointer leads into.
 *
 * @param {string} path
 */
export function placeOf(path) {
  const [, key = "", index] = path.split("/");
  return lists.some(({ id }) => id === key) && index !== undefined ? `/${key}/${index}` : `/${key}`;
}

/**
 * The record without these entries, fields and lists. A list of which nothing is left is not answered.
 *
 * @param {Draft} record
 * @param {ReadonlySet<string>} places pointers, or keys of lists
 * @returns {Draft}
 */
function without(record, places) {
  // A fault of the whole, as one that is too large, leaves nothing to assess but that there is somebody.
  const nothing = places.has("/");
  const { id, ...rest } = record;
  const kept = Object.entries(rest).flatMap(([key, value]) => {
    if (nothing || places.has(key) || places.has(`/${key}`)) return [];
    if (!lists.some(({ id }) => id === key)) return [[key, value]];
    const entries = /** @type {unknown[]} */ (value);
    const left = entries.filter((_, index) => !places.has(`/${key}/${index}`));
    return left.length > 0 || entries.length === 0 ? [[key, left]] : [];
  });
  return { id: places.has("/id") ? emptyDraft().id : id, ...Object.fromEntries(kept) };
}

/**
 * Whether more entries in a list could not change what is said: the finished ones suffice.
 *
 * @param {string} list
 * @param {Assessment} assessment
 */
function decides(list, { eligibility, completion, renewal }) {
  switch (list) {
    case "experience":
      return eligibility.experience.verdict !== "not-met" || eligibility.provisional;
    case "courses":
    case "portfolios":
    case "degrees":
      return completion.verdict === "met";
    case "activities":
      return (
        renewal === null ||
        (renewal.verdict === "met" && renewal.rejected.every(({ reason }) => reason !== "hours-short"))
      );
    // Of renewals and memberships nothing is "not met": what is not there has no part in a verdict.
    default:
      return true;
  }
}

/**
 * Verdicts, dates and amounts of one assessment, with the numbers that the finished entries of the undecided lists give so far.
 *
 * @param {Assessment} undecided
 * @param {Assessment} soFar
 * @param {ReadonlySet<string>} partly
 * @returns {Assessment}
 */
function withNumbers(undecided, soFar, partly) {
  const { eligibility, completion, renewal } = undecided;
  const sameTerm = renewal !== null && undecided.certification?.term === soFar.certification?.term;
  return {
    ...undecided,
    eligibility: {
      ...eligibility,
      experience: { ...soFar.eligibility.experience, verdict: eligibility.experience.verdict },
    },
    completion: { ...soFar.completion, verdict: completion.verdict },
    renewal:
      sameTerm && soFar.renewal
        ? {
            ...renewal,
            contact_hours: soFar.renewal.contact_hours,
            technology_hours: soFar.renewal.technology_hours,
          }
        : renewal,
    findings: findings(undecided, soFar, partly),
  };
}

/**
 * The reasons, of which those left open say how far it is by now.
 *
 * @param {Assessment} undecided
 * @param {Assessment} soFar
 * @param {ReadonlySet<string>} partly
 * @returns {Finding[]}
 */
function findings(undecided, soFar, partly) {
  const reasons = undecided.findings.filter(({ outcome }) => outcome !== "advice");
  const said = reasons.map((finding) => {
    const number = soFar.findings.find(({ rule, outcome }) => rule === finding.rule && outcome !== "advice");
    const open = finding.outcome === "unknown" && number && number.message !== finding.message;
    return open ? { ...finding, message: `so far ${number.message}` } : finding;
  });
  const isAdvice = (/** @type {Finding} */ { outcome }) => outcome === "advice";
  // What is said of the undecided lists' own entries holds; what was concluded from those alone does not.
  const ofEntries = soFar.findings.filter(({ path }) => partly.has(path.split("/")[1] ?? ""));
  return [...said, ...undecided.findings.filter(isAdvice), ...ofEntries.filter(isAdvice)];
}
