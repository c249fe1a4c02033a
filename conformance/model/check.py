"""Holds the cases, and a runner, against the model.

    python3 conformance/model/check.py                       every case: is its answer the model's?
    python3 conformance/model/check.py --lines N RUNNER ..   and N random requests of each operation and N mutated lines
                                                             through the runner: are its answers the model's?
    python3 conformance/model/check.py --compare ..          the same of the comparisons (6.5), which are no requests

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
import answers  # noqa: E402
import assessment  # noqa: E402
import mutated_lines  # noqa: E402
import random_requests  # noqa: E402
import random_services  # noqa: E402
import review  # noqa: E402
import timeline  # noqa: E402
from assessment import compact  # noqa: E402

CASES = pathlib.Path(__file__).parent.parent
SHOWN = 5


def judged(answer):
    """An answer as the model gives it: no messages, no findings."""
    if "faults" in answer:
        return {"faults": [{"path": fault["path"], "code": fault["code"]} for fault in answer["faults"]]}
    if "assessment" in answer:
        return {"assessment": {key: value for key, value in answer["assessment"].items() if key != "findings"}}
    return answer


def cases(folder):
    decoder = json.JSONDecoder()
    for path in sorted(folder.glob("*.jsonl")):
        for text in path.read_text(encoding="utf-8").split("\n")[:-1]:
            case = json.loads(text)
            start = text.index('"request":') + len('"request":')
            _, end = decoder.raw_decode(text, start)
            line = case["request"] if isinstance(case["request"], str) else text[start:end]
            yield case["id"], line, case["answer"]


def differences(rows, model):
    """Prints the first rows that differ; returns how many there are, and how many do."""
    count = wrong = 0
    for name, line, answer in rows:
        want = judged(answer)
        got = model(line, want)
        count += 1
        if compact(want) != compact(got):
            wrong += 1
            if wrong <= SHOWN:
                print(f"{name}\n  request {line}\n  model   {compact(got)}\n  answer  {compact(want)}")
    return count, wrong


def run(runner, lines):
    done = subprocess.run(runner, input="".join(line + "\n" for line in lines).encode(), stdout=subprocess.PIPE, check=True)
    found = done.stdout.decode().split("\n")[:-1]
    if len(found) != len(lines):
        sys.exit(f"the runner gave {len(found)} answers to {len(lines)} requests")
    return [json.loads(answer) for answer in found]


def made(maker, count, seed):
    chance = random.Random(seed)
    return (compact(maker(chance, number)) for number in range(count))


def requests(count, seed):
    makers = [random_requests.make, *random_services.MAKERS]
    return itertools.chain(*(made(maker, count, seed) for maker in makers), mutated_lines.lines(seed, count))


def comparisons(count, seed):
    return itertools.chain(made(random_services.comparison, count, seed), mutated_lines.comparisons(seed, count))


def doubts(count, seed):
    """Where the model's shorter ways and its dullest ones differ: days one by one (6.1), graduates one by one (6.3)."""
    for request in map(json.loads, made(random_services.timeline, count, seed)):
        if assessment.day(request["to"]) - assessment.day(request["from"]) < 100 * assessment.ONE_DAY:
            if timeline.statuses(request) != timeline.by_assessing(request):
                yield request
    for request in map(json.loads, made(random_services.review, count, seed)):
        program = review.Program(request)
        if (program.one_who_misses() is None) != (next(program.everyone_who_misses(), None) is None):
            yield request


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, default=0, metavar="N", help="how many of each kind (default 0)")
    parser.add_argument("--seed", type=int, default=1, help="the seed of what is generated (default 1)")
    parser.add_argument("--compare", action="store_true", help="comparisons in place of requests")
    parser.add_argument("runner", nargs="*", help="a runner, as docs/RULES.md section 8 has it, with its arguments")
    wanted = parser.parse_args()
    if wanted.compare:
        folder, generated, model = CASES / "compare", comparisons, lambda line, _: answers.to_comparison(line)
    else:
        folder, generated, model = CASES, requests, answers.to_request
    count, wrong = differences(cases(folder), model)
    print(f"cases: {count - wrong} passed, {wrong} failed")
    total = wrong
    if wanted.runner:
        print(f"seed {wanted.seed}")
        lines = list(generated(wanted.lines, wanted.seed))
        rows = zip(itertools.repeat("generated"), lines, run(wanted.runner, lines))
        count, wrong = differences(rows, model)
        print(f"generated: {count - wrong} passed, {wrong} failed")
        total += wrong
    if wanted.lines and not wanted.compare:
        doubted = list(doubts(wanted.lines // 10, wanted.seed))
        print(*map(compact, doubted[:SHOWN]), f"the model against itself: {len(doubted)} doubts", sep="\n")
        total += len(doubted)
    sys.exit(1 if total else 0)


if __name__ == "__main__":
    main()
