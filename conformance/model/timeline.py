"""6.1, by looking at every day: the status of each, and what began it where it is another one than the day before.

What is known changes only on the date of a fact, so between two such dates the facts are weighed once; the status is
asked for on every day all the same.  `docs/readings.md` says what `because` is where 6.1 leaves a choice.
"""
from bisect import bisect_right
from datetime import date

from assessment import (BY_ELIGIBILITY, ONE_DAY, ROUTES, Ledger, assess, candidacy_deadline, certification_date, completion, day,
                        days_between, education_and_staff, full_degrees, hours, kleene_and, offers, plus_years, renewals_taken, resolve,
                        status_in_term, term_window, text, world_at)

FACT_DATES = {"courses": ["completed_on"], "portfolios": ["submitted_on", "evaluated_on"], "degrees": ["graduated_on"],
              "renewals": ["renewed_on"], "activities": ["completed_on"]}


def fact_dates(record, catalog):
    """Every date on which something becomes known; work counts by the day and is not among them."""
    found = {day(record.get(key)) for key in ("applied_on", "admitted_on", "certified_on")}
    for key, names in FACT_DATES.items():
        found.update(day(entry.get(name)) for entry in record.get(key) or [] for name in names)
    found.update(day(a["approved_on"]) for a in (catalog or {}).get("approvals") or [])
    found.update(day(a["effective_on"]) for a in (catalog or {}).get("agreements") or [])
    return sorted(found - {None})


class Known:
    """What follows from the facts known on a day, until the next of them."""

    def __init__(self, record, catalog, policy, T):
        self.world = world = world_at(record, catalog, policy, T)
        self.deadline = candidacy_deadline(world, policy)
        self.completion, completed = completion(world, policy, self.deadline)
        self.certified_on = certification_date(world, completed)
        self.full_degrees = full_degrees(world, policy)
        self.accepted, self.window = [], None
        if self.certified_on is not None:
            k, _, self.accepted, _ = renewals_taken(record, catalog, world, policy, self.certified_on)
            self.window = term_window(policy, self.certified_on, k)


class Walk:
    def __init__(self, request):
        self.record, self.catalog = request["record"], request.get("catalog")
        self.policy = resolve(request.get("policy"))
        self.first, self.last = day(request["from"]), day(request["to"])
        self.dates = fact_dates(self.record, self.catalog)
        self.known = {}
        self.required = int(100 * hours(self.policy["eligibility"]["experience_hours"]))
        self.years = self.policy["eligibility"]["experience_years"]
        self.ledger = self.whole_ledger()

    def whole_ledger(self):
        """The work of every day that eligibility may look at; none where nobody has answered, or nobody asks."""
        started = [day(self.record[key]) for key in ("applied_on", "admitted_on", "certified_on")
                   if self.record.get(key) is not None]
        if self.record.get("experience") is None or started and min(started) <= self.first:
            return None
        world = world_at(self.record, self.catalog, self.policy, date(9999, 1, 1))
        return Ledger(world.experience, plus_years(self.first, -self.years), min([self.last] + started))

    def at(self, T):
        place = bisect_right(self.dates, T)
        if place not in self.known:
            self.known[place] = Known(self.record, self.catalog, self.policy, T)
        return self.known[place]

    # -- the status of a day

    def hours_reached(self, T):
        """4.3 with R = T: met, not-met or unknown."""
        if self.record.get("experience") is None:
            return "met" if self.required == 0 else "unknown"
        return "met" if self.ledger.counted(plus_years(T, -self.years), T) >= self.required else "not-met"

    def status(self, T):
        known = self.at(T)
        if known.window is not None:
            return status_in_term(T, known.window)
        if known.world.admitted is not None:
            return "candidacy-expired" if T > known.deadline else "candidate"
        if known.world.applied is not None:
            return "applied"
        reached = self.hours_reached(T)
        if reached == "not-met" and known.full_degrees:
            reached = "met"
        return BY_ELIGIBILITY[kleene_and([*education_and_staff(known.world, self.policy), reached])]

    # -- what began it

    def because(self, T, status):
        """What `status` rests on, on its first day T, that was not there the day before."""
        if status in BY_ELIGIBILITY.values():
            return self.because_eligibility(T)
        known = self.at(T)
        if status == "applied":
            return "/applied_on"
        if status == "candidate":
            return "/admitted_on"
        if status == "candidacy-expired":
            return "4.4"
        if known.world.certified == T:
            return "/certified_on"
        if known.certified_on == T:
            return self.because_complete(T, known)
        for renewal in known.accepted:
            if renewal["renewed_on"] == text(T):
                return f"/renewals/{renewal['index']}"
        return "4.10"

    def because_eligibility(self, T):
        known = self.at(T)
        if self.hours_reached(T) != "met":
            graduated = [i for i, degree, _ in known.full_degrees if degree["on"] == T]
            if graduated:
                return f"/degrees/{min(graduated)}"
            if known.full_degrees:
                return "4.7"
        return "4.3"

    def because_complete(self, T, known):
        """4.8 was met on T, or met before and T is the day of the admission."""
        if known.world.admitted == T:
            return "/admitted_on"
        before = self.at(T - ONE_DAY)
        comp, had = self.policy["completion"], before.completion
        missing = set(had["missing_required"])
        if had["electives_missing"]:
            missing |= set(comp["electives"])
        missing -= {credit["set"] for credit in had["credits"] if credit["counts"]}
        missing &= {credit["set"] for credit in known.completion["credits"] if credit["counts"]}
        facts, clauses = [], []
        for name, earned, route, index, done in offers(known.world, self.policy):
            measured = done if self.policy["candidacy"]["measured_by"] == "done" else earned
            if name not in missing or earned != T or measured > known.deadline:
                continue
            where = ROUTES[route][1]
            kind = where.strip("/")
            if kind == "portfolios" or self.is_of(T, known, kind, index):
                facts.append((["courses", "portfolios", "degrees"].index(kind), index, f"{where}{index}"))
            else:
                clauses.append({"courses": "4.5", "degrees": "4.7"}[kind])
        return min(facts)[2] if facts else min(clauses)

    @staticmethod
    def is_of(T, known, where, index):
        return dict(getattr(known.world, where))[index]["on"] == T


def days_of(request):
    return days_between(day(request["from"]), day(request["to"]))


def statuses(request):
    """The status of every day."""
    walk = Walk(request)
    return [walk.status(T) for T in days_of(request)]


def by_assessing(request):
    """The same, each day by an assessment of its own."""
    return [assess(request["record"], request.get("catalog"), request.get("policy"), text(T))["status"] for T in days_of(request)]


def timeline(request):
    walk = Walk(request)
    stretches = []
    for T in days_of(request):
        status = walk.status(T)
        if stretches and stretches[-1]["status"] == status:
            stretches[-1]["to"] = T
        else:
            because = walk.because(T, status) if stretches else None
            stretches.append({"from": T, "to": T, "status": status, "because": because})
    return [{**stretch, "from": text(stretch["from"]), "to": text(stretch["to"])} for stretch in stretches]
