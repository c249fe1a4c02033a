/** The people that are measured, and what is true of them. */

import { readFileSync } from "node:fs";

/** The first people of a file of lines `{"record", "as_of", "answer"}`. */
export function read(path, most) {
  const lines = readFileSync(path, "utf8").trim().split("\n").slice(0, most);
  return lines.map((line) => JSON.parse(line));
}

/** How many answers are not the true ones; `fields` are those that a subject can say. */
export function wrong(people, answers, fields = Object.keys(people[0].answer)) {
  const differs = (person, at) => fields.some((field) => person.answer[field] !== answers[at][field]);
  return people.filter(differs).length;
}
