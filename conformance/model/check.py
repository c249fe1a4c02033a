"""Holds the cases, and a runner, against the model.

    python3 conformance/model/check.py                       every case: is its answer the model's?
    python3 conformance/model/check.py --lines N RUNNER ..   and N random requests and N mutated lines through the
                                                             runner: are its answers the model's?

Exit status 1 when anything differs.  Needs Python 3.10 or later and nothing else.
"""
import argparse
import itertools
import json
import pathlib
import random
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import assessment  # noqa: E402
import faults  # noqa: E402
import mutated_lines  # noqa: E402
import random_requests  # noqa: E402

CASES = pathlib.Path(__file__).parent.parent
SHOWN = 5


def model_answer(line):
    """The answer to a request line, without messages and findings."""
    found = faults.faults(line.encode("utf-8", "surrogatepass"))
    if found:
        return {"faults": [{"path": path, "code": code} for path, code in found]}
    request = json.loads(line)
    given = {key: value for key, value in request.items() if value is not None}
    return assessment.answer(given)


def judged(answer):
    """An answer as the model gives it: no messages, no findings."""
    if "faults" in answer:
        return {"faults": [{"path": fault["path"], "code": fault["code"]} for fault in answer["faults"]]}
    return {"assessment": {key: value for key, value in answer["assessment"].items() if key != "findings"}}


def cases():
    decoder = json.JSONDecoder()
    for path in sorted(CASES.glob("*.jsonl")):
        for text in path.read_text(encoding="utf-8").split("\n")[:-1]:
            case = json.loads(text)
            start = text.index('"request":') + len('"request":')
            _, end = decoder.raw_decode(text, start)
            line = case["request"] if isinstance(case["request"], str) else text[start:end]
            yield case["id"], line, case["answer"]


def compare(rows):
    """Prints the first rows that differ; returns how many there are, and how many do."""
    count = wrong = 0
    for name, line, want, got in rows:
        count += 1
        if assessment.compact(want) != assessment.compact(got):
            wrong += 1
            if wrong <= SHOWN:
                print(f"{name}\n  request {line}\n  model   {assessment.compact(got)}\n  answer  {assessment.compact(want)}")
    return count, wrong


def run(runner, lines):
    done = subprocess.run(runner, input="".join(line + "\n" for line in lines).encode(), stdout=subprocess.PIPE, check=True)
    answers = done.stdout.decode().split("\n")[:-1]
    if len(answers) != len(lines):
        sys.exit(f"the runner gave {len(answers)} answers to {len(lines)} requests")
    return [json.loads(answer) for answer in answers]


def generated(count, seed):
    chance = random.Random(seed)
    requests = (assessment.compact(random_requests.make(chance, number)) for number in range(count))
    return itertools.chain(requests, mutated_lines.lines(seed, count))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, default=0, metavar="N", help="how many of each kind (default 0)")
    parser.add_argument("--seed", type=int, default=1, help="the seed of what is generated (default 1)")
    parser.add_argument("runner", nargs="*", help="a runner, as docs/RULES.md section 8 has it, with its arguments")
    wanted = parser.parse_args()
    count, wrong = compare((name, line, judged(answer), model_answer(line)) for name, line, answer in cases())
    print(f"cases: {count - wrong} passed, {wrong} failed")
    total = wrong
    if wanted.runner:
        print(f"seed {wanted.seed}")
        lines = list(generated(wanted.lines, wanted.seed))
        answers = run(wanted.runner, lines)
        rows = (("generated", line, judged(answer), model_answer(line)) for line, answer in zip(lines, answers))
        count, wrong = compare(rows)
        print(f"generated: {count - wrong} passed, {wrong} failed")
        total += wrong
    sys.exit(1 if total else 0)


if __name__ == "__main__":
    main()
