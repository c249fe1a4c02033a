/** That the functions of RULES 6 say what the core does. */

import type * as Slim from "lssc/slim";
import type { Case } from "./cases.ts";

/** What both entries of the package have. */
type Both = Omit<typeof Slim, "init">;

/** A request as JavaScript holds it. Cases hold what no type allows. */
type Asked = Record<string, never>;

interface Way {
  /** The keys with which a request can be put to the function. */
  readonly keys: readonly string[];
  ask(lssc: Both, asked: Asked): { ok: boolean };
}

/** How each operation is asked by its function. */
const WAYS: Readonly<Record<string, Way>> = {
  timeline: {
    keys: ["record", "catalog", "policy", "from", "to"],
    ask: ({ timeline }, { record, catalog, policy, from, to }) =>
      timeline(any(record), any({ from, to, catalog, policy })),
  },
  order: {
    keys: ["people", "as_of", "policy"],
    ask: ({ order }, { people, policy, as_of: asOf }) => order(any(people), any({ asOf, policy })),
  },
  review: {
    keys: ["requirements", "courses", "policy"],
    ask: ({ review }, { policy, ...program }) => review(any(program), any({ policy })),
  },
  plan: {
    keys: ["record", "catalog", "policy", "as_of"],
    ask: ({ plan }, { record, as_of: asOf, ...terms }) => plan(any(record), any({ asOf, ...terms })),
  },
  calendar: {
    keys: ["record", "catalog", "policy", "as_of"],
    ask: ({ calendar }, { record, as_of: asOf, ...terms }) => calendar(any(record), any({ asOf, ...terms })),
  },
};

const COMPARE: Way = {
  keys: ["record", "catalog", "policy_a", "policy_b", "as_of"],
  ask: ({ compare }, { record, catalog, policy_a: policyA, policy_b: policyB, as_of: asOf }) =>
    compare(any(record), any({ catalog, policyA, policyB, asOf })),
};

/** The operations of RULES 8 that have a function of their own here. */
export const OPERATIONS = Object.keys(WAYS);

/** What came of asking: how many cases could be put to a function, and in which of them it says something else. */
export interface Found {
  count: number;
  readonly wrong: string[];
}

/** Every case of an operation, asked by its function, byte for byte. */
export function askedAgain(lssc: Both, operation: string, cases: readonly Case[]): Found {
  const way = WAYS[operation];
  if (!way) throw new Error(`no operation ${operation}`);
  const found: Found = { count: 0, wrong: [] };
  for (const { id, request, answer } of cases) {
    const { op, ...asked } = readable(request);
    if (op === operation) hold(found, id, said(lssc, way, asked), answer);
  }
  return found;
}

/** Every case of `compare`; messages are not judged. */
export function comparedAgain(lssc: Both, cases: readonly Case[]): Found {
  const found: Found = { count: 0, wrong: [] };
  for (const { id, request, answer } of cases) {
    const text = said(lssc, COMPARE, readable(request));
    hold(found, id, text?.replaceAll(/,"message":"(?:[^"\\]|\\.)*"/g, ""), answer);
  }
  return found;
}

function hold(found: Found, id: string, text: string | undefined, answer: string): void {
  if (text === undefined) return;
  found.count += 1;
  if (text !== answer) found.wrong.push(id);
}

/** What a function says, as an answer; nothing where the request cannot be put to it. */
function said(lssc: Both, { keys, ask }: Way, asked: Asked): string | undefined {
  const given = Object.keys(asked);
  if (given.length === 0 || !given.every((key) => keys.includes(key))) return undefined;
  const { ok, ...answer } = ask(lssc, asked);
  return ok === "faults" in answer ? "`ok` says otherwise" : JSON.stringify(answer);
}

/** A request that a value of JavaScript holds just as it is written; else an empty one. */
function readable(request: string): Asked {
  try {
    const value = JSON.parse(request);
    const isHeld = value instanceof Object && JSON.stringify(value) === request;
    return isHeld ? value : {};
  } catch {
    return {};
  }
}

function any(value: unknown): never {
  return value as never;
}
