/** Every conformance case by every way in, byte for byte what the Rust runner answers. */

import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import * as inline from "lssc";
import * as slim from "lssc/slim";
import { beforeAll, describe, expect, test } from "vitest";
import { cases, compareCases, rustAnswers, validCases } from "./support/cases.ts";
import { installed, installedPackage, sources } from "./support/places.ts";
import { disagreements } from "./support/same.ts";
import { askedAgain, comparedAgain, OPERATIONS } from "./support/services.ts";

const RUNNER = join(installed, "conform.mjs");
const GOOD = '{"record":{"id":"p"},"as_of":"2024-06-30"}';
const MAX_BYTES = 16 * 1024 * 1024;

beforeAll(async () => {
  copyFileSync(join(sources, "conform.mjs"), RUNNER);
  await slim.init(readFileSync(join(installedPackage, "dist/wasm/lssc_bg.wasm")));
});

/** What the runner writes when it reads this. */
function runnerAnswers(requests: Uint8Array): Buffer {
  const run = spawnSync(process.execPath, [RUNNER], { input: requests, maxBuffer: 2 ** 30 });
  expect({ status: run.status, said: run.stderr.toString() }).toEqual({ status: 0, said: "" });
  return run.stdout;
}

describe("the runner", () => {
  test("answers every case", () => {
    const all = cases();
    expect(all.length).toBeGreaterThan(1300);
    const requests = Buffer.from(all.map(({ request }) => `${request}\n`).join(""));
    expect(runnerAnswers(requests).equals(rustAnswers(requests))).toBe(true);
  });

  const bytes = (...parts: (string | number[])[]) =>
    Buffer.concat(parts.map((part) => Buffer.from(part as string)));
  test.each<[string, Buffer]>([
    ["nothing", bytes()],
    ["an empty line", bytes("\n")],
    ["empty lines at the end", bytes(GOOD, "\n\n\n")],
    ["a blank line", bytes(" \t\n", GOOD, "\n")],
    ["a line without end", bytes(GOOD)],
    ["lines that end with CRLF", bytes(GOOD, "\r\n", GOOD, "\r\n", "\r\n")],
    ["a CR alone, which ends no line", bytes(GOOD, "\r", GOOD, "\n")],
    ["U+2028, which ends no line", bytes(GOOD.replace("p", "p\u2028q"), "\n")],
    ["what is not UTF-8", bytes('{"record":{"id":"', [0xff], '"}}\n', GOOD)],
    ["half a character", bytes('{"record":{"id":"', [0xe2, 0x82], '"}}\n', GOOD)],
    ["a surrogate in UTF-8", bytes('{"record":{"id":"', [0xed, 0xa0, 0x80], '"}}\n', GOOD)],
    ["a zero byte", bytes([0], "\n", GOOD)],
    ["a byte order mark", bytes([0xef, 0xbb, 0xbf], GOOD, "\n", GOOD)],
    ["control characters", bytes([0x1a], "\n", [4], "\n", GOOD)],
    ["an endless nest", bytes("[".repeat(100_000), "\n", GOOD)],
    ["what is no request", bytes('[]\n{}\nnull\n"x"\n7\n', GOOD)],
    ["a line that is just not too large", bytes(GOOD, " ".repeat(MAX_BYTES - GOOD.length), "\n", GOOD)],
    ["a line that is just too large", bytes(GOOD, " ".repeat(MAX_BYTES - GOOD.length + 1), "\n", GOOD)],
    ["a CR that makes a line too large", bytes(GOOD, " ".repeat(MAX_BYTES - GOOD.length), "\r\n", GOOD)],
    ["a line of many times the limit", bytes(GOOD, " ".repeat(3 * MAX_BYTES), "\n", GOOD, "\n")],
    ["a line that is too large, without end", bytes(GOOD, " ".repeat(2 * MAX_BYTES))],
  ])("answers %s like the Rust runner", (_, requests) => {
    expect(runnerAnswers(requests).toString()).toBe(rustAnswers(requests).toString());
  });

  test("answers each request before the next is there", async () => {
    const runner = spawn(process.execPath, [RUNNER], { stdio: ["pipe", "pipe", "inherit"] });
    const answers = createInterface({ input: runner.stdout })[Symbol.asyncIterator]();
    for (const request of [GOOD, "?", GOOD]) {
      runner.stdin.write(`${request}\n`);
      const { value } = await answers.next();
      expect(`${value}\n`).toBe(rustAnswers(Buffer.from(`${request}\n`)).toString());
    }
    runner.stdin.end();
    expect(await once(runner, "exit")).toEqual([0, null]);
  });

  test("ends quietly when nobody listens", async () => {
    const runner = spawn(process.execPath, [RUNNER], { stdio: ["pipe", "pipe", "pipe"] });
    let said = "";
    runner.stderr.on("data", (text) => {
      said += text;
    });
    runner.stdin.on("error", () => {}); // it has stopped reading
    runner.stdout.destroy();
    const asking = setInterval(() => runner.stdin.write(`${GOOD}\n`.repeat(1000)), 5);
    const [status] = await once(runner, "exit");
    clearInterval(asking);
    expect({ status, said }).toEqual({ status: 0, said: "" });
  });
});

describe.each([
  ["lssc", inline],
  ["lssc/slim", slim],
])("%s", (_, lssc) => {
  test("answers every case, asked by text and by bytes", () => {
    const [encoder, decoder] = [
      new TextEncoder(),
      new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }),
    ];
    for (const { id, request, answer } of cases()) {
      expect(lssc.answer(request), id).toBe(answer);
      expect(decoder.decode(lssc.answer(encoder.encode(request))), id).toBe(answer);
    }
  });

  test("gives every valid case its assessment by every function", () => {
    expect(disagreements(lssc, validCases())).toEqual([]);
  });

  test.each(OPERATIONS)("answers every case of %s by its function", (operation) => {
    const { count, wrong } = askedAgain(lssc, operation, cases());
    expect(wrong).toEqual([]);
    expect(count).toBeGreaterThanOrEqual(30);
  });

  test("compares as every case of `compare` says", () => {
    const { count, wrong } = comparedAgain(lssc, compareCases());
    expect(wrong).toEqual([]);
    expect(count).toBeGreaterThanOrEqual(30);
  });
});
