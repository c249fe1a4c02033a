"""Random valid requests that lie on or next to the boundaries of the rules."""
import calendar
from datetime import date, timedelta

IDS = ["foundations-of-library-services", "communication-and-teamwork", "technology", "access-services",
       "adult-readers-advisory-services", "cataloging-and-classification", "collection-management",
       "reference-and-information-services", "supervision-and-management", "youth-services"]
NAMES = {
    IDS[0]: ["Foundations of Library Services", "Foundation of Library Service", "foundation of library services", "FOUNDATIONS OF LIBRARY SERVICE"],
    IDS[1]: ["Communication and Teamwork"], IDS[2]: ["Technology", "TECHNOLOGY"], IDS[3]: ["Access Services"],
    IDS[4]: ["Adult Readers' Advisory Services", "Adult Readers\u2019 Advisory", "adult readers' advisory"],
    IDS[5]: ["Cataloging and Classification", "Cataloguing and Classification"], IDS[6]: ["Collection Management"],
    IDS[7]: ["Reference and Information Services"], IDS[8]: ["Supervision and Management"], IDS[9]: ["Youth services"]}
FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)
BASE = {  # the parameters that bound one another or the dates below, by edition
    "eligibility.experience_hours": 1820, "eligibility.experience_years": 5, "candidacy.years": 4,
    "credit.lookback_years": 2, "certification.years": 4, "certification.ends": "anniversary",
    "renewal.opens_months_before": 12, "renewal.grace_months": 2, "renewal.contact_hours": 32,
    "renewal.technology_hours": 4, "required": IDS[:3], "electives": IDS[3:], "electives_needed": 3}
COURSES = ["inf-tech", "inf-cat", "inf-comm-1", "inf-comm-2", "belmont-101", "la-sm"]


def plus(d, months):
    y, m = divmod(d.year * 12 + d.month - 1 + months, 12)
    return date(y, m + 1, min(d.day, calendar.monthrange(y, m + 1)[1]))


def inside(d):
    return min(max(d, FIRST), LAST)


def make(r, number):
    def chance(p):
        return r.random() < p

    def jitter(d, more=()):
        return inside(d + timedelta(days=r.choice((0, 0, 0, 1, -1, 1, -1) + tuple(more))))

    def spelled(s):
        return r.choice(NAMES[s]) if chance(0.15) else s

    def iso(d):
        return d.isoformat()

    def maybe(d, key, value, p_null=0.3):
        """A key that is not answered: absent or null."""
        if value is None:
            if chance(p_null):
                d[key] = None
        else:
            d[key] = value

    # ---- policy
    p = dict(BASE)
    ch = {}
    base = r.choice(["lssc-faq", "lssc-faq", "lssc-2011", "lssc-2019"])
    kind = r.random()

    def put(path, value):
        at = ch
        keys = path.split(".")
        for k in keys[:-1]:
            at = at.setdefault(k, {})
        at[keys[-1]] = value
        if path in p:
            p[path] = value

    if kind >= 0.3:
        want = r.choice((1, 2, 3, 5, 8, 30))
        n = 26

        def pick():
            return r.random() < want / n
        if pick(): put("eligibility.high_school", chance(0.5))
        if pick(): put("eligibility.support_position", chance(0.5))
        if pick(): put("eligibility.experience_hours", r.choice((0, 1, 100, 365, 910, 1819.99, 1820.01, 52.25, 1000, 3000)))
        if pick(): put("eligibility.experience_years", r.choice((0, 1, 2, 3, 4, 6)))
        if pick(): put("candidacy.years", r.choice((0, 1, 2, 3, 5, 8)))
        if chance(0.3): put("candidacy.measured_by", r.choice(("done", "done", "earned")))
        if chance(0.4):
            pool = IDS[:]
            r.shuffle(pool)
            nr = r.choice((0, 1, 1, 2, 3))
            ne = r.choice((0, 1, 2, 4, 7))
            required, electives = pool[:nr], pool[nr:nr + ne]
            needed = r.randint(0, len(electives))
            if nr == 0 and needed == 0:
                required = [IDS[2]]
                electives = [e for e in electives if e != IDS[2]]
            p["required"], p["electives"], p["electives_needed"] = required, electives, needed
            ch["completion"] = {"required": [spelled(s) for s in required], "electives": [spelled(s) for s in electives], "electives_needed": needed}
        elif pick():
            put("completion.electives_needed", r.choice((0, 1, 2, 4, 7)))
            p["electives_needed"] = ch["completion"]["electives_needed"]
        if pick(): put("credit.lookback_years", r.choice((0, 1, 3)))
        if pick() or base == "lssc-2019" and chance(0.3): put("credit.course_approval_years", r.choice((None, 0, 1, 2, 4)))
        if pick(): put("credit.graduates_short_of_hours", r.choice(("provisional", "refused")))
        if pick(): put("certification.years", r.choice((1, 2, 3, 5)))
        if chance(0.3): put("certification.ends", r.choice(("anniversary", "day-before", "end-of-month", "day-before", "end-of-month")))
        years = p["certification.years"]
        if pick() or p["renewal.opens_months_before"] >= 12 * years:
            put("renewal.opens_months_before", r.choice([m for m in (0, 1, 6, 11, 13, 24, 35, 12 * years - 1) if m < 12 * years and m <= 100]))
        if pick(): put("renewal.grace_months", r.choice((0, 1, 3, 6, 14, 30)))
        if chance(0.3): put("renewal.grace_terms", r.choice(("initial", "every", "every")))
        if chance(0.3): put("renewal.contact_hours", r.choice((0, 1, 8, 20, 32.5)))
        if pick() or p["renewal.technology_hours"] > p["renewal.contact_hours"]:
            put("renewal.technology_hours", r.choice([h for h in (0, 0.25, 1, 8) if h <= p["renewal.contact_hours"]]))
        if chance(0.3): put("renewal.hours_from", r.choice(("term", "term", "last-renewal")))
        if pick(): put("renewal.min_activity_hours", r.choice((0, 0.25, 2, 6)))
        if pick(): put("renewal.unit_hours", r.choice(({"semester-credit": 12}, {"quarter-credit": 0, "conference-day": 8}, {"conference-day": 1000})))
        if pick(): put("fees.application_cents", r.choice(({"member": 0}, {"non_member": 1000000000}, {"member": 5, "non_member": 7})))
        if pick(): put("fees.portfolio_cents", r.choice(({"member": 1}, {"non_member": 99}, {"member": 5, "non_member": 7})))
        if chance(0.4): put("fees.renewal_cents", r.choice((None, {"member": 5000, "non_member": 7500}, {"member": 0, "non_member": 1})))

    # ---- dates that the rest leans on
    year = r.choice((1900, 1904, 1998, 2000, 2010, 2011, 2012, 2012, 2015, 2016, 2019, 2020, 2022, 2023, 2024, 2096, 2099, 2100, 2103, 2186, 2196, 2199))
    anchor = r.choice((date(year, 2, 28), date(year, 3, 1), date(year, 12, 31), date(year, 1, 31), date(year, 8, 31),
                       date(year, r.randint(1, 12), r.randint(1, 28)), date(year, r.randint(1, 12), r.randint(1, 28)),
                       date(year, 2, 29) if calendar.isleap(year) else date(year, 1, 1)))
    marks = [anchor]
    if kind >= 0.3 and chance(0.15):
        d = jitter(plus(anchor, r.choice((0, 3, 12))))
        put("credit.last_portfolio_on", iso(d))
        marks.append(d)
    elif kind >= 0.3 and base == "lssc-2019" and chance(0.3):
        put("credit.last_portfolio_on", None)

    if kind < 0.1:
        policy = None if chance(0.3) else "absent"
    elif kind < 0.3:
        policy = base
    else:
        policy = {"extends": base, "id": "overlay-%d" % r.randint(1, 9)}
        if chance(0.2):
            policy["title"] = "Adopted by a state"
        if chance(0.1):                         # written out in full
            from assessment import SHIPPED, merged
            full = merged(SHIPPED[base], ch)
            full["id"] = "whole-1"
            if chance(0.5):
                full["extends"] = None
            for group, key in (("credit", "course_approval_years"), ("credit", "last_portfolio_on"), ("fees", "renewal_cents")):
                if full[group][key] is None and chance(0.5):
                    del full[group][key]
            policy = full
        else:
            keys = list(ch)
            r.shuffle(keys)
            for k in keys:
                policy[k] = ch[k]

    # ---- the person's dates
    def offset(days):
        return timedelta(days=r.choice(days))
    applied = admitted = certified = None
    if chance(0.6):
        applied = inside(anchor - offset((0, 0, 1, 10, 200)))
    if chance(0.75):
        admitted = max(anchor, applied or anchor)
    if chance(0.12):
        admitted = applied = None
    elif chance(0.35):
        certified = jitter(plus(admitted or applied or anchor, r.choice((0, 0, 12, 36, 48))))
        certified = max(d for d in (certified, admitted, applied) if d)
    R = applied or admitted or certified or anchor
    marks += [d for d in (applied, admitted, certified) if d]
    deadline = plus(admitted, 12 * p["candidacy.years"]) if admitted else plus(anchor, 48)
    marks.append(deadline)

    # ---- catalog
    last = []

    def approval_of(i):
        tie = last and chance(0.35)             # the same set on the same day as another approval
        d = last[-1][1] if tie else r.choice((jitter(anchor), jitter(plus(anchor, 12)), jitter(plus(anchor, -12)), jitter(deadline, (100,)), inside(anchor - offset((300, 900)))))
        which = last[-1][0] if tie else r.choice(p["required"] + p["electives"] + IDS[:4])
        last.append((which, d))
        a = {"id": "approval-%d" % i, "set": spelled(which),
             "courses": r.sample(COURSES, r.choice((1, 1, 1, 2, 2, 3))), "approved_on": iso(d)}
        marks.append(d)
        x = r.random()
        if x < 0.3:
            e = inside(max(d, jitter(plus(d, r.choice((0, 6, 12, 24, 48))))))
            a["expires_on"] = iso(e)
            marks.append(e)
        elif x < 0.4:
            a["expires_on"] = None
        return a, d

    list_a = [approval_of(i) for i in range(r.choice((0, 0, 1, 2, 3, 5)))]
    list_g = []
    for i in range(r.choice((0, 1, 1, 1, 2))):
        d = r.choice((jitter(anchor), jitter(plus(anchor, -12)), jitter(plus(anchor, 6)), jitter(deadline)))
        x = r.random()
        covers = p["required"] + r.sample(p["electives"], p["electives_needed"])
        if x < 0.2:
            covers = r.sample(IDS, r.randint(0, 9))
        elif x < 0.35 and covers:
            covers = covers[:-1]
        covers = covers[:]
        r.shuffle(covers)
        g = {"id": "agreement-%d" % i, "college": r.choice(("Belmont College", "Palomar College", "NMSU Do\u00f1a Ana")), "effective_on": iso(d)}
        since = plus(d, -12 * p["credit.lookback_years"])
        if chance(0.25):
            since = jitter(plus(d, r.choice((-48, -12, 0, 3))))
            g["graduates_from"] = iso(since)
        ended = None
        if chance(0.25):
            ended = inside(max(d, jitter(plus(d, r.choice((0, 6, 24))))))
            g["ended_on"] = iso(ended)
        g["covers"] = [spelled(s) for s in covers]
        list_g.append((g, d, inside(since), ended))
        marks.append(d)
    catalog = {}
    if list_a or chance(0.3):
        catalog["approvals"] = [a for a, _ in list_a] if list_a or chance(0.7) else None
    if list_g or chance(0.3):
        catalog["agreements"] = [g[0] for g in list_g]

    # ---- what the candidate did
    def a_date():
        return r.choice((jitter(r.choice(marks)), jitter(plus(r.choice(marks), r.choice((-24, -12, 12, 1)))), inside(anchor + timedelta(days=r.randint(-400, 1600)))))

    record = {"id": "r-%d" % number}
    maybe(record, "education", r.choice(("high-school-diploma", "high-school-equivalency", "college-degree", "college-degree", None, "below-high-school")))
    maybe(record, "position_requires_mls", r.choice((False, False, False, False, None, True)))

    need = float(p["eligibility.experience_hours"])
    spans = []
    for _ in range(r.choice((0, 1, 1, 2, 3, 4))):
        x = r.random()
        w0 = plus(R, -12 * p["eligibility.experience_years"])
        start = r.choice((jitter(w0), jitter(w0), jitter(R), inside(R - timedelta(days=r.randint(0, 2200))), jitter(r.choice(marks)), inside(R + timedelta(days=r.randint(0, 900)))))
        if x < 0.35:                            # a rate and a length that just reach what is asked, or just miss it
            rate = r.choice((7, 35, 70, 105, 20, 37.5))
            days = max(1, int(need * 7 / rate) + r.choice((-1, 0, 0, 1)))
            s = {"hours_per_week": rate}
            if chance(0.5):
                s["from"] = iso(start)
                s["to"] = iso(inside(start + timedelta(days=days - 1)))
            else:
                end = r.choice((jitter(R), jitter(r.choice(marks))))
                s["from"] = iso(min(inside(end - timedelta(days=days - 1)), end))
                if chance(0.5):
                    s["to"] = iso(end)
        elif x < 0.65:
            s = {"from": iso(start), "hours_per_week": r.choice((0, 0.01, 1, 6.97, 7, 10, 20, 33.33, 40, 168, 12.5))}
            if chance(0.6):
                s["to"] = iso(inside(start + timedelta(days=r.choice((0, 1, 6, 90, 363, 364, 700)))))
            elif chance(0.3):
                s["to"] = None
        else:
            end = inside(start + timedelta(days=r.choice((0, 1, 2, 30, 100, 364, 400))))
            days = (end - start).days + 1
            top = 24 * days
            h = r.choice((0, top, min(top, need), min(top, max(0, round(need - 0.01, 2))), min(top, 100), min(top, 33.33), min(top, 0.05), min(top, round(need / 2, 2))))
            s = {"from": iso(start), "to": iso(end), "total_hours": int(h) if h == int(h) and chance(0.7) else h}
        if chance(0.1):
            s["volunteer"] = chance(0.5)
        if chance(0.05):
            s["library"] = None
        spans.append({k: s[k] for k in ("from", "to", "hours_per_week", "total_hours", "volunteer", "library") if k in s})
    maybe(record, "experience", None if chance(0.15) else spans)

    ms = []
    for _ in range(r.choice((0, 1, 1, 2))):
        d = a_date()
        m = {"from": iso(d)}
        if chance(0.7):
            m["to"] = iso(max(d, r.choice((d, a_date(), inside(plus(d, 12))))))
        ms.append(m)
    maybe(record, "ala_membership", None if chance(0.25) else ms)
    maybe(record, "applied_on", applied and iso(applied))
    maybe(record, "admitted_on", admitted and iso(admitted))
    maybe(record, "certified_on", certified and iso(certified))

    cs = []
    for a, d in list_a:
        if chance(0.85):
            for c in a["courses"]:
                for _ in range(r.choice((0, 1, 1, 1, 1, 2))):
                    when = r.choice((jitter(plus(d, -12 * p["credit.lookback_years"])), jitter(d), d, a_date(), jitter(deadline)))
                    cs.append({"course": c, "completed_on": iso(inside(when))})
    if chance(0.2):
        cs.append({"course": r.choice(("unapproved", "INF-TECH", COURSES[0])), "completed_on": iso(a_date())})
    r.shuffle(cs)
    maybe(record, "courses", None if chance(0.15) else cs)

    ps = []
    wanted = p["required"] + p["electives"]
    if chance(0.15):
        todo = p["required"] + p["electives"][:p["electives_needed"]]
    else:
        todo = [r.choice(wanted + IDS) for _ in range(r.choice((0, 0, 1, 2, 3)))]
    for s in todo:
        d = r.choice((jitter(admitted or anchor), jitter(deadline), a_date(), jitter(r.choice(marks))))
        e = {"set": spelled(s), "submitted_on": iso(d), "outcome": r.choice(("achieved", "achieved", "achieved", "not-achieved", "pending"))}
        if e["outcome"] != "pending":
            e["evaluated_on"] = iso(max(d, r.choice((d, jitter(r.choice(marks)), inside(d + timedelta(days=40))))))
        elif chance(0.3):
            e["evaluated_on"] = None
        ps.append(e)
        if e["outcome"] != "pending" and chance(0.25):                  # another one, evaluated on the same day
            on = date.fromisoformat(e["evaluated_on"])
            ps.append({"set": spelled(s), "submitted_on": iso(min(on, jitter(r.choice((deadline, d, admitted or d))))),
                       "outcome": r.choice(("achieved", "achieved", "not-achieved")), "evaluated_on": e["evaluated_on"]})
    r.shuffle(ps)
    maybe(record, "portfolios", None if chance(0.15) else ps)

    ds = []
    for g, d, since, ended in list_g:
        for _ in range(r.choice((0, 1, 1, 1, 2))):
            when = r.choice((jitter(since), jitter(d), d, jitter(ended or d), jitter(deadline), a_date()))
            ds.append({"agreement": g["id"], "graduated_on": iso(when)})
    if chance(0.05):
        ds.append({"agreement": "no-such-agreement", "graduated_on": iso(a_date())})
    r.shuffle(ds)
    maybe(record, "degrees", None if chance(0.15) else ds)

    # ---- certification: the recorded date, or a guess at the computed one
    guess = certified
    if guess is None:
        earned = [date.fromisoformat(x["evaluated_on"]) for x in ps if x.get("evaluated_on")]
        earned += [date.fromisoformat(x["completed_on"]) for x in cs]
        earned += [max(date.fromisoformat(x["graduated_on"]), g[1]) for x in ds for g in list_g if g[0]["id"] == x["agreement"]]
        guess = max([r.choice(earned), admitted or anchor]) if earned else (admitted or anchor)

    def term(k):
        d = plus(guess, 12 * p["certification.years"] * k)
        if p["certification.ends"] == "day-before":
            d -= timedelta(days=1)
        elif p["certification.ends"] == "end-of-month":
            d = date(d.year, d.month, calendar.monthrange(d.year, d.month)[1])
        return plus(d, -p["renewal.opens_months_before"]), d, plus(d, p["renewal.grace_months"])
    terms = [term(k) for k in (1, 2, 3)]
    rs = []
    for k in range(r.choice((0, 1, 1, 2, 3))):
        for _ in range(r.choice((1, 1, 1, 2))):
            rs.append(jitter(r.choice(terms[min(k, 2)])))
    if rs and chance(0.2):
        rs.append(r.choice(rs))
    if chance(0.7):
        rs.sort()
    entries = [{"renewed_on": iso(d)} for d in rs]
    maybe(record, "renewals", None if not entries and chance(0.5) else entries)

    acts = []
    edges = [guess] + rs + [e for t in terms[:2] for e in t]
    total = p["renewal.contact_hours"]
    for _ in range(r.choice((0, 1, 2, 3, 5, 8))):
        d = r.choice((jitter(r.choice(edges)), jitter(r.choice(edges)), inside(guess + timedelta(days=r.randint(0, 3000)))))
        unit = r.choice(("contact-hour",) * 5 + ("semester-credit", "quarter-credit", "conference-day"))
        q = r.choice((total, total, 28, 4, 16, 1, 0.99, 3.99, 31.99, 0.5, 10, 0, 32, 2.5, 0.07, 1000))
        acts.append({"completed_on": iso(d), "quantity": q, "unit": unit,
                     "sets": r.choice(([spelled("technology")], ["technology"], [spelled(r.choice(IDS))], [], ["youth-services", spelled("technology")]))})
    if chance(0.5):                             # enough for every renewal tried
        for d in rs:
            acts.append({"completed_on": iso(jitter(d, (-5, -40))), "quantity": total, "unit": "contact-hour", "sets": ["technology"]})
    r.shuffle(acts)
    maybe(record, "activities", None if chance(0.2) else acts)

    # ---- T: on or next to something
    points = marks + [deadline] + [plus(deadline, 0)] + edges + [d for t in terms for d in t]
    points += [date.fromisoformat(x["graduated_on"]) for x in ds] + [date.fromisoformat(x["completed_on"]) for x in cs]
    points += [date.fromisoformat(x["evaluated_on"]) for x in ps if x.get("evaluated_on")] + [date.fromisoformat(x["submitted_on"]) for x in ps]
    if chance(0.55):
        T = jitter(r.choice(points))
    else:
        T = jitter(r.choice([d for t in terms for d in t]), (5, 40))

    request = {"record": record}
    if catalog or chance(0.3):
        request["catalog"] = catalog
    elif chance(0.2):
        request["catalog"] = None
    if policy != "absent":
        request["policy"] = policy
    request["as_of"] = iso(T)
    return request
