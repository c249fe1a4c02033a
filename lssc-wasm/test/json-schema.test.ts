/** The JSON Schema files: they take what the core takes, and refuse what a schema can refuse. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { answer, recordSchema } from "lssc";
import { beforeAll, describe, expect, test } from "vitest";
import { cases, validCases } from "./support/cases.ts";
import { installedPackage } from "./support/places.ts";

/** What a schema can say of a value by itself, without another beside it. */
const SAYABLE = new Set(["wrong-type", "missing", "unknown-key", "unknown-value"]);

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
      return faults.some(({ code }) => SAYABLE.has(code)) && schemas.request(asked);
    });
    expect(taken.map(({ id }) => id)).toEqual([]);
  });

  test("is refused by `recordSchema` too, whatever the schema refuses", () => {
    for (const { id, request } of cases()) {
      const record = (read(request) as { record?: unknown } | null | undefined)?.record;
      if (record === undefined || schemas.record(record)) continue;
      // A title stands for a set in any case of its letters, which a schema cannot say.
      const bySets = schemas.record.errors?.every(({ instancePath }) =>
        /\/sets?(\/\d+)?$/.test(instancePath),
      );
      if (!bySets) expect(recordSchema["~standard"].validate(record), id).toHaveProperty("issues");
    }
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
