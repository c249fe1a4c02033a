/** The figures can still be taken; what they are is nobody's test. */

import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { sources } from "./support/places.ts";

test.each([
  ["node.mjs", ["answer(bytes)", "terms.assess(object)", "zod validates"]],
  ["chromium.mjs", ["Import", "First assessment", "Size with brotli", "lssc/slim", "zod"]],
])("bench/%s prints its table", (file, names) => {
  const said = execFileSync(process.execPath, [join(sources, "bench", file), "--rounds", "2"], {
    encoding: "utf8",
  });
  for (const name of names) expect(said).toContain(name);
  expect(said).toMatch(/1\.00 x/);
  expect(said).not.toMatch(/NaN|undefined/);
});
