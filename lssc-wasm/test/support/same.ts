/** That every function of the package says the same of a case. Runs in Node and, as text, in a page: it imports only types. */

import type * as Lssc from "lssc";
import type * as Slim from "lssc/slim";
import type { ReadCase } from "./cases.ts";

/** What both entries of the package have. */
type Both = Omit<typeof Slim, "init">;

/** The ids of the cases of which some function says something else than `answer` does. */
export function disagreements(lssc: Both, cases: readonly ReadCase[]): string[] {
  // Two values are the same when they are the same JSON: that also holds the order of keys.
  const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
  return cases.flatMap(({ id, asked, answered }) => {
    const { record, catalog, policy, as_of: asOf } = asked;
    const result = lssc.assess(record, { asOf, catalog, policy });
    const terms = new lssc.Terms({ catalog, policy });
    const other: Lssc.CandidateRecord = { id: "somebody else", certified_on: "2012-10-15" };
    const alone = lssc.assess(other, { asOf, catalog, policy });
    const wrong = [
      result.ok && same({ assessment: result.assessment }, answered) ? "" : "assess",
      same(terms.assess(record, { asOf }), result) ? "" : "Terms.assess",
      same(lssc.assessMany([record, other], { asOf, catalog, policy }), [result, alone]) ? "" : "assessMany",
      same(terms.assessMany(new Set([other, record]), { asOf }), [alone, result]) ? "" : "Terms.assessMany",
      same(lssc.recordSchema["~standard"].validate(record), { value: record }) ? "" : "recordSchema",
    ];
    const said = wrong.filter(Boolean);
    return said.length > 0 ? [`${id}: ${said}`] : [];
  });
}
