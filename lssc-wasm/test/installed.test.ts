/** What is tested is what is published: the tarball, installed outside the sources. */

import { execFileSync } from "node:child_process";
import { readFileSync, realpathSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import * as inline from "lssc";
import * as slim from "lssc/slim";
import { expect, test } from "vitest";
import { installed, installedPackage, repository, sources, tarball } from "./support/places.ts";

test.each([
  ["lssc", inline.formSchema],
  ["lssc/slim", slim.formSchema],
])("%s comes from the tarball", (_, formSchema) => {
  const home = realpathSync(installedPackage);
  expect(home.startsWith(sources)).toBe(false);
  // Whoever throws says where it is; its name is lost, since what is shipped is small.
  expect(() => formSchema(["no_such" as "id"])).toThrow(
    expect.objectContaining({ stack: expect.stringContaining(`(file://${home}/`) }),
  );
});

test("what is minified keeps the names that a console shows", () => {
  const { Terms, LsscError, LsscUnavailableError } = inline;
  expect([Terms, LsscError, LsscUnavailableError].map(({ name }) => name)).toEqual([
    "Terms",
    "LsscError",
    "LsscUnavailableError",
  ]);
});

test("the tarball holds what is needed and nothing of the workshop", () => {
  const files = execFileSync("tar", ["--list", "--file", tarball()], { encoding: "utf8" }).trim().split("\n");
  const folders = new Set(files.map((file) => file.replace(/^package\//, "").replace(/\/.*/, "/")));
  expect([...folders].sort()).toEqual([
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "dist/",
    "package.json",
    "sbom.cdx.json",
    "schema/",
  ]);
  expect(files.filter((file) => /\.(ts|map|rs|toml)$/.test(file) && !file.endsWith(".d.ts"))).toEqual([]);
});

test("it needs no other package and runs nothing when it is installed", () => {
  const { dependencies, peerDependencies, scripts } = JSON.parse(
    readFileSync(join(installedPackage, "package.json"), "utf8"),
  );
  expect(dependencies).toBeUndefined();
  expect(peerDependencies).toBeUndefined();
  for (const hook of ["preinstall", "install", "postinstall", "prepare"])
    expect(scripts ?? {}).not.toHaveProperty(hook);
});

test("no file of it names a place on the machine that made it", () => {
  const found = execFileSync("tar", ["--extract", "--to-stdout", "--file", tarball()], {
    maxBuffer: 2 ** 26,
  });
  for (const place of [homedir(), tmpdir(), repository, ".cargo/registry", installed]) {
    expect(found.includes(place), place).toBe(false);
  }
});

test("its bill of materials names what is compiled into the module, as the lockfile has it", () => {
  const text = readFileSync(join(installedPackage, "sbom.cdx.json"), "utf8");
  const { bomFormat, components, metadata, serialNumber } = JSON.parse(text);
  expect([bomFormat, metadata.component.purl, metadata.timestamp, serialNumber]).toEqual([
    "CycloneDX",
    "pkg:npm/lssc@0.1.0",
    undefined,
    undefined,
  ]);
  const locked = readFileSync(join(repository, "Cargo.lock"), "utf8").split("[[package]]");
  for (const { name, version, hashes } of components) {
    const entry = locked.find((entry) => entry.includes(`\nname = "${name}"\nversion = "${version}"\n`));
    expect(entry, name).toContain(hashes === undefined ? name : `checksum = "${hashes[0].content}"`);
  }
  const names = components.map(({ name }: { name: string }) => name);
  expect(names).toEqual(expect.arrayContaining(["lssc-core", "lssc-wasm", "rlsf", "wasm-bindgen"]));
  expect(names).not.toContain("pyo3");
  for (const place of [homedir(), tmpdir(), repository]) expect(text.includes(place), place).toBe(false);
});
