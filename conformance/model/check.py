"""Holds the cases against the model: is the answer of each the model's?

    python3 conformance/model/check.py

A runner is held against the model by `differential.py`.  Exit status 1 when anything differs.  Needs Python 3.10 or later
and nothing else.
"""
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import answers  # noqa: E402
from assessment import compact  # noqa: E402

CASES = pathlib.Path(__file__).parent.parent
SHOWN = 5


def cases(folder):
    decoder = json.JSONDecoder()
    for path in sorted(folder.glob("*.jsonl")):
        for text in path.read_text(encoding="utf-8").split("\n")[:-1]:
            case = json.loads(text)
            start = text.index('"request":') + len('"request":')
            _, end = decoder.raw_decode(text, start)
            line = case["request"] if isinstance(case["request"], str) else text[start:end]
            yield case["id"], line, case["answer"]


def told(answer, mine):
    """The model's answer, without the findings where the case has none."""
    if "assessment" in mine and "findings" not in answer.get("assessment", {}):
        return {"assessment": {key: value for key, value in mine["assessment"].items() if key != "findings"}}
    return mine


def differences(rows, model):
    """Prints the first rows that differ; returns how many there are, and how many do."""
    count = wrong = 0
    for name, line, answer in rows:
        mine = told(answer, model(line, answer))
        count += 1
        if compact(answer) != compact(mine):
            wrong += 1
            if wrong <= SHOWN:
                print(f"{name}\n  request {line}\n  model   {compact(mine)}\n  answer  {compact(answer)}")
    return count, wrong


def main():
    total = 0
    for what, folder, model in (("cases", CASES, answers.to_request),
                                ("comparisons", CASES / "compare", lambda line, _: answers.to_comparison(line))):
        count, wrong = differences(cases(folder), model)
        print(f"{what}: {count - wrong} passed, {wrong} failed")
        total += wrong
    sys.exit(1 if total else 0)


if __name__ == "__main__":
    main()
