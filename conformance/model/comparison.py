"""6.5 for one record: both statuses, and the first clause, in the order of section 4, whose verdict, date or amount differs.

`docs/readings.md` says what is held against what: not what merely repeats the policy, nor evidence; the hours missing
in place of those asked for; and each clause for what it decides itself.
"""
from assessment import assess, day, plus_years, resolve, term_end, term_window

STANDINGS = ["out", "undecided", "taking-part", "renewable", "certified"]       # from least to most
STANDING = {"ineligible": "out", "candidacy-expired": "out", "lapsed": "out", "undetermined": "undecided",
            "eligible": "taking-part", "applied": "taking-part", "candidate": "taking-part", "grace": "renewable",
            "certified": "certified", "renewal-open": "certified"}
BY_ROUTE = {"course": "4.5", "portfolio": "4.6", "agreement": "4.7"}
AT_ONE_DAY = ["agreement", "course", "portfolio"]


class Side:
    """An assessment, and the policy that it was made by."""

    def __init__(self, request, policy):
        self.policy = resolve(policy)
        self.found = assess(request["record"], request.get("catalog"), policy, request["as_of"])
        self.credits = {c["set"]: {k: v for k, v in c.items() if k != "evidence"} for c in self.found["completion"]["credits"]}

    def experience(self):
        own, whole = self.found["eligibility"]["experience"], self.found["eligibility"]
        missing = own["required_hours"] if own["shortfall_hours"] is None else own["shortfall_hours"]
        return own["verdict"], own["counted_hours"], missing, own["earliest_on"], whole["verdict"], whole["provisional"]

    def deadline(self):
        return (self.found["candidacy"] or {}).get("deadline")

    def completion(self):
        own = self.found["completion"]
        return self.credits, [own[key] for key in
                              ("verdict", "missing_required", "electives_earned", "electives_missing", "completed_on")]

    def term(self):
        return self.found["certification"]["term"]

    def term_dates(self, k):
        certified_on = day(self.found["certification"]["certified_on"])
        starts = plus_years(certified_on, self.policy["certification"]["years"] * (k - 1))
        return certified_on, starts, term_end(self.policy, certified_on, k), self.found["certification"]["provisional"]

    def window(self, k):
        return term_window(self.policy, day(self.found["certification"]["certified_on"]), k)

    def renewals(self):
        """What became of each, by the place of its entry."""
        own = self.found["renewal"]
        return {**{r["index"]: "accepted" for r in own["accepted"]}, **{r["index"]: r["reason"] for r in own["rejected"]}}

    def contact_hours(self):
        own = self.found["renewal"]
        pairs = [(own[key]["counted"], own[key]["required"]) for key in ("contact_hours", "technology_hours")]
        # As hundredths, so that nothing is lost between two doubles.
        missing = [max(0, round(100 * required) - round(100 * (counted or 0))) for counted, required in pairs]
        return own["verdict"], [counted for counted, _ in pairs], missing


def renewal_decided_otherwise(record, a, b):
    """Of the first renewal, in the order taken, that was decided otherwise: the clause that did."""
    decided = a.renewals(), b.renewals()
    for index in sorted(decided[0], key=lambda i: (record["renewals"][i]["renewed_on"], i)):
        both = {side[index] for side in decided}
        if len(both) > 1:
            return "4.11" if both == {"accepted", "hours-short"} else "4.10"
    return None


def credit_decided_otherwise(a, b):
    """Of the sets that both policies have: the first clause by which one is credited otherwise, judged by the better of the
    two credits, which one side has and the other has not."""
    asked = [set(side.policy["completion"]["required"] + side.policy["completion"]["electives"]) for side in (a, b)]
    clauses = []
    for s in asked[0] & asked[1]:
        credits = [side.credits[s] for side in (a, b) if s in side.credits]
        if a.credits.get(s) != b.credits.get(s):
            better = min(credits, key=lambda c: (c["earned_on"], AT_ONE_DAY.index(c["route"])))
            clauses.append(BY_ROUTE[better["route"]])
    return min(clauses, default=None)


def first_clause(record, a, b):
    for key, clause in (("education", "4.1"), ("support_staff", "4.2")):
        if a.found["eligibility"][key] != b.found["eligibility"][key]:
            return clause
    if a.experience() != b.experience():
        return "4.3"
    if a.deadline() != b.deadline():
        return "4.4"
    credit = credit_decided_otherwise(a, b)
    if credit is not None:
        return credit
    if a.completion() != b.completion():
        return "4.8"
    if a.found["certification"] is not None:
        k = min(a.term(), b.term())             # the latest that both have come to
        if a.term_dates(k) != b.term_dates(k):
            return "4.9"
        renewal = renewal_decided_otherwise(record, a, b)
        if renewal == "4.10" or a.window(k) != b.window(k):
            return "4.10"
        if renewal is not None or a.contact_hours() != b.contact_hours():
            return "4.11"
    if a.found["status"] != b.found["status"]:
        return "4.12"
    return "4.13" if a.found["fees"] != b.found["fees"] else None


def comparison(request):
    a, b = Side(request, request.get("policy_a")), Side(request, request.get("policy_b"))
    stands = [STANDING[side.found["status"]] for side in (a, b)]
    step = STANDINGS.index(stands[1]) - STANDINGS.index(stands[0])
    cents = [side.found["fees"]["total_cents"] for side in (a, b)]
    return {"record": request["record"]["id"],
            "a": {"status": a.found["status"], "fees_cents": cents[0]}, "b": {"status": b.found["status"], "fees_cents": cents[1]},
            "clause": first_clause(request["record"], a, b),
            "gained": stands[1] if step > 0 else None, "lost": stands[0] if step < 0 else None,
            "fees_change_cents": cents[1] - cents[0]}
