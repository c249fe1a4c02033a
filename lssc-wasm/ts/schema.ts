import { decoded } from "./api.js";
import { engine, isAvailable } from "./engine.js";
import { recordKeys } from "./program.js";
import { type ObjectSchema, recordJsonSchema } from "./record-schema.js";
import type { StandardIssue, StandardJsonSchemaOptions, StandardResult, StandardSchema } from "./standard.js";
import type { CandidateRecord, Fault } from "./types.js";
import { isBlank, tag, writtenForm, writtenValue } from "./write.js";

/** A key of a record. */
export type RecordKey = keyof CandidateRecord;

/** What a form holds: like `T`, but anything in it may still be blank. */
export type FormValues<T> =
  | (T extends readonly (infer Entry)[]
      ? readonly FormValues<Entry>[]
      : T extends object
        ? { readonly [Name in keyof T]?: FormValues<T[Name]> }
        : T | "")
  | null
  | undefined;

/** What a form, or one page of it, holds of a record. */
export type FormPart<Key extends RecordKey = RecordKey> = {
  readonly [Name in Key]?: FormValues<CandidateRecord[Name]>;
};

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
export const recordSchema: StandardSchema<CandidateRecord> = {
  // An object and no call, so that a bundler can leave it out.
  "~standard": {
    version: 1,
    vendor: "lssc",
    validate: (record) =>
      validated(
        record,
        () => faultsOf(writtenValue(record, engine().max_bytes(), line(recordKeys))),
        () => record as CandidateRecord,
      ),
    jsonSchema: {
      input: (options) => jsonSchema(recordKeys, options),
      output: (options) => jsonSchema(recordKeys, options),
    },
  },
};

/**
 * The same for a form, or for one page of it: only these keys of a record are required and looked at, though what is no key of a
 * record is a fault all the same. Without keys, the whole record.
 *
 * An HTML field that nobody has filled in holds `""`: that, `null` and `undefined` are not answered, and not in the value that comes
 * out, which is this part of the record and nothing else. A list with nothing in it is an answer: none.
 *
 * ```js
 * const page = formSchema(["education", "applied_on"]);
 * page["~standard"].validate({ education: "", applied_on: "2024-02-30" });
 * // { issues: [{ message: "`2024-02-30` is no day of the calendar; correct it", path: ["applied_on"] }] }
 * ```
 *
 * @typeParam Form - the type of the form's values, where a form library asks for its own: any value may come in
 * @throws {TypeError} for a key that a record does not have
 */
export function formSchema<Key extends RecordKey = RecordKey, Form = FormPart<Key>>(
  keys: readonly Key[] = recordKeys as readonly RecordKey[] as readonly Key[],
): StandardSchema<Form, RecordPart<Key>> {
  if (!Array.isArray(keys)) {
    throw new TypeError("the keys are given as a list");
  }
  const known: readonly string[] = recordKeys;
  const unknown = keys.find((key) => !known.includes(key));
  if (unknown !== undefined) {
    throw new TypeError(`a record has no key \`${unknown}\``);
  }
  return {
    "~standard": {
      version: 1,
      vendor: "lssc",
      validate: (form) =>
        validated(
          form,
          () => faultsOf(writtenForm(form, engine().max_bytes(), line(keys))),
          () => partOf(form, keys),
        ),
      jsonSchema: {
        input: (options) => asFormHolds(keys, jsonSchema(keys, options)),
        output: (options) => jsonSchema(keys, options),
      },
    },
  };
}

/** What comes out of a value, or what is wrong with it, as far as that can be known here. */
function validated<Output>(
  input: unknown,
  faults: () => Fault[],
  output: () => Output,
): StandardResult<Output> {
  const found = isAvailable() ? faults() : [];
  return found.length > 0 ? { issues: found.map((fault) => issue(fault, input)) } : { value: output() };
}

/** What stands before a part of a record: the keys of that part. */
function line(keys: readonly RecordKey[]): string {
  return `${keys.join()}\n`;
}

function faultsOf(part: Uint8Array): Fault[] {
  const found = engine().record_faults(part);
  return found.length > 0 ? (JSON.parse(decoded(found)) as { faults: Fault[] }).faults : [];
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

/** The answers to these questions; the values of others were not looked at. */
function partOf<Key extends RecordKey>(form: unknown, keys: readonly Key[]): RecordPart<Key> {
  const values = form as Record<string, unknown> | "" | null | undefined;
  const here = keys.map((key) => [key, values ? values[key] : undefined] as const);
  return answered(Object.fromEntries(here)) as RecordPart<Key>;
}

/** A form's value without what nobody has answered. An entry of a list stays where it is, for the paths of the others. */
function answered(value: unknown): unknown {
  if (isBlank(value)) {
    return undefined;
  }
  if (Array.isArray(value)) {
    return value.map((entry) => answered(entry) ?? null);
  }
  if (tag(value) === "Object") {
    const entries = Object.entries(value as object).map(([key, entry]) => [key, answered(entry)] as const);
    return Object.fromEntries(entries.filter(([, entry]) => entry !== undefined));
  }
  return value;
}

/** The JSON Schema of the part of a record that has these keys. */
function jsonSchema(keys: readonly RecordKey[], { target }: StandardJsonSchemaOptions): ObjectSchema {
  if (target !== "draft-2020-12") {
    throw new Error(`this JSON Schema is draft-2020-12, not ${target}`);
  }
  const whole = recordJsonSchema();
  const isHere = (key: string) => (keys as readonly string[]).includes(key);
  const properties = Object.entries(whole.properties).filter(([key]) => isHere(key));
  return { ...whole, properties: Object.fromEntries(properties), required: whole.required.filter(isHere) };
}

/** The schema of a part as a form holds it: what is not required may be blank, and what is on other pages is there too. */
function asFormHolds(keys: readonly RecordKey[], part: ObjectSchema): ObjectSchema {
  const elsewhere = recordKeys.filter((key) => !keys.includes(key)).map((key) => [key, true] as const);
  const form = withBlanks(part) as ObjectSchema;
  return { ...form, properties: { ...form.properties, ...Object.fromEntries(elsewhere) } };
}

function withBlanks(schema: unknown): unknown {
  if (Array.isArray(schema)) {
    return schema.map(withBlanks);
  }
  if (typeof schema !== "object" || schema === null) {
    return schema;
  }
  const inside = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, withBlanks(value)]));
  const { properties, required = [] } = inside as Partial<ObjectSchema>;
  if (properties === undefined) {
    return inside;
  }
  const orBlank = Object.entries(properties).map(([key, value]) =>
    required.includes(key) ? [key, value] : [key, { anyOf: [value, { enum: ["", null] }] }],
  );
  return { ...inside, properties: Object.fromEntries(orBlank) };
}
