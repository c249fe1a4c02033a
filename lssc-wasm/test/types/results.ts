// What comes out, and how it is narrowed. Compiled, never run.

import type {
  Answer,
  Assessment,
  CompetencySet,
  Fault,
  FaultCode,
  FeeLine,
  Finding,
  NextDate,
  Rule,
  Status,
} from "lssc";
import { assess } from "lssc";

const result = assess({ id: "p-001" }, { asOf: "2024-06-30" });
if (result.ok) {
  const status: Status = result.assessment.status;
  const next: NextDate | null = result.nextDate;
  console.log(status, next?.milestone, next?.in_days.toFixed());
  // @ts-expect-error an assessment comes without faults
  console.log(result.faults);
} else {
  const faults: Fault[] = result.faults;
  const code: FaultCode | undefined = faults[0]?.code;
  console.log(code);
  // @ts-expect-error faults come without an assessment
  console.log(result.assessment);
}
// @ts-expect-error nothing is known before `ok` is
console.log(result.assessment);

// A status that is added must be dealt with here: this no longer compiles without.
export function stage(status: Status): "before" | "under way" | "certified" | "over" {
  switch (status) {
    case "undetermined":
    case "ineligible":
    case "eligible":
      return "before";
    case "applied":
    case "candidate":
      return "under way";
    case "certified":
    case "renewal-open":
    case "grace":
      return "certified";
    case "candidacy-expired":
    case "lapsed":
      return "over";
    default: {
      const none: never = status;
      return none;
    }
  }
}

export function shown(assessment: Assessment): void {
  // @ts-expect-error no such status
  if (assessment.status === "renewalopen") return;

  // @ts-expect-error there may be no candidacy
  console.log(assessment.candidacy.deadline);
  console.log(assessment.candidacy?.deadline.slice(0, 4));

  // @ts-expect-error hours may be unknown
  console.log(assessment.eligibility.experience.counted_hours.toFixed(2));
  console.log(assessment.eligibility.experience.required_hours.toFixed(2));

  const missing: CompetencySet[] = assessment.completion.missing_required;
  const rules: Rule[] = assessment.findings.map((finding: Finding) => finding.rule);
  console.log(
    missing,
    rules,
    assessment.renewal?.rejected.map(({ reason }) => reason === "hours-short"),
  );

  // @ts-expect-error no such key
  console.log(assessment.state);
}

export function set(line: FeeLine): CompetencySet | undefined {
  return line.set;
}

export function faults(answer: Answer): Fault[] {
  return "faults" in answer ? answer.faults : [];
}
