"""The smaller rule set in zen-engine's expressions; its records are JSON as they come, its months and days its own."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from zen import ZenEngine, compile_expression

from peers.people import FIELDS, Json

RULES = Path(__file__).resolve().parents[2] / "rules/zen.json"


def _rules() -> list[tuple[str, str]]:
    with RULES.open(encoding="utf-8") as rules:
        return [(name, expression) for name, expression in json.load(rules)]


def graph() -> Json:
    """A decision as the editor makes it: a node of expressions, each of which sees those before it as `$`."""
    expressions = [{"id": key, "key": key, "value": value} for key, value in _rules()]
    kinds = {"in": "inputNode", "rules": "expressionNode", "out": "outputNode"}
    content = {"in": {}, "rules": {"expressions": expressions}, "out": {}}
    nodes = [{"id": one, "type": kinds[one], "name": one, "content": content[one]} for one in kinds]
    nodes = [node | {"position": {"x": place, "y": 0}} for place, node in enumerate(nodes)]
    edges = [
        {"id": f"from-{one}", "sourceId": one, "targetId": other, "type": "edge"}
        for one, other in (("in", "rules"), ("rules", "out"))
    ]
    return {"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges}


def decision() -> Callable[[Json], Any]:
    """Decides a record that has its `as_of`. What a loader gives is compiled once, unlike a decision that is created."""
    engine = ZenEngine({"loader": {"type": "static", "content": {"lssc": graph()}}})
    return lambda given: engine.evaluate("lssc", given)["result"]


def expression() -> Callable[[Json], Any]:
    """The same as one compiled expression, which spares the engine its graph."""
    steps = [f"its_{name} = {one.replace('$.', 'its_')}" for name, one in _rules()]
    whole = f"{'; '.join(steps)}; {{{', '.join(f'{name}: its_{name}' for name in FIELDS)}}}"
    return compile_expression(whole).evaluate


def as_answer(found: Mapping[str, Any]) -> Json:
    """Its numbers are doubles, its dates text; a null is left out of a graph's result."""

    def value(name: str) -> Any:
        one = found.get(name)
        if isinstance(one, float):
            return round(one)
        return date.fromisoformat(one) if isinstance(one, str) and name != "status" else one

    return {name: value(name) for name in FIELDS}
