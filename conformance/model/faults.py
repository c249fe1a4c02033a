"""Every fault of a record, a catalog or a policy as (path, code), in the order of RULES.md 3.3; none when it is valid.

A small JSON reader makes a tree of nodes (key order, repeated keys and the text of numbers kept); each part of a
request (`request_faults.py`) is read against a table of fields, and every fault remembers the node at which it stands; sorting by the
nodes' document order gives the order of 3.3.  It shares nothing with any implementation.
"""

import re
from fractions import Fraction

MAX_BYTES = 16 * 1024 * 1024
MAX_DEPTH = 64
MAX_LIST = 4096
MAX_ID = 128
MAX_TEXT = 1000


# ---------------------------------------------------------------- JSON (RFC 8259)

class BadJson(Exception):
    pass


class Node:
    """kind: obj (value: list of (key, Node)), arr (list of Node), str, num (text), bool, null."""
    __slots__ = ("kind", "value", "at")

    def __init__(self, kind, value=None):
        self.kind = kind
        self.value = value
        self.at = -1


_WS = re.compile(r"[ \t\n\r]*")
_NUM = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?", re.ASCII)
_PLAIN = re.compile(r'[^"\\\x00-\x1f]*')
_HEX4 = re.compile(r"[0-9a-fA-F]{4}")
_ESC = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


def _string(s, i):
    """s[i] is just past the opening quote; gives (text, index past the closing quote)."""
    out = []
    while True:
        m = _PLAIN.match(s, i)
        out.append(m.group())
        i = m.end()
        c = s[i:i + 1]
        if c == '"':
            return "".join(out), i + 1
        if c != "\\":
            raise BadJson("end of text or a control character in a string")
        c = s[i + 1:i + 2]
        if c in _ESC and c:
            out.append(_ESC[c])
            i += 2
            continue
        if c != "u":
            raise BadJson("escape")
        m = _HEX4.match(s, i + 2)
        if not m:
            raise BadJson("\\u")
        u = int(m.group(), 16)
        i += 6
        if 0xDC00 <= u <= 0xDFFF:
            raise BadJson("lone low surrogate")
        if 0xD800 <= u <= 0xDBFF:
            if s[i:i + 2] != "\\u":
                raise BadJson("lone high surrogate")
            m = _HEX4.match(s, i + 2)
            if not m:
                raise BadJson("\\u")
            v = int(m.group(), 16)
            if not 0xDC00 <= v <= 0xDFFF:
                raise BadJson("lone high surrogate")
            i += 6
            u = 0x10000 + ((u - 0xD800) << 10) + (v - 0xDC00)
        out.append(chr(u))


def parse(text):
    """The whole text as one JSON value: (Node, greatest nesting depth). Iterative: no depth can overflow it."""
    i = _WS.match(text, 0).end()
    stack = []          # open containers
    keys = []           # the key waiting for its value, for open objects (None for lists)
    deepest = 0

    def key(i):
        if text[i:i + 1] != '"':
            raise BadJson("key expected")
        k, i = _string(text, i + 1)
        i = _WS.match(text, i).end()
        if text[i:i + 1] != ":":
            raise BadJson("colon expected")
        return k, _WS.match(text, i + 1).end()

    while True:
        # a value begins at i
        c = text[i:i + 1]
        done = None
        if c == "{" or c == "[":
            node = Node("obj" if c == "{" else "arr", [])
            i = _WS.match(text, i + 1).end()
            if text[i:i + 1] == ("}" if c == "{" else "]"):
                deepest = max(deepest, len(stack) + 1)
                i += 1
                done = node
            else:
                stack.append(node)
                deepest = max(deepest, len(stack))
                if c == "{":
                    k, i = key(i)
                    keys.append(k)
                else:
                    keys.append(None)
                continue
        elif c == '"':
            v, i = _string(text, i + 1)
            done = Node("str", v)
        elif text.startswith("true", i):
            done, i = Node("bool", True), i + 4
        elif text.startswith("false", i):
            done, i = Node("bool", False), i + 5
        elif text.startswith("null", i):
            done, i = Node("null"), i + 4
        else:
            m = _NUM.match(text, i)
            if not m:
                raise BadJson("value expected")
            if (m.group(1) or m.group(2)) and float(m.group()) in (float("inf"), float("-inf")):
                raise BadJson("beyond the doubles")
            done, i = Node("num", m.group()), m.end()
        # a value ended at i: hand it to the open container, close what closes
        while True:
            i = _WS.match(text, i).end()
            if not stack:
                if i != len(text):
                    raise BadJson("something after the value")
                return done, deepest
            top = stack[-1]
            if top.kind == "obj":
                top.value.append((keys[-1], done))
            else:
                top.value.append(done)
            c = text[i:i + 1]
            if c == ",":
                i = _WS.match(text, i + 1).end()
                if top.kind == "obj":
                    keys[-1], i = key(i)
                break
            if c != ("}" if top.kind == "obj" else "]"):
                raise BadJson("comma or end expected")
            i += 1
            done = stack.pop()
            keys.pop()


# ---------------------------------------------------------------- small values

BAD = object()      # a value that is there and has a fault of its own

# Unicode White_Space (PropList.txt)
WHITE = set([0x20, 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000]) | set(range(9, 14)) | set(range(0x2000, 0x200B))


def is_control(c):
    return c < 0x20 or 0x7F <= c <= 0x9F


def leap(y):
    return y % 4 == 0 and (y % 100 != 0 or y % 400 == 0)


def days_in_month(y, m):
    return (31, 29 if leap(y) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[m - 1]


def day_number(y, m, d):
    """Days since 0000-01-01, by counting (no library): slow enough to be plain, fast enough."""
    n = 365 * y + (y + 3) // 4 - (y + 99) // 100 + (y + 399) // 400
    for k in range(1, m):
        n += days_in_month(y, k)
    return n + d - 1


_ID_OF = {}
TITLES = {
    "foundations-of-library-services": ["Foundations of Library Services", "Foundation of Library Service",
                                        "Foundation of Library Services", "Foundations of Library Service"],
    "communication-and-teamwork": ["Communication and Teamwork"],
    "technology": ["Technology"],
    "access-services": ["Access Services"],
    "adult-readers-advisory-services": ["Adult Readers' Advisory Services", "Adult Readers' Advisory"],
    "cataloging-and-classification": ["Cataloging and Classification", "Cataloguing and Classification"],
    "collection-management": ["Collection Management"],
    "reference-and-information-services": ["Reference and Information Services"],
    "supervision-and-management": ["Supervision and Management"],
    "youth-services": ["Youth Services"],
}
_FOLD = {c: c + 32 for c in range(65, 91)}
for _id, _titles in TITLES.items():
    for _t in _titles:
        _ID_OF[_t.translate(_FOLD)] = _id


def set_id(text):
    if text in TITLES:
        return text
    return _ID_OF.get(text.translate(_FOLD).replace("\u2019", "'"))


SHIPPED = ("lssc-faq", "lssc-2011", "lssc-2019")


def shipped(name):
    """A shipped policy as a fresh tree, keys in the order of the table in section 2."""
    pay = lambda m, n: {"member": m, "non_member": n}
    p = {
        "id": name,
        "title": "(the title of " + name + ")",
        "eligibility": {"high_school": True, "support_position": True, "experience_hours": 1820, "experience_years": 5},
        "candidacy": {"years": 4, "measured_by": "earned"},
        "completion": {"required": list(TITLES)[:3], "electives": list(TITLES)[3:], "electives_needed": 3},
        "credit": {"lookback_years": 2,
                   "course_approval_years": 4 if name == "lssc-2019" else None,
                   "last_portfolio_on": "2019-01-30" if name == "lssc-2019" else None,
                   "graduates_short_of_hours": "refused" if name == "lssc-2011" else "provisional"},
        "certification": {"years": 4, "ends": "anniversary"},
        "renewal": {"opens_months_before": 12, "grace_months": 2, "grace_terms": "initial", "contact_hours": 32,
                    "technology_hours": 4, "hours_from": "last-renewal", "min_activity_hours": 1,
                    "unit_hours": {"semester-credit": 15, "quarter-credit": 10, "conference-day": 6}},
        "fees": {"application_cents": pay(32500, 35000),
                 "portfolio_cents": pay(0, 0) if name == "lssc-2011" else pay(5000, 6000),
                 "renewal_cents": None},
    }
    return tree(p)


def tree(v):
    if isinstance(v, dict):
        return Node("obj", [(k, tree(x)) for k, x in v.items()])
    if isinstance(v, list):
        return Node("arr", [tree(x) for x in v])
    if isinstance(v, bool):
        return Node("bool", v)
    if isinstance(v, str):
        return Node("str", v)
    if v is None:
        return Node("null")
    return Node("num", str(v))


def pointer(path, key):
    return path + "/" + str(key).replace("~", "~0").replace("/", "~1")


class Obj:
    """A read object: path, node, first[key] -> node, val[key] -> value, None (absent or null) or BAD."""
    __slots__ = ("path", "node", "first", "val", "rank")


# ---------------------------------------------------------------- reading one part

class Part:
    """The faults of one part of a request."""

    def __init__(self, root):
        self.found = []
        self.count = 0
        self.number(root)

    def number(self, node):
        node.at = self.count
        self.count += 1
        if node.kind == "obj":
            for _, child in node.value:
                self.number(child)
        elif node.kind == "arr":
            for child in node.value:
                self.number(child)

    def add(self, node, path, code, rank=0):
        """rank 0: at the node itself; n > 0: a missing key of the node, n its place in the table."""
        self.found.append((node.at, rank, len(self.found), path, code))
        return BAD

    def missing(self, o, key):
        """`key` of o is wanted: at its null when it has one, else among the missing keys of o."""
        if key in o.first:
            self.add(o.first[key], pointer(o.path, key), "missing")
        else:
            self.add(o.node, pointer(o.path, key), "missing", o.rank[key])

    def at(self, o, key, code):
        self.add(o.first[key], pointer(o.path, key), code)

    def sorted(self):
        return [(p, c) for _, _, _, p, c in sorted(self.found)]

    # -- readers: (node, path) -> value or BAD

    def obj(self, node, path, spec):
        """spec: (key, required, reader) in table order."""
        if node.kind != "obj":
            return self.add(node, path, "wrong-type")
        o = Obj()
        o.path, o.node, o.first, o.val = path, node, {}, {}
        o.rank = {key: n + 1 for n, (key, _, _) in enumerate(spec)}
        for key, child in node.value:
            if key in o.first:
                self.add(child, pointer(path, key), "duplicate-key")
                continue
            o.first[key] = child
            if key not in o.rank:
                self.add(child, pointer(path, key), "unknown-key")
        for key, required, reader in spec:
            child = o.first.get(key)
            if child is None or child.kind == "null":
                o.val[key] = None
                if required:
                    self.missing(o, key)
            else:
                o.val[key] = reader(child, pointer(path, key))
        return o

    def lst(self, reader, low=0, high=MAX_LIST):
        def read(node, path):
            if node.kind != "arr":
                return self.add(node, path, "wrong-type")
            if not low <= len(node.value) <= high:
                return self.add(node, path, "bad-length")
            return [reader(child, pointer(path, n)) for n, child in enumerate(node.value)]
        return read

    def bool(self, node, path):
        return node.value if node.kind == "bool" else self.add(node, path, "wrong-type")

    def id(self, node, path):
        if node.kind != "str":
            return self.add(node, path, "wrong-type")
        s = node.value
        if not 1 <= len(s) <= MAX_ID:
            return self.add(node, path, "bad-length")
        if all(ord(c) in WHITE for c in s) or any(is_control(ord(c)) for c in s):
            return self.add(node, path, "bad-text")
        return s

    def text(self, node, path):
        if node.kind != "str":
            return self.add(node, path, "wrong-type")
        if len(node.value) > MAX_TEXT:
            return self.add(node, path, "bad-length")
        return node.value

    def one_of(self, *values):
        def read(node, path):
            if node.kind != "str":
                return self.add(node, path, "wrong-type")
            return node.value if node.value in values else self.add(node, path, "unknown-value")
        return read

    def set(self, node, path):
        if node.kind != "str":
            return self.add(node, path, "wrong-type")
        return set_id(node.value) or self.add(node, path, "unknown-set")

    def date(self, node, path):
        if node.kind != "str":
            return self.add(node, path, "wrong-type")
        m = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", node.value)
        if not m:
            return self.add(node, path, "bad-date")
        y, mo, d = (int(x) for x in m.groups())
        if not 1 <= mo <= 12 or not 1 <= d <= days_in_month(y, mo):
            return self.add(node, path, "bad-date")
        if not 1900 <= y <= 2199:
            return self.add(node, path, "out-of-range")
        return day_number(y, mo, d)

    def integer(self, low, high):
        def read(node, path):
            if node.kind != "num" or re.search(r"[.eE]", node.value):
                return self.add(node, path, "wrong-type")
            if len(node.value) > 30:
                return self.add(node, path, "out-of-range")
            n = int(node.value)
            return n if low <= n <= high else self.add(node, path, "out-of-range")
        return read

    def hours(self, high=None):
        """A value from 0 to high (no upper bound of its own: None), as whole hundredths."""
        def read(node, path):
            if node.kind != "num":
                return self.add(node, path, "wrong-type")
            x = float(node.value)           # correctly rounded; an integer past the doubles is infinite
            if x < 0 or x == float("inf") or (high is not None and x > high):
                return self.add(node, path, "out-of-range")
            n = round(Fraction(x) * 100)
            return n if n / 100 == x else self.add(node, path, "too-precise")
        return read


def ok(*values):
    """All given and without a fault."""
    return all(v is not None and v is not BAD for v in values)



# ---------------------------------------------------------------- record (3.1)

def record_faults(node):
    p = Part(node)
    date, text, ident, yes = p.date, p.text, p.id, p.bool

    def span(n, path):
        o = p.obj(n, path, [("from", True, date), ("to", False, date), ("hours_per_week", False, p.hours(168)),
                            ("total_hours", False, p.hours()), ("volunteer", False, yes), ("library", False, text)])
        if o is BAD:
            return BAD
        start, end, weekly, total = (o.val[k] for k in ("from", "to", "hours_per_week", "total_hours"))
        if weekly is None and total is None:
            p.add(n, path, "missing")
        if ok(weekly, total):
            p.add(n, path, "conflict")
        if ok(total) and end is None:
            p.missing(o, "to")
        if ok(start, end):
            if end < start:
                p.at(o, "to", "conflict")
            elif ok(total) and total > 24 * 100 * (end - start + 1):
                p.at(o, "total_hours", "out-of-range")
        return o

    def period(n, path):
        o = p.obj(n, path, [("from", True, date), ("to", False, date)])
        if o is not BAD and ok(o.val["from"], o.val["to"]) and o.val["to"] < o.val["from"]:
            p.at(o, "to", "conflict")
        return o

    def course(n, path):
        return p.obj(n, path, [("course", True, ident), ("completed_on", True, date)])

    def portfolio(n, path):
        o = p.obj(n, path, [("set", True, p.set), ("submitted_on", True, date),
                            ("outcome", True, p.one_of("pending", "achieved", "not-achieved")),
                            ("evaluated_on", False, date)])
        if o is BAD:
            return BAD
        outcome, sent, judged = o.val["outcome"], o.val["submitted_on"], o.val["evaluated_on"]
        if outcome in ("achieved", "not-achieved") and judged is None:
            p.missing(o, "evaluated_on")
        elif outcome == "pending" and ok(judged):
            p.at(o, "evaluated_on", "conflict")
        elif ok(sent, judged) and judged < sent:
            p.at(o, "evaluated_on", "conflict")
        return o

    def degree(n, path):
        return p.obj(n, path, [("agreement", True, ident), ("graduated_on", True, date)])

    def renewal(n, path):
        return p.obj(n, path, [("renewed_on", True, date)])

    def activity(n, path):
        return p.obj(n, path, [("completed_on", True, date), ("quantity", True, p.hours(1000)),
                               ("unit", True, p.one_of("contact-hour", "semester-credit", "quarter-credit", "conference-day")),
                               ("sets", True, p.lst(p.set)), ("title", False, text)])

    o = p.obj(node, "/record", [
        ("id", True, ident),
        ("education", False, p.one_of("below-high-school", "high-school-diploma", "high-school-equivalency", "college-degree")),
        ("position_requires_mls", False, yes),
        ("experience", False, p.lst(span)),
        ("ala_membership", False, p.lst(period)),
        ("applied_on", False, date), ("admitted_on", False, date), ("certified_on", False, date),
        ("courses", False, p.lst(course)),
        ("portfolios", False, p.lst(portfolio)),
        ("degrees", False, p.lst(degree)),
        ("renewals", False, p.lst(renewal)),
        ("activities", False, p.lst(activity)),
    ])
    if o is not BAD:
        before = None
        for key in ("applied_on", "admitted_on", "certified_on"):
            if ok(o.val[key]):
                if before is not None and o.val[key] < before:
                    p.at(o, key, "conflict")
                before = o.val[key]
    return p.sorted()


# ---------------------------------------------------------------- catalog (3.2)

def catalog_faults(node):
    p = Part(node)
    date, text, ident = p.date, p.text, p.id

    def courses(n, path):
        values = p.lst(ident, 1, 8)(n, path)
        if values is not BAD:
            seen = set()
            for k, v in enumerate(values):
                if v is BAD:
                    continue
                if v in seen:
                    p.add(n.value[k], pointer(path, k), "duplicate")
                seen.add(v)
        return values

    def approval(n, path):
        o = p.obj(n, path, [("id", True, ident), ("set", True, p.set), ("courses", True, courses), ("approved_on", True, date),
                            ("expires_on", False, date), ("provider", False, text), ("title", False, text),
                            ("price_cents", False, p.integer(0, 10 ** 9))])
        if o is not BAD and ok(o.val["approved_on"], o.val["expires_on"]) and o.val["expires_on"] < o.val["approved_on"]:
            p.at(o, "expires_on", "conflict")
        return o

    def agreement(n, path):
        o = p.obj(n, path, [("id", True, ident), ("college", True, text), ("program", False, text), ("effective_on", True, date),
                            ("graduates_from", False, date), ("ended_on", False, date), ("covers", True, p.lst(p.set))])
        if o is not BAD and ok(o.val["effective_on"], o.val["ended_on"]) and o.val["ended_on"] < o.val["effective_on"]:
            p.at(o, "ended_on", "conflict")
        return o

    def unique(reader):
        def read(n, path):
            entries = p.lst(reader)(n, path)
            if entries is not BAD:
                seen = set()
                for e in entries:
                    if e is BAD or not ok(e.val["id"]):
                        continue
                    if e.val["id"] in seen:
                        p.at(e, "id", "duplicate")
                    seen.add(e.val["id"])
            return entries
        return read

    p.obj(node, "/catalog", [("approvals", False, unique(approval)), ("agreements", False, unique(agreement))])
    return p.sorted()


# ---------------------------------------------------------------- policy (2)

def first_of(node, key):
    for k, child in node.value:
        if k == key:
            return child
    return None


def merge(base, over):
    """Objects key by key, everything else replaces; the base's order, then what the overlay adds."""
    if base.kind != "obj" or over.kind != "obj":
        return over
    first, added = {}, []
    known = {k for k, _ in base.value}
    for k, child in over.value:
        if k in first or k not in known:        # a repeated key, or a new one
            added.append((k, child))
        first.setdefault(k, child)
    kept = [(k, merge(child, first[k]) if k in first else child) for k, child in base.value]
    return Node("obj", kept + added)


def policy_faults(node, path="/policy"):
    if node.kind == "str":
        return [] if node.value in SHIPPED else [(path, "unknown-policy")]
    if node.kind != "obj":
        return [(path, "wrong-type")]
    extends = first_of(node, "extends")
    overlay = extends is not None and extends.kind != "null"
    if overlay:
        if extends.kind != "str":
            return [(path + "/extends", "wrong-type")]
        if extends.value not in SHIPPED:
            return [(path + "/extends", "unknown-policy")]
        own = first_of(node, "id")
        node = merge(shipped(extends.value), node)
        if own is None:
            node.value = [(k, child) for k, child in node.value if k != "id"]

    p = Part(node)
    count, years, hours = p.integer(0, 100), p.integer(0, 100), p.hours(100000)
    cents, unit = p.integer(0, 10 ** 9), p.integer(0, 1000)

    def group(*spec):
        return lambda n, path: p.obj(n, path, list(spec))

    fee = group(("member", True, cents), ("non_member", True, cents))
    o = p.obj(node, path, [
        ("id", True, p.id),
        ("title", True, p.text),
        ("eligibility", True, group(("high_school", True, p.bool), ("support_position", True, p.bool),
                                    ("experience_hours", True, hours), ("experience_years", True, years))),
        ("candidacy", True, group(("years", True, years), ("measured_by", True, p.one_of("earned", "done")))),
        ("completion", True, group(("required", True, p.lst(p.set)), ("electives", True, p.lst(p.set)), ("electives_needed", True, count))),
        ("credit", True, group(("lookback_years", True, years), ("course_approval_years", False, years),
                               ("last_portfolio_on", False, p.date),
                               ("graduates_short_of_hours", True, p.one_of("provisional", "refused")))),
        ("certification", True, group(("years", True, p.integer(1, 100)),
                                      ("ends", True, p.one_of("anniversary", "day-before", "end-of-month")))),
        ("renewal", True, group(("opens_months_before", True, count), ("grace_months", True, count),
                                ("grace_terms", True, p.one_of("initial", "every")), ("contact_hours", True, hours),
                                ("technology_hours", True, hours), ("hours_from", True, p.one_of("last-renewal", "term")),
                                ("min_activity_hours", True, hours),
                                ("unit_hours", True, group(("semester-credit", True, unit), ("quarter-credit", True, unit),
                                                           ("conference-day", True, unit))))),
        ("fees", True, group(("application_cents", True, fee), ("portfolio_cents", True, fee), ("renewal_cents", False, fee))),
        ("extends", False, lambda n, path: n.value),
    ])
    if overlay and o.val["id"] in SHIPPED:
        p.at(o, "id", "conflict")
    c = o.val["completion"]
    if ok(c):
        seen = set()
        for key in ("required", "electives"):
            if ok(c.val[key]):
                for n, s in enumerate(c.val[key]):
                    if s is BAD:
                        continue
                    if s in seen:
                        p.add(c.first[key].value[n], pointer(pointer(c.path, key), n), "duplicate")
                    seen.add(s)
        needed = c.val["electives_needed"]
        if ok(needed):
            if ok(c.val["electives"]) and needed > len(c.val["electives"]):
                p.at(c, "electives_needed", "conflict")
            if ok(c.val["required"]) and not c.val["required"] and needed == 0:
                p.at(c, "electives_needed", "conflict")
    r, term = o.val["renewal"], o.val["certification"]
    if ok(r):
        opens, contact, tech = (r.val[k] for k in ("opens_months_before", "contact_hours", "technology_hours"))
        if ok(term) and ok(term.val["years"], opens) and opens >= 12 * term.val["years"]:
            p.at(r, "opens_months_before", "conflict")
        if ok(contact, tech) and tech > contact:
            p.at(r, "technology_hours", "conflict")
    return p.sorted()
