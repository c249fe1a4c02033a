/** What a page pays once: the module compiled and instantiated from its bytes. */

import { readFileSync } from "node:fs";
import { measure } from "../measure.mjs";
import * as library from "../peers/library.mjs";
import { installed } from "../subject.mjs";

const modules = {
  "lssc, for pages": [library.version, library.pageModule],
  "lssc, for Node": [library.version, library.nodeModule],
  datalogic: of("@goplasmatic/datalogic", "nodejs/datalogic_wasm_bg.wasm"),
  "zen-engine": of("@gorules/zen-engine-wasm", "dist/zen_engine_wasm_bg.wasm"),
  cedar: of("@cedar-policy/cedar-wasm", "nodejs/cedar_wasm_bg.wasm"),
};

function of(name, path) {
  return [installed(name), readFileSync(new URL(`../node_modules/${name}/${path}`, import.meta.url))];
}

/** What a module imports, none of which is called before it is asked something. */
function imports(module) {
  const given = {};
  for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
    if (kind !== "function") throw new Error(`${from}.${name} is a ${kind}`);
    given[from] ??= {};
    given[from][name] = () => undefined;
  }
  return given;
}

let count = 0;

/** The module with a section of its own that says nothing: one that is the same as before would not be compiled again. */
function anew(bytes) {
  count += 1;
  const section = [0, 6, 1, 110, count & 127, (count >> 7) & 127, (count >> 14) & 127, (count >> 21) & 127];
  return Buffer.concat([bytes, Buffer.from(section)]);
}

export async function run(_, rounds) {
  const subjects = Object.entries(modules).map(([name, [version, bytes]]) => {
    const given = imports(new WebAssembly.Module(bytes));
    const call = () => {
      new WebAssembly.Instance(new WebAssembly.Module(anew(bytes)), given);
    };
    return { name, version, call, people: 1, wrong: null, note: `${bytes.length} bytes, compiled and instantiated` };
  });
  await measure("start", subjects, rounds);
}
