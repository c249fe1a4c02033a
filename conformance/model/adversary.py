"""Makes a random request harder: dates onto boundaries, ties and leap days, numbers onto thresholds, parameters to their ends,
answers left out.  What comes out is valid.  The boundaries are those that the model finds.
"""
import calendar
from datetime import date, timedelta

import assessment
import random_requests
from assessment import ONE_DAY, compact, copied, day, resolve
from random_requests import IDS, inside
from request_faults import faults

CENTS = [0, 1, 10 ** 9]
UNITS = [0, 1, 1000]
LEAVES = {                                      # every parameter of section 2: values that are not the default, its ends among them
    "eligibility.high_school": [False], "eligibility.support_position": [False],
    "eligibility.experience_hours": [0, 0.01, 1819.99, 1820.01, 100000], "eligibility.experience_years": [0, 1, 4, 6, 0, 1, 4, 100],
    "candidacy.years": [0, 1, 100], "candidacy.measured_by": ["done"],
    "completion.required": [[], IDS[2:3], IDS[::-1][:5]], "completion.electives": [[], IDS[3:4], IDS[3:6]],
    "completion.electives_needed": [0, 1, 7],
    "credit.lookback_years": [0, 1, 100], "credit.course_approval_years": [0, 1, 100],
    "credit.last_portfolio_on": ["1900-01-01", "2199-12-31", "2019-01-30", "2012-02-29"],
    "credit.graduates_short_of_hours": ["refused"],
    "certification.years": [1, 3, 100], "certification.ends": ["day-before", "end-of-month"],
    "renewal.opens_months_before": [0, 1, 47, 100], "renewal.grace_months": [0, 1, 100], "renewal.grace_terms": ["every"],
    "renewal.contact_hours": [0, 0.01, 31.99, 100000], "renewal.technology_hours": [0, 0.01, 32, 100000],
    "renewal.hours_from": ["term"], "renewal.min_activity_hours": [0, 0.01, 1.01, 100000],
    "renewal.unit_hours.semester-credit": UNITS, "renewal.unit_hours.quarter-credit": UNITS, "renewal.unit_hours.conference-day": UNITS,
    "fees.application_cents.member": CENTS, "fees.application_cents.non_member": CENTS,
    "fees.portfolio_cents.member": CENTS, "fees.portfolio_cents.non_member": CENTS,
    "fees.renewal_cents.member": CENTS, "fees.renewal_cents.non_member": CENTS,
}
BESIDE = {  # what a parameter needs beside it to be at its end
    "completion.required": [("completion.electives", IDS[3:5]), ("completion.electives_needed", 2)],
    "completion.electives": [("completion.electives_needed", 0)],
    "renewal.technology_hours": [("renewal.contact_hours", 100000)],
    "renewal.contact_hours": [("renewal.technology_hours", 0)],
    "renewal.opens_months_before": [("certification.years", 9)],
    "certification.years": [("renewal.opens_months_before", 11)],
    "fees.renewal_cents.member": [("fees.renewal_cents.non_member", 2)],
    "fees.renewal_cents.non_member": [("fees.renewal_cents.member", 2)],
}
LISTS = ["experience", "ala_membership", "courses", "portfolios", "degrees", "renewals", "activities"]
KEYS = ["education", "position_requires_mls", "applied_on", "admitted_on", "certified_on"] + LISTS
CATALOG_LISTS = ["approvals", "agreements"]


def make(r, number):
    """A valid request for an assessment."""
    request = random_requests.make(r, number)
    ways = [harder for harder, share in ((leave_out, 0.12), (vary_policy, 0.4), (move_a_date, 0.3)) if r.random() < share]
    request = kept(r, ways, request)
    return kept(r, [harder for harder, share in ((on_a_threshold, 0.1), (renew_again, 0.03), (on_a_boundary, 0.35)) if r.random() < share], request)


def kept(r, ways, request):
    """The request made harder in all these ways; where it became faulty, in the first of them alone or not at all."""
    for some in (ways, ways[:1]) if ways else ():
        other = copied(request)
        for harder in some:
            harder(r, other)
        if not faults(compact(other).encode()):
            return other
    return request


def assessed(request):
    return assessment.assess(request["record"], request.get("catalog"), request.get("policy"), request["as_of"])


# ------------------------------------------------------------------ answers left out
def leave_out(r, request):
    """Some keys of the record missing, null or empty, or the catalog's."""
    for _ in range(r.choice((1, 1, 2, 4))):
        in_catalog = request.get("catalog") is not None and r.random() < 0.1
        of, key = (request["catalog"], r.choice(CATALOG_LISTS)) if in_catalog else (request["record"], r.choice(KEYS))
        how = r.choice(("missing", "null", "empty"))
        if how == "missing":
            of.pop(key, None)
        elif how == "null":
            of[key] = None
        elif key in LISTS + CATALOG_LISTS:
            of[key] = []


# ------------------------------------------------------------------ the policy
def own_policy(request):
    """The policy of a request as an object that can be changed."""
    policy = request.get("policy")
    if not isinstance(policy, dict):
        request["policy"] = policy = {"extends": policy or "lssc-faq", "id": "varied"}
    return policy


def put(policy, name, value):
    *groups, key = name.split(".")
    for group in groups:
        if not isinstance(policy.get(group), dict):
            policy[group] = {}
        policy = policy[group]
    policy[key] = value


def vary_policy(r, request):
    policy = own_policy(request)
    for _ in range(r.choice((1, 1, 2))):
        name = r.choice(list(LEAVES))
        if r.random() < 0.5:
            for other, value in BESIDE.get(name, []):
                put(policy, other, value)
        put(policy, name, r.choice(LEAVES[name]))


def on_a_threshold(r, request):
    """What is asked for becomes what is there, or a hundredth of an hour more or less."""
    found, policy = assessed(request), own_policy(request)
    counted = [("eligibility.experience_hours", found["eligibility"]["experience"]["counted_hours"])]
    if found["renewal"] is not None:
        counted += [(f"renewal.{key}", found["renewal"][key]["counted"]) for key in ("contact_hours", "technology_hours")] * 2
    name, there = r.choice(counted)
    if there is not None:
        put(policy, name, round(there + r.choice((0, 0, 0.01, -0.01)), 2))


def renew_again(r, request):
    """Renewals of several terms, each on or next to the end of one; or two on one day, late for one term and early for the next."""
    policy, found = own_policy(request), assessed(request)
    for name, value in (("certification.years", 1), ("renewal.opens_months_before", 11), ("renewal.grace_months", 3),
                        ("renewal.contact_hours", 0), ("renewal.technology_hours", 0)):
        put(policy, name, value)
    if found["certification"] is None:
        return
    ends = [assessment.term_window(resolve(policy), day(found["certification"]["certified_on"]), k)[1:] for k in (1, 2, 3, 4)]
    if r.random() < 0.5:
        renewed = [inside(ends[0][1] - timedelta(days=r.choice((0, 1, 30))))] * r.choice((2, 2, 3))
    else:
        renewed = [inside(end - timedelta(days=r.choice((0, 0, 1, 20)))) for end, _ in ends]
    request["record"]["renewals"] = [{"renewed_on": on.isoformat()} for on in renewed]
    request["as_of"] = inside(max(renewed) + timedelta(days=r.choice((0, 1, 400)))).isoformat()


# ------------------------------------------------------------------ dates
def dates_of(value, found):
    """Every (holder, key) of a date in a record or a catalog."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, child in items:
        if isinstance(child, (dict, list)):
            dates_of(child, found)
        elif isinstance(child, str) and len(child) == 10 and child[4] == child[7] == "-" and child[:4].isdigit():
            found.append((value, key))
    return found


def leap_day(on):
    """A 29 February near by."""
    year, step = on.year, 1 if on.year < 2190 else -1
    while not calendar.isleap(year):
        year += step
    return date(year, 2, 29)


def move_a_date(r, request):
    """Dates to a leap day, to another date (a tie), to the day before or after another, or to an end of the range."""
    places = dates_of(request, [])
    for _ in range(r.choice((1, 1, 1, 2, 3))):
        holder, key = r.choice(places)
        other, where = r.choice(places)
        how = r.random()
        if how < 0.3:
            to = leap_day(day(holder[key]))
        elif how < 0.95:
            to = inside(day(other[where]) + timedelta(days=r.choice((0, 0, 1, -1))))
        else:
            to = r.choice((random_requests.FIRST, random_requests.LAST))
        holder[key] = to.isoformat()


def boundaries(request, found):
    """The days on which something begins or ends for this person, by kind; each as often as there are."""
    policy, record = resolve(request.get("policy")), request["record"]
    out = {kind: [] for kind in BOUNDARIES}

    def note(kind, *days):
        out[kind] += [d if isinstance(d, date) else day(d) for d in days if d is not None]

    for key in ("applied_on", "admitted_on", "certified_on"):
        note(key, record.get(key))
    for key, names in (("experience", ("from", "to")), ("ala_membership", ("from", "to")), ("courses", ("completed_on",)),
                       ("portfolios", ("submitted_on", "evaluated_on")), ("degrees", ("graduated_on",)),
                       ("renewals", ("renewed_on",)), ("activities", ("completed_on",))):
        for name in names:
            note(f"{key}.{name}", *(entry.get(name) for entry in record.get(key) or []))
    credit = policy["credit"]
    for a in (request.get("catalog") or {}).get("approvals") or []:
        approved, years = day(a["approved_on"]), credit.get("course_approval_years")
        note("approvals.approved_on", approved)
        by_policy = None if years is None else assessment.plus_years(approved, years)
        note("end of an approval", a.get("expires_on") or by_policy)
    for a in (request.get("catalog") or {}).get("agreements") or []:
        note("agreements.effective_on", a["effective_on"])
        note("agreements.ended_on", a.get("ended_on"))
    note("last_portfolio_on", credit.get("last_portfolio_on"))
    note("deadline", (found["candidacy"] or {}).get("deadline"))
    note("hours reached", found["eligibility"]["experience"]["earliest_on"])
    note("completed", found["completion"]["completed_on"])
    certified = found["certification"]
    if certified is not None:
        first = day(certified["certified_on"])
        note("certified", first)
        for k in range(1, certified["term"] + 2):
            for kind, on in zip(("term opens", "term expires", "last day"), assessment.term_window(policy, first, k)):
                note(kind, on)
        note("term starts", certified["term_starts"])
    return out


BOUNDARIES = [
    "applied_on", "admitted_on", "certified_on", "experience.from", "experience.to", "ala_membership.from", "ala_membership.to",
    "courses.completed_on", "portfolios.submitted_on", "portfolios.evaluated_on", "degrees.graduated_on", "renewals.renewed_on",
    "activities.completed_on", "approvals.approved_on", "end of an approval", "agreements.effective_on", "agreements.ended_on",
    "last_portfolio_on", "deadline", "hours reached", "completed", "certified", "term starts", "term opens", "term expires", "last day"]


def some_boundary(r, request):
    """A boundary, the day before it or the day after, each kind that there is as likely as another."""
    kinds = [days for days in boundaries(request, assessed(request)).values() if days]
    found = inside(r.choice(r.choice(kinds)) + ONE_DAY * r.choice((0, 0, -1, 1))) if kinds else day(request["as_of"])
    return found.isoformat()


def on_a_boundary(r, request):
    """T onto a boundary, or what somebody did."""
    if r.random() < 0.8:
        request["as_of"] = some_boundary(r, request)
        return
    done = [(holder, key) for holder, key in dates_of(request["record"], []) if key not in ("applied_on", "admitted_on", "certified_on")]
    if done:
        holder, key = r.choice(done)
        holder[key] = some_boundary(r, request)
