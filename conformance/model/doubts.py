"""The model against itself: some of its answers once more in the dullest way there is.

Hours by adding up every day of every window (4.3), timelines by an assessment a day (6.1), programs by every graduate (6.3).
"""
from fractions import Fraction

import review
import timeline
from assessment import ONE_DAY, day, days_between, hours, plus_years, resolve, world_at

LONGEST = 45 * ONE_DAY                          # of a timeline that is assessed every day


def doubt(kind, number, request, mine):
    """A sentence on what the dullest way finds otherwise; empty where it finds the same, None where it was not asked."""
    if request is None or "faults" in mine or number % 3:
        return None
    if kind == "timeline" and day(request["to"]) - day(request["from"]) < LONGEST:
        return "" if timeline.by_assessing(request) == timeline.statuses(request) else "/timeline is another one day by day."
    if kind == "review":
        someone = next(review.Program(request).everyone_who_misses(), None)
        return "" if (someone is None) == mine["review"]["qualifies"] else "/review is another one graduate by graduate."
    if kind == "assess" and number % 5 == 0:
        return of_hours(request, mine["assessment"]["eligibility"]["experience"])
    return None


def of_hours(request, found):
    policy, T = resolve(request.get("policy")), day(request["as_of"])
    years, required = policy["eligibility"]["experience_years"], hours(policy["eligibility"]["experience_hours"])
    world = world_at(request["record"], request.get("catalog"), policy, T)
    if found["counted_hours"] is None or years > 6:
        return None

    def counted(first, last):
        """The hours of the window, each of its days looked at by itself."""
        weekly, whole = Fraction(0), 0
        days = list(days_between(first, last))
        for _, span in world.experience or []:
            there = [1 for d in days if span["from"] <= d and (span["to"] is None or d <= span["to"])]
            if span["weekly"] is not None:
                weekly += sum(there) * span["weekly"] / 7
            else:
                own = sum(1 for _ in days_between(span["from"], span["to"]))
                whole += 100 * span["total"] * sum(there) // own
        return Fraction(100 * weekly // 1 + whole, 100)

    R = world.R
    if counted(plus_years(R, -years), R) != hours(found["counted_hours"]):
        return "/assessment/eligibility/experience/counted_hours is another one day by day."
    earliest = day(found["earliest_on"])
    nearby = [earliest - ONE_DAY, earliest] if earliest is not None else [plus_years(R, years)]
    for t in nearby:
        if t >= R and (counted(plus_years(t, -years), t) >= required) != (t == earliest):
            return "/assessment/eligibility/experience/earliest_on is another one day by day."
    return ""
