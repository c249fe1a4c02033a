/** What both entries of the package offer: one file, so that they share one module. */

import { inside } from "./api.js";
import { moduleExports, startFrom, startWith } from "./engine.js";
import { written } from "./write.js";

/** How an entry has the module started, and what its summaries take; as the default it is passed on by no `export *`. @internal */
export default {
  from: startFrom,
  with: startWith,
  inside,
  written,
  /** What the module exports, once it is started. */
  get exports() {
    return moduleExports;
  },
};

export type { AsOf, AssessOptions, Given, Result, TermsOptions } from "./api.js";
export { answer, assess, assessMany, daysBetween, Terms } from "./api.js";
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
