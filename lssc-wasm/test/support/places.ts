/** Where things are: in the repository, and what `cargo xtask web` has made of it. */

import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const repository = fileURLToPath(new URL("../../..", import.meta.url));

/** The sources of the package. */
export const sources = join(repository, "lssc-wasm");

const web = join(repository, "target/web");

/** The folder that the tarball is installed in, outside the sources. */
export const installed = process.env.LSSC_INSTALLED ?? join(web, "installed");

/** The installed package. */
export const installedPackage = join(installed, "node_modules/lssc");

/** The built page. */
export const site = process.env.LSSC_SITE ?? join(web, "site");

/** The tarball under test: the newest one that was packed, where none is named. */
export function tarball(): string {
  if (process.env.LSSC_TARBALL) return process.env.LSSC_TARBALL;
  const packed = readdirSync(web, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".tgz"))
    .map((entry) => join(web, entry.name))
    .sort((one, other) => statSync(other).mtimeMs - statSync(one).mtimeMs);
  if (packed[0] === undefined) throw new Error("there is no tarball; `cargo xtask web` packs one");
  return packed[0];
}
