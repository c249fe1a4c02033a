/** Before any test: the tarball, installed as anybody would, in a folder of its own. */

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { installed, tarball } from "./places.ts";

const STAMP = "tarball.sha256";

export default function install(): void {
  const packed = tarball();
  const stamp = createHash("sha256").update(readFileSync(packed)).digest("hex");
  const stampFile = join(installed, STAMP);
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return;

  // Made beside its place and moved there whole, so that another run never finds half of it.
  const fresh = `${installed}-${process.pid}`;
  mkdirSync(fresh, { recursive: true });
  writeFileSync(join(fresh, "package.json"), '{ "private": true, "type": "module" }\n');
  const quietly = [
    "--offline",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--no-package-lock",
    "--no-save",
  ];
  execFileSync("npm", ["install", ...quietly, packed], {
    cwd: fresh,
    stdio: ["ignore", "ignore", "inherit"],
  });
  writeFileSync(join(fresh, STAMP), stamp);
  rmSync(installed, { recursive: true, force: true });
  renameSync(fresh, installed);
}
