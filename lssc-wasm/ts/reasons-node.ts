/**
 * The same as `lssc/reasons` in a page, as Node takes it: with the module in it.
 *
 * @module
 */
import { startWith } from "./reasons.js";
import { base64 } from "./wasm/reasons.js";

startWith(() => Buffer.from(base64, "base64"));

export * from "./reasons.js";

/** Node's own, whose types this package does not need otherwise. */
declare const Buffer: { from(text: string, encoding: "base64"): Uint8Array<ArrayBuffer> };
