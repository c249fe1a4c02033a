/** What people ask next (RULES 6): each function asks one operation of the core. */

import {
  type AsOf,
  type AssessOptions,
  bytes,
  checked,
  decoded,
  type Given,
  type TermsOptions,
} from "./api.js";
import { engine } from "./engine.js";
import type {
  CandidateRecord,
  Catalog,
  Comparison,
  Fault,
  Order,
  Person,
  Plan,
  PolicyInput,
  Review,
  ReviewRequest,
  Stretch,
} from "./types.js";

/** What was asked for, under its name, or every fault of the input. */
export type Answered<Name extends string, Said> =
  | ({ ok: true } & { [Key in Name]: Said })
  | {
      ok: false;
      /** Every fault, in the order of the input; pointers start at the request: `/people/0/email`, `/policy` (RULES 3.3). */
      faults: Fault[];
    };

/** What a timeline is drawn under (RULES 6.1). */
export interface TimelineOptions extends TermsOptions {
  /** The first day, `YYYY-MM-DD`. */
  from: string;
  /** The last day, inclusive; not before the first. */
  to: string;
}

/** What an order is priced under (RULES 6.2). */
export interface OrderOptions extends AsOf, ReviewOptions {}

/** What a program is reviewed under (RULES 6.3). */
export interface ReviewOptions {
  /** A shipped name, a whole policy, or an overlay; `"lssc-faq"` when it is left out (RULES 2). */
  policy?: Given<PolicyInput> | null | undefined;
}

/** A program of study: what it takes to graduate, and the competency sets that each course covers, by its id (RULES 6.3). */
export type Program = Pick<ReviewRequest, "requirements" | "courses">;

/** What two policies are compared on (RULES 6.5). */
export interface CompareOptions extends AsOf {
  /** What the office has approved; empty when it is left out (RULES 3.2). */
  catalog?: Given<Catalog> | null | undefined;
  /** The one policy; `"lssc-faq"` when it is left out (RULES 2). */
  policyA?: Given<PolicyInput> | null | undefined;
  /** The other; `"lssc-faq"` when it is left out. */
  policyB?: Given<PolicyInput> | null | undefined;
}

/**
 * The statuses of a record from one day to another, in stretches without a gap, each with what began it (RULES 6.1): a clause
 * (`"4.10"`), or a pointer to a fact of the record (`"/renewals/0"`).
 *
 * ```js
 * const result = timeline({ id: "p-001", certified_on: "2012-10-15" }, { from: "2012-10-15", to: "2017-12-31" });
 * if (result.ok) for (const { from, to, status, because } of result.timeline) console.log(from, to, status, because);
 * ```
 *
 * @throws {LsscUnavailableError} where WebAssembly cannot be used
 * @throws {TypeError} for an option that there is not
 */
export function timeline(
  record: Given<CandidateRecord>,
  options: TimelineOptions,
): Answered<"timeline", Stretch[]> {
  return asked({ op: "timeline", record }, options, ["from", "to", "catalog", "policy"]);
}

/**
 * A purchase order: one application line for each person, and the total (RULES 6.2, FAQ 22).
 *
 * ```js
 * const people = [{ name: "Ana Diaz", email: "ana@example.org", ala_member: true }];
 * const result = order(people, { asOf: "2024-06-30" });
 * if (result.ok) console.log(result.order.total_cents); // 32500
 * ```
 *
 * @throws {LsscUnavailableError} where WebAssembly cannot be used
 * @throws {TypeError} for an option that there is not
 */
export function order(people: Given<Person[]>, options: OrderOptions): Answered<"order", Order> {
  return asked({ op: "order", people }, options, ["asOf", "policy"]);
}

/**
 * Whether every way of graduating from a program covers what certification takes, and if not, the courses of one graduate who
 * would miss something (RULES 6.3, FAQ 12).
 *
 * ```js
 * const result = review({ requirements: { course: "LIB-1" }, courses: { "LIB-1": ["technology"] } });
 * if (result.ok && !result.review.qualifies) console.log(result.review.graduate); // [ "LIB-1" ]
 * ```
 *
 * @throws {LsscUnavailableError} where WebAssembly cannot be used
 * @throws {TypeError} for an option that there is not
 */
export function review(program: Given<Program>, options: ReviewOptions = {}): Answered<"review", Review> {
  // A whole request may stand for the program: the policy of the options is still the one that counts.
  return asked({ ...program, op: "review", ...options }, options, ["policy"]);
}

/**
 * The cheapest way to complete what is missing, for a member of ALA and for anybody else (RULES 6.4).
 *
 * ```js
 * const result = plan({ id: "p-001" }, { asOf: "2024-06-30" });
 * if (result.ok) console.log(result.plan.as_member.total_cents); // 30000: six portfolios
 * ```
 *
 * @throws {LsscUnavailableError} where WebAssembly cannot be used
 * @throws {TypeError} for an option that there is not
 */
export function plan(record: Given<CandidateRecord>, options: AssessOptions): Answered<"plan", Plan> {
  return asked({ op: "plan", record }, options, ["asOf", "catalog", "policy"]);
}

/**
 * The dates ahead, as the text of an iCalendar file (RULES 6.6, RFC 5545): all-day events; imported
 * again, one whose date is the same is updated, and one whose date has changed is a new one.
 *
 * ```js
 * const result = calendar({ id: "p-001", admitted_on: "2024-06-30" }, { asOf: "2024-06-30" });
 * if (result.ok) console.log(result.calendar); // BEGIN:VCALENDAR …
 * ```
 *
 * @throws {LsscUnavailableError} where WebAssembly cannot be used
 * @throws {TypeError} for an option that there is not
 */
export function calendar(
  record: Given<CandidateRecord>,
  options: AssessOptions,
): Answered<"calendar", string> {
  return asked({ op: "calendar", record }, options, ["asOf", "catalog", "policy"]);
}

/**
 * One record under two policies: both statuses, the first clause that differs, what is gained and lost, and the change in fees
 * (RULES 6.5).
 *
 * ```js
 * const result = compare({ id: "p-001" }, { asOf: "2024-06-30", policyB: "lssc-2011" });
 * if (result.ok) console.log(result.comparison.clause); // null: the two say the same of this record
 * ```
 *
 * @throws {LsscUnavailableError} where WebAssembly cannot be used
 * @throws {TypeError} for an option that there is not
 */
export function compare(
  record: Given<CandidateRecord>,
  options: CompareOptions,
): Answered<"comparison", Comparison> {
  return asked({ record }, options, ["asOf", "catalog", "policyA", "policyB"], "compare");
}

/** What the core says; an option stands in the request under its name there: `asOf` as `as_of`. */
function asked<Options extends object, Said>(
  parts: object,
  options: Options,
  known: readonly (keyof Options & string)[],
  by: "perform" | "compare" = "perform",
): Said {
  const given = checked(options, known);
  const entries = known.map((name) => [
    name.replace(/[A-Z]/, (letter) => `_${letter.toLowerCase()}`),
    given[name],
  ]);
  const { [by]: answer } = engine();
  const said = JSON.parse(decoded(answer(bytes({ ...Object.fromEntries(entries), ...parts }))));
  return { ok: !("faults" in said), ...said };
}
