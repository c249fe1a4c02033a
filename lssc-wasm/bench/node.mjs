/**
 * One assessment in Node, beside zod validating the same record: medians of many short batches, taken in turn.
 *
 *     node bench/node.mjs [--rounds 1000]
 *
 * It measures what stands in `dist`; `cargo xtask web` builds that.
 */

import { answer, assess, recordSchema, Terms } from "lssc";
import { options, record, request } from "./record.mjs";
import { median, print, rounds } from "./table.mjs";
import { zodSchema } from "./zod-schema.mjs";

const CALLS = 20;

const bytes = new TextEncoder().encode(request);
const terms = new Terms();
const { validate } = recordSchema["~standard"];

/** What is measured; each says whether it went well. */
const subjects = {
  "answer(bytes)": () => answer(bytes).length > 1000,
  "answer(string)": () => answer(request).length > 1000,
  "terms.assess(object)": () => terms.assess(record, options).ok,
  "assess(object)": () => assess(record, options).ok,
  "recordSchema validates": () => validate(record).issues === undefined,
  "zod reads JSON and validates": () => zodSchema.safeParse(JSON.parse(request).record).success,
  "zod validates": () => zodSchema.safeParse(record).success,
};

const taken = Object.fromEntries(Object.keys(subjects).map((name) => [name, []]));
const count = rounds(1000);
const warmUp = Math.ceil(count / 4);
for (let round = -warmUp; round < count; round += 1) {
  for (const [name, subject] of Object.entries(subjects)) {
    const start = performance.now();
    for (let call = 0; call < CALLS; call += 1) {
      if (!subject()) throw new Error(`${name} has failed`);
    }
    const microseconds = ((performance.now() - start) * 1000) / CALLS;
    if (round >= 0) taken[name].push(microseconds);
  }
}

const lines = Object.entries(taken).map(([name, times]) => [name, median(times)]);
print(
  `One call in Node ${process.versions.node}, record of ${JSON.stringify(record).length} characters`,
  "us",
  lines,
);
