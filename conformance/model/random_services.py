"""Random valid requests of the other operations, and random comparisons; most lean on those of `random_requests`."""
from datetime import date, timedelta

from adversary import make, some_boundary
from assessment import SHIPPED, set_id
from random_requests import IDS, NAMES, inside

ODD_IDS = ["p-001", "p\u00e9rez", "a,b;c\\d", "lss 17", "\u5716\u66f8\u9928" * 12, "x" * 128, "\U0001f642" * 20, "100%", "a@b"]
WORDS = ["ana.ruiz", "LEE", "o'brien+lssc", "a", "{x}", "1.2..3", "-", "x" * 90]
HOSTS = ["example.org", "EXAMPLE.ORG", "library.example", "a", "a-b.c-d", "1", "x" * 63 + ".example"]
PRICES = [0, 1, 4999, 5000, 5001, 6000, 12500, 19900, 10 ** 9]
CODES = [f"c-{n}" for n in range(8)]


def within_reach(r, request):
    """A policy that asks for few sets, of those that this record and catalog are about."""
    catalog, record = request.get("catalog") or {}, request["record"]
    named = [a["set"] for a in catalog.get("approvals") or []] + [p["set"] for p in record.get("portfolios") or []]
    sets = list(dict.fromkeys(set_id(s) for s in named)) or IDS[:3]
    r.shuffle(sets)
    required, electives = sets[:r.choice((1, 1, 2))], sets[2:4]
    policy = {"extends": r.choice(list(SHIPPED)), "id": "within-reach", "completion": {
        "required": required, "electives": electives, "electives_needed": r.randint(0, len(electives))}}
    if r.random() < 0.3:
        policy["candidacy"] = {"measured_by": "done"}
    return policy


def timeline(r, number):
    request = make(r, number)
    if r.random() < 0.65:
        request["policy"] = within_reach(r, request)
    middle = date.fromisoformat(some_boundary(r, request) if r.random() < 0.5 else request["as_of"])
    del request["as_of"]
    before, after = r.choice([(0, 0), (1, 1), (3, 4), (0, 400), (40, 40), (400, 1500), (1500, 3000), (3000, 4000)])
    request["from"] = inside(middle - timedelta(days=before)).isoformat()
    request["to"] = inside(middle + timedelta(days=after)).isoformat()
    return {"op": "timeline", **request}


def person(r, number):
    email = f"{r.choice(WORDS)}{number}@{r.choice(HOSTS)}"
    return {"name": r.choice(["Ana Ruiz", "Lee", "\u674e", " N ", "O\u2019Brien, \"Q\""]), "email": email, "ala_member": r.random() < 0.5}


def order(r, number):
    request = {"op": "order", "people": [person(r, n) for n in range(r.choice((0, 1, 1, 2, 5, 30)))],
               "as_of": r.choice(("2014-02-03", "2024-02-29", "1900-01-01", "2199-12-31"))}
    kind = r.random()
    if kind < 0.3:
        request["policy"] = r.choice([None, *SHIPPED])
    elif kind < 0.6:
        prices = {"member": r.choice(PRICES), "non_member": r.choice(PRICES)}
        request["policy"] = {"extends": "lssc-2011", "id": "state", "fees": {"application_cents": prices}}
    return request


def tree(r, courses, levels):
    kind = r.random()
    if levels == 1 or kind < 0.35:
        return {"course": r.choice(courses)}
    branches = [tree(r, courses, levels - 1) for _ in range(r.choice((1, 2, 2, 3, 3, 5)))]
    if kind < 0.6:
        return {"all": branches}
    return {"choose": r.randint(0, len(branches)), "from": branches}


def review(r, number):
    sets = r.choice((IDS, IDS[:4], IDS[:5]))
    courses = CODES[:r.randint(1, len(CODES))]
    covers = {course: [r.choice(NAMES[s]) if r.random() < 0.1 else s
                       for s in r.sample(sets, r.choice((0, 1, 1, 2, 3, len(sets))))] for course in courses}
    root = tree(r, courses, r.randint(1, 5))
    for _ in range(19 if r.random() < 0.1 else 0):         # as many levels as there may be
        root = {"all": [root]}
    request = {"op": "review", "requirements": root, "courses": covers}
    if r.random() < 0.6:
        required = r.sample(sets, r.randint(0, 2))
        electives = [s for s in sets if s not in required][:r.randint(1, 5)]
        needed = r.randint(0 if required else 1, min(3, len(electives)))
        request["policy"] = {"extends": "lssc-faq", "id": "state", "completion": {
            "required": required, "electives": electives, "electives_needed": needed}}
    return request


def plan(r, number):
    request = {"op": "plan", **make(r, number)}
    approvals = (request.get("catalog") or {}).get("approvals") or []
    for s in r.sample(IDS, r.choice((0, 3, 9))) if approvals else ():
        since = date.fromisoformat(request["as_of"]) + timedelta(days=r.choice((-900, -1, 0, 1)))
        approvals.append({"id": f"{r.choice('zZa')}-{len(approvals)}", "set": r.choice(NAMES[s]), "courses": ["for-sale"],
                          "approved_on": inside(since).isoformat()})
    for approval in approvals:
        if r.random() < 0.7:
            approval["price_cents"] = r.choice(PRICES)
        if r.random() < 0.1:
            since = date.fromisoformat(approval["approved_on"])
            approval["expires_on"] = max(since, inside(date.fromisoformat(request["as_of"]) - timedelta(days=r.choice((0, 1))))).isoformat()
    return request


def calendar(r, number):
    request = {"op": "calendar", **make(r, number)}
    if r.random() < 0.4:
        request["record"]["id"] = r.choice(ODD_IDS)
    return request


def comparison(r, number):
    """Two policies: of two random ones, or one beside a random one."""
    request = make(r, number)
    policies = {"policy_a": request.pop("policy", None)}
    other = r.random()
    if other < 0.4:
        policies["policy_b"] = make(r, number).get("policy")
    elif other < 0.6:
        policies["policy_b"] = r.choice([None, *SHIPPED])
    else:
        policies["policy_b"] = varied(r, policies["policy_a"])
    if r.random() < 0.5:
        policies["policy_a"], policies["policy_b"] = policies["policy_b"], policies["policy_a"]
    as_of = request.pop("as_of")
    return {**request, **policies, "as_of": as_of}


VARIED = [("candidacy", "measured_by", ("earned", "done")), ("candidacy", "years", (2, 4, 5)), ("certification", "ends", ("anniversary", "day-before", "end-of-month")),
          ("renewal", "grace_months", (0, 2, 3)), ("renewal", "grace_terms", ("initial", "every")), ("renewal", "hours_from", ("term", "last-renewal")),
          ("renewal", "contact_hours", (31.99, 32, 40)), ("credit", "course_approval_years", (None, 1, 2, 4)), ("credit", "lookback_years", (0, 1, 2)),
          ("credit", "graduates_short_of_hours", ("provisional", "refused")), ("eligibility", "experience_hours", (0, 910, 1820, 1820.01)),
          ("completion", "electives_needed", (0, 1, 2)), ("credit", "lookback_years", (0, 1, 3)), ("credit", "lookback_years", (0, 4)), ("renewal", "min_activity_hours", (0, 1, 4))]


def varied(r, policy):
    """The same but for one parameter; a shipped one as an overlay of itself."""
    group, key, values = r.choice(VARIED)
    if policy is None or isinstance(policy, str):
        return {"extends": policy or "lssc-faq", "id": "varied", group: {key: r.choice(values)}}
    return {**policy, "id": "varied", group: {**policy.get(group, {}), key: r.choice(values)}}


MAKERS = [timeline, order, review, plan, calendar]
