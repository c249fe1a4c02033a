/** What both entries of the package offer. */

export type { AsOf, AssessOptions, Given, Result, TermsOptions } from "./api.js";
export { answer, assess, assessMany, daysBetween, Terms } from "./api.js";
export { isAvailable } from "./engine.js";
export { LsscError, LsscUnavailableError } from "./errors.js";
export * from "./program.js";
export type { FormPart, FormValues, RecordKey, RecordPart } from "./schema.js";
export { formSchema, recordSchema } from "./schema.js";
export type * from "./standard.js";
export type * from "./types.js";
