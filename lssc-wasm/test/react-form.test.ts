/** react-hook-form takes a schema of this package as it is: a real form in a real browser. */

import { cpSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launch, type Server, serve } from "./support/browser.ts";
import { installed, sources } from "./support/places.ts";

const folder = join(installed, "react-form");
const WITHOUT_WASM = "default-src 'none'; script-src 'self'";

let browser: Browser;
let server: Server;

beforeAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  cpSync(join(sources, "test/apps/form.jsx"), join(folder, "form.jsx"));
  await build({
    entryPoints: [join(folder, "form.jsx")],
    outfile: join(folder, "form.js"),
    bundle: true,
    format: "esm",
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"' },
    // `lssc` is found beside the form, what is not there in the workshop.
    nodePaths: [join(sources, "node_modules")],
    logLevel: "error",
  });
  const html =
    '<!doctype html><meta charset="utf-8"><title>Form</title><main></main><script type="module" src="/app/form.js"></script>';
  const pages = { "/form": { html }, "/strict": { html, policy: WITHOUT_WASM } };
  [browser, server] = await Promise.all([launch(), serve({ folders: { app: folder }, pages })]);
});

afterAll(() => Promise.all([browser?.close(), server?.close()]));

/** What a form shows after these answers were typed and sent: its errors by field, and what was sent. */
async function sent(path: string, answers: Record<string, string>) {
  const page = await browser.newPage();
  const trouble: string[] = [];
  page.on("pageerror", (error) => trouble.push(String(error)));
  try {
    await page.goto(server.url + path);
    const send = async (typed: Record<string, string>) => {
      for (const [name, text] of Object.entries(typed)) await page.locator(`[name="${name}"]`).fill(text);
      const count = Number(await page.locator("i").textContent());
      await page.getByRole("button").click();
      await page.locator("i", { hasText: String(count + 1) }).waitFor();
      const errors = await page
        .locator("b:not(:empty)")
        .evaluateAll((all) => all.map((one) => [one.id.replace("error ", ""), one.textContent]));
      const values = (await page.locator("output").textContent()) ?? "";
      return { errors: Object.fromEntries(errors), values: values === "" ? null : JSON.parse(values) };
    };
    const first = await send(answers);
    expect(trouble).toEqual([]);
    return { ...first, again: first.values === null ? await send({ ...repaired(answers) }) : first };
  } finally {
    await page.close();
  }
}

/** The same answers, with what is wrong in them put right. */
const repaired = (answers: Record<string, string>) =>
  Object.fromEntries(Object.entries(answers).map(([name, text]) => [name, RIGHT[text] ?? text]));
const RIGHT: Record<string, string> = { "2024-02-30": "2024-02-29", college: "college-degree" };

test("a form that is half filled in is sent, without its blanks", async () => {
  const keys = "education,applied_on,admitted_on,courses";
  expect(
    await sent(`/form?keys=id,${keys}`, {
      id: "p",
      "courses.0.course": "c",
      "courses.0.completed_on": "2024-02-29",
    }),
  ).toMatchObject({
    errors: {},
    values: { id: "p", courses: [{ course: "c", completed_on: "2024-02-29" }] },
  });
});

test("a field that is wrong is marked, and no other; put right, the form is sent", async () => {
  const answers = {
    id: "p",
    education: "college",
    "courses.0.course": "c",
    "courses.0.completed_on": "2024-02-30",
  };
  const { errors, values, again } = await sent("/form", answers);
  expect(errors).toEqual({
    education: expect.stringContaining("`college`"),
    "courses.0.completed_on": expect.stringContaining("2024-02-30"),
  });
  expect(values).toBeNull();
  expect(again).toMatchObject({ errors: {}, values: { education: "college-degree" } });
});

test("a field that no record has is marked", async () => {
  const answers = {
    id: "p",
    educaton: "college-degree",
    "courses.0.course": "c",
    "courses.0.completed_on": "2024-02-29",
  };
  expect(await sent("/form?wrong=educaton", answers)).toMatchObject({
    errors: { educaton: expect.stringContaining("unknown key") },
    values: null,
  });
});

test("each of two pages asks for its part", async () => {
  const answers = { education: "college", applied_on: "2024-02-30" };
  expect(Object.keys((await sent("/form?keys=education", answers)).errors)).toEqual(["education"]);
  expect(Object.keys((await sent("/form?keys=id,applied_on", answers)).errors)).toEqual(["id", "applied_on"]);
});

test("a person who is not eligible has no error", async () => {
  const { errors, values } = await sent("/form?keys=id,education", {
    id: "p",
    education: "below-high-school",
  });
  expect({ errors, values }).toMatchObject({ errors: {}, values: { education: "below-high-school" } });
});

test("where WebAssembly is forbidden the form is sent all the same", async () => {
  const { errors, values } = await sent("/strict?keys=education", { education: "college" });
  expect({ errors, values }).toMatchObject({ errors: {}, values: { education: "college" } });
});
