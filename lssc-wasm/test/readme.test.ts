/** What the README shows is what its code prints: every `js` block that a `text` block follows is a program. */

import { execFile } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { installed } from "./support/places.ts";

const run = promisify(execFile);
const EXAMPLE = /```js\n(.*?)```\n\n```text\n(.*?)```/gs;

const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
const examples = [...readme.matchAll(EXAMPLE)].map(([, code = "", shown = ""], nth) => ({
  nth,
  code,
  shown,
}));

test("the README has programs", () => {
  expect(examples.length).toBeGreaterThan(5);
});

test.each(examples)("program $nth of the README prints what it says", async ({ nth, code, shown }) => {
  const program = join(installed, `readme-${nth}.mjs`);
  await writeFile(program, code);
  const { stdout } = await run(process.execPath, [program]).finally(() => rm(program));
  expect(stdout).toBe(shown);
});
