/** Where people stand, in short. Not part of `lssc/slim`: a page shows an assessment, and would load this for nothing. */

import type { AsOf, AssessOptions, Given, Result, TermsOptions } from "./public.js";
import start, { Terms as Assessing } from "./public.js";
import type { CandidateRecord, Fault, Summary } from "./types.js";
import type * as glue from "./wasm/lssc.js";

const { assessUnder, bytes, bytesOf, checked, cut, read, result } = start.inside;

/** A summary, or every fault of the input. */
export type SummaryResult =
  | {
      ok: true;
      /** Where the person stands, with dates and cents: always what the assessment says. */
      summary: Summary;
    }
  | {
      ok: false;
      /** Every fault, as `assess` has them. */
      faults: Fault[];
    };

/** What says a summary without text in between, or `undefined` where that says nothing; `terms` is where they are in the module. @internal */
export interface Quick {
  ofRecord(terms: number, record: unknown, asOf: unknown): Summary | undefined;
  ofJson(terms: number, json: string | Uint8Array, asOf: unknown): Summary | undefined;
}

let quick: Quick | undefined;
let makeQuick: ((exports: WebAssembly.Exports) => Quick | undefined) | undefined;

/** Says what makes summaries quick, where the module has what that takes. @internal */
export function quickly(make: (exports: WebAssembly.Exports) => Quick | undefined): void {
  makeQuick = make;
}

/**
 * Where one record stands on one day, with its dates and cents and without reasons: a register asks for this, `assess` says why.
 *
 * ```js
 * const result = summary({ id: "p-001", certified_on: "2012-10-15" }, { asOf: "2016-12-15" });
 * if (result.ok) console.log(result.summary.status, result.summary.certification.last_day); // grace 2016-12-15
 * ```
 *
 * @throws {LsscUnavailableError} where WebAssembly cannot be used
 * @throws {TypeError} for an option that there is not
 */
export function summary(record: Given<CandidateRecord>, options: AssessOptions): SummaryResult {
  const { asOf, catalog, policy } = checked(options, ["asOf", "catalog", "policy"]);
  if ((catalog ?? policy ?? null) === null) {
    usual ??= new Terms();
    return usual.summary(record, { asOf });
  }
  const terms = read({ catalog, policy });
  try {
    return shortened(assessUnder(terms, record, asOf));
  } finally {
    terms.free();
  }
}

/** What a record is assessed under where nothing else is said. */
let usual: Terms | undefined;

/** A catalog and a policy, read once for many assessments and summaries. It needs no closing: its memory goes when it is no longer used. */
export class Terms extends Assessing {
  /** Said here, since what is shipped is minified: a console shows it. @internal */
  static override readonly name = "Terms";

  /**
   * @throws {LsscError} with every fault of catalog and policy
   * @throws {LsscUnavailableError} where WebAssembly cannot be used
   * @throws {TypeError} for an option that there is not
   */
  constructor(options: TermsOptions = {}) {
    super(options);
    const { exports } = start;
    if (makeQuick !== undefined && exports !== undefined) {
      quick = makeQuick(exports);
      makeQuick = undefined;
    }
  }

  /** Where one record stands on one day, as the function of this name says it. */
  summary(record: Given<CandidateRecord>, options: AsOf): SummaryResult {
    const { asOf } = checked(options, ["asOf"]);
    const terms = Assessing.handle(this);
    const summary = quick?.ofRecord(place(terms), record, asOf);
    return summary ? { ok: true, summary } : shortened(assessUnder(terms, record, asOf));
  }

  /**
   * The same for a record that is still JSON, a text or its bytes: what comes in is read once, by the core alone.
   *
   * @throws {TypeError} for a record that is neither a string nor bytes, or an option that there is not
   */
  summaryJson(record: string | Uint8Array, options: AsOf): SummaryResult {
    const { asOf } = checked(options, ["asOf"]);
    const json = typeof record === "string" ? record : cut(record);
    const terms = Assessing.handle(this);
    const summary = quick?.ofJson(place(terms), json, asOf);
    return summary ? { ok: true, summary } : shortened(result(terms.assess_json(asked(json, asOf))));
  }
}

/** What an assessment says, without its lists and findings; its keys are in the order of the core's. */
function shortened(result: Result): SummaryResult {
  if (!result.ok) {
    return result;
  }
  const { status, eligibility, candidacy, completion, certification, renewal, fees } = result.assessment;
  return {
    ok: true,
    summary: {
      status,
      eligibility: eligibility.verdict,
      counted_hours: eligibility.experience.counted_hours,
      deadline: candidacy?.deadline ?? null,
      completion: completion.verdict,
      completed_on: completion.completed_on,
      certification: certification &&
        renewal && {
          certified_on: certification.certified_on,
          term: certification.term,
          opens_on: renewal.opens_on,
          expires_on: renewal.expires_on,
          last_day: renewal.last_day,
          provisional: certification.provisional,
          renewal: renewal.verdict,
          contact_hours: renewal.contact_hours.counted,
          technology_hours: renewal.technology_hours.counted,
        },
      total_cents: fees.total_cents,
      next_date: result.nextDate,
    },
  };
}

/** Where the module keeps the terms. */
function place(terms: glue.Terms): number {
  return (terms as unknown as { __wbg_ptr: number }).__wbg_ptr;
}

/** The day, a line feed, and the record as it came. */
function asked(json: string | Uint8Array, asOf: string): Uint8Array {
  const [day, record] = [bytes({ as_of: asOf }), typeof json === "string" ? bytesOf(json) : json];
  const all = new Uint8Array(day.length + 1 + record.length);
  all.set(day);
  all[day.length] = 10;
  all.set(record, day.length + 1);
  return all;
}
