import type { Fault } from "./types.js";

/** Input that cannot be right, thrown where there is no result to put the faults into: as by `new Terms(...)`. */
export class LsscError extends Error {
  /** Said here, since what is shipped is minified: a console shows it. @internal */
  static override readonly name = "LsscError";
  override readonly name = "LsscError";
  /** Every fault, in the order of the input. */
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    super(faults.map(({ path, message }) => `${path || "the whole input"}: ${message}`).join("; "));
    this.faults = faults;
  }
}

/**
 * Nothing can be assessed here: WebAssembly is forbidden (a Content Security Policy without `'wasm-unsafe-eval'`) or missing, or
 * `lssc/slim` is used before its `init`. Its `cause` is what the browser said.
 */
export class LsscUnavailableError extends Error {
  /** @internal */
  static override readonly name = "LsscUnavailableError";
  override readonly name = "LsscUnavailableError";
}
