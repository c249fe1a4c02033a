"""Answers held against the model's, and what differs made small and into a case."""
import copy
import json

from assessment import compact

CLAUSES = {     # the clause that decides each part of an answer
    "eligibility": "4.3", "candidacy": "4.4", "completion": "4.8", "certification": "4.9", "renewal": "4.10", "fees": "4.13",
    "status": "4.12", "unknowns": "5", "findings": "5", "faults": "3.3", "timeline": "6.1", "order": "6.2", "review": "6.3", "plan": "6.4",
    "comparison": "6.5", "calendar": "6.6"}
MOST_TRIES = 150


def judged(answer):
    """An answer without its messages, which are for people."""
    def silent(entries):
        return [{key: value for key, value in entry.items() if key != "message"} for entry in entries]
    if "faults" in answer:
        return {**answer, "faults": silent(answer["faults"])}
    if "findings" in answer.get("assessment", {}):
        return {**answer, "assessment": {**answer["assessment"], "findings": silent(answer["assessment"]["findings"])}}
    return answer


def judged_text(text, mine):
    """Whether a runner's line is the model's answer, byte for byte but for the messages."""
    try:
        same = compact(judged(json.loads(text))) == compact(mine)
    except (ValueError, AttributeError, KeyError, TypeError):
        return False
    if "faults" in mine:
        return same
    if "assessment" in mine:
        before = {key: value for key, value in mine["assessment"].items() if key != "findings"}
        return same and text.startswith('{"assessment":' + compact(before)[:-1] + ',"findings":[')
    return same and text == compact(mine)


def first_difference(given, mine, path=""):
    """A sentence on the first place where two answers differ."""
    if isinstance(given, dict) and path == "":
        given = judged(given)
    if isinstance(given, dict) and isinstance(mine, dict):
        for key in [*mine, *given]:
            if key not in given or key not in mine or given[key] != mine[key]:
                return first_difference(given.get(key), mine.get(key), f"{path}/{key}")
    if isinstance(given, list) and isinstance(mine, list):
        for n, (one, other) in enumerate(zip(given, mine)):
            if one != other:
                return first_difference(one, other, f"{path}/{n}")
    return f"{path} is {short(mine)}, not {short(given)}." if given != mine else "the bytes are those of the model."


def short(value):
    text = compact(value)
    return text if len(text) <= 200 else text[:200] + " ..."


def case(name, line, mine, where):
    """A conformance case, ready to keep once its sentence is written."""
    parts = where.split(" ")[0].split("/")
    clause = next((CLAUSES[part] for part in reversed(parts) if part in CLAUSES), "8")
    request = line if faithful(line) else compact(line)
    head = compact({"id": name, "clause": clause, "shows": where.replace("\n", " ")})
    return f'{head[:-1]},"request":{request},"answer":{compact(mine)}}}'


def faithful(line):
    """Whether a line can stand in a case as it is: an object that reads and writes back the same."""
    try:
        return line.startswith("{") and compact(json.loads(line)) == line
    except (ValueError, RecursionError):
        return False


def smaller(line, still_differs):
    """The line without all that can be left out of it while the answers differ."""
    if not faithful(line):
        return line
    root, tries = json.loads(line), 0
    for path in removable(root, ()):
        tries += 1
        other = without(root, path)
        if other is not None and tries <= MOST_TRIES and still_differs(compact(other)):
            root = other
    return compact(root)


def removable(value, path):
    """Every key and entry: the outer before what is in them, the later before the earlier."""
    keys = list(value) if isinstance(value, dict) else range(len(value) - 1, -1, -1) if isinstance(value, list) else ()
    for key in keys:
        yield (*path, key)
        yield from removable(value[key], (*path, key))


def without(root, path):
    """A copy without what stands there; None where that is gone already."""
    root = copy.deepcopy(root)
    at = root
    try:
        for key in path[:-1]:
            at = at[key]
        del at[path[-1]]
    except (KeyError, IndexError, TypeError):
        return None
    return root
