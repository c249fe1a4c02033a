/** What tools that read packages say of the tarball. */

import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { expect, test } from "vitest";
import { installedPackage, sources, tarball } from "./support/places.ts";

test("publint has nothing to say", async () => {
  const { messages, pkg } = await publint({ pkgDir: installedPackage, pack: false, strict: true });
  expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
});

test("the types are right however the package is imported", () => {
  const attw = join(sources, "node_modules/@arethetypeswrong/cli/dist/index.js");
  // The `.wasm` and the schemas are files, not modules.
  const args = [
    "--profile",
    "esm-only",
    "--entrypoints",
    ".",
    "slim",
    "--no-definitely-typed",
    "--format",
    "ascii",
    "--no-emoji",
  ];
  const run = spawnSync(process.execPath, [attw, tarball(), ...args], { encoding: "utf8" });
  expect(run.stdout.match(/^(?!.*ignored).*: OK/gm), run.stdout).toHaveLength(4);
  expect(run.status, run.stdout).toBe(0);
});
