"""Section 5, *Findings*: rule, outcome, path and cites of each, in order; the words of the messages are left out.

Written from RULES.md, from `docs/readings.md` (*Findings*), and from the tables of `docs/codes.md`.  A finding rests on
parameters; it cites the source of each, once, or the policy where that has another value than the default policy; then the
clause.  What a finding says whatever the parameters is cited first, as it stands here.
"""
from assessment import (COURSE, FAQ, SET_ORDER, candidacy_deadline, completion, covers_all, day,
                        degree_credits, hours, offers, plus_years, resolve, term_window, world_at)

CODES = {   # of docs/codes.md: the rule and the clause of each
    "education": ("eligibility.education", "4.1"),
    "support-staff": ("eligibility.support-staff", "4.2"),
    "experience": ("eligibility.experience", "4.3"),
    "completion": ("completion", "4.8"),
    "contact-hours": ("renewal.contact-hours", "4.11"),
    "technology-hours": ("renewal.technology-hours", "4.11"),
    "provisional-eligibility": ("eligibility.experience", "4.3"),
    "provisional-certification": ("certification.term", "4.9"),
    "computer-skills": ("eligibility.experience", "4.3"),
    "course-not-approved": ("credit.course", "4.5"),
    "course-outside-window": ("credit.course", "4.5"),
    "agreement-unknown": ("credit.agreement", "4.7"),
    "graduation-outside-window": ("credit.agreement", "4.7"),
    "agreement-partial": ("credit.agreement", "4.7"),
    "portfolio-before-admission": ("credit.portfolio", "4.6"),
    "portfolio-route-closed": ("credit.portfolio", "4.6"),
    "portfolio-set-not-in-policy": ("credit.portfolio", "4.7"),
    "credit-after-deadline": ("candidacy.deadline", "4.4"),
    "completion-shared": ("credit.course", "4.5"),
    "certified-on-differs": ("certification.term", "4.9"),
    "certified-without-completion": ("certification.term", "4.9"),
    "renewal-rejected": ("renewal.window", "4.10"),
    "renewal-hours-unknown": ("renewal.window", "4.10"),
    "activity-not-counted": ("renewal.contact-hours", "4.11"),
    "no-grace": ("renewal.window", "4.10"),
    "membership-assumed": ("fees.application", "4.13"),
    "renewal-fee-not-published": ("fees.renewal", "4.13"),
}
SOURCES = {
    "eligibility.high_school": ["FAQ 6"], "eligibility.support_position": ["FAQ 3", "FAQ 6"],
    "eligibility.experience_hours": ["FAQ 6"], "eligibility.experience_years": ["FAQ 6"],
    "candidacy.years": ["FAQ 18"], "candidacy.measured_by": ["FAQ 18"],
    "completion.required": ["FAQ 8", "FAQ 9"], "completion.electives": ["FAQ 8", "FAQ 9"],
    "completion.electives_needed": ["FAQ 8"],
    "credit.lookback_years": ["FAQ 16"], "credit.course_approval_years": ["FAQ 16"],
    "credit.last_portfolio_on": ["FAQ 10"], "credit.graduates_short_of_hours": ["FAQ 12"],
    "certification.years": ["FAQ 19"], "certification.ends": ["FAQ 19"],
    "renewal.opens_months_before": ["FAQ 19"], "renewal.grace_months": ["FAQ 19"], "renewal.grace_terms": ["FAQ 19"],
    "renewal.contact_hours": ["FAQ 19"], "renewal.technology_hours": ["FAQ 19"], "renewal.hours_from": ["FAQ 19"],
    "renewal.min_activity_hours": ["policy page"], "renewal.unit_hours": ["policy page"],
    "fees.application_cents": ["FAQ 21"], "fees.portfolio_cents": ["FAQ 21"], "fees.renewal_cents": ["FAQ 19"],
}
EXPERIENCE = ["eligibility.experience_hours", "eligibility.experience_years"]
COMPLETION = ["completion.required", "completion.electives", "completion.electives_needed"]
TERM = ["certification.years", "certification.ends"]
GRACE = ["renewal.grace_months", "renewal.grace_terms"]
WORTH = ["renewal.min_activity_hours", "renewal.unit_hours"]
GRADUATES = ["credit.graduates_short_of_hours"]
BEFORE_APPLIED = ["eligible", "ineligible", "undetermined"]


class Told:
    """The findings of one assessment, told one after the other."""

    def __init__(self, policy):
        self.policy, self.all = policy, []

    def own(self, name):
        """Whether the policy has another value than the default one for a parameter; a list of sets has no order (1.7)."""
        group, key = name.split(".")
        values = self.policy[group].get(key), FAQ[group][key]
        return sorted(values[0]) != sorted(values[1]) if isinstance(values[1], list) else values[0] != values[1]

    def cites(self, said, parameters, clause):
        out = list(said)
        for name in parameters:
            for source in ["policy " + self.policy["id"]] if self.own(name) else SOURCES[name]:
                if source not in out:
                    out.append(source)
        return out + ["RULES " + clause]

    def tell(self, code, outcome, path, parameters=(), said=()):
        rule, clause = CODES[code]
        cites = self.cites(said, parameters, clause)
        self.all.append((code, {"rule": rule, "outcome": outcome, "path": path, "cites": cites}))

    def advise(self, code, path, parameters=(), said=()):
        self.tell(code, "advice", path, parameters, said)


def findings(record, catalog, policy, as_of, found):
    """`found`: the assessment that these findings are about."""
    return [finding for _, finding in coded(record, catalog, policy, as_of, found)]


def coded(record, catalog, policy, as_of, found):
    """The same, each with its code."""
    policy = resolve(policy)
    world = world_at(record, catalog, policy, day(as_of))
    told = Told(policy)
    verdicts(told, found)
    provisional(told, found)
    if found["status"] in BEFORE_APPLIED:
        told.advise("computer-skills", "", said=["FAQ 6"])
    courses(told, world)
    degrees(told, world)
    portfolios(told, world)
    late_credits(told, found)
    shared_completions(told, world)
    if found["certification"] is not None:
        recorded_date(told, world)
        renewals(told, found)
        activities(told, world, found)
        later_term(told, found)
    fees(told, world, found)
    return told.all


# ------------------------------------------------------------------ verdicts
def verdicts(told, found):
    own = found["eligibility"]
    told.tell("education", own["education"], "/education", ["eligibility.high_school"])
    told.tell("support-staff", own["support_staff"], "/position_requires_mls", ["eligibility.support_position"])
    told.tell("experience", own["experience"]["verdict"], "/experience", EXPERIENCE)
    told.tell("completion", found["completion"]["verdict"], "", COMPLETION)
    if found["renewal"] is None:
        return
    for code, key in (("contact-hours", "contact_hours"), ("technology-hours", "technology_hours")):
        told.tell(code, hours_verdict(found["renewal"][key]), "/activities", ["renewal." + key, "renewal.hours_from", *WORTH])


def hours_verdict(hours_of):
    if hours_of["counted"] is None:
        return "unknown"
    return "met" if hours(hours_of["counted"]) >= hours(hours_of["required"]) else "not-met"


def provisional(told, found):
    if found["eligibility"]["provisional"]:
        told.advise("provisional-eligibility", "/experience", GRADUATES)
    if found["certification"] is not None and found["certification"]["provisional"]:
        told.advise("provisional-certification", "/experience", GRADUATES + EXPERIENCE)


# ------------------------------------------------------------------ what earned nothing (4.5 to 4.7)
def window(approval, policy):
    """First and last day of the window of an approval, and whether the policy set the last."""
    since = plus_years(approval["approved"], -policy["credit"]["lookback_years"])
    years = policy["credit"].get("course_approval_years")
    if approval["expires"] is not None:
        return since, approval["expires"], False
    if years is not None:
        return since, plus_years(approval["approved"], years), True
    return since, None, False


def courses(told, world):
    for i, course in world.courses or []:
        path, on = f"/courses/{i}", course["on"]
        windows = [window(a, told.policy) for a in world.approvals if course["course"] in a["courses"]]
        if not windows:
            told.advise("course-not-approved", path, said=["FAQ 16"])
            continue
        misses = []
        for since, end, by_policy in windows:
            if on < since:
                misses.append((since - on, since, by_policy, ["credit.lookback_years"]))
            elif end is not None and on > end:
                misses.append((on - end, since, by_policy, ["credit.course_approval_years"] if by_policy else []))
        if len(misses) == len(windows):         # the nearest; of several the one that begins first, then one with an end of its own
            *_, parameters = min(misses)
            told.advise("course-outside-window", path, parameters, said=["FAQ 16"])


def degrees(told, world):
    credited = {i: agreement for i, _, agreement in degree_credits(world)}
    for i, degree in world.degrees or []:
        agreement = world.agreements.get(degree["agreement"])
        if agreement is None:
            told.advise("agreement-unknown", f"/degrees/{i}", said=["FAQ 12", "FAQ 14"])
        elif i not in credited:
            since = agreement["from"]
            by_policy = since is None and degree["on"] < plus_years(agreement["effective"], agreement["lookback"])
            told.advise("graduation-outside-window", f"/degrees/{i}", ["credit.lookback_years"] if by_policy else [], said=["FAQ 12"])
    for i, agreement in credited.items():
        if not covers_all(told.policy, agreement["covers"]):
            told.advise("agreement-partial", f"/degrees/{i}", COMPLETION, said=["FAQ 12"])


def portfolios(told, world):
    last = day(told.policy["credit"].get("last_portfolio_on"))
    comp = told.policy["completion"]
    for i, p in world.portfolios or []:
        if p["outcome"] != "achieved":
            continue
        path = f"/portfolios/{i}"
        if world.admitted is None or p["submitted"] < world.admitted:
            told.advise("portfolio-before-admission", path, said=["FAQ 10"])
        elif last is not None and p["submitted"] > last:
            told.advise("portfolio-route-closed", path, ["credit.last_portfolio_on"])
        elif p["set"] not in comp["required"] and p["set"] not in comp["electives"]:
            told.advise("portfolio-set-not-in-policy", path, ["completion.required", "completion.electives"])


# ------------------------------------------------------------------ credits
def late_credits(told, found):
    def entry(path):
        _, kind, index = path.split("/")
        return ["courses", "portfolios", "degrees"].index(kind), int(index)
    late = [c["evidence"] for c in found["completion"]["credits"] if not c["counts"]]
    for path in sorted(late, key=entry):
        told.advise("credit-after-deadline", path, ["candidacy.years", "candidacy.measured_by"])


def completions_used(world, policy, approval):
    """4.5: of each course of an approval the earliest fitting completion, by index; none where one is wanting."""
    since, end, _ = window(approval, policy)
    used = []
    for course in approval["courses"]:
        fitting = sorted((c["on"], i) for i, c in world.courses or []
                         if c["course"] == course and c["on"] >= since and (end is None or c["on"] <= end))
        if not fitting:
            return []
        used.append(fitting[0][1])
    return used


def shared_completions(told, world):
    """A completion serves the sets of every approval that gives the very credit that was taken."""
    everything = offers(world, told.policy)
    comp = told.policy["completion"]
    serves = {}
    for s in SET_ORDER:
        mine = sorted(offer[1:] for offer in everything if offer[0] == s)
        if not mine or mine[0][1] != COURSE or s not in comp["required"] + comp["electives"]:
            continue
        for approval in world.approvals:
            alone = WorldOfOne(world, approval)
            if approval["set"] == s and [offer[1:] for offer in offers(alone, told.policy) if offer[2] == COURSE] == [mine[0]]:
                for i in completions_used(world, told.policy, approval):
                    serves.setdefault(i, set()).add(s)
    for i in sorted(serves):
        if len(serves[i]) > 1:
            told.advise("completion-shared", f"/courses/{i}", said=["FAQ 10"])


class WorldOfOne:
    """The same world with one approval alone."""

    def __init__(self, world, approval):
        self.__dict__.update(world.__dict__)
        self.approvals = [approval]


# ------------------------------------------------------------------ certification and renewals
def recorded_date(told, world):
    if world.certified is None:
        return
    comp, completed = completion(world, told.policy, candidacy_deadline(world, told.policy))
    if comp["verdict"] != "met":
        told.advise("certified-without-completion", "/certified_on", COMPLETION)
    elif world.admitted is not None and max(completed, world.admitted) != world.certified:
        told.advise("certified-on-differs", "/certified_on", said=["FAQ 19"])


REJECTED = {
    "too-early": TERM + ["renewal.opens_months_before"],
    "too-late": TERM + GRACE,
    "hours-not-reached": GRADUATES + EXPERIENCE,
    "hours-short": ["renewal.contact_hours", "renewal.technology_hours", "renewal.hours_from", *WORTH],
}


def renewals(told, found):
    own = found["renewal"]
    for rejected in sorted(own["rejected"], key=lambda r: r["index"]):
        told.advise("renewal-rejected", f"/renewals/{rejected['index']}", REJECTED[rejected["reason"]])
    if own["verdict"] == "unknown":
        for accepted in sorted(own["accepted"], key=lambda r: r["index"]):
            told.advise("renewal-hours-unknown", f"/renewals/{accepted['index']}",
                        ["renewal.contact_hours", "renewal.technology_hours"])


def activities(told, world, found):
    """Those known at T that no renewal could count, each with the first reason there is."""
    policy = told.policy["renewal"]
    certified_on = day(found["certification"]["certified_on"])
    _, _, last = term_window(told.policy, certified_on, found["certification"]["term"])
    between = []
    if policy["hours_from"] == "term":
        for accepted in found["renewal"]["accepted"]:
            _, end, _ = term_window(told.policy, certified_on, accepted["term"] - 1)
            between.append((day(accepted["renewed_on"]), end))
    for i, a in world.activities or []:
        def advise(*parameters, path=f"/activities/{i}"):
            told.advise("activity-not-counted", path, parameters, said=["FAQ 19"])
        each = 1 if a["unit"] == "contact-hour" else policy["unit_hours"][a["unit"]]
        if a["sets"] == []:
            advise()
        elif a["quantity"] * each < hours(policy["min_activity_hours"]):
            advise("renewal.min_activity_hours", *([] if a["unit"] == "contact-hour" else ["renewal.unit_hours"]))
        elif a["on"] < certified_on:
            advise()
        elif a["on"] > last:
            advise(*TERM, *GRACE)
        elif any(renewed < a["on"] <= end for renewed, end in between):
            advise("renewal.hours_from")


def later_term(told, found):
    """Said at the renewal that began it."""
    renewal, k = told.policy["renewal"], found["certification"]["term"]
    if k > 1 and renewal["grace_terms"] == "initial" and renewal["grace_months"] > 0:
        began = [a["index"] for a in found["renewal"]["accepted"] if a["term"] == k][0]
        told.advise("no-grace", f"/renewals/{began}", ["renewal.grace_terms"])


# ------------------------------------------------------------------ fees
def fees(told, world, found):
    if world.membership is None:                # the prices of FAQ 21, whichever lines there are
        told.advise("membership-assumed", "/ala_membership", ["fees.application_cents", "fees.portfolio_cents"])
    if found["status"] in ("renewal-open", "grace") and told.policy["fees"].get("renewal_cents") is None:
        told.advise("renewal-fee-not-published", "", ["fees.renewal_cents"])
