"""Every fault of a request of any operation as (path, code), in the order of RULES.md 3.3; none when it is valid."""

import re

from faults import (BAD, MAX_BYTES, MAX_DEPTH, MAX_LIST, WHITE, BadJson, Node, Part, catalog_faults, first_of, ok, parse, pointer,
                    policy_faults, record_faults)

MAX_NODES = 4096
MAX_LEVELS = 24
MAX_COURSES = 1024


def is_given(node):
    return node is not None and node.kind != "null"


# ---------------------------------------------------------------- people (6.2)

# https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address
_LABEL = r"[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
_EMAIL = re.compile(r"[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@" + _LABEL + r"(?:\." + _LABEL + ")*")
_FOLD = {c: c + 32 for c in range(65, 91)}


def people_faults(node):
    p = Part(node)

    def name(n, path):
        text = p.text(n, path)
        if text is not BAD and all(ord(c) in WHITE for c in text):
            return p.add(n, path, "bad-text")
        return text

    def email(n, path):
        text = p.text(n, path)
        if text is not BAD and not _EMAIL.fullmatch(text):
            return p.add(n, path, "bad-text")
        return text

    def person(n, path):
        return p.obj(n, path, [("name", True, name), ("email", True, email), ("ala_member", True, p.bool)])

    entries = p.lst(person)(node, "/people")
    seen = set()
    for entry in entries if entries is not BAD else []:
        if entry is BAD or not ok(entry.val["email"]):
            continue
        folded = entry.val["email"].translate(_FOLD)
        if folded in seen:
            p.at(entry, "email", "duplicate")
        seen.add(folded)
    return p.sorted()


# ---------------------------------------------------------------- requirements and courses (6.3)

def form(node):
    """The key by which a node is read, and the list of its branches if it has one."""
    if node.kind != "obj":
        return None, None
    own = [key for key in ("course", "all", "choose") if first_of(node, key) is not None]
    answered = [key for key in own if is_given(first_of(node, key))]
    key = (answered or own or [None])[0]
    branches = first_of(node, {"all": "all", "choose": "from"}.get(key))
    return key, branches if branches is not None and branches.kind == "arr" else None


def size(root):
    """How many nodes, and how many levels."""
    nodes, level, here = 0, 0, [root]
    while here:
        nodes, level = nodes + len(here), level + 1
        below = [form(node)[1] for node in here]
        here = [child for branches in below if branches is not None for child in branches.value]
    return nodes, level


def requirements_faults(root, listed):
    """`listed`: the ids that `courses` has entries for, None where it is faulty as a whole."""
    p = Part(root)

    def course(n, path):
        own = p.id(n, path)
        if own is not BAD and listed is not None and own not in listed:
            return p.add(n, path, "unknown-value")
        return own

    def number(n, path):
        """No bound but its branches, so however long."""
        if n.kind != "num" or re.search(r"[.eE]", n.value):
            return p.add(n, path, "wrong-type")
        negative = n.value.startswith("-") and n.value.strip("-0") != ""
        return p.add(n, path, "out-of-range") if negative else n.value

    def more_than(digits, length):
        digits = digits.lstrip("-0") or "0"
        return len(digits) > 9 or int(digits) > length

    def node(n, path):
        key, _ = form(n)
        if key == "course":
            return p.obj(n, path, [("course", True, course)])
        branches = p.lst(node, 1, MAX_LIST)
        if key == "all":
            return p.obj(n, path, [("all", True, branches)])
        if key == "choose":
            o = p.obj(n, path, [("choose", True, number), ("from", True, branches)])
            if ok(o.val["choose"], o.val["from"]) and more_than(o.val["choose"], len(o.val["from"])):
                p.at(o, "choose", "conflict")
            return o
        o = p.obj(n, path, [])
        if o is not BAD:
            p.add(n, path, "missing")
        return o

    nodes, levels = size(root)
    if nodes > MAX_NODES:
        return [("/requirements", "bad-length")]
    if levels > MAX_LEVELS:
        return [("/requirements", "too-deep")]
    node(root, "/requirements")
    return p.sorted()


def courses_of(node):
    """The courses that have an entry, each key once; None where that cannot be said."""
    if not is_given(node) or node.kind != "obj":
        return None
    keys = {key for key, _ in node.value}
    return keys if len(keys) <= MAX_COURSES else None


def courses_faults(node):
    if node.kind != "obj":
        return [("/courses", "wrong-type")]
    if courses_of(node) is None:
        return [("/courses", "bad-length")]
    p = Part(node)
    seen = set()
    for key, child in node.value:
        path = pointer("/courses", key)
        if key in seen:
            p.add(child, path, "duplicate-key")
        elif bad_id(key):
            p.add(child, path, bad_id(key))
        else:
            p.lst(p.set)(child, path)
        seen.add(key)
    return p.sorted()


def bad_id(key):
    """What is wrong with a key as an id, if anything: read as the id of a record would be."""
    node = Node("str", key)
    p = Part(node)
    p.id(node, "")
    return next((code for _, code in p.sorted()), None)


# ---------------------------------------------------------------- dates

def date_faults(node, path):
    p = Part(node)
    value = p.date(node, path)
    return p.sorted(), value


def range_faults(first):
    """`from` and `to`, one after the other."""
    out, values = [], {}
    for key in ("from", "to"):
        node = first.get(key)
        if is_given(node):
            found, values[key] = date_faults(node, "/" + key)
            out += found
        else:
            out.append(("/" + key, "missing"))
    if ok(values.get("from"), values.get("to")) and values["to"] < values["from"]:
        out.append(("/to", "conflict"))
    return out


# ---------------------------------------------------------------- the request (8)

def required(key, reader):
    return (key,), lambda first: reader(first[key]) if is_given(first.get(key)) else [("/" + key, "missing")]


def optional(key, reader):
    return (key,), lambda first: reader(first[key]) if is_given(first.get(key)) else []


RECORD, CATALOG = required("record", record_faults), optional("catalog", catalog_faults)
POLICY = optional("policy", policy_faults)
POLICIES = [optional(key, lambda node, key=key: policy_faults(node, "/" + key)) for key in ("policy_a", "policy_b")]
AS_OF = required("as_of", lambda node: date_faults(node, "/as_of")[0])
REVIEWED = ("requirements",), lambda first: required("requirements", lambda node: requirements_faults(
    node, courses_of(first.get("courses"))))[1](first)

PARTS = {
    "assess": [RECORD, CATALOG, POLICY, AS_OF],
    "timeline": [RECORD, CATALOG, POLICY, (("from", "to"), range_faults)],
    "order": [required("people", people_faults), AS_OF, POLICY],
    "review": [REVIEWED, required("courses", courses_faults), POLICY],
    "plan": [RECORD, CATALOG, POLICY, AS_OF],
    "calendar": [RECORD, CATALOG, POLICY, AS_OF],
}
COMPARED = [RECORD, CATALOG, *POLICIES, AS_OF]


def read(line):
    """The object that a line holds, or the one fault of a line that holds none."""
    if len(line) > MAX_BYTES:
        return None, [("", "too-large")]
    try:
        root, deepest = parse(line.decode("utf-8"))
    except (UnicodeDecodeError, BadJson):
        return None, [("", "bad-json")]
    if deepest > MAX_DEPTH:
        return None, [("", "too-deep")]
    if root.kind != "obj":
        return None, [("", "wrong-type")]
    return root, []


def parts_faults(root, parts, other_keys=()):
    """The faults of the parts, then the request's own."""
    named = {key for keys, _ in parts for key in keys}.union(other_keys)
    first, last = {}, []
    for key, child in root.value:
        if key in first:
            last.append((pointer("", key), "duplicate-key"))
            continue
        first[key] = child
        if key not in named:
            last.append((pointer("", key), "unknown-key"))
    return [fault for _, reader in parts for fault in reader(first)] + last


def faults(line):
    """Of a request of section 8."""
    root, found = read(line)
    if found:
        return found
    op = first_of(root, "op")
    if is_given(op):
        if op.kind != "str":
            return [("/op", "wrong-type")]
        if op.value not in PARTS:
            return [("/op", "unknown-value")]
    return parts_faults(root, PARTS[op.value if is_given(op) else "assess"], ("op",))


def comparison_faults(line):
    """Of `{record, catalog, policy_a, policy_b, as_of}`."""
    root, found = read(line)
    return found or parts_faults(root, COMPARED)
