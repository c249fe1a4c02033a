/** The JSON Schema files: they take what the core takes, and refuse what a schema can refuse. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { answer, formSchema, recordKeys, recordSchema } from "lssc";
import { beforeAll, describe, expect, test } from "vitest";
import { cases, validCases } from "./support/cases.ts";
import { installedPackage } from "./support/places.ts";

/** What a schema can say of a value by itself, without another beside it. */
const SAYABLE = new Set(["wrong-type", "missing", "unknown-key", "unknown-value"]);

/** Which courses there are, the courses beside the requirements say. */
function isSayable({ path, code }: { path: string; code: string }): boolean {
  return SAYABLE.has(code) && !(code === "unknown-value" && /^\/requirements\/.*\bcourse$/.test(path));
}

interface Faulty {
  readonly faults: readonly { readonly path: string; readonly code: string; readonly message: string }[];
}

const NAMES = ["record", "catalog", "policy", "request", "answer"] as const;
let schemas: Record<(typeof NAMES)[number], ValidateFunction>;

function file(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(installedPackage, `schema/${name}.schema.json`), "utf8"));
}

beforeAll(() => {
  const compiled = NAMES.map((name) => {
    // Strict: a keyword that is misspelt or does nothing is an error.
    const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true, allErrors: true });
    addFormats.default(ajv);
    return [name, ajv.compile(file(name))] as const;
  });
  schemas = Object.fromEntries(compiled) as typeof schemas;
});

test.each(NAMES)("%s.schema.json is a schema of draft 2020-12 with its own address", (name) => {
  const schema = file(name);
  expect(schema.$schema).toBe("https://json-schema.org/draft/2020-12/schema");
  expect(schema.title).toBeTypeOf("string");
});

describe("what is valid is valid", () => {
  test("every request that is answered by an assessment, and every answer", () => {
    const refused = validCases().filter(
      ({ asked, answered }) => !schemas.request(asked) || !schemas.answer(answered),
    );
    expect(refused.map(({ id }) => id)).toEqual([]);
  });

  test("every part of such a request, and the policies that are assessed by", () => {
    for (const { id, asked } of validCases()) {
      const { record, catalog, policy } = asked as unknown as Record<string, unknown>;
      expect(schemas.record(record), id).toBe(true);
      expect(schemas.catalog(catalog ?? {}), id).toBe(true);
      if (typeof policy === "object" && policy !== null && !("extends" in policy))
        expect(schemas.policy(policy), id).toBe(true);
    }
  });

  test("every answer that holds faults", () => {
    const refused = cases().filter(({ answer }) => !schemas.answer(JSON.parse(answer)));
    expect(refused.map(({ id }) => id)).toEqual([]);
  });
});

describe("what is not", () => {
  test("is refused wherever a schema can say so", () => {
    const taken = cases().filter(({ request, answer: answered }) => {
      if (answered.includes('"too-deep"')) return false;
      const asked = read(request);
      // Numbers of another form (`1.0`) and repeated keys are gone once the text is read, and so are their faults.
      const { faults = [] } = JSON.parse(answer(JSON.stringify(asked) ?? "")) as Partial<Faulty>;
      return faults.some(isSayable) && schemas.request(asked);
    });
    expect(taken.map(({ id }) => id)).toEqual([]);
  });

  test("is refused by `recordSchema` too, whatever the schema refuses", () => {
    for (const { id, request } of cases()) {
      const record = (read(request) as { record?: unknown } | null | undefined)?.record;
      if (record === undefined || schemas.record(record)) continue;
      expect(recordSchema["~standard"].validate(record), id).toHaveProperty("issues");
    }
  });
});

const target = "draft-2020-12";

function schemaOf(schema: Record<string, unknown>): ValidateFunction {
  const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true });
  addFormats.default(ajv);
  return ajv.compile(schema);
}

describe("the schema that a record gives of itself", () => {
  const own = recordSchema["~standard"].jsonSchema.output({ target });

  test("takes and refuses the same as the file", () => {
    const takes = schemaOf(own);
    for (const { id, request } of cases()) {
      const record = (read(request) as { record?: unknown } | null | undefined)?.record;
      if (record !== undefined) expect(takes(record), id).toBe(schemas.record(record));
    }
  });

  test("knows the titles by the same pattern", () => {
    const titles = (schema: unknown) =>
      (schema as { $defs: { CompetencySet: { anyOf: { pattern?: string }[] } } }).$defs.CompetencySet
        .anyOf[1];
    expect(titles(own)?.pattern).toBe(titles(file("record"))?.pattern);
  });
});

describe("the schema of a form", () => {
  /** A value with fields besides that nobody has filled in. */
  function withBlanks(record: Record<string, unknown>): Record<string, unknown> {
    const blanks = recordKeys.filter((key) => key !== "id").map((key) => [key, ""] as const);
    const experience = (record.experience as object[] | null | undefined)?.map((span) => ({
      to: "to" in span ? span.to : "",
      volunteer: "",
      library: null,
      ...span,
    }));
    return { ...Object.fromEntries(blanks), ...record, ...(experience && { experience }) };
  }

  test("takes what the form takes, and what comes out is a part of a record", () => {
    const pages = [["id", "education", "experience"], ["applied_on", "portfolios"], [...recordKeys]] as const;
    for (const keys of pages) {
      const form = formSchema<(typeof keys)[number]>(keys);
      const takes = schemaOf(form["~standard"].jsonSchema.input({ target }));
      const gives = schemaOf(form["~standard"].jsonSchema.output({ target }));
      for (const { id, asked } of validCases()) {
        const { record } = asked as unknown as { record: Record<string, unknown> };
        for (const values of [record, withBlanks(record)]) {
          const result = form["~standard"].validate(values);
          expect(result, id).not.toHaveProperty("issues");
          expect(takes(values), `${id}: ${JSON.stringify(takes.errors)}`).toBe(true);
          expect(gives("value" in result && result.value), `${id}: ${JSON.stringify(gives.errors)}`).toBe(
            true,
          );
        }
      }
    }
  });

  test("refuses what the form refuses wherever a schema can say so", () => {
    const form = formSchema(["education", "courses"]);
    const takes = schemaOf(form["~standard"].jsonSchema.input({ target }));
    for (const values of [
      { education: "doctorate" },
      { misspelt: "" },
      { courses: [{ course: "", completed_on: "2024-01-01" }] },
      { courses: [null] },
    ]) {
      expect(form["~standard"].validate(values), JSON.stringify(values)).toHaveProperty("issues");
      expect(takes(values), JSON.stringify(values)).toBe(false);
    }
    expect(takes({ education: "", courses: null, portfolios: "another page's" })).toBe(true);
  });
});

/** The value of a JSON text, if it is one. */
function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
