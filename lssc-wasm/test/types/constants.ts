// The constants name exactly what the types allow. Compiled, never run.

import type {
  ActivityUnit,
  CandidateRecord,
  CompetencySet,
  Education,
  FaultCode,
  FindingOutcome,
  Milestone,
  Outcome,
  PolicyName,
  Status,
  Verdict,
} from "lssc";
import {
  type activityUnits,
  competencySets,
  type educations,
  type faultCodes,
  type findingOutcomes,
  type milestones,
  type outcomes,
  type policyNames,
  type recordKeys,
  statuses,
  type verdicts,
} from "lssc";

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

export const same: {
  activityUnits: Same<(typeof activityUnits)[number], ActivityUnit>;
  competencySets: Same<(typeof competencySets)[number]["id"], CompetencySet>;
  educations: Same<(typeof educations)[number], Education>;
  faultCodes: Same<(typeof faultCodes)[number], FaultCode>;
  findingOutcomes: Same<(typeof findingOutcomes)[number], FindingOutcome>;
  milestones: Same<(typeof milestones)[number], Milestone>;
  outcomes: Same<(typeof outcomes)[number], Outcome>;
  policyNames: Same<(typeof policyNames)[number], PolicyName>;
  recordKeys: Same<(typeof recordKeys)[number], keyof CandidateRecord>;
  statuses: Same<(typeof statuses)[number], Status>;
  verdicts: Same<(typeof verdicts)[number], Verdict>;
} = {
  activityUnits: true,
  competencySets: true,
  educations: true,
  faultCodes: true,
  findingOutcomes: true,
  milestones: true,
  outcomes: true,
  policyNames: true,
  recordKeys: true,
  statuses: true,
  verdicts: true,
};

const first: "Foundations of Library Services" = competencySets[0].title;
console.log(first, competencySets.length satisfies 10);

// @ts-expect-error there is no eleventh
console.log(competencySets[10]);

// @ts-expect-error the list is not for changing
statuses.push("certified");
