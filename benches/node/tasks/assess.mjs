/** The whole assessment with every finding and its message, beside plain rules that give no reasons. */

import { measure } from "../measure.mjs";
import * as library from "../peers/library.mjs";
import * as plain from "../peers/plain.mjs";
import { subject } from "../subject.mjs";

export async function run(people, rounds) {
  const day = people[0].as_of;
  const given = people.map(({ record }) => record);
  const terms = new library.Terms();
  const subjects = [
    await subject(people, {
      name: "lssc assess",
      version: library.version,
      ask: (record) => terms.assess(record, { asOf: day }),
      given,
      answer: library.ofAssessment,
      note: "a plain object in, a plain object with all findings out; every field is checked",
    }),
    await subject(people, {
      name: "plain JavaScript",
      version: process.versions.node,
      ask: (record) => plain.summary(record, day),
      given,
      note: "objects and Date; nothing is checked, no findings",
    }),
  ];
  await measure("assess", subjects, rounds);
}
