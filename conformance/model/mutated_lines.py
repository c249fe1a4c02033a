"""Request lines that are rich and valid but for 0 to 4 random mutations.

A line holds no raw line feed; it need not be JSON any more.
"""
import copy
import json

from faults import MAX_BYTES, Node, parse

RECORD = ('{"id":"r-1","education":"college-degree","position_requires_mls":false,'
          '"experience":[{"from":"2014-01-01","to":"2016-12-31","hours_per_week":37.5,"volunteer":false,"library":"A Library"},'
          '{"from":"2017-02-01","to":"2017-02-10","total_hours":80.25,"volunteer":true},{"from":"2018-01-01","hours_per_week":20}],'
          '"ala_membership":[{"from":"2015-01-01","to":"2015-12-31"},{"from":"2017-01-01"}],'
          '"applied_on":"2017-03-01","admitted_on":"2017-04-15","certified_on":"2020-05-31",'
          '"courses":[{"course":"c-1","completed_on":"2017-06-01"},{"course":"c-2","completed_on":"2018-06-01"}],'
          '"portfolios":[{"set":"technology","submitted_on":"2018-01-01","outcome":"achieved","evaluated_on":"2018-02-01"},'
          '{"set":"Youth Services","submitted_on":"2018-03-01","outcome":"pending"},'
          '{"set":"access-services","submitted_on":"2018-03-01","outcome":"not-achieved","evaluated_on":"2018-03-01"}],'
          '"degrees":[{"agreement":"ag-1","graduated_on":"2017-05-20"}],"renewals":[{"renewed_on":"2024-04-01"}],'
          '"activities":[{"completed_on":"2021-01-01","quantity":1.5,"unit":"contact-hour","sets":["technology"],"title":"A Title"},'
          '{"completed_on":"2022-01-01","quantity":3,"unit":"semester-credit","sets":["Access Services","collection-management"]}]}')
CATALOG = ('{"approvals":[{"id":"ap-1","set":"technology","courses":["c-1","c-2"],"approved_on":"2016-01-01","expires_on":"2020-01-01",'
           '"provider":"P","title":"T","price_cents":12000},{"id":"ap-2","set":"Cataloguing and Classification","courses":["c-2"],"approved_on":"2017-01-01"}],'
           '"agreements":[{"id":"ag-1","college":"A College","program":"LT","effective_on":"2016-01-01","graduates_from":"2014-01-01","ended_on":"2022-01-01",'
           '"covers":["technology","youth-services"]},{"id":"ag-2","college":"B","effective_on":"2018-01-01","covers":[]}]}')
WHOLE = ('{"id":"state-x","title":"State X","eligibility":{"high_school":true,"support_position":true,"experience_hours":1820,"experience_years":5},'
         '"candidacy":{"years":4,"measured_by":"earned"},"completion":{"required":["foundations-of-library-services","communication-and-teamwork","technology"],'
         '"electives":["access-services","Adult Readers\u2019 Advisory","Youth Services"],"electives_needed":3},'
         '"credit":{"lookback_years":2,"course_approval_years":4,"last_portfolio_on":"2019-01-30","graduates_short_of_hours":"provisional"},'
         '"certification":{"years":4,"ends":"anniversary"},"renewal":{"opens_months_before":12,"grace_months":2,"grace_terms":"initial","contact_hours":32,'
         '"technology_hours":4.5,"hours_from":"last-renewal","min_activity_hours":1,"unit_hours":{"semester-credit":15,"quarter-credit":10,"conference-day":6}},'
         '"fees":{"application_cents":{"member":32500,"non_member":35000},"portfolio_cents":{"member":5000,"non_member":6000},"renewal_cents":{"member":1,"non_member":2}}}')
OVERLAY = ('{"extends":"lssc-2019","id":"state-y","title":"State Y","renewal":{"technology_hours":8,"unit_hours":{"conference-day":7},"opens_months_before":24},'
           '"fees":{"portfolio_cents":{"member":1,"non_member":2},"renewal_cents":{"non_member":5000,"member":4000}},"certification":{"years":3},'
           '"completion":{"electives":["access-services","youth-services"],"electives_needed":2,"required":["technology"]},"credit":{"last_portfolio_on":null}}')
BASES = [
    '{"op":"assess","record":' + RECORD + ',"catalog":' + CATALOG + ',"policy":' + WHOLE + ',"as_of":"2024-06-01"}',
    '{"record":' + RECORD + ',"catalog":' + CATALOG + ',"policy":' + OVERLAY + ',"as_of":"2024-06-01"}',
    '{"record":{"id":"r-1","certified_on":"2020-01-01"},"policy":' + OVERLAY + ',"as_of":"2024-06-01"}',
    '{"as_of":"2024-06-01","record":{"id":"r-1"},"policy":' + WHOLE + "}",
    '{"record":' + RECORD + ',"policy":"lssc-2011","as_of":"2024-06-01"}',
    '{"catalog":' + CATALOG + ',"record":{"id":"r-1","experience":[{"from":"2020-01-01","to":"2020-01-01","total_hours":24}]},"as_of":"2024-06-01"}',
]
PEOPLE = ('[{"name":"Ana Ruiz","email":"ana@library.example","ala_member":true},{"email":"Lee@a-b.c","ala_member":false,"name":"\u674e"},'
          '{"name":" N ","email":"o\'brien+x@1","ala_member":false}]')
REQUIREMENTS = ('{"all":[{"course":"c-1"},{"choose":2,"from":[{"course":"c-2"},{"course":"c-3"},{"all":[{"course":"c-1"},{"course":"c-2"}]}]},'
                '{"choose":0,"from":[{"course":"c-2"}]},{"all":[{"choose":1,"from":[{"course":"c-3"},{"all":[{"course":"c-1"}]}]}]}]}')
COVERS = '{"c-1":["technology","Communication and Teamwork"],"c-2":["youth-services"],"c-3":["Foundation of Library Services","access-services"],"c-4":[]}'
SERVICES = [
    '{"op":"timeline","record":' + RECORD + ',"catalog":' + CATALOG + ',"policy":' + OVERLAY + ',"from":"2016-02-28","to":"2017-03-02"}',
    '{"to":"2017-02-01","from":"2017-02-01","op":"timeline","record":{"id":"r-1","applied_on":"2017-02-01"}}',
    '{"op":"order","people":' + PEOPLE + ',"as_of":"2024-06-01","policy":' + OVERLAY + "}",
    '{"as_of":"2024-06-01","people":' + PEOPLE + ',"op":"order"}',
    '{"op":"review","requirements":' + REQUIREMENTS + ',"courses":' + COVERS + ',"policy":' + OVERLAY + "}",
    '{"courses":' + COVERS + ',"op":"review","requirements":' + REQUIREMENTS + "}",
    '{"op":"review","courses":' + COVERS + ',"requirements":' + REQUIREMENTS + "}",
    '{"op":"plan","record":{"id":"r-1"},"catalog":' + CATALOG + ',"policy":"lssc-2019","as_of":"2018-06-01"}',
    '{"op":"calendar","record":{"id":"r-1","admitted_on":"2016-02-29"},"policy":null,"as_of":"2018-06-01"}',
]
COMPARISONS = [
    '{"record":' + RECORD + ',"catalog":' + CATALOG + ',"policy_a":' + WHOLE + ',"policy_b":' + OVERLAY + ',"as_of":"2024-06-01"}',
    '{"record":{"id":"r-1"},"policy_b":"lssc-2019","as_of":"2024-06-01"}',
    '{"policy_b":' + OVERLAY + ',"as_of":"2024-06-01","policy_a":null,"record":{"id":"r-1","applied_on":"2017-02-01"}}',
]
NUMBERS = ["0", "-0", "-0.0", "-1", "1", "1.0", "7.5", "7.50", "75e-1", "7.505", "0.01", "-0.01", "0.001", "-0.001", "1e2", "1E-2", "24", "24.01", "100", "101", "168",
           "168.01", "168.001", "1000", "1000.01", "1001", "100000", "100000.01", "1000000000", "1000000001", "2629752", "2629752.01", "1e30", "1e400", "-1e400", "1e-400",
           "9" * 400, "-" + "9" * 400, "0.30000000000000004", "1.7976931348623157e308", "12", "48", "47", "3", "4", "5", "9007199254740993"]
STRINGS = ["", " ", "x", "r-1", "ap-1", "ap-2", "ag-1", "c-1", "c-2", "technology", "Technology", " technology", "TECHNOLOGY", "access-services", "Access-Services",
           "Youth Services", "Adult Readers\u2019 Advisory Services", "Cataloguing and Classification", "\u3000", "\u200b", "a\u0000b", "a\u0085", "\u2028", "a" * 128,
           "a" * 129, "\U0001f642" * 128, "\U0001f642" * 129, "a" * 1000, "a" * 1001, "5", "true", "null", "pending", "achieved", "not-achieved", "contact-hour", "earned",
           "timeline", "order", "review", "plan", "calendar", "compare", "a@b", "ANA@library.example", "lee@A-B.c", "@", "a@b.", "a@-b", "a b@c", "c-3", "c-4", "c-5",
           "done", "refused", "every", "term", "day-before", "lssc-faq", "lssc-2011", "lssc-2012", "state-x", "assess", "asses", "college-degree"]
DATES = ["1899-12-31", "1900-01-01", "2199-12-31", "2200-01-01", "2100-02-29", "2000-02-29", "2024-1-05", "0000-01-01", "0000-02-30", "2017-02-01", "2017-02-05",
         "2017-04-15", "2017-04-16", "2016-01-01", "2018-02-01", "2020-05-31", "2020-06-01", "2024-06-01T00:00", "2024-02-30", "2014-01-01", "2030-01-01"]
KEYS = ["id", "title", "from", "to", "hours_per_week", "total_hours", "evaluated_on", "outcome", "set", "sets", "course", "courses", "extends", "years", "x", "", "a/b", "~",
        "record", "op", "as_of", "expires_on", "required", "electives", "member", "Id", "note", "completed_on",
        "all", "choose", "name", "email", "ala_member", "people", "requirements", "policy", "policy_a", "policy_b", "c-1", "c-5"]
CONTAINERS = ["[]", "{}", "[null]", "[0]", "{\"a\":0}", "[\"technology\"]", "[\"technology\",\"technology\"]", "{\"id\":\"q\"}", "{\"member\":1}", "[[]]", "[{}]",
              "{\"from\":\"2020-01-01\"}", "{\"course\":\"c-1\"}", "{\"all\":[]}", "{\"choose\":1,\"from\":[{\"course\":\"c-1\"}]}", "{\"course\":null,\"all\":null}", "{\"a\":1,\"a\":2}"]


def read(text):
    return parse(text)[0]


def odd(r):
    k = r.random()
    if k < 0.2:
        return Node("null")
    if k < 0.45:
        return Node("num", r.choice(NUMBERS))
    if k < 0.7:
        return Node("str", r.choice(STRINGS))
    if k < 0.82:
        return Node("str", r.choice(DATES))
    if k < 0.89:
        return Node("bool", r.random() < 0.5)
    if k < 0.985:
        return read(r.choice(CONTAINERS))
    if k < 0.992:
        return Node("arr", [Node("num", "0") for _ in range(r.choice([9, 4096, 4097]) if r.random() < 0.3 else 9)])
    return deep(r, r.randint(55, 70))


def deep(r, levels):
    n = Node("num", "0")
    for _ in range(levels):
        n = Node("arr", [n]) if r.random() < 0.5 else Node("obj", [("a", n)])
    return n


def places(root):
    """Every (parent, index) of a tree."""
    out, todo = [], [root]
    while todo:
        n = todo.pop()
        if n.kind in ("obj", "arr"):
            for i, child in enumerate(n.value):
                out.append((n, i))
                todo.append(child[1] if n.kind == "obj" else child)
    return out


def get(parent, i):
    return parent.value[i][1] if parent.kind == "obj" else parent.value[i]


def put(parent, i, node):
    parent.value[i] = (parent.value[i][0], node) if parent.kind == "obj" else node


def like(r, node):
    """An odd value of the same kind, so that it may well be accepted or break a rule between two fields."""
    if node.kind == "num":
        if r.random() < 0.3:
            return Node("num", node.value + r.choice(["0", ".0", "e0", "1", ".25", ".125"]))
        return Node("num", r.choice(NUMBERS))
    if node.kind == "bool":
        return Node("bool", not node.value)
    if node.kind == "str":
        s = node.value
        if len(s) == 10 and s[4:5] == "-" and r.random() < 0.7:
            return Node("str", r.choice(DATES))
        k = r.random()
        if k < 0.5:
            return Node("str", r.choice(STRINGS))
        return Node("str", r.choice([s.upper(), s + " ", " " + s, s[:-1], s.replace("-", " "), s.swapcase(), s * 20]))
    return odd(r)


def mutate(r, root):
    all_places = places(root)
    if not all_places:
        return
    objects = [root] + [get(p, i) for p, i in all_places if get(p, i).kind == "obj"]
    lists = [get(p, i) for p, i in all_places if get(p, i).kind == "arr"]
    leaves = [(p, i) for p, i in all_places if get(p, i).kind not in ("obj", "arr")]
    kind = r.choices(["odd", "like", "delete", "rename", "repeat", "swap", "shuffle", "null", "entry", "unknown", "strays"],
                     [14, 22, 12, 6, 9, 9, 6, 8, 9, 6, 2])[0]
    p, i = r.choice(all_places)
    if kind == "odd":
        put(p, i, odd(r))
    elif kind == "like" and leaves:
        p, i = r.choice(leaves)
        put(p, i, like(r, get(p, i)))
    elif kind == "delete":
        del p.value[i]
    elif kind == "rename":
        o = r.choice(objects)
        if o.value:
            j = r.randrange(len(o.value))
            k = o.value[j][0]
            o.value[j] = (r.choice([r.choice(KEYS), k + "_", k[:-1], k.upper(), r.choice(o.value)[0]]), o.value[j][1])
    elif kind == "repeat":
        o = r.choice(objects)
        if o.value:
            k, v = r.choice(o.value)
            new = r.choice([v, odd(r), like(r, v)])
            o.value.insert(r.randint(0, len(o.value)), (k, copy.deepcopy(new)))
    elif kind == "swap" and len(leaves) > 1:
        dates = [(p, i) for p, i in leaves if get(p, i).kind == "str" and len(get(p, i).value) == 10 and get(p, i).value[4] == "-"]
        pool = dates if len(dates) > 1 and r.random() < 0.7 else leaves
        (p, i), (q, j) = r.sample(pool, 2)
        a, b = get(p, i), get(q, j)
        put(p, i, b)
        put(q, j, a)
    elif kind == "shuffle":
        for o in r.sample(objects, min(len(objects), r.choice([1, 3, 100]))):
            r.shuffle(o.value)
    elif kind == "null":
        put(p, i, Node("null"))
    elif kind == "entry" and lists:
        n = r.choice(lists)
        new = copy.deepcopy(r.choice(n.value)) if n.value and r.random() < 0.6 else odd(r)
        n.value.insert(r.randint(0, len(n.value)), new)
    elif kind == "unknown":
        o = r.choice(objects)
        o.value.insert(r.randint(0, len(o.value)), (r.choice(KEYS), odd(r)))
    elif kind == "strays":
        put(p, i, Node("arr", [get(p, i)]) if r.random() < 0.5 else Node("obj", [("value", get(p, i))]))


def write(node, r):
    """Compact text of a tree; with r, some strings get escapes."""
    out, todo = [], [node]
    while todo:
        n = todo.pop()
        if isinstance(n, str):
            out.append(n)
        elif n.kind == "obj":
            parts = ["}"]
            for j in range(len(n.value) - 1, -1, -1):
                k, v = n.value[j]
                parts += [v, ("," if j else "") + text_of(k, r) + ":"]
            todo += parts + ["{"]
        elif n.kind == "arr":
            parts = ["]"]
            for j in range(len(n.value) - 1, -1, -1):
                parts += [n.value[j], "," if j else ""]
            todo += parts + ["["]
        elif n.kind == "str":
            out.append(text_of(n.value, r))
        elif n.kind == "num":
            out.append(n.value)
        else:
            out.append({None: "null", True: "true", False: "false"}[n.value])
    return "".join(out)


def text_of(s, r):
    if r is not None and r.random() < 0.02:
        return '"' + "".join("\\u%04x" % ord(c) if ord(c) < 0x10000 else json.dumps(c)[1:-1] for c in s) + '"'
    return json.dumps(s, ensure_ascii=r is not None and r.random() < 0.3)


def spoil(r, text):
    """A fault of the text itself."""
    k = r.random()
    i = r.randrange(len(text) + 1)
    if k < 0.3:
        return text[:i]
    if k < 0.5:
        return text[:i] + text[i + 1:]
    if k < 0.8:
        return text[:i] + r.choice(list('{}[]",:0-.e \\ntu') + ["\ufeff", "\t", "\x01", "\\ud800", "\\ude00", "1e400", "\u00a0", "null", ",,", "\u2028"]) + text[i:]
    if k < 0.9:
        j = text.find('"', i)
        return text[:j + 1] + r.choice(["\\ud83d", "\\ud83d\\ude00", "\\u0041", "\\/", "\\x", "\x7f"]) + text[j + 1:]
    return r.choice(["", " ", "\ufeff" + text, "null", '"assess"', "[" + text + "]", text + text, "5"])


def line(r, number):
    """A request line, as text."""
    return mutated(r, BASES + SERVICES)


def comparison(r, number):
    return mutated(r, COMPARISONS)


def mutated(r, bases):
    root = read(r.choice(bases))
    for _ in range(r.choices([0, 1, 2, 3, 4], [2, 34, 26, 20, 18])[0]):
        mutate(r, root)
    if r.random() < 0.01:                       # as deep as a request may be, or one level too deep
        root.value.append(("x", deep(r, r.choice((63, 64)))))
    text = write(root, r)
    if r.random() < 0.05:
        text = spoil(r, text)
    if r.random() < 0.006:                      # as large as a request may be, or one byte too large
        text += " " * (MAX_BYTES - len(text.encode()) + r.choice((0, 1)))
    return text
