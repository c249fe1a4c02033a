/** The conformance cases (conformance/README.md), and what the Rust runner answers to them. */

import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Answer, AssessRequest } from "lssc";
import { repository } from "./places.ts";

const FOLDER = join(repository, "conformance");

/** A case: its request as it stands in the file, and the whole answer that the Rust runner gives to it. */
export interface Case {
  readonly id: string;
  readonly request: string;
  readonly answer: string;
}

/** A case whose request is a plain assessment that JavaScript's own values can hold. */
export interface ReadCase extends Case {
  readonly asked: AssessRequest;
  readonly answered: Answer;
}

/** Every case of `compare`, which is no operation of RULES 8; their answers stand in the file, without messages. */
export function compareCases(): readonly Case[] {
  const lines = readFileSync(join(FOLDER, "compare/compare.jsonl"), "utf8").split("\n").filter(Boolean);
  return lines.map((line) => ({ ...read(line), answer: JSON.stringify(JSON.parse(line).answer) }));
}

/** Every case, in the order of the files. */
export function cases(): readonly Case[] {
  const files = Object.entries(declared());
  const found = files.flatMap(([file, count]) => {
    const lines = readFileSync(join(FOLDER, file), "utf8").split("\n").filter(Boolean);
    if (lines.length !== count) throw new Error(`${file} holds ${lines.length} cases, not ${count}`);
    return lines.map(read);
  });
  const answers = rustAnswers(Buffer.from(found.map(({ request }) => `${request}\n`).join(""))).toString();
  const lines = answers.split("\n");
  if (lines.length !== found.length + 1) throw new Error("the Rust runner has not answered every request");
  return found.map((one, index) => ({ ...one, answer: lines[index] ?? "" }));
}

/** The cases that are answered with an assessment. */
export function validCases(): readonly ReadCase[] {
  return cases()
    .filter(({ answer }) => answer.startsWith('{"assessment"'))
    .map((one) => ({ ...one, asked: JSON.parse(one.request), answered: JSON.parse(one.answer) }));
}

/** What the Rust runner writes when it reads this. */
export function rustAnswers(requests: Uint8Array): Buffer {
  return execFileSync(rustRunner(), { input: requests, maxBuffer: 2 ** 30 });
}

/** How many cases each file declares. */
function declared(): Record<string, number> {
  const { files } = JSON.parse(readFileSync(join(FOLDER, "manifest.json"), "utf8"));
  const there = readdirSync(FOLDER).filter((name) => name.endsWith(".jsonl"));
  const strays = there.filter((name) => !(name in files));
  if (strays.length > 0) throw new Error(`not in the manifest: ${strays}`);
  return files;
}

/** The request's text is taken as it stands: key order, repeated keys and `7.50` matter. */
function read(line: string): Omit<Case, "answer"> {
  // `id`, `clause` and `shows` are strings, in which no quote stands bare; the answer is the last key.
  const start = line.indexOf(',"request":') + ',"request":'.length;
  const text = line.slice(start, line.lastIndexOf(',"answer":'));
  const { id } = JSON.parse(line);
  return { id, request: text.startsWith('"') ? JSON.parse(text) : text };
}

let runner: string | undefined;

function rustRunner(): string {
  runner ??= process.env.LSSC_CONFORM ?? builtRunner();
  return runner;
}

function builtRunner(): string {
  const build = ["build", "--release", "--example", "conform", "--message-format=json"];
  const said = execFileSync("cargo", build, { cwd: repository, encoding: "utf8", maxBuffer: 2 ** 26 });
  const built = said
    .split("\n")
    .filter(Boolean)
    .map((line): string | null => JSON.parse(line).executable ?? null)
    .find((executable) => executable !== null);
  if (!built) throw new Error("cargo has not said where the runner is");
  return built;
}
