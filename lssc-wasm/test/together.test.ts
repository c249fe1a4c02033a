/** Both entries in one program: a library may use `lssc` while the page around it loads `lssc/slim`. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as inline from "lssc";
import * as slim from "lssc/slim";
import { expect, test } from "vitest";
import { installedPackage } from "./support/places.ts";

test("what is in use stays in use when the other has loaded", async () => {
  const file = readFileSync(join(installedPackage, "dist/wasm/lssc_bg.wasm"));
  let arrive: (bytes: Uint8Array<ArrayBuffer>) => void = () => {};
  const loading = slim.init(
    new Promise((resolve) => {
      arrive = resolve;
    }),
  );
  // Started at once, since it does not wait; some are made, so that one of them stands beyond a fresh module's memory.
  const terms = Array.from({ length: 50 }, () => new inline.Terms({ policy: "lssc-2019" }));
  arrive(file);
  await loading;
  for (const one of [...terms, new slim.Terms({ policy: "lssc-2019" })]) {
    expect(one.assess({ id: "p" }, { asOf: "2024-06-30" })).toMatchObject({
      assessment: { policy: "lssc-2019" },
    });
  }
  expect(slim.LsscError).toBe(inline.LsscError);
});
