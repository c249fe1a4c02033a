/** The rules in JSON Logic, in json-logic-engine (compiled) and in datalogic (WebAssembly). */

import { readFileSync } from "node:fs";
import { CompiledRule, initSync } from "@goplasmatic/datalogic/web";
import { LogicEngine } from "json-logic-engine";
import { FAR, STAGES } from "./json-logic-rules.mjs";
import { hundredths } from "./terms.mjs";
import { monthsLater, read } from "./tuned.mjs";

export const NOTE =
  "days as numbers, hours as hundredths, the window, the deadline and the days of the term handed ready-made: it has no dates";

const wasm = "../node_modules/@goplasmatic/datalogic/web/datalogic_wasm_bg.wasm";
initSync({ module: readFileSync(new URL(wasm, import.meta.url)) });

/** What the rules are handed. */
export function prepared({ record, as_of, answer }) {
  const asOf = read(as_of);
  const known = (text) => (text && text <= as_of ? read(text) : FAR);
  const [applied, admitted, recorded] = [record.applied_on, record.admitted_on, record.certified_on].map(known);
  const reference = [applied, admitted, recorded, asOf].find((day) => day < FAR);
  const deadline = admitted < FAR ? monthsLater(admitted, 48) : FAR;
  const last = read(answer.last_day);
  return {
    as_of: asOf,
    applied,
    admitted,
    recorded,
    reference,
    begins: monthsLater(reference, -60),
    deadline,
    until: Math.min(deadline, asOf),
    opens: read(answer.opens_on),
    expires: read(answer.expires_on),
    last,
    last_counted: Math.min(last, asOf),
    education: record.education,
    position_requires_mls: record.position_requires_mls,
    experience: record.experience.map(span),
    memberships: [0, 1].map((at) => {
      return { from: read(record.ala_membership[at]?.from), to: read(record.ala_membership[at]?.to) };
    }),
    portfolios: record.portfolios.map(({ set, outcome, submitted_on, evaluated_on }) => {
      return { set, outcome, submitted: read(submitted_on), evaluated: read(evaluated_on) };
    }),
    activities: record.activities.map(({ completed_on, quantity, sets }) => {
      return { on: read(completed_on), quantity: hundredths(quantity), sets };
    }),
  };
}

function span({ from, to, hours_per_week, total_hours }) {
  const own = read(to) - read(from) + 1;
  return { from: read(from), to: read(to), own, weekly: hundredths(hours_per_week ?? 0), total: hundredths(total_hours ?? 0) };
}

/** Each rule compiled to a function. */
export function compiled() {
  const engine = new LogicEngine();
  const stages = Object.entries(STAGES).map(([name, rules]) => [name, engine.build({ eachKey: rules })]);
  return (given) => {
    const data = { given };
    for (const [name, stage] of stages) data[name] = stage(data);
    return data;
  };
}

/** Each stage compiled; what it is given and what it says are JSON. */
export function datalogic() {
  const stages = Object.entries(STAGES).map(([name, rules]) => [name, new CompiledRule(JSON.stringify(rules), true)]);
  return (given) => {
    let data = `{"given":${JSON.stringify(given)}`;
    for (const [name, stage] of stages) data += `,"${name}":${stage.evaluate(`${data}}`)}`;
    return JSON.parse(`${data}}`);
  };
}

const text = (days) => (days < FAR ? new Date(days * 86_400_000).toISOString().slice(0, 10) : null);

export function asAnswer({ given, one, two, three }) {
  const isCertified = two.certified < FAR;
  return {
    status: three.status,
    eligible: two.eligible,
    hours: one.hours,
    completed_on: text(two.completed),
    opens_on: text(given.opens),
    expires_on: text(given.expires),
    last_day: text(given.last),
    contact_hours: isCertified ? three.contact_hours : null,
    technology_hours: isCertified ? three.technology_hours : null,
    total_cents: three.total_cents,
  };
}
