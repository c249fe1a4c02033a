/** What both entries of the package offer: one file, so that they share one module. */

import { quickly, startFrom, startWith } from "./engine.js";

/** How an entry has the module started; as the default it is passed on by no `export *`. @internal */
export default { from: startFrom, with: startWith, quickly };

export type { AsOf, AssessOptions, Given, Result, SummaryResult, TermsOptions } from "./api.js";
export { answer, assess, assessMany, daysBetween, summary, Terms } from "./api.js";
export { isAvailable } from "./engine.js";
export { LsscError, LsscUnavailableError } from "./errors.js";
export * from "./program.js";
export type { FormPart, FormValues, RecordKey, RecordPart } from "./schema.js";
export { formSchema, recordSchema } from "./schema.js";
export type {
  Answered,
  CompareOptions,
  OrderOptions,
  Program,
  ReviewOptions,
  TimelineOptions,
} from "./services.js";
export { calendar, compare, order, plan, review, timeline } from "./services.js";
export type * from "./standard.js";
export type * from "./types.js";
