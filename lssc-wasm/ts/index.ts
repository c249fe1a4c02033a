/**
 * The rules of the Library Support Staff Certification, in the browser and in Node: the whole package, ready to use. The WebAssembly
 * module is part of the code and starts when it is first needed; `lssc/slim` loads it as a file instead.
 *
 * @module
 */
import start from "./public.js";
import { base64 } from "./wasm/inline.js";

start.with(() => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));

export * from "./public.js";
export type { SummaryResult } from "./summary.js";
export { summary, Terms } from "./summary.js";
