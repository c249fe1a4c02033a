"""A second, deliberately naive reading of RULES.md: one assessment, up to `findings` (which are in `findings.py`).

Input is taken to be valid.  Nothing here is shared with any other implementation.  The method is the
dullest one that the text allows: facts dated after T are thrown away first, experience is a ledger of
days, and `earliest_on` tries one day after the other.
"""
import calendar
import json
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate

# ------------------------------------------------------------------ 2.1 sets
SETS = [
    ("foundations-of-library-services", ["Foundations of Library Services", "Foundation of Library Service",
                                         "Foundation of Library Services", "Foundations of Library Service"]),
    ("communication-and-teamwork", ["Communication and Teamwork"]),
    ("technology", ["Technology"]),
    ("access-services", ["Access Services"]),
    ("adult-readers-advisory-services", ["Adult Readers' Advisory Services", "Adult Readers' Advisory"]),
    ("cataloging-and-classification", ["Cataloging and Classification", "Cataloguing and Classification"]),
    ("collection-management", ["Collection Management"]),
    ("reference-and-information-services", ["Reference and Information Services"]),
    ("supervision-and-management", ["Supervision and Management"]),
    ("youth-services", ["Youth Services"]),
]
SET_ORDER = [set_id for set_id, _ in SETS]


def ascii_lower(text):
    return "".join(chr(ord(c) + 32) if "A" <= c <= "Z" else c for c in text)


NAMES = {ascii_lower(name): set_id for set_id, names in SETS for name in names}


def set_id(name):
    if name in SET_ORDER:
        return name
    return NAMES[ascii_lower(name).replace("\u2019", "'")]


# ------------------------------------------------------------------ 2 policies
FAQ = {
    "id": "lssc-faq",
    "title": "LSSC, published FAQ",
    "eligibility": {"high_school": True, "support_position": True, "experience_hours": 1820, "experience_years": 5},
    "candidacy": {"years": 4, "measured_by": "earned"},
    "completion": {"required": SET_ORDER[:3], "electives": SET_ORDER[3:], "electives_needed": 3},
    "credit": {"lookback_years": 2, "course_approval_years": None, "last_portfolio_on": None,
               "graduates_short_of_hours": "provisional"},
    "certification": {"years": 4, "ends": "anniversary"},
    "renewal": {"opens_months_before": 12, "grace_months": 2, "grace_terms": "initial", "contact_hours": 32,
                "technology_hours": 4, "hours_from": "last-renewal", "min_activity_hours": 1,
                "unit_hours": {"semester-credit": 15, "quarter-credit": 10, "conference-day": 6}},
    "fees": {"application_cents": {"member": 32500, "non_member": 35000},
             "portfolio_cents": {"member": 5000, "non_member": 6000},
             "renewal_cents": None},
}


def copied(value):
    """A value of JSON that can be changed without changing the first."""
    if isinstance(value, dict):
        return {key: copied(child) for key, child in value.items()}
    return [copied(child) for child in value] if isinstance(value, list) else value


def merged(base, over):
    out = copied(base)
    for key, value in over.items():
        if isinstance(value, dict) and isinstance(out.get(key), dict):
            out[key] = merged(out[key], value)
        else:
            out[key] = copied(value)
    return out


SHIPPED = {
    "lssc-faq": FAQ,
    "lssc-2011": merged(FAQ, {"id": "lssc-2011", "fees": {"portfolio_cents": {"member": 0, "non_member": 0}},
                              "credit": {"graduates_short_of_hours": "refused"}}),
    "lssc-2019": merged(FAQ, {"id": "lssc-2019", "credit": {"course_approval_years": 4,
                                                            "last_portfolio_on": "2019-01-30"}}),
}


def resolve(policy):
    if policy is None:
        policy = "lssc-faq"
    if isinstance(policy, str):
        p = copied(SHIPPED[policy])
    elif policy.get("extends") is not None:
        over = {k: v for k, v in policy.items() if k != "extends"}
        p = merged(SHIPPED[policy["extends"]], over)
    else:
        p = copied(policy)
    p["completion"]["required"] = [set_id(s) for s in p["completion"]["required"]]
    p["completion"]["electives"] = [set_id(s) for s in p["completion"]["electives"]]
    return p


# ------------------------------------------------------------------ 1 dates and hours
@lru_cache(maxsize=100_000)
def plus_months(d, n):
    """One step from the original date; the day of the month is kept, or clamped."""
    year, month = d.year, d.month
    while n >= 12:
        year, n = year + 1, n - 12
    while n <= -12:
        year, n = year - 1, n + 12
    while n > 0:
        month, n = month + 1, n - 1
        if month == 13:
            year, month = year + 1, 1
    while n < 0:
        month, n = month - 1, n + 1
        if month == 0:
            year, month = year - 1, 12
    last = calendar.monthrange(year, month)[1]
    return date(year, month, d.day if d.day <= last else last)


def plus_years(d, n):
    return plus_months(d, 12 * n)


ONE_DAY = timedelta(days=1)


@lru_cache(maxsize=100_000)
def day(text):
    return None if text is None else date.fromisoformat(text)


def text(d):
    return None if d is None else d.isoformat()


def hours(value):
    """An input number of hours as an exact multiple of 1/100."""
    if isinstance(value, int):
        return Fraction(value)
    near = Fraction(round(Fraction(float(value)) * 100), 100)
    assert float(near) == float(value), value
    return near


def number(value):
    """An exact number of hours as the JSON number with the fewest digits."""
    if value is None:
        return None
    value = Fraction(value)
    if value.denominator == 1:
        return int(value)
    assert (value * 100).denominator == 1
    out = float(value)
    assert Decimal(repr(out)) == Decimal(int(value * 100)) / 100 and "e" not in repr(out)
    return out


def kleene_and(verdicts):
    verdicts = list(verdicts)
    if "not-met" in verdicts:
        return "not-met"
    if "unknown" in verdicts:
        return "unknown"
    return "met"


def met_if(condition):
    return "met" if condition else "not-met"


# ------------------------------------------------------------------ 1.4 what is known at T
class World:
    """The facts that exist at T, each with the index of its entry; a list that is not answered is None."""

    def __init__(self, record, catalog, T):
        self.T = T

        def entries(key, keep, make):
            if record.get(key) is None:
                return None
            return [(i, make(e)) for i, e in enumerate(record[key]) if keep(e)]

        def known_date(key):
            d = day(record.get(key))
            return d if d is not None and d <= T else None

        self.education = record.get("education")
        self.requires_mls = record.get("position_requires_mls")
        self.applied = known_date("applied_on")
        self.admitted = known_date("admitted_on")
        self.certified = known_date("certified_on")
        self.experience = entries("experience", lambda e: day(e["from"]) <= T, lambda e: {
            "from": day(e["from"]), "to": day(e.get("to")),
            "weekly": None if e.get("hours_per_week") is None else hours(e["hours_per_week"]),
            "total": None if e.get("total_hours") is None else hours(e["total_hours"])})
        self.membership = entries("ala_membership", lambda e: day(e["from"]) <= T, lambda e: {
            "from": day(e["from"]), "to": day(e.get("to"))})
        self.courses = entries("courses", lambda e: day(e["completed_on"]) <= T, lambda e: {
            "course": e["course"], "on": day(e["completed_on"])})

        def portfolio(e):
            evaluated = day(e.get("evaluated_on"))
            decided = evaluated is not None and evaluated <= T
            return {"set": set_id(e["set"]), "submitted": day(e["submitted_on"]),
                    "outcome": e["outcome"] if decided else "pending", "evaluated": evaluated if decided else None}
        self.portfolios = entries("portfolios", lambda e: day(e["submitted_on"]) <= T, portfolio)
        self.degrees = entries("degrees", lambda e: day(e["graduated_on"]) <= T, lambda e: {
            "agreement": e["agreement"], "on": day(e["graduated_on"])})
        self.renewals = entries("renewals", lambda e: day(e["renewed_on"]) <= T, lambda e: {
            "on": day(e["renewed_on"])})
        self.activities = entries("activities", lambda e: day(e["completed_on"]) <= T, lambda e: {
            "on": day(e["completed_on"]), "quantity": hours(e["quantity"]), "unit": e["unit"],
            "sets": [set_id(s) for s in e["sets"]]})

        catalog = catalog or {}
        self.approvals = [{"set": set_id(a["set"]), "courses": a["courses"], "approved": day(a["approved_on"]),
                           "expires": day(a.get("expires_on"))}
                          for a in catalog.get("approvals") or [] if day(a["approved_on"]) <= T]
        self.agreements = {a["id"]: {"effective": day(a["effective_on"]), "from": day(a.get("graduates_from")),
                                     "ended": day(a.get("ended_on")), "covers": {set_id(s) for s in a["covers"]}}
                           for a in catalog.get("agreements") or [] if day(a["effective_on"]) <= T}

        # section 4: the reference date
        self.R = T
        for d in (self.applied, self.admitted, self.certified):
            if d is not None:
                self.R = d
                break


# ------------------------------------------------------------------ 4.3 experience, day by day
class Ledger:
    """For every day from `first` to `last`: how many hundredths a week are worked, and each total's days."""

    def __init__(self, spans, first, last):
        self.first, self.last = first, last
        n = (last - first).days + 1
        weekly = [0] * n
        self.totals = []
        days = range(first.toordinal(), last.toordinal() + 1)
        for _, span in spans:
            begin = span["from"].toordinal()
            end = days[-1] if span["to"] is None else span["to"].toordinal()
            here = [1 if begin <= o <= end else 0 for o in days]        # one entry a day
            if span["weekly"] is not None:
                rate = int(span["weekly"] * 100)
                weekly = [w + rate if h else w for w, h in zip(weekly, here)]
            else:
                own = sum(1 for _ in range(begin, end + 1))
                self.totals.append((int(span["total"] * 100), own, self.running(here)))
        self.weekly = self.running(weekly)

    @staticmethod
    def running(values):
        return [0, *accumulate(values)]

    def counted(self, lo, hi):
        """Hundredths of hours worked on the days lo..hi, both included."""
        a = (lo - self.first).days
        b = (hi - self.first).days + 1
        assert a >= 0 and hi <= self.last
        hundredths = (self.weekly[b] - self.weekly[a]) // 7             # all weekly spans, rounded down together
        for total, own, running in self.totals:
            hundredths += total * (running[b] - running[a]) // own      # each total, rounded down by itself
        return hundredths


def ledger_for(world, years, last):
    return Ledger(world.experience, plus_years(world.R, -years), last)


def days_between(a, b):
    while a <= b:
        yield a
        a += ONE_DAY


def first_reached(ledger, years, needed, first, last):
    """The first day on which the hours of its own window reach what is needed; none where all days together do not."""
    if ledger.counted(ledger.first, ledger.last) < needed:
        return None
    for t in days_between(first, last):
        if ledger.counted(plus_years(t, -years), t) >= needed:
            return t
    return None


# ------------------------------------------------------------------ 4.7 degrees
def degree_credits(world):
    """(index, degree, agreement) for every degree that 4.7 credits."""
    out = []
    for i, degree in world.degrees or []:
        agreement = world.agreements.get(degree["agreement"])
        if agreement is None:
            continue
        since = agreement["from"]
        if since is None:
            since = plus_years(agreement["effective"], agreement["lookback"])
        if degree["on"] < since:
            continue
        if agreement["ended"] is not None and degree["on"] > agreement["ended"]:
            continue
        out.append((i, degree, agreement))
    return out


def full_degrees(world, policy):
    """The degrees that stand in for hours: (index, degree, agreement)."""
    if policy["credit"]["graduates_short_of_hours"] != "provisional":
        return []
    return [(i, degree, agreement) for i, degree, agreement in degree_credits(world)
            if covers_all(policy, agreement["covers"])]


def covers_all(policy, sets):
    """All required sets, and enough electives."""
    comp = policy["completion"]
    return all(s in sets for s in comp["required"]) and \
        len([s for s in comp["electives"] if s in sets]) >= comp["electives_needed"]


# ------------------------------------------------------------------ eligibility
def education_and_staff(world, policy):
    """4.1 and 4.2."""
    pe = policy["eligibility"]
    if not pe["high_school"]:
        education = "met"
    elif world.education is None:
        education = "unknown"
    else:
        education = met_if(world.education != "below-high-school")

    if not pe["support_position"]:
        staff = "met"
    elif world.requires_mls is None:
        staff = "unknown"
    else:
        staff = met_if(world.requires_mls is False)
    return education, staff


def eligibility(world, policy, want_earliest=True):
    pe = policy["eligibility"]
    required = hours(pe["experience_hours"])
    years = pe["experience_years"]
    R = world.R

    education, staff = education_and_staff(world, policy)
    window_from = plus_years(R, -years)
    spans = world.experience
    if spans is None and required == 0:
        spans = []
    counted = shortfall = earliest = None
    if spans is None:
        verdict = "unknown"
    else:
        last = max(plus_years(R, years), R) if want_earliest else R
        ledger = Ledger(spans, window_from, last)
        counted = Fraction(ledger.counted(window_from, R), 100)
        verdict = met_if(counted >= required)
        shortfall = required - counted if verdict == "not-met" else Fraction(0)
        if want_earliest:
            earliest = first_reached(ledger, years, int(100 * required), R, plus_years(R, years))

    enters = verdict
    if verdict == "not-met" and full_degrees(world, policy):
        enters = "met"
    result = kleene_and([education, staff, enters])
    provisional = enters != verdict and result == "met"
    return {
        "verdict": result, "reference_date": text(R), "education": education, "support_staff": staff,
        "experience": {"verdict": verdict, "counted_hours": number(counted), "required_hours": number(required),
                       "shortfall_hours": number(shortfall), "window": {"from": text(window_from), "to": text(R)},
                       "earliest_on": text(earliest)},
        "provisional": provisional,
    }


def still_provisional(world, policy):
    """4.9: eligibility is provisional at T, and on no day from R to T were the hours there."""
    if not eligibility(world, policy, want_earliest=False)["provisional"]:
        return False
    years = policy["eligibility"]["experience_years"]
    required = hours(policy["eligibility"]["experience_hours"])
    ledger = ledger_for(world, years, world.T)
    return first_reached(ledger, years, int(100 * required), world.R, world.T) is None


# ------------------------------------------------------------------ 4.5 to 4.8
AGREEMENT, COURSE, PORTFOLIO = 0, 1, 2
ROUTES = {AGREEMENT: ("agreement", "/degrees/"), COURSE: ("course", "/courses/"), PORTFOLIO: ("portfolio", "/portfolios/")}


def offers(world, policy):
    """Every credit that 4.5 to 4.7 give: (set, earned_on, route, evidence number, done)."""
    out = []
    pc = policy["credit"]
    for approval in world.approvals:
        since = plus_years(approval["approved"], -pc["lookback_years"])
        end = approval["expires"]
        if end is None and pc.get("course_approval_years") is not None:
            end = plus_years(approval["approved"], pc["course_approval_years"])
        used = []
        for course in approval["courses"]:
            fitting = [(c["on"], i) for i, c in world.courses or []
                       if c["course"] == course and c["on"] >= since and (end is None or c["on"] <= end)]
            if fitting:
                used.append(sorted(fitting)[0])
        if len(used) < len(approval["courses"]):
            continue
        done = max(on for on, _ in used)
        earned = max(done, approval["approved"])
        on_the_day = [i for on, i in used if on == earned]
        evidence = min(on_the_day) if on_the_day else max(i for _, i in used)
        out.append((approval["set"], earned, COURSE, evidence, done))
    for i, p in world.portfolios or []:
        if p["outcome"] != "achieved" or world.admitted is None or p["submitted"] < world.admitted:
            continue
        last = day(pc.get("last_portfolio_on"))
        if last is not None and p["submitted"] > last:
            continue
        out.append((p["set"], p["evaluated"], PORTFOLIO, i, p["submitted"]))
    for i, degree, agreement in degree_credits(world):
        for s in agreement["covers"]:
            out.append((s, max(degree["on"], agreement["effective"]), AGREEMENT, i, degree["on"]))
    return out


def completion(world, policy, deadline):
    comp = policy["completion"]
    credits, counting = [], []
    everything = offers(world, policy)
    for s in SET_ORDER:
        if s not in comp["required"] and s not in comp["electives"]:
            continue
        mine = [o[1:] for o in everything if o[0] == s]
        if not mine:
            continue
        mine.sort()                            # earned_on, route, evidence number, what the candidate did
        earned, route, evidence, done = mine[0]
        measure = done if policy["candidacy"]["measured_by"] == "done" else earned
        counts = not (deadline is not None and measure > deadline)
        name, where = ROUTES[route]
        credits.append({"set": s, "route": name, "earned_on": text(earned), "evidence": where + str(evidence),
                        "counts": counts})
        if counts:
            counting.append((earned, s))

    completed = None
    for on, _ in sorted(counting):
        if covers_all(policy, {s for e, s in counting if e <= on}):
            completed = on
            break
    have = {s for _, s in counting}
    if completed is not None:
        verdict = "met"
    elif world.courses is None or world.portfolios is None or world.degrees is None:
        verdict = "unknown"
    else:
        verdict = "not-met"
    earned_electives = len([s for s in comp["electives"] if s in have])
    return {
        "verdict": verdict, "credits": credits,
        "missing_required": [s for s in SET_ORDER if s in comp["required"] and s not in have],
        "electives_earned": earned_electives,
        "electives_missing": max(0, comp["electives_needed"] - earned_electives),
        "completed_on": text(completed),
    }, completed


# ------------------------------------------------------------------ 4.9 to 4.11
def term_end(policy, certified_on, k):
    d = plus_years(certified_on, policy["certification"]["years"] * k)
    ends = policy["certification"]["ends"]
    if ends == "day-before":
        return d - ONE_DAY
    if ends == "end-of-month":
        return date(d.year, d.month, calendar.monthrange(d.year, d.month)[1])
    return d


def term_window(policy, certified_on, k):
    pr = policy["renewal"]
    E = term_end(policy, certified_on, k)
    O = plus_months(E, -pr["opens_months_before"])
    graced = pr["grace_terms"] == "every" or k == 1
    L = plus_months(E, pr["grace_months"]) if graced else E
    return O, E, L


def education_hours(world, policy, after, upto):
    """(contact, technology) for after < completed_on <= upto; None while activities are not answered."""
    if world.activities is None:
        return None, None
    pr = policy["renewal"]
    contact = technology = Fraction(0)
    for _, a in world.activities:
        if not (after < a["on"] <= upto):
            continue
        each = 1 if a["unit"] == "contact-hour" else pr["unit_hours"][a["unit"]]
        worth = a["quantity"] * each
        if a["sets"] == [] or worth < hours(pr["min_activity_hours"]):
            continue
        contact += worth
        if "technology" in a["sets"]:
            technology += worth
    return contact, technology


def hours_verdicts(policy, contact, technology):
    if contact is None:
        return ["unknown", "unknown"]
    return [met_if(contact >= hours(policy["renewal"]["contact_hours"])),
            met_if(technology >= hours(policy["renewal"]["technology_hours"]))]


def renewals_taken(record, catalog, world, p, certified_on):
    """4.10: the current term, the day after which hours count for it, and what was accepted and rejected."""
    k = 1
    bound = certified_on - ONE_DAY
    accepted, rejected = [], []
    for on, index in sorted((r["on"], i) for i, r in world.renewals or []):
        O, E, L = term_window(p, certified_on, k)
        reason = None
        if on < O:
            reason = "too-early"
        elif on > L:
            reason = "too-late"
        else:
            then = world_at(record, catalog, p, on)
            if k == 1 and still_provisional(then, p):
                reason = "hours-not-reached"
            elif kleene_and(hours_verdicts(p, *education_hours(world, p, bound, on))) == "not-met":
                reason = "hours-short"
        if reason is not None:
            rejected.append({"index": index, "reason": reason})
            continue
        accepted.append({"index": index, "renewed_on": text(on), "term": k + 1})
        bound = max(on, E) if p["renewal"]["hours_from"] == "term" else on
        k += 1
    return k, bound, accepted, rejected


def status_in_term(T, window):
    """4.12, of somebody certified."""
    O, E, L = window
    if T < O:
        return "certified"
    if T <= E:
        return "renewal-open"
    return "grace" if T <= L else "lapsed"


BY_ELIGIBILITY = {"met": "eligible", "not-met": "ineligible", "unknown": "undetermined"}


def certification_date(world, completed):
    """4.9: the recorded date, else the computed one."""
    if world.certified is None and completed is not None and world.admitted is not None:
        return max(completed, world.admitted)
    return world.certified


def candidacy_deadline(world, p):
    return None if world.admitted is None else plus_years(world.admitted, p["candidacy"]["years"])


def world_at(record, catalog, policy, T):
    """The facts that exist at T, under a policy read before."""
    world = World(record, catalog, T)
    lookback(world, policy)
    return world


def assess(record, catalog, policy, as_of):
    p = resolve(policy)
    T = day(as_of)
    world = world_at(record, catalog, p, T)
    elig = eligibility(world, p)

    deadline = candidacy_deadline(world, p)
    comp, completed = completion(world, p, deadline)
    certified_on = certification_date(world, completed)

    candidacy = None
    if world.admitted is not None:
        candidacy = {"admitted_on": text(world.admitted), "deadline": text(deadline),
                     "expired": T > deadline and certified_on is None}

    certification = renewal = None
    accepted, rejected = [], []
    if certified_on is not None:
        k, bound, accepted, rejected = renewals_taken(record, catalog, world, p, certified_on)
        O, E, L = term_window(p, certified_on, k)
        certification = {
            "certified_on": text(certified_on), "term": k,
            "term_starts": text(plus_years(certified_on, p["certification"]["years"] * (k - 1))),
            "expires_on": text(E), "provisional": k == 1 and still_provisional(world, p)}
        contact, technology = education_hours(world, p, bound, min(T, L))
        renewal = {
            "verdict": kleene_and(hours_verdicts(p, contact, technology)),
            "opens_on": text(O), "expires_on": text(E), "last_day": text(L),
            "contact_hours": {"counted": number(contact), "required": number(hours(p["renewal"]["contact_hours"]))},
            "technology_hours": {"counted": number(technology),
                                 "required": number(hours(p["renewal"]["technology_hours"]))},
            "accepted": accepted, "rejected": rejected}
        status = status_in_term(T, (O, E, L))
    elif world.admitted is not None:
        status = "candidacy-expired" if candidacy["expired"] else "candidate"
    elif world.applied is not None:
        status = "applied"
    else:
        status = BY_ELIGIBILITY[elig["verdict"]]

    # 4.13
    def line(item, on, prices, charged, which=None):
        if world.membership is None:
            basis = "assumed-non-member"
        elif any(m["from"] <= on and (m["to"] is None or on <= m["to"]) for _, m in world.membership):
            basis = "member"
        else:
            basis = "non-member"
        out = {"item": item}
        if which is not None:
            out["set"] = which
        out["on"] = text(on)
        out["basis"] = basis
        out["amount_cents"] = prices["member" if basis == "member" else "non_member"]
        out["charged"] = charged
        return out

    fees = p["fees"]
    known = world.applied is not None or world.admitted is not None or world.certified is not None
    first = line("application", world.R, fees["application_cents"], known)
    rest = []
    for i, pf in world.portfolios or []:
        rest.append(((pf["submitted"], 0, SET_ORDER.index(pf["set"]), i),
                     line("portfolio", pf["submitted"], fees["portfolio_cents"], True, pf["set"])))
    if fees.get("renewal_cents") is not None:
        for a in accepted:
            rest.append(((day(a["renewed_on"]), 1, 0, a["index"]),
                         line("renewal", day(a["renewed_on"]), fees["renewal_cents"], True)))
        if status in ("renewal-open", "grace"):
            rest.append(((T, 2, 0, 0), line("renewal", T, fees["renewal_cents"], False)))
    rest.sort(key=lambda pair: pair[0])
    lines = [first] + [l for _, l in rest]

    unknowns = []
    if status == "undetermined":
        for key, verdict in (("education", elig["education"]), ("position_requires_mls", elig["support_staff"]),
                             ("experience", elig["experience"]["verdict"])):
            if verdict == "unknown":
                unknowns.append("/" + key)
    elif status in ("candidate", "candidacy-expired"):
        for key in ("courses", "portfolios", "degrees"):
            if getattr(world, key) is None:
                unknowns.append("/" + key)
    elif status in ("certified", "renewal-open", "grace", "lapsed"):
        if world.activities is None:
            unknowns.append("/activities")

    return {
        "record": record["id"], "policy": p["id"], "as_of": as_of, "status": status,
        "eligibility": elig, "candidacy": candidacy, "completion": comp, "certification": certification,
        "renewal": renewal,
        "fees": {"lines": lines, "total_cents": sum(l["amount_cents"] for l in lines)},
        "unknowns": unknowns,
    }


def lookback(world, policy):
    """4.7 says "effective_on - 2 years", and 1.8 that the 2 stands for credit.lookback_years."""
    for a in world.agreements.values():
        a["lookback"] = -policy["credit"]["lookback_years"]


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
