/** The page's modules are plain JavaScript, and their types hold all the same. */

import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { installedPackage, sources } from "../support/places.ts";

const STRICT = {
  noEmit: true,
  allowJs: true,
  checkJs: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  noPropertyAccessFromIndexSignature: true,
  noUncheckedIndexedAccess: true,
  noUnusedLocals: true,
  skipLibCheck: true,
  module: "nodenext",
  target: "es2022",
  types: [],
};

test.each([
  ["the page", ["main.js"], ["es2022", "dom", "dom.iterable"]],
  ["the service worker", ["sw.js"], ["es2022", "webworker"]],
])("%s", (_, files, lib) => {
  const folder = mkdtempSync(join(tmpdir(), "lssc-types-"));
  const demo = join(sources, "demo");
  for (const name of readdirSync(demo).filter((one) => one.endsWith(".js")))
    cpSync(join(demo, name), join(folder, name));
  symlinkSync(join(installedPackage, "dist"), join(folder, "lssc"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({ compilerOptions: { ...STRICT, lib }, files }),
  );
  const tsc = join(sources, "node_modules/typescript/bin/tsc");
  expect(said(() => execFileSync("node", [tsc, "-p", folder], { encoding: "utf8" }))).toBe("");
  rmSync(folder, { recursive: true });
});

/** What a command prints, also where it fails. */
function said(run: () => string): string {
  try {
    return run();
  } catch (error) {
    return String((error as { stdout?: unknown }).stdout ?? error);
  }
}
