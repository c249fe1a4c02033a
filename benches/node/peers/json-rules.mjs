/**
 * json-rules-engine compares facts with values: whether somebody is eligible, and which status follows. It has no sums, no dates and no
 * lists of facts, so hours, days and what is reached by them are handed to it ready-made.
 */

import { Engine } from "json-rules-engine";
import { HOURS_NEEDED } from "./terms.mjs";

const is = (fact, operator, value) => ({ fact, operator, value });
const has = (fact) => is(fact, "notEqual", null);
const reached = (fact) => is("as_of", "greaterThanInclusive", { fact });

/** The first whose conditions hold. */
const STATUSES = [
  ["lapsed", [has("last_day"), is("as_of", "greaterThan", { fact: "last_day" })]],
  ["grace", [has("last_day"), is("as_of", "greaterThan", { fact: "expires_on" })]],
  ["renewal-open", [has("last_day"), reached("opens_on")]],
  ["certified", [has("last_day")]],
  ["candidacy-expired", [has("deadline"), is("as_of", "greaterThan", { fact: "deadline" })]],
  ["candidate", [has("deadline")]],
  ["applied", [has("applied_on"), reached("applied_on")]],
  ["eligible", [is("eligible", "equal", true)]],
  ["ineligible", [is("eligible", "equal", false)]],
];

const ELIGIBLE = [
  is("education", "notEqual", "below-high-school"),
  is("position_requires_mls", "equal", false),
  is("hours", "greaterThanInclusive", HOURS_NEEDED),
];

function engine() {
  const rules = new Engine([], { allowUndefinedFacts: true });
  const found = (params) => (_, almanac) => almanac.addRuntimeFact(params.fact, params.value);
  rules.addRule({
    priority: 20,
    conditions: { all: ELIGIBLE },
    event: { type: "eligible" },
    onSuccess: found({ fact: "eligible", value: true }),
    onFailure: found({ fact: "eligible", value: false }),
  });
  STATUSES.forEach(([status, all], at) => {
    rules.addRule({ priority: 10 - at, conditions: { all }, event: { type: "status", params: { status } } });
  });
  return rules;
}

/** What is handed to the rules; days are numbers, as its comparisons want them. */
export function facts({ record, as_of, answer }, read, monthsLater) {
  const number = (text) => (text ? read(text) : null);
  const { education, position_requires_mls } = record;
  const { hours, opens_on, expires_on, last_day } = answer;
  const admitted = record.admitted_on && record.admitted_on <= as_of ? read(record.admitted_on) : null;
  return {
    education,
    position_requires_mls,
    hours,
    as_of: read(as_of),
    applied_on: number(record.applied_on),
    deadline: admitted === null ? null : monthsLater(admitted, 48),
    opens_on: number(opens_on),
    expires_on: number(expires_on),
    last_day: number(last_day),
  };
}

/** Decides facts: `{status, eligible}`. */
export function subject() {
  const rules = engine();
  return async (given) => {
    const { events } = await rules.run(given);
    const status = events.find(({ type }) => type === "status");
    return { status: status.params.status, eligible: events.some(({ type }) => type === "eligible") };
  };
}
