"""Holds a runner against the model over generated requests.

    python3 conformance/model/differential.py --cases N [--seed S] RUNNER ..

Case n of a seed is always the same request, whatever N and the number of workers: of each hundred, so many of each kind as `SHARES`
says.  A share of the requests is also put to the dullest ways that the model has, and the model held against itself.  What
differs is made smaller where that is easy, and written to FOLDER as conformance cases.  `--census` shows what the requests
have reached; from 20,000 cases on, a line of it that nothing has reached is a failure.  Exit status 1 when anything differs.
Needs Python 3.10 or later and nothing else.
"""
import argparse
import json
import multiprocessing
import os
import pathlib
import random
import subprocess
import sys
import time
from collections import Counter

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import adversary  # noqa: E402
import answers  # noqa: E402
import census  # noqa: E402
import doubts  # noqa: E402
import mutated_lines  # noqa: E402
import random_services  # noqa: E402
from assessment import compact  # noqa: E402
from comparing import case, first_difference, judged_text, smaller  # noqa: E402

SHARES = {
    "assess": (38, adversary.make), "timeline": (10, random_services.timeline), "order": (3, random_services.order),
    "review": (8, random_services.review), "plan": (8, random_services.plan), "calendar": (7, random_services.calendar),
    "compare": (9, random_services.comparison), "mutated": (14, mutated_lines.line),
    "mutated comparison": (3, mutated_lines.comparison)}
KINDS = [kind for kind, (share, _) in SHARES.items() for _ in range(share)]
COMPARISONS = ("compare", "mutated comparison")
BLOCK = 200
SHOWN = 5
MADE_SMALLER = 2                                # of a block: each takes many runs of the runner
ENOUGH = 20_000                                 # cases, with which every line of the census is reached


def made(seed, number):
    """Case `number` of a seed: its kind and its line."""
    kind = KINDS[number * 37 % 100]             # every kind in every hundred, mixed
    request = SHARES[kind][1](random.Random(f"{seed}/{number}"), number)
    return kind, request if isinstance(request, str) else compact(request)


class Runner:
    """A program of RULES 8; with `--compare` it takes comparisons (6.5)."""

    def __init__(self, command, comparing):
        self.command = [*command, "--compare"] if comparing else command

    def answers(self, lines):
        text = "".join(line + "\n" for line in lines).encode()
        done = subprocess.run(self.command, input=text, stdout=subprocess.PIPE)
        found = done.stdout.decode("utf-8", "replace").split("\n")[:-1]
        if done.returncode or len(found) != len(lines):
            at = lines[min(len(found), len(lines) - 1)][:2000]
            raise RuntimeError(f"{self.command[0]} ended with {done.returncode} after {len(found)} of {len(lines)} answers; at {at}")
        return found


def model(kind, line, given):
    """The model's answer; `given` is the runner's, of which there may be more than one that will do (6.3)."""
    return answers.to_comparison(line) if kind in COMPARISONS else answers.to_request(line, given)


def differs(kind, line, text):
    """The model's answer, and where the runner's differs from it, if it does."""
    try:
        given = json.loads(text)
    except ValueError:
        given = {}
    try:
        mine = model(kind, line, given if isinstance(given, dict) else {})
    except Exception as error:
        raise RuntimeError(f"the model fails at {line[:2000]}") from error
    return mine, None if judged_text(text, mine) else first_difference(given, mine)


def block(work):
    """So many cases from one number on: a census, the cases that differ, and the doubts of the model about itself."""
    seed, first, last, command, counting, comparisons = work
    count, found, doubted = census.empty() if counting else Counter(), [], Counter()
    of = {True: [], False: []}
    for number in range(first, last):
        kind, line = made(seed, number)
        if comparisons or kind not in COMPARISONS:
            of[kind in COMPARISONS].append((number, kind, line))
    for comparing, rows in of.items():
        runner = Runner(command, comparing)
        for (number, kind, line), text in zip(rows, runner.answers([line for _, _, line in rows]) if rows else ()):
            mine, where = differs(kind, line, text)
            if where is not None:
                if len(found) < MADE_SMALLER:
                    line = smaller(line, lambda other: differs(kind, other, runner.answers([other])[0])[1] is not None)
                    mine, where = differs(kind, line, runner.answers([line])[0])
                found.append((kind, case(f"differential-{seed}-{number}", line, mine, where), where))
            request = None if kind.startswith("mutated") else json.loads(line)
            if counting:
                census.count(count, kind, request, mine)
            else:
                count["kind", kind] += 1
            doubt = doubts.doubt(kind, number, request, mine)
            if doubt is not None:
                doubted["asked"] += 1
                if doubt:
                    found.append((kind, case(f"doubt-{seed}-{number}", line, mine, doubt), doubt))
    return sum(map(len, of.values())), count, found, doubted


def blocks(wanted):
    for first in range(0, wanted.cases, BLOCK):
        yield (wanted.seed, first, min(first + BLOCK, wanted.cases), wanted.runner, wanted.census or wanted.cases >= ENOUGH,
               not wanted.without_comparisons)


class Kept:
    """The files of the cases that differ: those that are requests, and comparisons apart."""

    def __init__(self, folder, seed):
        self.paths = {False: folder / f"seed-{seed}.jsonl", True: folder / f"compare-seed-{seed}.jsonl"}
        folder.mkdir(parents=True, exist_ok=True)
        for path in self.paths.values():
            path.unlink(missing_ok=True)
        self.count = 0

    def keep(self, kind, line, where):
        path = self.paths[kind in COMPARISONS]
        with path.open("a", encoding="utf-8") as file:
            file.write(line + "\n")
        self.count += 1
        if self.count <= SHOWN:
            print(f"{json.loads(line)['id']} ({kind}): {where}\n  kept in {path}", flush=True)


def run(wanted):
    start = told = time.monotonic()
    whole, doubted, done = census.empty(), Counter(), 0
    kept = Kept(wanted.folder, wanted.seed)
    with multiprocessing.Pool(wanted.workers) as pool:
        for size, count, found, asked in pool.imap_unordered(block, blocks(wanted)):
            done += size
            whole.update(count)
            doubted.update(asked)
            for difference in found:
                kept.keep(*difference)
            if time.monotonic() - told > 60:
                told = time.monotonic()
                print(f"{done} of {wanted.cases}, {kept.count} differ", flush=True)
    seconds = time.monotonic() - start
    for kind in SHARES:
        print(f"{whole['kind', kind]:9}  {kind}")
    print(f"seed {wanted.seed}: {done} cases in {seconds:.0f} s by {wanted.workers} workers; {kept.count} differ; "
          f"the model put {doubted['asked']} of them to its dullest ways too")
    return kept.count, whole


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, required=True, metavar="N", help="how many requests, of all kinds together")
    parser.add_argument("--seed", type=int, default=1, help="the seed of what is generated (default 1)")
    parser.add_argument("--workers", type=int, default=os.cpu_count(), help="processes (default: one a core)")
    parser.add_argument("--folder", type=pathlib.Path, default=pathlib.Path("target/differential"), help="where differences go")
    parser.add_argument("--census", action="store_true", help="show what the requests have reached")
    parser.add_argument("--without-comparisons", action="store_true", help="for a runner that does not take `--compare`")
    parser.add_argument("runner", nargs="+", help="a runner, as docs/RULES.md section 8 has it, with its arguments")
    wanted = parser.parse_args()
    wrong, whole = run(wanted)
    if wanted.census:
        census.show(whole)
    blind = census.blind(whole) if wanted.census or wanted.cases >= ENOUGH else []
    if wanted.without_comparisons:
        blind = [(group, name) for group, name in blind if group != "compare" and name not in COMPARISONS]
    for group, name in blind:
        print(f"nothing has reached: {group}: {name}")
    sys.exit(1 if wrong or blind and wanted.cases >= ENOUGH else 0)


if __name__ == "__main__":
    main()
