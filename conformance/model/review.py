"""6.3: whether every graduate of a program has all that 4.8 asks for.

Requirements can only be met by more courses, never undone by them.  So somebody misses something just when somebody
can graduate without any course of some required set, or with courses of too few electives; for each such choice of
courses it is enough to ask whether all of them together graduate.  There are at most 252 choices of electives.
"""
from itertools import combinations

from assessment import SET_ORDER, resolve, set_id


def graduates(node, taken):
    if "course" in node and node["course"] is not None:
        return node["course"] in taken
    if "all" in node and node["all"] is not None:
        return all(graduates(branch, taken) for branch in node["all"])
    return sum(graduates(branch, taken) for branch in node["from"]) >= node["choose"]


class Program:
    def __init__(self, request):
        self.root = request["requirements"]
        self.sets = {course: {set_id(s) for s in sets} for course, sets in request["courses"].items()}
        self.asked = resolve(request.get("policy"))["completion"]

    def missing(self, taken):
        """The required sets that these courses lack, and how many electives."""
        have = set().union(*(self.sets[course] for course in taken)) if taken else set()
        electives = len(have & set(self.asked["electives"]))
        required = [s for s in SET_ORDER if s in self.asked["required"] and s not in have]
        return required, max(0, self.asked["electives_needed"] - electives)

    def lacking(self):
        """Every choice of courses with which something is missing, whoever takes all of them."""
        every = set(self.sets)
        for s in self.asked["required"]:
            yield {course for course in every if s not in self.sets[course]}
        needed, electives = self.asked["electives_needed"], set(self.asked["electives"])
        for covered in combinations(sorted(electives), needed - 1) if needed else ():
            yield {course for course in every if self.sets[course] & electives <= set(covered)}

    def is_minimal_graduate(self, taken):
        return graduates(self.root, taken) and not any(graduates(self.root, taken - {course}) for course in taken)

    def one_who_misses(self):
        """A graduate who misses something, without a course that could be left out."""
        for taken in self.lacking():
            if graduates(self.root, taken):
                for course in sorted(taken):
                    if graduates(self.root, taken - {course}):
                        taken = taken - {course}
                return taken
        return None

    def everyone_who_misses(self):
        """All of them, one by one: for programs of few courses."""
        courses = sorted(self.sets)
        for size in range(len(courses) + 1):
            for taken in map(set, combinations(courses, size)):
                if self.is_minimal_graduate(taken) and self.missing(taken) != ([], 0):
                    yield taken

    def answer(self, graduate):
        required, electives = ([], 0) if graduate is None else self.missing(graduate)
        return {"qualifies": graduate is None, "graduate": None if graduate is None else sorted(graduate),
                "missing_required": required, "electives_missing": electives}


def review(request, proposed=None):
    """The review; where it names another graduate than the one proposed, who would do as well, that one."""
    program = Program(request)
    graduate = program.one_who_misses()
    named = (proposed or {}).get("graduate")
    if graduate is not None and named is not None and set(named) <= set(program.sets) \
            and program.is_minimal_graduate(set(named)) and program.missing(set(named)) != ([], 0):
        graduate = set(named)
    return program.answer(graduate)
