// What people ask next: what goes in, and how what comes out is narrowed. Compiled, never run.

import type { Answered, Comparison, Fault, Order, Plan, Program, Review, Stretch } from "lssc";
import { calendar, compare, dateRange, order, plan, review, timeline } from "lssc";
import { plan as slimPlan } from "lssc/slim";

const asOf = "2024-06-30";

const line = timeline({ id: "p-001" }, { from: dateRange.from, to: dateRange.to, policy: "lssc-2019" });
if (line.ok) {
  const stretches: Stretch[] = line.timeline;
  const because: string | null | undefined = stretches[0]?.because;
  console.log(because);
  // @ts-expect-error a timeline comes without faults
  console.log(line.faults);
} else {
  const faults: Fault[] = line.faults;
  console.log(faults);
  // @ts-expect-error faults come without a timeline
  console.log(line.timeline);
}
// @ts-expect-error nothing is known before `ok` is
console.log(line.timeline);

const ordered: Answered<"order", Order> = order([{ name: "Ana", email: "a@example.org", ala_member: true }], {
  asOf,
});
const program = {
  requirements: { all: [{ course: "a" }, { choose: 1, from: [{ course: "b" }] }] },
  courses: { a: ["technology"], b: [] },
} as const;
const reviewed: Answered<"review", Review> = review(program);
const own: Program = { requirements: { course: "a" }, courses: { a: ["technology"] } };
review(own, { policy: null });
const planned: Answered<"plan", Plan> = plan({ id: "p-001" }, { asOf, catalog: { approvals: [] } });
const compared: Answered<"comparison", Comparison> = compare({ id: "p-001" }, { asOf, policyB: "lssc-2011" });
const file: Answered<"calendar", string> = calendar({ id: "p-001" }, { asOf });
console.log(ordered.ok && ordered.order.lines[0]?.basis, reviewed.ok && reviewed.review.graduate?.[0]);
console.log(planned.ok && planned.plan.as_member.items[0]?.approval, file.ok && file.calendar.length);
console.log(compared.ok && compared.comparison.clause, slimPlan({ id: "p-001" }, { asOf }).ok);

// @ts-expect-error a person is a member or not
order([{ name: "Ana", email: "a@example.org" }], { asOf });
// @ts-expect-error an order has no catalog
order([], { asOf, catalog: null });
// @ts-expect-error a timeline has two ends
timeline({ id: "p-001" }, { from: asOf });
// @ts-expect-error no such set
review({ requirements: { course: "a" }, courses: { a: ["gardening"] } });
// @ts-expect-error options are cased as JavaScript has it
compare({ id: "p-001" }, { asOf, policy_b: "lssc-2011" });
// @ts-expect-error a plan needs a day
plan({ id: "p-001" }, {});
