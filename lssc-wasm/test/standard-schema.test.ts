/** `recordSchema` and `formSchema` as form libraries use them. */

import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import type { StandardJSONSchemaV1, StandardSchemaV1 } from "@standard-schema/spec";
import { FieldApi, FormApi } from "@tanstack/form-core";
import {
  type CandidateRecord,
  type FormPart,
  formSchema,
  type RecordKey,
  type RecordPart,
  recordKeys,
  recordSchema,
} from "lssc";
import type { Resolver } from "react-hook-form";
import { describe, expect, expectTypeOf, test } from "vitest";

type Both<Input, Output = Input> = StandardSchemaV1<Input, Output> & StandardJSONSchemaV1<Input, Output>;

/** What a schema finds, by path. */
function issues(schema: StandardSchemaV1, value: unknown): Record<string, string> {
  const result = schema["~standard"].validate(value);
  if (result instanceof Promise) throw new Error("validated later");
  return Object.fromEntries(
    (result.issues ?? []).map(({ path, message }) => [(path ?? ["nowhere"]).join("."), message]),
  );
}

describe("the specification", () => {
  test("is met by both, in every entry of the package", async () => {
    const slim = await import("lssc/slim");
    const schemas: Both<CandidateRecord>[] = [recordSchema, slim.recordSchema];
    for (const schema of [...schemas, formSchema(), formSchema(["education"]), formSchema([])]) {
      const { version, vendor, validate, jsonSchema } = schema["~standard"];
      expect({ version, vendor }).toEqual({ version: 1, vendor: "lssc" });
      expect(validate).toBeTypeOf("function");
      expect(jsonSchema.input).toBeTypeOf("function");
      expect(jsonSchema.output).toBeTypeOf("function");
    }
  });

  test("names what goes in and what comes out", () => {
    expectTypeOf<StandardSchemaV1.InferOutput<typeof recordSchema>>().toEqualTypeOf<CandidateRecord>();
    const page = formSchema(["education", "applied_on"]);
    expectTypeOf(page).toExtend<StandardSchemaV1>();
    expectTypeOf(page).toExtend<StandardJSONSchemaV1>();
    expectTypeOf<StandardSchemaV1.InferOutput<typeof page>>().toExtend<Partial<CandidateRecord>>();
    expectTypeOf<{ education: ""; applied_on: undefined }>().toExtend<
      StandardSchemaV1.InferInput<typeof page>
    >();
    expectTypeOf<keyof StandardSchemaV1.InferOutput<typeof page>>().toEqualTypeOf<
      "education" | "applied_on"
    >();
  });

  test("works when `validate` is taken out of its object", () => {
    const { validate } = recordSchema["~standard"];
    expect(validate({ id: "p" })).toEqual({ value: { id: "p" } });
  });
});

describe("recordSchema", () => {
  const check = (record: unknown, paths: PropertyKey[][]) => {
    const result = recordSchema["~standard"].validate(record);
    expect(result.issues?.map(({ path }) => path) ?? []).toEqual(paths);
    for (const { message } of result.issues ?? []) expect(message).not.toBe("");
  };

  test("names each fault at its path, entries of lists by number", () => {
    check({ id: "p" }, []);
    check({}, [["id"]]);
    check({ id: "p", courses: [{ course: "c", completed_on: "2024-02-30" }] }, [
      ["courses", 0, "completed_on"],
    ]);
    check(
      {
        id: "p",
        activities: [
          { completed_on: "2024-01-01", quantity: 1, unit: "contact-hour", sets: ["x", "technology", "y"] },
        ],
      },
      [
        ["activities", 0, "sets", 0],
        ["activities", 0, "sets", 2],
      ],
    );
    check({ id: "p", "a/b~c": 1, 7: 1 }, [["7"], ["a/b~c"]]);
  });

  test("has a path for every fault, the empty one for the record itself", () => {
    for (const nothing of [7, "p", [], true, new Date()]) check(nothing, [[]]);
    check({ id: "p".repeat(17 * 1024 * 1024) }, [[]]);
  });

  test("takes an ineligible person for what it is: no fault", () => {
    check({ id: "p", education: "below-high-school", position_requires_mls: true, experience: [] }, []);
    check({ id: "p", certified_on: "1990-01-01" }, []);
  });

  test("gives the record itself", () => {
    const record = { id: "p", education: null };
    expect(recordSchema["~standard"].validate(record)).toEqual({ value: record });
  });

  test("is as strict as `assess`: a blank is no date", () => {
    check({ id: "p", applied_on: "" }, [["applied_on"]]);
    check({ id: "p", applied_on: undefined }, [["applied_on"]]);
  });
});

describe("formSchema", () => {
  const span = { from: "2020-01-01", to: "", hours_per_week: 20, total_hours: undefined, library: "" };

  test("takes blanks for questions nobody has answered, and leaves them out", () => {
    const form = {
      id: "p",
      education: "",
      applied_on: undefined,
      admitted_on: null,
      experience: [span],
      courses: [],
    };
    expect(formSchema()["~standard"].validate(form)).toEqual({
      value: { id: "p", experience: [{ from: "2020-01-01", hours_per_week: 20 }], courses: [] },
    });
    expect(form.experience[0]).toBe(span);
    expect(span).toHaveProperty("library");
  });

  test("gives a page's part of the record, and nothing that was not looked at", () => {
    const cyclic: unknown[] = [];
    cyclic.push(cyclic);
    const form = { education: "college-degree", applied_on: "soon", experience: cyclic, courses: new Date() };
    expect(formSchema(["education", "admitted_on"])["~standard"].validate(form)).toEqual({
      value: { education: "college-degree" },
    });
  });

  test("takes a form that is empty", () => {
    for (const empty of [{}, undefined, null, "", { education: "" }]) {
      expect(formSchema(["education", "experience"])["~standard"].validate(empty)).toEqual({ value: {} });
    }
  });

  test("asks a page for its own part only", () => {
    const first = formSchema(["education", "position_requires_mls", "experience"]);
    const second = formSchema(["id", "applied_on", "admitted_on"]);
    const form = {
      id: "",
      education: "college",
      position_requires_mls: "",
      experience: [{ ...span, from: "" }],
      applied_on: "2024-06-31",
      admitted_on: "2024-07-01",
    };
    expect(Object.keys(issues(first, form))).toEqual(["education", "experience.0.from"]);
    expect(Object.keys(issues(second, form))).toEqual(["id", "applied_on"]);
    expect(Object.keys(issues(formSchema(), form)).sort()).toEqual([
      "applied_on",
      "education",
      "experience.0.from",
      "id",
    ]);
    const repaired = {
      ...form,
      id: "p",
      education: "college-degree",
      experience: [span],
      applied_on: "2024-06-30",
    };
    expect(issues(first, repaired)).toEqual({});
    expect(issues(second, repaired)).toEqual({});
  });

  test("finds a misspelt field on every page", () => {
    for (const keys of [["education"], ["id", "applied_on"], recordKeys] as RecordKey[][]) {
      expect(Object.keys(issues(formSchema(keys), { id: "p", educaton: "college-degree" }))).toEqual([
        "educaton",
      ]);
    }
  });

  test("keeps the numbers of entries where one is blank", () => {
    const courses = [
      undefined,
      { course: "", completed_on: "" },
      { course: "c", completed_on: "2024-02-30" },
    ];
    const found = Object.keys(issues(formSchema(["courses"]), { courses }));
    expect(found).toContain("courses.0");
    expect(found).toContain("courses.1.course");
    expect(found).toContain("courses.2.completed_on");
  });

  test("sees a fault between two fields of one page, at the later of them", () => {
    const page = formSchema(["applied_on", "admitted_on"]);
    expect(Object.keys(issues(page, { applied_on: "2024-02-01", admitted_on: "2024-01-01" }))).toEqual([
      "admitted_on",
    ]);
    expect(issues(page, { applied_on: "2024-02-01", admitted_on: "" })).toEqual({});
  });
});

describe("~standard.jsonSchema", () => {
  const draft = { target: "draft-2020-12" } as const;

  test("is there for draft-2020-12, and says so for others", () => {
    for (const direction of ["input", "output"] as const) {
      const schema = recordSchema["~standard"].jsonSchema[direction](draft);
      expect(schema).toMatchObject({
        $schema: "https://json-schema.org/draft/2020-12/schema",
        type: "object",
        required: ["id"],
      });
      expect(Object.keys(schema.properties as object)).toEqual([...recordKeys]);
      for (const target of ["draft-07", "openapi-3.0", "draft-2019-09", ""]) {
        expect(() => recordSchema["~standard"].jsonSchema[direction]({ target }), target).toThrow(Error);
      }
    }
  });

  test("of a page holds its part, and what is given away can be changed", () => {
    const { jsonSchema } = formSchema(["education", "experience"])["~standard"];
    const given = jsonSchema.output(draft);
    expect(Object.keys(given.properties as object)).toEqual(["education", "experience"]);
    expect(given.required ?? []).toEqual([]);
    given.properties = null;
    expect(jsonSchema.output(draft).properties).not.toBeNull();
  });
});

describe("the types of form libraries", () => {
  type Page = "education" | "applied_on";
  const page = formSchema(["education", "applied_on"]);
  /** What a form declares by itself. */
  interface Values {
    education: "" | "college-degree";
    applied_on: string;
    newsletter: boolean;
  }
  const values: Values = { education: "", applied_on: "", newsletter: false };

  test("react-hook-form: the fields are a page's, or those that the form declares", () => {
    const resolver = standardSchemaResolver(page);
    expectTypeOf(resolver).toEqualTypeOf<Resolver<FormPart<Page>, unknown, RecordPart<Page>>>();
    const declared: Resolver<Values, unknown, RecordPart<Page>> = standardSchemaResolver(
      formSchema(["education", "applied_on"]),
    );
    const strict = standardSchemaResolver(recordSchema);
    expect([resolver, declared, strict].map((made) => typeof made)).toEqual(Array(3).fill("function"));
  });

  test("TanStack Form: the values are a page's, or those that the form declares", () => {
    const education: FormPart<Page> = { education: "" };
    const forms = [
      new FormApi({ defaultValues: education, validators: { onChange: page } }),
      new FormApi({
        defaultValues: values,
        validators: { onChange: formSchema<Page, Values>(["education", "applied_on"]) },
      }),
      new FormApi({ defaultValues: { id: "p" } as CandidateRecord, validators: { onChange: recordSchema } }),
    ];
    expect(forms).toHaveLength(3);
  });
});

describe("TanStack Form", () => {
  /** A form with an answer or two, as somebody leaves it. */
  function form(defaultValues: Record<string, unknown>, keys?: RecordKey[]) {
    const sent: unknown[] = [];
    const api = new FormApi({
      defaultValues,
      validators: {
        onChange: formSchema<RecordKey, Record<string, unknown>>(keys),
        onSubmit: formSchema<RecordKey, Record<string, unknown>>(keys),
      },
      onSubmit: ({ value }) => void sent.push(value),
    });
    api.mount();
    const edit = (name: string, value: unknown) => {
      const field = new FieldApi({ form: api, name });
      field.mount();
      field.handleChange(value);
    };
    const errors = () =>
      Object.entries(api.state.fieldMeta).flatMap(([name, meta]) =>
        (meta?.errors ?? []).slice(0, 1).map((error) => [name, (error as { message: string }).message]),
      );
    return { api, sent, edit, errors };
  }

  test("sends a form that is half filled in", async () => {
    const values = {
      id: "p",
      education: "",
      applied_on: "",
      experience: [{ from: "2020-01-01", hours_per_week: 20, to: "" }],
    };
    const { api, sent, errors } = form(values);
    await api.handleSubmit();
    expect(errors()).toEqual([]);
    expect(sent).toEqual([values]);
  });

  test("marks the field that is wrong, and no other", async () => {
    const { api, sent, edit, errors } = form({
      id: "p",
      education: "",
      courses: [{ course: "c", completed_on: "" }],
    });
    edit("education", "");
    edit("courses[0].completed_on", "2024-02-30");
    await api.handleSubmit();
    expect(sent).toEqual([]);
    expect(errors()).toEqual([["courses[0].completed_on", expect.stringContaining("2024-02-30")]]);
    edit("courses[0].completed_on", "2024-02-29");
    await api.handleSubmit();
    expect(errors()).toEqual([]);
    expect(sent).toHaveLength(1);
  });

  test("takes a person who is not eligible", async () => {
    const { api, sent } = form({
      id: "p",
      education: "below-high-school",
      position_requires_mls: true,
      experience: [],
    });
    await api.handleSubmit();
    expect(sent).toHaveLength(1);
  });

  test("asks each of two pages of one form", async () => {
    const values = { id: "", education: "none", applied_on: "2024-06-31" };
    const first = form(values, ["education"]);
    await first.api.handleSubmit();
    expect(first.errors().map(([name]) => name)).toEqual(["education"]);
    const second = form(values, ["id", "applied_on"]);
    await second.api.handleSubmit();
    expect(
      second
        .errors()
        .map(([name]) => name)
        .sort(),
    ).toEqual(["applied_on", "id"]);
  });
});
