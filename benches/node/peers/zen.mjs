/** The smaller rule set in zen-engine's expressions, in the build for WebAssembly that its editor uses: it has no graphs and compiles none. */

import { readFileSync } from "node:fs";
import { evaluateExpression, initSync } from "@gorules/zen-engine-wasm/dist/zen_engine_wasm.js";

const file = (path) => readFileSync(new URL(path, import.meta.url));

initSync({ module: file("../node_modules/@gorules/zen-engine-wasm/dist/zen_engine_wasm_bg.wasm") });

/** The rules as one expression; each name is set before it is used. */
function expression(fields) {
  const rules = JSON.parse(file("../../rules/zen.json"));
  const steps = rules.map(([name, rule]) => `its_${name} = ${rule.replaceAll("$.", "its_")}`);
  return `${steps.join("; ")}; {${fields.map((field) => `${field}: its_${field}`).join(", ")}}`;
}

/** Decides a record that has its `as_of`. */
export function subject(fields) {
  const whole = expression(fields);
  return (given) => evaluateExpression(whole, given);
}
