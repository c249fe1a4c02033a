/** What the operations of `docs/operations.md` answer, with the keys of the wire. Dates are `YYYY-MM-DD`, inclusive. */

import type {
  Assessment,
  CandidateRecord,
  Catalog,
  CompetencySet,
  Education,
  Policy,
  Status,
  Verdict,
} from "./types.js";

/** What somebody wants to reach: to be let in, to be certified, to be able to renew. */
export type Goal = "eligible" | "certified" | "renewable";

/** An answer to a reading. */
export interface Choice {
  /** The parameter that holds the answer, `certification.ends`. */
  reading: string;
  /** The answer. */
  value: string | number | null;
}

/** A question that the sources leave open, and how a policy answers it (O1). */
export interface Reading extends Choice {
  /** The question. */
  question: string;
  /** The other answers. */
  others: (string | number | null)[];
  /** Where the question comes from. */
  cites: string[];
}

/** Where somebody stands, with the dates that go with it. */
export interface Held {
  status: Status;
  eligibility: Verdict;
  deadline: string | null;
  completed_on: string | null;
  certified_on: string | null;
  term: number | null;
  opens_on: string | null;
  expires_on: string | null;
  last_day: string | null;
}

/** Whether a status and its dates are the same however the sources are read (O1). */
export interface Robustness {
  /** The id of the record. */
  record: string;
  /** Where the person stands under the policy as it is. */
  held: Held;
  /** Whether some combination of readings leads elsewhere. */
  contested: boolean;
  /** The smallest combinations that do, and where they lead; fewer readings first. */
  flips: { readings: Choice[]; held: Held }[];
}

/** A smallest set of facts that forces a status (O2). */
export interface Why {
  /** The status. */
  status: Status;
  /** JSON Pointers into the record: without any one of them the status is another one. */
  facts: string[];
}

/** What keeps a goal from being reached by itself (O2). */
export interface Obstacle {
  /** Which reason. */
  reason: string;
  /** The clause of RULES it comes from. */
  clause: string;
  /** `unknown` where an answer is missing. */
  outcome: Verdict;
  /** The competency set that is missing. */
  set?: CompetencySet;
  /** How many electives are missing. */
  electives?: number;
  /** How many hours are missing. */
  hours?: number;
  /** The day it is about. */
  on?: string;
  /** What it says, in one English sentence; it may change. */
  message: string;
}

/** What a step has by what is to be done. */
export type Deed =
  | { do: "education"; education: Education }
  | { do: "support-position" | "admission" | "renewal" }
  | { do: "work"; hours_per_week: number; days: number }
  | { do: "portfolio"; set: CompetencySet }
  | { do: "courses"; set: CompetencySet; approval: string; courses: string[] }
  | { do: "activities"; hours: number; technology: boolean };

/** Something to do, what it costs, and until when it helps (O3). */
export type Step = Deed & {
  /** What it costs in US cents; `null` where that is not known. */
  amount_cents: number | null;
  /** The first day on which it can be done. */
  from: string;
  /** The last day on which it still helps. */
  by: string;
  /** What it says, in one English sentence; it may change. */
  message: string;
};

/** The smallest things to do to reach a goal (O3). */
export interface Repair {
  /** Whether the goal is reached already. */
  reached: boolean;
  /** What to do: all of it, and none of it too much. Of the options of each, `choose` are needed. */
  parts: { reasons: Obstacle[]; choose: number; options: Step[] }[];
  /** The first options of every part together, in US cents; `null` where one has no known price. */
  total_cents: number | null;
  /** The reasons that nothing mends in time: with any, the goal is not reached. */
  out_of_reach: Obstacle[];
}

/** The values of one field that reach a goal, the rest of the record as it stands (O4). */
export interface Bounds {
  /** Whether the value that is there does. */
  reached: boolean;
  /** Whether the record without the field does; `null` where it cannot be left out. */
  left_out: boolean | null;
  /** Exactly the values that do, as runs with both ends included. */
  values: { from: string | number | boolean; to: string | number | boolean }[];
  /** The same in words; it may change. */
  sentence: string;
}

/** An assessment with all that it rests on, to be kept (O6). */
export interface Decision {
  /** The version that decided. */
  version: string;
  /** What was asked, with nothing left to a default. */
  request: { record: CandidateRecord; catalog: Catalog; policy: Policy; as_of: string };
  /** What was decided. */
  assessment: Assessment;
  /** The SHA-256 over the three, in hexadecimal. */
  sha256: string;
}

/** What became of a kept decision (O6). */
export interface Verification {
  /** Whether it is unaltered, and deciding again says the same. */
  holds: boolean;
  /** Whether its digest is that of what was kept. */
  unaltered: boolean;
  /** The version that decided. */
  version: string;
  /** The version that verified. */
  verified_by: string;
  /** Where deciding again says something else, as JSON text; `null` for nothing. */
  differs: { path: string; kept: string | null; now: string | null }[];
}

/** Somebody who was drawn for an audit (O6). */
export interface Sampled {
  /** The SHA-256 of the seed, a line feed and the id, in hexadecimal. */
  score: string;
  /** The id. */
  record: string;
}
