/** The types, as three versions of TypeScript see them in the installed package, with its declarations checked too. */

import { spawnSync } from "node:child_process";
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { installed, sources } from "./support/places.ts";

const folder = join(installed, "types");

beforeAll(() => {
  rmSync(folder, { recursive: true, force: true });
  cpSync(join(sources, "test/types"), folder, { recursive: true });
});

/** What a compiler says of the programs that use the types. */
function compiled(version: string, project: string, ...options: string[]): string {
  const tsc = join(sources, "node_modules", version, "bin/tsc");
  const run = spawnSync(process.execPath, [tsc, "--project", project, ...options], { encoding: "utf8" });
  return run.stdout + run.stderr;
}

describe.each([
  ["5.5", "typescript-5.5", "Node16"],
  ["5.9", "typescript", "NodeNext"],
  ["7.0", "typescript-7", "NodeNext"],
])("TypeScript %s", (version, name, asNode) => {
  test("is the one that is meant", () => {
    expect(compiled(name, folder, "--version")).toContain(`Version ${version}.`);
  });

  test.each([
    [asNode, asNode],
    ["ESNext", "Bundler"],
  ])("takes them with modules %s, resolved as %s does", (module, resolution) => {
    expect(compiled(name, folder, "--module", module, "--moduleResolution", resolution)).toBe("");
  });

  test("takes them in Node, without the types of a browser", () => {
    const types = join(folder, "node_modules/@types");
    cpSync(join(sources, "node_modules/@types/node"), join(types, "node"), { recursive: true });
    cpSync(join(sources, "node_modules/undici-types"), join(folder, "node_modules/undici-types"), {
      recursive: true,
    });
    expect(compiled(name, folder, "--lib", "ES2022", "--types", "node")).toBe("");
  });
});

test("the tests use the package as its types say", () => {
  expect(compiled("typescript", join(sources, "test"))).toBe("");
});
