/**
 * What the library costs in Node, beside what else there is: one JSON object a line on standard output.
 *
 *     node benches/node/run.mjs PEOPLE.jsonl [--quick] [--only TASK]
 *
 * PEOPLE.jsonl has lines `{"record", "as_of", "answer"}`, as the example `people` of benches writes them. `npm ci` installs the others
 * here; the library is the package in the folder `LSSC_PACKAGE`, or `lssc-wasm` once `cargo xtask web` has built it.
 */

import { parseArgs } from "node:util";
import { read } from "./people.mjs";

const TASKS = ["status", "bytes", "assess", "start"];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: "boolean" }, only: { type: "string", multiple: true } },
});
const people = read(positionals[0], values.quick ? 50 : 500);
for (const task of values.only ?? TASKS) {
  const { run } = await import(`./tasks/${task}.mjs`);
  await run(people, values.quick ? 5 : 25);
}
