"""The model's answer to a line: of findings and faults all but their messages, which are for people."""
import json

import assessment
import comparison
import findings
import ics
import request_faults
import review
import services
import timeline


def assess(request):
    given = request["record"], request.get("catalog"), request.get("policy"), request["as_of"]
    found = assessment.assess(*given)
    return {**found, "findings": findings.findings(*given, found)}


ANSWERS = {
    "assess": lambda request, _: {"assessment": assess(request)},
    "timeline": lambda request, _: {"timeline": timeline.timeline(request)},
    "order": lambda request, _: {"order": services.order(request)},
    "review": lambda request, given: {"review": review.review(request, given.get("review"))},
    "plan": lambda request, _: {"plan": services.plan(request)},
    "calendar": lambda request, _: {"calendar": ics.calendar(request)},
}


def told(found):
    return {"faults": [{"path": path, "code": code} for path, code in found]}


def read(line):
    """A valid request, without what is null."""
    return {key: value for key, value in json.loads(line).items() if value is not None}


def to_request(line, given=None):
    """`given`: an answer that may do as well as the model's own (6.3)."""
    found = request_faults.faults(line.encode("utf-8", "surrogatepass"))
    if found:
        return told(found)
    request = read(line)
    return ANSWERS[request.pop("op", "assess")](request, given or {})


def to_comparison(line):
    found = request_faults.comparison_faults(line.encode("utf-8", "surrogatepass"))
    return told(found) if found else {"comparison": comparison.comparison(read(line))}
