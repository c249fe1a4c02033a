/** Where somebody stands, asked with a plain object. */

import { measure } from "../measure.mjs";
import * as jsonLogic from "../peers/json-logic.mjs";
import * as jsonRules from "../peers/json-rules.mjs";
import * as library from "../peers/library.mjs";
import * as plain from "../peers/plain.mjs";
import * as tuned from "../peers/tuned.mjs";
import * as zen from "../peers/zen.mjs";
import { validates } from "../peers/zod.mjs";
import { cannot, installed, subject } from "../subject.mjs";

export async function run(people, rounds) {
  const day = people[0].as_of;
  const records = people.map(({ record }) => record);
  const dated = people.map(({ record, as_of }) => ({ ...record, as_of }));
  const fields = Object.keys(people[0].answer);
  const terms = new library.Terms();
  const subjects = [
    await subject(people, {
      name: "lssc summary",
      version: library.version,
      ask: (record) => terms.summary(record, { asOf: day }),
      given: records,
      answer: library.ofSummary,
      note: "a plain object; every field is checked",
    }),
    await subject(people, {
      name: "plain JavaScript",
      version: process.versions.node,
      ask: (record) => plain.summary(record, day),
      given: records,
      note: "objects and Date; nothing is checked",
    }),
    await subject(people, {
      name: "plain JavaScript, tuned",
      version: process.versions.node,
      ask: (record) => tuned.summary(record, day),
      given: records,
      note: "days as numbers, no Date; nothing is checked",
    }),
    await subject(people, {
      name: "zod, validation alone",
      version: installed("zod"),
      ask: validates,
      given: records,
      fields: [],
      note: "validates the record, decides nothing",
    }),
    await subject(people, {
      name: "json-rules-engine",
      version: installed("json-rules-engine"),
      ask: jsonRules.subject(),
      given: people.map((person) => jsonRules.facts(person, tuned.read, tuned.monthsLater)),
      fields: ["status", "eligible"],
      note: "status and eligibility alone; hours and all days handed ready-made: it has no sums, lists or dates",
    }),
    await subject(people, {
      name: "json-logic-engine",
      version: installed("json-logic-engine"),
      ask: jsonLogic.compiled(),
      given: people.map(jsonLogic.prepared),
      answer: jsonLogic.asAnswer,
      note: jsonLogic.NOTE,
    }),
    await subject(people, {
      name: "datalogic, WebAssembly",
      version: installed("@goplasmatic/datalogic"),
      ask: jsonLogic.datalogic(),
      given: people.map(jsonLogic.prepared),
      answer: jsonLogic.asAnswer,
      note: `${jsonLogic.NOTE}; most of it goes into its loops`,
    }),
    await subject(people, {
      name: "zen-engine, WebAssembly",
      version: installed("@gorules/zen-engine-wasm"),
      ask: zen.subject(fields),
      given: dated,
      note: "one expression, read at every call: this build compiles none",
    }),
  ];
  await measure("status", subjects, rounds);
  const why = "answers allow or deny; it has no sums, no months, and no days that follow from others";
  cannot("status", "cedar, WebAssembly", installed("@cedar-policy/cedar-wasm"), why);
}
