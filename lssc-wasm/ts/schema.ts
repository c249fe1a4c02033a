import { engine, isAvailable } from "./engine.js";
import { recordKeys } from "./program.js";
import { recordJsonSchema } from "./record-schema.js";
import type {
  StandardIssue,
  StandardJsonSchemaOptions,
  StandardResult,
  StandardSchema,
} from "./standard.js";
import type { CandidateRecord, Fault } from "./types.js";
import { writtenValue } from "./write.js";

/** A key of a record. */
export type RecordKey = keyof CandidateRecord;

/** What a form holds: like `T`, but anything in it may still be blank. */
export type FormValues<T> =
  | (T extends readonly (infer Entry)[]
      ? readonly FormValues<Entry>[]
      : T extends object
        ? { readonly [Key in keyof T]?: FormValues<T[Key]> }
        : T)
  | ""
  | null
  | undefined;

/** A form page's part of a record. */
export type RecordPart<Key extends RecordKey> = Partial<Pick<CandidateRecord, Key>>;

/**
 * Whether something is a record: the same faults as `assess` finds, and nothing else. Being ineligible is none of them.
 *
 * A Standard Schema: react-hook-form (`standardSchemaResolver`), TanStack Form and others take it as it is. Where WebAssembly
 * cannot be used it lets every value through, so that the form can still be sent; the server decides.
 *
 * For what a form holds while it is filled in there is {@link formSchema}: here, `""` is no date and `undefined` no answer.
 */
export const recordSchema: StandardSchema<CandidateRecord> = schema(recordKeys, (value) => ({
  value,
  faults: () => faultsOf(value),
}));

/**
 * The same for a form, or for one page of it: only these keys of a record are required and looked at, though what is no key of a
 * record is a fault all the same. Without keys, the whole record.
 *
 * An HTML field that nobody has filled in holds `""`: that, `null` and `undefined` are not answered, and not in the value that comes
 * out. A list with nothing in it is an answer: none.
 *
 * ```js
 * const page = formSchema(["education", "applied_on"]);
 * page["~standard"].validate({ education: "", applied_on: "2024-02-30" });
 * // { issues: [{ message: "`2024-02-30` is no day of the calendar; correct it", path: ["applied_on"] }] }
 * ```
 *
 * @throws {TypeError} for a key that a record does not have
 */
export function formSchema<Key extends RecordKey = RecordKey>(
  keys: readonly Key[] = recordKeys as readonly RecordKey[] as readonly Key[],
): StandardSchema<FormValues<RecordPart<Key>>, RecordPart<Key>> {
  const known: readonly string[] = recordKeys;
  const unknown = keys.find((key) => !known.includes(key));
  if (unknown !== undefined) {
    throw new TypeError(`a record has no key \`${unknown}\``);
  }
  const part = keys.join(",");
  return schema(keys, (form) => {
    const value = answered(form) ?? {};
    return { value: value as RecordPart<Key>, faults: () => faultsOf(value, part) };
  });
}

/** The value that comes out, and what is wrong with it, found only if it can be. */
interface Reading<Output> {
  value: Output | unknown;
  faults: () => Fault[];
}

function schema<Input, Output>(
  keys: readonly RecordKey[],
  read: (value: unknown) => Reading<Output>,
): StandardSchema<Input, Output> {
  const asJsonSchema = (options: StandardJsonSchemaOptions) => jsonSchema(keys, options);
  return {
    "~standard": {
      version: 1,
      vendor: "lssc",
      validate(input): StandardResult<Output> {
        const { value, faults } = read(input);
        const found = isAvailable() ? faults() : [];
        return found.length > 0
          ? { issues: found.map((fault) => issue(fault, value)) }
          : { value: value as Output };
      },
      jsonSchema: { input: asJsonSchema, output: asJsonSchema },
    },
  };
}

function faultsOf(record: unknown, keys?: string): Fault[] {
  const { record_faults, max_bytes } = engine();
  const found = record_faults(writtenValue(record, max_bytes()), keys);
  return found.length > 0 ? (JSON.parse(new TextDecoder().decode(found)) as Fault[]) : [];
}

/** A fault as form libraries take it: its pointer as a path, with numbers for the entries of lists. */
function issue({ path, message }: Fault, record: unknown): StandardIssue {
  let at: unknown = record;
  const steps = path.split("/").slice(1);
  return {
    message,
    path: steps.map((step) => {
      const name = step.replaceAll("~1", "/").replaceAll("~0", "~");
      const key = Array.isArray(at) ? Number(name) : name;
      at = (at as Record<PropertyKey, unknown> | null | undefined)?.[key];
      return key;
    }),
  };
}

/** A form's value without what nobody has answered. An entry of a list stays where it is, for the paths of the others. */
function answered(value: unknown): unknown {
  if (value === "" || value === null) {
    return undefined;
  }
  if (Array.isArray(value)) {
    return value.map((entry) => answered(entry) ?? null);
  }
  if (Object.prototype.toString.call(value) === "[object Object]") {
    const entries = Object.entries(value as object).map(([key, entry]) => [key, answered(entry)] as const);
    return Object.fromEntries(entries.filter(([, entry]) => entry !== undefined));
  }
  return value;
}

/** The JSON Schema of the part of a record that has these keys. */
function jsonSchema(
  keys: readonly RecordKey[],
  { target }: StandardJsonSchemaOptions,
): Record<string, unknown> {
  if (target !== "draft-2020-12") {
    throw new Error(`the JSON Schema of a record is written in draft-2020-12, not in ${target}`);
  }
  const whole = structuredClone(recordJsonSchema) as {
    properties: Record<string, unknown>;
    required: string[];
  };
  const isHere = (key: string) => (keys as readonly string[]).includes(key);
  whole.properties = Object.fromEntries(Object.entries(whole.properties).filter(([key]) => isHere(key)));
  whole.required = whole.required.filter(isHere);
  return whole;
}
