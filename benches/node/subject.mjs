/** What is measured, with how many of its answers are wrong. */

import { readFileSync } from "node:fs";
import { say } from "./measure.mjs";
import { wrong } from "./people.mjs";

/** A subject that asks for one after the other of what it is given; its answers are compared before anything is measured. */
export async function subject(people, { name, version, ask, given, answer = (said) => said, fields, note }) {
  const answers = [];
  let isAsync = false;
  for (const one of given) {
    const said = ask(one);
    isAsync = said instanceof Promise;
    answers.push(answer(await said));
  }
  const call = isAsync ? () => inTurn(ask, given) : () => each(ask, given);
  const decides = fields?.length !== 0;
  return { name, version, call, people: people.length, wrong: decides ? wrong(people, answers, fields) : null, note };
}

function each(ask, given) {
  for (let at = 0; at < given.length; at += 1) ask(given[at]);
}

async function inTurn(ask, given) {
  for (const one of given) await ask(one);
}

/** A subject that cannot do a task. */
export function cannot(task, name, version, why) {
  say({ task, subject: name, version, us: null, note: why });
}

/** The version of a package that is installed here. */
export function installed(name) {
  return JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url), "utf8")).version;
}
