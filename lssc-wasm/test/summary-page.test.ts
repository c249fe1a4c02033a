/** Summaries in a page: the small module, started first, stays in use for the whole package. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { init } from "lssc/slim";
import { beforeAll } from "vitest";
import { installedPackage } from "./support/places.ts";
import { testSummaries } from "./support/summaries.ts";

beforeAll(() => init(readFileSync(join(installedPackage, "dist/wasm/lssc_bg.wasm"))));

testSummaries();
