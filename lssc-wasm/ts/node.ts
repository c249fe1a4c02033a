/**
 * The same as `lssc`, as Node takes it: with the module that is built for speed, not for size.
 *
 * @module
 */
import start from "./public.js";
import { quick } from "./quick.js";
import { base64 } from "./wasm/quick.js";

start.with(() => Buffer.from(base64, "base64"));
start.quickly(quick);

export * from "./public.js";

/** Node's own, whose types this package does not need otherwise. */
declare const Buffer: { from(text: string, encoding: "base64"): Uint8Array<ArrayBuffer> };
