/**
 * The same as `lssc`, with the WebAssembly module as a file of its own: less to load, and `await init()` once before the first use.
 *
 * @module
 */
import start from "./public.js";

export * from "./public.js";

/** A global class, where the types of the platform have it: those of Node lack what is a browser's. */
type Global<Name extends string> =
  typeof globalThis extends Record<Name, { prototype: infer Instance }> ? Instance : never;

/** A compiled module, likewise. */
type Module = typeof globalThis extends { WebAssembly: { Module: { prototype: infer Instance } } }
  ? Instance
  : never;

/** Where the module is: an address, a request or response, its bytes, or the module itself. */
export type Source =
  | string
  | Global<"URL">
  | Global<"Request">
  | Global<"Response">
  | ArrayBuffer
  | ArrayBufferView
  | Module;

/**
 * Loads the module, by default from the file beside this one; a second call does nothing. Node cannot fetch a file: give it the
 * bytes, `await init(readFile(new URL(import.meta.resolve("lssc/lssc.wasm"))))`.
 *
 * @throws {LsscUnavailableError} where WebAssembly cannot be used or the module cannot be loaded
 */
export async function init(source?: Source | Promise<Source>): Promise<void> {
  return start.from(source ?? new URL("./wasm/lssc_bg.wasm", import.meta.url));
}
