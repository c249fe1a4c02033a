import { engine } from "./engine.js";
import { LsscError } from "./errors.js";
import type { Assessment, CandidateRecord, Catalog, Fault, NextDate, Policy, PolicyInput } from "./types.js";
import type * as glue from "./wasm/lssc.js";
import { tag, wellFormed, written } from "./write.js";

/** A value as it may be given: also where nobody may change it, as the state of an application or a constant. */
export type Given<T> = T extends readonly (infer Entry)[]
  ? readonly Given<Entry>[]
  : T extends object
    ? { readonly [Key in keyof T]: Given<T[Key]> }
    : T;

/** What a record is assessed under, apart from the day. */
export interface TermsOptions {
  /** What the office has approved; empty when it is left out (RULES 3.2). */
  catalog?: Given<Catalog> | null | undefined;
  /** A shipped name, a whole policy, or an overlay; `"lssc-faq"` when it is left out (RULES 2). */
  policy?: Given<PolicyInput> | null | undefined;
}

/** The day of an assessment. */
export interface AsOf {
  /** The day, `YYYY-MM-DD`; nothing dated later is taken into account (RULES 1.4). */
  asOf: string;
}

/** What a record is assessed under. */
export interface AssessOptions extends AsOf, TermsOptions {}

/** An assessment, or every fault of the input. Being ineligible is an assessment. */
export type Result =
  | {
      ok: true;
      /** Where the person stands, and why (RULES 5). */
      assessment: Assessment;
      /** The next date that matters; `null` where no date is set. */
      nextDate: NextDate | null;
    }
  | {
      ok: false;
      /** Every fault, in the order of the input; pointers start at the request: `/record/applied_on`, `/as_of` (RULES 3.3). */
      faults: Fault[];
    };

/**
 * Assesses one record on one day (RULES 4, 5).
 *
 * For many records, or a form that is assessed at every keystroke, {@link Terms} reads catalog and policy once.
 *
 * ```js
 * const result = assess({ id: "p-001", education: "college-degree" }, { asOf: "2024-06-30" });
 * if (result.ok) console.log(result.assessment.status, result.assessment.unknowns);
 * else for (const { path, message } of result.faults) console.log(path, message);
 * ```
 *
 * @throws {LsscUnavailableError} where WebAssembly cannot be used
 * @throws {TypeError} for an option that there is not
 */
export function assess(record: Given<CandidateRecord>, options: AssessOptions): Result {
  const { asOf, catalog, policy } = checked(options, ["asOf", "catalog", "policy"]);
  return result(engine().perform(bytes({ record, catalog, policy, as_of: asOf })));
}

/**
 * Assesses many records: each as {@link assess} does, in their order; catalog and policy are read once.
 *
 * @throws {LsscUnavailableError} where WebAssembly cannot be used
 * @throws {TypeError} for an option that there is not
 */
export function assessMany(records: Iterable<Given<CandidateRecord>>, options: AssessOptions): Result[] {
  const { asOf, catalog, policy } = checked(options, ["asOf", "catalog", "policy"]);
  const terms = read({ catalog, policy });
  try {
    return mapped(records, (record) => assessUnder(terms, record, asOf));
  } finally {
    // At once: the garbage is not collected before whoever calls this in a loop is done.
    terms.free();
  }
}

/** A catalog and a policy, read once for many assessments. It needs no closing: its memory goes when it is no longer used. */
export class Terms {
  /** Said here, since what is shipped is minified: a console shows it. @internal */
  static readonly name = "Terms";
  readonly #terms: glue.Terms;
  /** What the module has of them. A method, so that a bundler can leave the class out. @internal */
  static handle(terms: Terms): glue.Terms {
    return terms.#terms;
  }
  /** The policy, whole: a shipped one by name, or an overlay, with all of its values. It is frozen: assessing does not look at it. */
  readonly policy: Given<Policy>;

  /**
   * @throws {LsscError} with every fault of catalog and policy
   * @throws {LsscUnavailableError} where WebAssembly cannot be used
   * @throws {TypeError} for an option that there is not
   */
  constructor(options: TermsOptions = {}) {
    this.#terms = read(checked(options, ["catalog", "policy"]));
    const said = JSON.parse(decoded(this.#terms.policy()), (_, value) => Object.freeze(value)) as
      | Given<Policy>
      | { faults: Fault[] };
    if ("faults" in said) {
      this.#terms.free();
      throw new LsscError(said.faults);
    }
    this.policy = said;
  }

  /** Assesses one record on one day, as the function of this name does. */
  assess(record: Given<CandidateRecord>, options: AsOf): Result {
    const { asOf } = checked(options, ["asOf"]);
    return assessUnder(this.#terms, record, asOf);
  }

  /** Assesses many records on one day, in their order. */
  assessMany(records: Iterable<Given<CandidateRecord>>, options: AsOf): Result[] {
    return mapped(records, (record) => this.assess(record, options));
  }
}

/**
 * One request, one answer, both JSON: the same bytes in every language (RULES 8).
 *
 * ```js
 * answer('{"record": {"id": "p-001"}, "as_of": "2024-06-30"}'); // '{"assessment":{"record":"p-001", …}}'
 * ```
 *
 * @throws {LsscUnavailableError} where WebAssembly cannot be used
 * @throws {TypeError} for a request that is neither a string nor bytes
 */
export function answer(request: string): string;
export function answer(request: Uint8Array): Uint8Array;
export function answer(request: string | Uint8Array): string | Uint8Array {
  const { answer: answerBytes } = engine();
  if (typeof request === "string") {
    return decoded(answerBytes(bytesOf(request)));
  }
  return answerBytes(cut(request));
}

/** Bytes that somebody else gives. One more than may be says as much as all of them. */
function cut(json: Uint8Array): Uint8Array {
  // By its name: bytes from another window are not of this one's `Uint8Array`.
  if (tag(json) === "Uint8Array") {
    return json.subarray(0, engine().max_bytes() + 1);
  }
  throw new TypeError("it is JSON, a string or a Uint8Array of it");
}

/**
 * The whole days from one date to another, negative when `to` is earlier: how far apart two dates of an assessment are.
 *
 * @throws {LsscError} for what is no date
 * @throws {LsscUnavailableError} where WebAssembly cannot be used
 */
export function daysBetween(from: string, to: string): number {
  const said = JSON.parse(decoded(engine().days_between(bytes({ from, to })))) as
    | { days: number }
    | { faults: Fault[] };
  if ("faults" in said) {
    throw new LsscError(said.faults);
  }
  return said.days;
}

/** The handle of a catalog and a policy. */
function read({ catalog, policy }: TermsOptions): glue.Terms {
  const { Terms: OfModule } = engine();
  return new OfModule(bytes({ catalog, policy }));
}

function assessUnder(terms: glue.Terms, record: Given<CandidateRecord>, asOf: string): Result {
  return result(terms.assess(bytes({ record, as_of: asOf })));
}

/** One after the other; unlike `Array.from`, only of what can be iterated: an object is no empty list. */
function mapped<T>(records: Iterable<T>, use: (record: T) => Result): Result[] {
  const results: Result[] = [];
  for (const record of records) {
    results.push(use(record));
  }
  return results;
}

/** The options, when there is none among them that is not known: a misspelt one would be ignored. @internal */
export function checked<T extends object>(options: T, known: readonly (keyof T & string)[]): T {
  if (typeof options !== "object" || options === null) {
    throw new TypeError(`the options are ${known.join(", ")}`);
  }
  for (const name of Object.keys(options)) {
    if (!(known as readonly string[]).includes(name)) {
      throw new TypeError(`unknown option \`${name}\`; the options here are ${known.join(", ")}`);
    }
  }
  return options;
}

/** An object with these parts as JSON; a part that is `undefined` is left out. @internal */
export function bytes(parts: Record<string, unknown>): Uint8Array {
  return written(parts, engine().max_bytes());
}

/** The bytes of a text. Half a surrogate pair has none: what stands there instead is no JSON either. */
function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(wellFormed(text, "\u001a"));
}

/** @internal */
export function decoded(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function result(bytes: Uint8Array): Result {
  const said = JSON.parse(decoded(bytes)) as
    | { assessment: Assessment; next_date: NextDate | null }
    | { faults: Fault[] };
  return "faults" in said
    ? { ok: false, faults: said.faults }
    : { ok: true, assessment: said.assessment, nextDate: said.next_date };
}

/** What `summary.ts` is made of. @internal */
export const inside = {
  assessUnder,
  bytes,
  bytesOf,
  checked,
  cut,
  read,
  result,
};
