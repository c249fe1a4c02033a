import { LsscUnavailableError } from "./errors.js";
import * as glue from "./wasm/lssc.js";

/** What the WebAssembly module offers: bytes in, bytes out. @internal */
export type Engine = typeof glue;

let isReady = false;
let start: () => void = () => {
  throw new LsscUnavailableError("lssc/slim is not loaded yet; call and await `init()` first");
};

/** Says how the module gets started when it is first needed. @internal */
export function startWith(module: () => BufferSource): void {
  start = () => glue.initSync({ module: module() });
}

/** Starts the module at once, from wherever it is. @internal */
export async function startFrom(source: glue.InitInput | Promise<glue.InitInput>): Promise<void> {
  await guardAsync(() => glue.default({ module_or_path: source }));
  isReady = true;
}

/**
 * The module, started.
 *
 * @internal
 * @throws LsscUnavailableError
 */
export function engine(): Engine {
  if (!isReady) {
    guard(start);
    isReady = true;
  }
  return glue;
}

/** Whether records can be assessed here. */
export function isAvailable(): boolean {
  try {
    engine();
    return true;
  } catch {
    return false;
  }
}

function guard(begin: () => void): void {
  try {
    begin();
  } catch (cause) {
    throw unavailable(cause);
  }
}

async function guardAsync(begin: () => Promise<unknown>): Promise<void> {
  try {
    await begin();
  } catch (cause) {
    throw unavailable(cause);
  }
}

function unavailable(cause: unknown): LsscUnavailableError {
  if (cause instanceof LsscUnavailableError) {
    return cause;
  }
  const said = cause instanceof Error ? cause.message : String(cause);
  return new LsscUnavailableError(
    `WebAssembly cannot be started here: ${said}. A Content Security Policy must allow it by 'wasm-unsafe-eval'`,
    { cause },
  );
}
