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
  start = () => {
    try {
      glue.initSync({ module: module() });
    } catch (cause) {
      // A form validates at every keystroke: what is forbidden is not tried, and reported to the site, each time anew.
      start = () => {
        throw cause;
      };
      throw cause;
    }
  };
}

let loading: Promise<void> | undefined;

/** Starts the module from wherever it is; while one start is under way, another waits for it. @internal */
export function startFrom(source: glue.InitInput | Promise<glue.InitInput>): Promise<void> {
  // Where another start is under way, or done, nobody else hears of a source that fails.
  void Promise.resolve(source).catch(() => {});
  loading ??= guardAsync(() => load(source)).finally(() => {
    loading = undefined;
  });
  return loading;
}

async function load(source: glue.InitInput | Promise<glue.InitInput>): Promise<void> {
  if (!isReady) {
    // Not by the glue's own loader: that starts a second module over one that `lssc` has started meanwhile, and whatever is in
    // use then points into memory that is gone.
    glue.initSync({ module: await compiled(await source) });
    isReady = true;
  }
}

async function compiled(source: glue.InitInput): Promise<WebAssembly.Module> {
  if (source instanceof WebAssembly.Module) {
    return source;
  }
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) {
    return WebAssembly.compile(source);
  }
  const response = source instanceof Response ? source : await fetched(source);
  if (!response.ok) {
    throw new LsscUnavailableError(
      `the module cannot be loaded: ${response.url} is answered by ${response.status}`,
    );
  }
  // A browser compiles while it loads only what is served as WebAssembly.
  const isServedAsSuch = response.headers.get("Content-Type") === "application/wasm";
  return isServedAsSuch
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}

async function fetched(source: RequestInfo | URL): Promise<Response> {
  try {
    return await fetch(source);
  } catch (cause) {
    throw new LsscUnavailableError(
      `the module cannot be loaded: ${said(cause)}; where it cannot be fetched, as in Node, give \`init\` its bytes`,
      { cause },
    );
  }
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
  return new LsscUnavailableError(
    `WebAssembly cannot be started here: ${said(cause)}. Where a Content Security Policy forbids it, 'wasm-unsafe-eval' allows it`,
    { cause },
  );
}

function said(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
