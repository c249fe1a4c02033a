/** Where somebody stands, asked with the bytes of a record in JSON, as they come from a network or a file. */

import { measure } from "../measure.mjs";
import * as library from "../peers/library.mjs";
import * as tuned from "../peers/tuned.mjs";
import { subject } from "../subject.mjs";

export async function run(people, rounds) {
  const day = people[0].as_of;
  const given = people.map(({ record }) => new TextEncoder().encode(JSON.stringify(record)));
  const terms = new library.Terms();
  const decoder = new TextDecoder();
  const subjects = [
    await subject(people, {
      name: "lssc summaryJson",
      version: library.version,
      ask: (bytes) => terms.summaryJson(bytes, { asOf: day }),
      given,
      answer: library.ofSummary,
      note: "every field is checked",
    }),
    await subject(people, {
      name: "JSON.parse and plain JavaScript, tuned",
      version: process.versions.node,
      ask: (bytes) => tuned.summary(JSON.parse(decoder.decode(bytes)), day),
      given,
      note: "days as numbers, no Date; nothing is checked",
    }),
    await subject(people, {
      name: "JSON.parse alone",
      version: process.versions.node,
      ask: (bytes) => JSON.parse(decoder.decode(bytes)),
      given,
      fields: [],
      note: "decides nothing",
    }),
  ];
  await measure("bytes", subjects, rounds);
}
