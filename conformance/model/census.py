"""Counts what generated requests have reached, so that a generator that has gone blind is seen.

Every line that there must be is named in `LINES`; `reached` says which of them one request and its answer reach.  A name that
is not in `LINES` is a mistake and stops the count.
"""
from collections import Counter

import findings
from adversary import BOUNDARIES, CATALOG_LISTS, KEYS, LEAVES, LISTS, boundaries, dates_of
from assessment import FAQ, SET_ORDER, day, plus_years, resolve, set_id

THREE = ["met", "not-met", "unknown"]
STATUSES = ["eligible", "ineligible", "undetermined", "applied", "candidate", "candidacy-expired", "certified", "renewal-open", "grace",
            "lapsed"]
NEAR = {-1: "the day before", 0: "on", 1: "the day after"}
FAULTS = ["bad-json", "wrong-type", "missing", "unknown-key", "duplicate-key", "unknown-value", "unknown-set", "bad-date", "out-of-range",
          "too-precise", "bad-text", "bad-length", "conflict", "duplicate", "unknown-policy", "too-large", "too-deep"]
FACTS = {   # what somebody did, by the boundary that it is held against
    "course: first day of the window", "course: approval", "course: last day", "graduation: first day of the window", "graduation: ended",
    "portfolio: admission", "portfolio: last_portfolio_on", "credit: deadline", "renewal: opens", "renewal: expires", "renewal: last day",
    "activity: certification", "activity: an accepted renewal", "activity: term start", "membership begins: a fee", "membership ends: a fee"}
LEAP = ["as_of", "from", "to", "applied_on", "admitted_on", "certified_on", "completed_on", "submitted_on", "evaluated_on", "graduated_on",
        "renewed_on", "approved_on", "expires_on", "effective_on", "graduates_from", "ended_on", "last_portfolio_on",
        "deadline", "certified", "term opens", "term expires", "last day", "hours reached"]
EVENTS = ["candidacy-deadline", "renewal-opens", "certification-expires", "renewal-last-day"]
CLAUSES = ["4.1", "4.2", "4.3", "4.4", "4.5", "4.6", "4.7", "4.8", "4.9", "4.10", "4.11", "4.13"]   # never 4.12: what moves a status is said first
NUMBERS = [name for name, values in LEAVES.items() if all(type(value) in (int, float) for value in values)]


def ends(name):
    """The least and the most that the generator gives to a parameter of numbers."""
    return {"least": min(LEAVES[name]), "most": max(LEAVES[name])}


LINES = {
    "kind": ["assess", "timeline", "order", "review", "plan", "calendar", "compare", "mutated", "mutated comparison"],
    "status": STATUSES,
    "outcome": [f"{rule}: {outcome}" for rule in ("education", "support_staff", "experience", "eligibility", "completion",
                                                  "contact_hours", "technology_hours", "renewal") for outcome in THREE],
    "provisional": ["eligibility", "certification", "not any more"],
    "credit": [f"{route}, {counts}" for route in ("course", "portfolio", "agreement") for counts in ("counts", "late")],
    "renewal rejected": ["too-early", "too-late", "hours-not-reached", "hours-short"],
    "renewal accepted": ["early", "in grace", "hours unknown", "starts term 2", "starts term 3", "starts term 4"],
    "fee": [f"{item}, {basis}" for item in ("application", "portfolio", "renewal")
            for basis in ("member", "non-member", "assumed-non-member")] + ["application not charged", "renewal to come"],
    "unknowns": ["/education", "/position_requires_mls", "/experience", "/courses", "/portfolios", "/degrees", "/activities"],
    "finding": list(findings.CODES),
    "fault": FAULTS,
    "parameter off its default": list(LEAVES),
    "parameter at its least": NUMBERS, "parameter at its most": NUMBERS,
    "T": [f"{when} {kind}" for kind in BOUNDARIES for when in NEAR.values()
          if (when, kind) not in (("the day before", "completed"), ("the day before", "certified"))],   # not known before
    "fact": [f"{when} {kind}" for kind in sorted(FACTS) for when in NEAR.values()],
    "29 February": LEAP,
    "tie": ["one course twice on a day", "two credits of a set on a day, one route", "two credits of a set on a day, two routes",
            "two renewals on a day", "two accepted renewals on a day", "two activities on a day", "a renewal and an activity on a day", "two portfolios of a set on a day",
            "applied and admitted on a day", "admitted and certified on a day", "two credits complete it on a day"],
    "bundle": ["complete", "incomplete", "complete on several days", "complete before its approval", "shares a course"],
    "answer": [f"{key} {how}" for key in KEYS for how in ("missing", "null")] + [f"{key} empty" for key in LISTS]
        + [f"catalog {how}" for how in ("missing", "null")] + [f"{key} {how}" for key in CATALOG_LISTS for how in ("missing", "null", "empty")],
    "policy": ["missing", "null", "lssc-faq", "lssc-2011", "lssc-2019", "overlay", "whole"],
    "timeline": ["one day", "one stretch", "many stretches"] + [f"because {why}" for why in (
        "4.3", "4.4", "4.5", "4.7", "4.10", "/applied_on", "/admitted_on", "/certified_on", "/courses", "/portfolios", "/degrees",
        "/renewals")],
    "plan": ["nothing to buy", "a course", "a portfolio", "a required set unavailable", "an elective unavailable", "membership saves",
             "membership costs", "membership changes nothing", "an approval of no price"],
    "review": ["qualifies", "a required set missing", "electives missing", "24 levels", "course", "all", "choose", "choose 0"],
    "order": ["nobody", "one", "many", "member", "non-member"],
    "calendar": EVENTS + ["no event", "a folded line", "an id in percent-encoding"],
    "compare": [f"clause {clause}" for clause in CLAUSES] + ["no clause", "gained", "lost", "fees rise", "fees fall"],
}


def empty():
    return Counter({(group, name): 0 for group, names in LINES.items() for name in names})


def count(census, kind, request, answer):
    """`request`: as read from JSON, None where that is not possible."""
    for line in reached(kind, request, answer):
        if line not in census:
            raise KeyError(f"{line} is not in census.LINES")
        census[line] += 1


def reached(kind, request, answer):
    yield "kind", kind
    if "faults" in answer:
        for code in {fault["code"] for fault in answer["faults"]}:
            yield "fault", code
        return
    if kind.startswith("mutated"):
        return
    for key in ("policy", "policy_a", "policy_b"):
        if key in request or key == "policy" and kind != "compare":
            yield from of_policy(request, key)
    yield from {"assess": of_assess, "timeline": of_timeline, "order": of_order, "review": of_review, "plan": of_plan,
                "calendar": of_calendar, "compare": of_compare}[kind](request, answer)


# ------------------------------------------------------------------ policies
def value(policy, name):
    for key in name.split("."):
        policy = None if policy is None else policy.get(key)
    return policy


def of_policy(request, key):
    given = request.get(key)
    if key not in request or given is None:
        yield "policy", "null" if key in request else "missing"
        return
    if isinstance(given, str):
        yield "policy", given
    else:
        yield "policy", "overlay" if given.get("extends") is not None else "whole"
    policy = resolve(given)
    for name in LEAVES:
        own, default = value(policy, name), value(FAQ, name)
        if (sorted(own) != sorted(default)) if isinstance(default, list) else own != default:
            yield "parameter off its default", name
        if name in NUMBERS:
            for end, at in ends(name).items():
                if own == at:
                    yield "parameter at its " + end, name


# ------------------------------------------------------------------ assessments
def of_assess(request, answer):
    found = answer["assessment"]
    yield from of_answers(request)
    yield from of_verdicts(found)
    yield from of_renewals(found)
    yield from of_fees(found)
    for pointer in found["unknowns"]:
        yield "unknowns", pointer
    given = {key: value for key, value in request.items() if value is not None}
    told = findings.coded(given["record"], given.get("catalog"), given.get("policy"), given["as_of"], found)
    for code in {code for code, _ in told}:
        yield "finding", code
    yield from of_dates(request, found)
    yield from of_ties(request, found)
    yield from of_bundles(request)


def of_answers(request):
    for of, keys in ((request["record"], KEYS), (request.get("catalog") or {}, CATALOG_LISTS if request.get("catalog") else ()), (request, ["catalog"])):
        for key in keys:
            if key not in of:
                yield "answer", f"{key} missing"
            elif of[key] is None:
                yield "answer", f"{key} null"
            elif of[key] == []:
                yield "answer", f"{key} empty"


def of_verdicts(found):
    own = found["eligibility"]
    verdicts = {"education": own["education"], "support_staff": own["support_staff"], "experience": own["experience"]["verdict"],
                "eligibility": own["verdict"], "completion": found["completion"]["verdict"]}
    if found["renewal"] is not None:
        verdicts["renewal"] = found["renewal"]["verdict"]
        for key in ("contact_hours", "technology_hours"):
            verdicts[key] = findings.hours_verdict(found["renewal"][key])
    for rule, verdict in verdicts.items():
        yield "outcome", f"{rule}: {verdict}"
    yield "status", found["status"]
    certified = found["certification"] is not None and found["certification"]["provisional"]
    if own["provisional"]:
        yield "provisional", "eligibility"
        if found["certification"] is not None and found["certification"]["term"] == 1 and not certified:
            yield "provisional", "not any more"
    if certified:
        yield "provisional", "certification"
    for credit in found["completion"]["credits"]:
        yield "credit", f"{credit['route']}, {'counts' if credit['counts'] else 'late'}"


def of_renewals(found):
    if found["renewal"] is None:
        return
    for rejected in found["renewal"]["rejected"]:
        yield "renewal rejected", rejected["reason"]
    for accepted in found["renewal"]["accepted"]:
        if accepted["term"] <= 4:
            yield "renewal accepted", f"starts term {accepted['term']}"
        if found["renewal"]["verdict"] == "unknown":
            yield "renewal accepted", "hours unknown"


def of_fees(found):
    for line in found["fees"]["lines"]:
        yield "fee", f"{line['item']}, {line['basis']}"
        if not line["charged"]:
            yield "fee", "application not charged" if line["item"] == "application" else "renewal to come"


# ------------------------------------------------------------------ dates
def near(group, kind, on, boundary):
    """Whether a day is a boundary, or next to it."""
    if on is not None and boundary is not None and (on - boundary).days in NEAR:
        yield group, f"{NEAR[(on - boundary).days]} {kind}"


def of_dates(request, found):
    edges = boundaries(request, found)
    T = day(request["as_of"])
    for kind, days in edges.items():
        for on in set(days):
            if kind not in ("completed", "certified") or on <= T:
                yield from near("T", kind, T, on)
    for kind in ("deadline", "certified", "term opens", "term expires", "last day", "hours reached"):
        if any((on.month, on.day) == (2, 29) for on in edges[kind]):
            yield "29 February", kind
    for holder, key in dates_of(request, []):
        if holder[key].endswith("-02-29"):
            yield "29 February", key
    yield from of_facts(request, found, edges)


def of_facts(request, found, edges):
    record, catalog, policy = request["record"], request.get("catalog") or {}, resolve(request.get("policy"))
    credit, years = policy["credit"], policy["credit"].get("course_approval_years")
    taken = {(c["course"], c["completed_on"]) for c in record.get("courses") or []}
    for a in catalog.get("approvals") or []:
        approved, last = day(a["approved_on"]), day(a.get("expires_on"))
        if last is None and years is not None:
            last = plus_years(approved, years)
        for on in {day(on) for course, on in taken if course in a["courses"]}:
            yield from near("fact", "course: first day of the window", on, plus_years(approved, -credit["lookback_years"]))
            yield from near("fact", "course: approval", on, approved)
            yield from near("fact", "course: last day", on, last)
    for a in catalog.get("agreements") or []:
        first = day(a.get("graduates_from")) or plus_years(day(a["effective_on"]), -credit["lookback_years"])
        for degree in record.get("degrees") or []:
            if degree["agreement"] == a["id"]:
                yield from near("fact", "graduation: first day of the window", day(degree["graduated_on"]), first)
                yield from near("fact", "graduation: ended", day(degree["graduated_on"]), day(a.get("ended_on")))
    for p in record.get("portfolios") or []:
        yield from near("fact", "portfolio: admission", day(p["submitted_on"]), day(record.get("admitted_on")))
        yield from near("fact", "portfolio: last_portfolio_on", day(p["submitted_on"]), day(credit.get("last_portfolio_on")))
    for c in found["completion"]["credits"]:
        if found["candidacy"] is not None:
            yield from near("fact", "credit: deadline", day(c["earned_on"]), day(found["candidacy"]["deadline"]))
    for period in record.get("ala_membership") or []:
        for line in found["fees"]["lines"]:
            yield from near("fact", "membership begins: a fee", day(line["on"]), day(period["from"]))
            yield from near("fact", "membership ends: a fee", day(line["on"]), day(period.get("to")))
    if found["renewal"] is not None:
        yield from of_renewal_dates(record, found, edges)


def of_renewal_dates(record, found, edges):
    for renewal in record.get("renewals") or []:
        on = day(renewal["renewed_on"])
        for kind, name in (("opens", "term opens"), ("expires", "term expires"), ("last day", "last day")):
            for edge in edges[name]:
                yield from near("fact", f"renewal: {kind}", on, edge)
    terms = edges["term opens"], edges["term expires"]
    for accepted in found["renewal"]["accepted"]:
        on, k = day(accepted["renewed_on"]), accepted["term"] - 2
        yield "renewal accepted", "early" if on < terms[1][k] else "in grace"
        for a in record.get("activities") or []:
            yield from near("fact", "activity: an accepted renewal", day(a["completed_on"]), on)
    for a in record.get("activities") or []:
        yield from near("fact", "activity: certification", day(a["completed_on"]), day(found["certification"]["certified_on"]))
        yield from near("fact", "activity: term start", day(a["completed_on"]), day(found["certification"]["term_starts"]))


# ------------------------------------------------------------------ ties and bundles
def twice(values):
    return any(n > 1 for n in Counter(values).values())


def of_ties(request, found):
    record = request["record"]

    def entries(key, *names):
        return [tuple(entry[name] for name in names) for entry in record.get(key) or []]

    renewed, done = entries("renewals", "renewed_on"), entries("activities", "completed_on")
    if twice(entries("courses", "course", "completed_on")):
        yield "tie", "one course twice on a day"
    if twice(renewed):
        yield "tie", "two renewals on a day"
    if twice(done):
        yield "tie", "two activities on a day"
    if set(renewed) & set(done):
        yield "tie", "a renewal and an activity on a day"
    if twice((set_id(name), on) for name, on in entries("portfolios", "set", "submitted_on")):
        yield "tie", "two portfolios of a set on a day"
    for first, second in (("applied", "admitted"), ("admitted", "certified")):
        if record.get(first + "_on") is not None and record.get(first + "_on") == record.get(second + "_on"):
            yield "tie", f"{first} and {second} on a day"
    if found["renewal"] is not None and twice(a["renewed_on"] for a in found["renewal"]["accepted"]):
        yield "tie", "two accepted renewals on a day"
    completed = found["completion"]["completed_on"]
    if completed and sum(c["counts"] and c["earned_on"] == completed for c in found["completion"]["credits"]) > 1:
        yield "tie", "two credits complete it on a day"
    policy = resolve(request.get("policy"))
    world = findings.world_at(record, request.get("catalog"), policy, day(request["as_of"]))
    best = {}
    for name, earned, route, *_ in findings.offers(world, policy):
        best.setdefault(name, []).append((earned, route))
    for name in SET_ORDER:
        routes = [route for earned, route in best.get(name, []) if earned == min(best[name])[0]]
        if twice(routes):
            yield "tie", "two credits of a set on a day, one route"
        if len(set(routes)) > 1:
            yield "tie", "two credits of a set on a day, two routes"


def of_bundles(request):
    approvals = (request.get("catalog") or {}).get("approvals") or []
    done = {}
    for entry in request["record"].get("courses") or []:
        done.setdefault(entry["course"], []).append(entry["completed_on"])
    for a in approvals:
        if len(a["courses"]) < 2:
            continue
        there = [course for course in a["courses"] if course in done]
        if len(there) == len(a["courses"]):
            yield "bundle", "complete"
            if len({min(done[course]) for course in there}) > 1:
                yield "bundle", "complete on several days"
            if all(max(done[course]) < a["approved_on"] for course in there):
                yield "bundle", "complete before its approval"
        elif there:
            yield "bundle", "incomplete"
        if any(set(a["courses"]) & set(other["courses"]) for other in approvals if other is not a):
            yield "bundle", "shares a course"


# ------------------------------------------------------------------ the other operations
def of_timeline(request, answer):
    stretches = answer["timeline"]
    for key in ("from", "to"):
        if request[key].endswith("-02-29"):
            yield "29 February", key
    if request["from"] == request["to"]:
        yield "timeline", "one day"
    yield "timeline", "one stretch" if len(stretches) == 1 else "many stretches"
    for stretch in stretches[1:]:
        why = stretch["because"]
        yield "timeline", "because " + ("/" + why.split("/")[1] if why.startswith("/") else why)


def of_order(request, answer):
    yield "order", {0: "nobody", 1: "one"}.get(len(request["people"]), "many")
    for line in answer["order"]["lines"]:
        yield "order", line["basis"]


def of_review(request, answer):
    found = answer["review"]
    if found["qualifies"]:
        yield "review", "qualifies"
    if found["missing_required"]:
        yield "review", "a required set missing"
    if found["electives_missing"]:
        yield "review", "electives missing"
    level, here = 0, [request["requirements"]]
    while here:
        level += 1
        for node in here:
            yield "review", next(key for key in ("course", "all", "choose") if key in node)
            if node.get("choose") == 0:
                yield "review", "choose 0"
        here = [branch for node in here for branch in node.get("all") or node.get("from") or []]
    if level == 24:
        yield "review", "24 levels"


def of_plan(request, answer):
    found = answer["plan"]
    items = found["as_member"]["items"] + found["as_non_member"]["items"]
    if not items:
        yield "plan", "nothing to buy"
    for item in items:
        yield "plan", "a " + item["route"]
        if item["route"] == "course" and item["amount_cents"] == 0:
            yield "plan", "an approval of no price"
    required = resolve(request.get("policy"))["completion"]["required"]
    for name in found["unavailable"]:
        yield "plan", "a required set unavailable" if name in required else "an elective unavailable"
    saves = found["membership_saves_cents"]
    yield "plan", "membership " + ("saves" if saves > 0 else "costs" if saves < 0 else "changes nothing")


def of_calendar(request, answer):
    lines = answer["calendar"].split("\r\n")
    kinds = [line[4:].split(".")[0] for line in lines if line.startswith("UID:")]
    for kind in kinds or ["no event"]:
        yield "calendar", kind
    if any(line.startswith(" ") for line in lines):
        yield "calendar", "a folded line"
    if any(line.startswith("UID:") and "%" in line for line in lines):
        yield "calendar", "an id in percent-encoding"


def of_compare(request, answer):
    found = answer["comparison"]
    yield "compare", f"clause {found['clause']}" if found["clause"] else "no clause"
    for key in ("gained", "lost"):
        if found[key]:
            yield "compare", key
    if found["fees_change_cents"]:
        yield "compare", "fees rise" if found["fees_change_cents"] > 0 else "fees fall"


# ------------------------------------------------------------------ shown
def blind(census):
    """The lines that nothing has reached."""
    return [line for line, n in census.items() if n == 0]


def show(census):
    """A group a paragraph; T and what is held against a boundary three to a line."""
    for group, names in LINES.items():
        print(f"\n{group}")
        for name in names:
            print(f"{census[group, name]:9}  {name}")
