/**
 * The same as `lssc`, as Node takes it: with the module that is built for speed, not for size.
 *
 * @module
 */
import start from "./public.js";
import { quick } from "./quick.js";
import { quickly } from "./summary.js";
import { base64 } from "./wasm/quick.js";

start.with(() => Buffer.from(base64, "base64"));
quickly(quick);

export * from "./public.js";
export type { SummaryResult } from "./summary.js";
export { summary, Terms } from "./summary.js";

/** Node's own, whose types this package does not need otherwise. */
declare const Buffer: { from(text: string, encoding: "base64"): Uint8Array<ArrayBuffer> };
