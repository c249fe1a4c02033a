import { LsscUnavailableError } from "./errors.js";
import { __wbg_set_wasm, imports, operations } from "./wasm/lssc.js";

/** What the WebAssembly module offers: bytes in, bytes out. @internal */
export type Engine = typeof operations;

/** What the module in use itself exports. @internal */
export let moduleExports: WebAssembly.Exports | undefined;

let isReady = false;
let start: () => void = () => {
  throw new LsscUnavailableError("lssc/slim is not loaded yet; await `init()` first");
};

/** Says how the module gets started when it is first needed. @internal */
export function startWith(module: () => BufferSource): void {
  start = () => {
    try {
      instantiate(new WebAssembly.Module(module()));
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

/** Where the module may be. @internal */
export type Input = RequestInfo | URL | Response | BufferSource | WebAssembly.Module;

/** Starts the module from wherever it is; while one start is under way, another waits for it. @internal */
export function startFrom(source: Input | Promise<Input>): Promise<void> {
  // Where another start is under way, or done, nobody else hears of a source that fails.
  void Promise.resolve(source).catch(() => {});
  loading ??= load(source)
    .catch(refuse)
    .finally(() => {
      loading = undefined;
    });
  return loading;
}

async function load(source: Input | Promise<Input>): Promise<void> {
  if (!isReady) {
    instantiate(await compiled(await source));
  }
}

/** Starts the module, as the glue of wasm-bindgen has it done by a bundler. */
function instantiate(module: WebAssembly.Module): void {
  // `lssc` may have started it meanwhile: whatever is in use would then point into memory that is gone.
  if (!isReady) {
    const { exports } = new WebAssembly.Instance(module, { "./lssc_bg.js": imports });
    __wbg_set_wasm(exports);
    (exports["__wbindgen_start"] as () => void)();
    moduleExports = exports;
    isReady = true;
  }
}

async function compiled(source: Input): Promise<WebAssembly.Module> {
  if (source instanceof WebAssembly.Module) {
    return source;
  }
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) {
    return WebAssembly.compile(source);
  }
  const response = source instanceof Response ? source : await fetched(source);
  if (!response.ok) {
    throw new LsscUnavailableError(`the module cannot be loaded: ${response.url} answers ${response.status}`);
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
      `the module cannot be loaded: ${said(cause)} (in Node, give \`init\` its bytes)`,
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
    try {
      start();
    } catch (cause) {
      refuse(cause);
    }
  }
  return operations;
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

function refuse(cause: unknown): never {
  if (cause instanceof LsscUnavailableError) {
    throw cause;
  }
  throw new LsscUnavailableError(
    `WebAssembly cannot be started here: ${said(cause)}. A Content Security Policy must allow 'wasm-unsafe-eval'`,
    { cause },
  );
}

function said(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
