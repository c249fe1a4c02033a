/** Handles need no closing: what is no longer used goes with the garbage. */

import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { installed } from "./support/places.ts";

/**
 * Runs a program beside the installed package; it prints how large the module's memory was after some and after many rounds.
 * Without pauses, no finalizer runs between them.
 */
function grown(round: string, { pauses = true } = {}): number {
  const program = `
    import { readFileSync } from "node:fs";
    import * as lssc from "lssc/slim";
    // The module's memory is its own affair; whoever instantiates sees it.
    let memory;
    const { Instance } = WebAssembly;
    WebAssembly.Instance = function (...args) {
      const instance = new Instance(...args);
      memory = instance.exports.memory;
      return instance;
    };
    const { instantiate } = WebAssembly;
    WebAssembly.instantiate = async (...args) => {
      const made = await instantiate(...args);
      memory = (made.instance ?? made).exports.memory;
      return made;
    };
    await lssc.init(readFileSync(new URL(import.meta.resolve("lssc/lssc.wasm"))));
    const approvals = Array.from({ length: 20 }, (_, number) => ({ id: "a" + number, set: "technology", courses: ["c" + number], approved_on: "2020-01-01" }));
    const rounds = async (count) => {
      for (let round = 0; round < count; round += 1) {
        ${round}
        if (${pauses} && round % 500 === 499) {
          gc();
          // Finalizers run between tasks.
          await new Promise((resolve) => setTimeout(resolve));
        }
      }
      return memory.buffer.byteLength;
    };
    const early = await rounds(2_000);
    const late = await rounds(20_000);
    console.log(JSON.stringify([early, late]));
  `;
  const run = spawnSync(process.execPath, ["--expose-gc", "--input-type=module", "--eval", program], {
    cwd: installed,
    encoding: "utf8",
  });
  expect(run.stderr).toBe("");
  const [early = 0, late = 0] = JSON.parse(run.stdout);
  expect(early).toBeGreaterThan(0);
  return late / early;
}

test.each([
  ["handles", `new lssc.Terms({ catalog: { approvals } });`],
  [
    "handles that are refused",
    `try { new lssc.Terms({ catalog: { approvals: [...approvals, { id: 7 }] } }); } catch {}`,
  ],
  ["assessments", `lssc.assess({ id: "p" }, { asOf: "2024-06-30", catalog: { approvals } });`],
  ["answers", `lssc.answer('{"record":{"id":"p"},"as_of":"2024-06-30"}');`],
])("memory stays as it is after 20,000 %s", (_, round) => {
  expect(grown(round)).toBeLessThan(1.5);
});

test("memory stays as it is after 20,000 batches without a pause", () => {
  const round = `lssc.assessMany([{ id: "p" }], { asOf: "2024-06-30", catalog: { approvals } });`;
  expect(grown(round, { pauses: false })).toBeLessThan(1.5);
});
