/**
 * What people ask once they have an answer (`docs/operations.md`): are you sure, why, what is the least to do, until when, what was
 * decided. A module of its own: in a page `await init()` once before the first use, when somebody asks. Node needs no `init`.
 *
 * @module
 */
import type { AsOf, AssessOptions, Given, TermsOptions } from "./public.js";
import start, { LsscUnavailableError } from "./public.js";
import type {
  Bounds,
  Decision,
  Goal,
  Obstacle,
  Reading,
  Repair,
  Robustness,
  Sampled,
  Verification,
  Why,
} from "./reasons-types.js";
import type { Answered } from "./services.js";
import type { Source } from "./slim.js";
import type { CandidateRecord } from "./types.js";

export type * from "./reasons-types.js";

/** A goal, and the day by which it is to be reached, under a catalog and a policy. */
export interface GoalOptions extends TermsOptions {
  /** What is to be reached. */
  goal: Goal;
  /** The day, `YYYY-MM-DD`. */
  by: string;
}

/** The same, for what is to be done from a day on, which is not after `by`. */
export interface RepairOptions extends GoalOptions, AsOf {}

/** The same, for the values of one field. */
export interface BoundsOptions extends GoalOptions {
  /** A JSON Pointer into the record: `/certified_on`, `/experience/0/hours_per_week`. */
  field: string;
}

/** How people are drawn. */
export interface AuditSampleOptions {
  /** What everybody knows beforehand. */
  seed: string;
  /** How many of a thousand, rounded up. */
  rate: number;
}

/** The questions that the sources leave open, with the answers of a policy (O1). */
export function readings(options: Omit<TermsOptions, "catalog"> = {}): Answered<"readings", Reading[]> {
  return asked("readings", "readings", {}, options, ["policy"]);
}

/** Whether the status and the dates are the same under every combination of readings (O1). */
export function robustness(
  record: Given<CandidateRecord>,
  options: AssessOptions,
): Answered<"robustness", Robustness> {
  return asked("robustness", "robustness", { record }, options, ["catalog", "policy", "asOf"]);
}

/** A smallest set of facts that forces the status (O2). */
export function why(record: Given<CandidateRecord>, options: AssessOptions): Answered<"why", Why> {
  return asked("why", "why", { record }, options, ["catalog", "policy", "asOf"]);
}

/** Every reason that keeps a goal from being reached; none when it is reached (O2). */
export function whyNot(record: Given<CandidateRecord>, options: GoalOptions): Answered<"whyNot", Obstacle[]> {
  return asked("why-not", "whyNot", { record }, options, ["catalog", "policy", "goal", "by"]);
}

/** The smallest things to do to reach a goal, by price and by date (O3). */
export function repair(record: Given<CandidateRecord>, options: RepairOptions): Answered<"repair", Repair> {
  return asked("repair", "repair", { record }, options, ["catalog", "policy", "asOf", "goal", "by"]);
}

/** Exactly the values of one field that reach a goal, the rest of the record as it stands (O4). */
export function bounds(record: Given<CandidateRecord>, options: BoundsOptions): Answered<"bounds", Bounds> {
  return asked("bounds", "bounds", { record }, options, ["catalog", "policy", "field", "goal", "by"]);
}

/** An assessment with all that it rests on, to be kept (O6). */
export function decide(
  record: Given<CandidateRecord>,
  options: AssessOptions,
): Answered<"decision", Decision> {
  return asked("decide", "decision", { record }, options, ["catalog", "policy", "asOf"]);
}

/** Decides a kept decision again, and says what differs (O6). */
export function verify(decision: Given<Decision>): Answered<"verification", Verification> {
  return asked("verify", "verification", { decision }, {}, []);
}

/** Draws people for an audit, by their ids, in a way that anybody can repeat (O6). */
export function auditSample(
  people: readonly string[],
  options: AuditSampleOptions,
): Answered<"sample", Sampled[]> {
  return asked("audit-sample", "sample", { people }, options, ["seed", "rate"]);
}

/**
 * Loads the module, by default from the file beside this one; a second call does nothing.
 *
 * @throws {LsscUnavailableError} where WebAssembly cannot be used or the module cannot be loaded
 */
export async function init(source?: Source | Promise<Source>): Promise<void> {
  if (module === undefined) {
    const from = await (source ?? new URL("./wasm/reasons_bg.wasm", import.meta.url));
    try {
      module ??= instance(await compiled(from));
    } catch (cause) {
      throw refused(cause);
    }
  }
}

/** What the module offers. */
interface Module {
  readonly memory: WebAssembly.Memory;
  __wbindgen_malloc(length: number, align: number): number;
  __wbindgen_free(place: number, length: number, align: number): void;
  __wbindgen_start(): void;
  max_bytes(): number;
  perform(place: number, length: number): [place: number, length: number];
}

let module: Module | undefined;
let bytesAtHand: (() => BufferSource) | undefined;

/** Has the module started from these bytes when it is first needed. @internal */
export function startWith(bytes: () => BufferSource): void {
  bytesAtHand = bytes;
}

function engine(): Module {
  if (module === undefined) {
    if (bytesAtHand === undefined) {
      throw new LsscUnavailableError("lssc/reasons is not loaded yet; await `init()` first");
    }
    try {
      module = instance(new WebAssembly.Module(bytesAtHand()));
    } catch (cause) {
      throw refused(cause);
    }
  }
  return module;
}

function instance(compiled: WebAssembly.Module): Module {
  // It imports what says that it panicked, which is never called, and what it would keep values of JavaScript with: it keeps none.
  const imports: WebAssembly.ModuleImports = {};
  for (const { name } of WebAssembly.Module.imports(compiled)) {
    imports[name] = () => {
      if (name.includes("throw")) {
        throw new Error();
      }
    };
  }
  const started = new WebAssembly.Instance(compiled, { "./lssc_bg.js": imports });
  const made = started.exports as unknown as Module;
  made.__wbindgen_start();
  return made;
}

async function compiled(from: Source): Promise<WebAssembly.Module> {
  if (from instanceof WebAssembly.Module) {
    return from;
  }
  if (from instanceof ArrayBuffer || ArrayBuffer.isView(from)) {
    return WebAssembly.compile(from as BufferSource);
  }
  const response = from instanceof Response ? from : await fetch(from as string | URL | Request);
  if (!response.ok) {
    throw new LsscUnavailableError(`the module cannot be loaded: ${response.url} answers ${response.status}`);
  }
  return WebAssembly.compile(await response.arrayBuffer());
}

function refused(cause: unknown): LsscUnavailableError {
  if (cause instanceof LsscUnavailableError) {
    return cause;
  }
  const said = cause instanceof Error ? cause.message : String(cause);
  return new LsscUnavailableError(`lssc/reasons cannot be started here: ${said}`, { cause });
}

/** What an operation answers, under its name here, or every fault; the parts go in the order of their faults. */
function asked<Name extends string, Said, Options extends object>(
  operation: string,
  name: Name,
  parts: Record<string, unknown>,
  options: Options,
  known: readonly (keyof Options & string)[],
): Answered<Name, Said> {
  const { checked } = start.inside;
  const given = checked(options, known) as Record<string, unknown>;
  const keys = known.map((key) => [key === "asOf" ? "as_of" : key, given[key]] as const);
  const { memory, perform, max_bytes, __wbindgen_malloc, __wbindgen_free } = engine();
  const request = start.written({ op: operation, ...parts, ...Object.fromEntries(keys) }, max_bytes());
  const place = __wbindgen_malloc(request.length, 1);
  new Uint8Array(memory.buffer).set(request, place >>> 0);
  const [at, length] = perform(place, request.length);
  const text = new TextDecoder().decode(new Uint8Array(memory.buffer, at >>> 0, length));
  __wbindgen_free(at, length, 1);
  const [[key, said]] = Object.entries(JSON.parse(text)) as [[string, Said]];
  const answer = key === "faults" ? { ok: false, faults: said } : { ok: true, [name]: said };
  return answer as Answered<Name, Said>;
}
