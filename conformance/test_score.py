"""That a score is right, whatever the runner does:  python3 -m unittest test_score

The runners here know the answers from the cases themselves, and go wrong in one way each.
"""
from __future__ import annotations

import contextlib
import functools
import io
import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
import unittest
import unittest.mock
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
sys.path[:0] = [str(FOLDER), str(FOLDER / "model")]

import score  # noqa: E402
from scoring import asking  # noqa: E402
from scoring.judging import Difference, NotOffered, judge  # noqa: E402
from scoring.kit import COMPARE, Case, Kit  # noqa: E402

# How a runner begins that knows the answers. `reply` is what it writes to a line, `BAD` the line at which it goes wrong.
BEGIN = """
import json, os, sys, time
with open({known!r}, encoding="utf-8") as file:
    ANSWERS = {{line.encode(): answer.encode() for line, answer in json.load(file).items()}}
BAD = {bad!r}
def reply(line):
    return ANSWERS[line] + b"\\n"
def say(text, flush=True):
    sys.stdout.buffer.write(text)
    if flush:
        sys.stdout.buffer.flush()
def lines():
    for line in sys.stdin.buffer:
        yield line[:-1]
"""
GOOD = """
for line in lines():
    say(reply(line))
"""
# Goes wrong at one line: `{wrong}` stands where the answer would be given.
AT_ONE = """
for line in lines():
    if line == BAD:
        {wrong}
    else:
        say(reply(line), {flush})
"""

SOME = ["4.4", "4.8"]
FEW = ["1.7", "4.1"]
# Long for a runner that is only slow to start, short for whoever waits for one that hangs.
HANGS = ("--timeout", "3")


@functools.cache
def kit() -> Kit:
    return Kit()


def some() -> list[Case]:
    return kit().chosen(SOME, None)


def few() -> list[Case]:
    return kit().chosen(FEW, None)


def whole(case: Case) -> str:
    """An answer as an implementation gives it."""
    has_all = not case.answer.startswith('{"assessment":') or ',"findings":[' in case.answer
    return case.answer if has_all else case.answer[: -len("}}")] + ',"findings":[]}}'


class Scored:
    """What `score.py` said."""

    def __init__(self, status: int, stdout: str, stderr: str, found: dict | None):
        self.status, self.stdout, self.stderr, self.found = status, stdout, stderr, found

    @property
    def failed(self) -> list[str]:
        return sorted(failure["id"] for failure in self.found["failures"])

    def why(self, case: str) -> str:
        return next(failure["why"] for failure in self.found["failures"] if failure["id"] == case)


class Scores(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)

    def score(self, command: list[str], *options: str) -> Scored:
        file = self.folder / "score.json"
        file.unlink(missing_ok=True)
        stdout, stderr = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(stdout), contextlib.redirect_stderr(stderr):
            try:
                status = score.main(["--json", str(file), *options, "--", *command])
            except SystemExit as ended:
                status = ended.code
        found = json.loads(file.read_text("utf-8")) if file.exists() else None
        return Scored(status, stdout.getvalue(), stderr.getvalue(), found)

    def runner(self, body: str, bad: str = "", cases: list[Case] | None = None) -> list[str]:
        """A runner that knows these cases, or all. It starts often, so it starts with little."""
        known, file = self.folder / "known.json", self.folder / "runner.py"
        known.write_text(json.dumps({case.line.decode(): whole(case) for case in cases or kit().cases}), "utf-8")
        line = next((case.line for case in kit().cases if case.id == bad), None)
        file.write_text(BEGIN.format(known=str(known), bad=line) + body, "utf-8")
        return [sys.executable, "-I", "-S", str(file)]

    def at_one(self, wrong: str, bad: str, *, flush: bool = True, options: tuple[str, ...] = ()) -> Scored:
        command = self.runner(AT_ONE.format(wrong=wrong, flush=flush), bad, some())
        return self.score(command, "--only", *SOME, *options)

    def assert_one_failed(self, scored: Scored, bad: str, why: str) -> None:
        self.assertEqual(scored.failed, [bad], scored.stdout)
        self.assertIn(why, scored.why(bad) or "")
        self.assertEqual(scored.status, 1)
        self.assertEqual(scored.found["total"]["passed"], len(some()) - 1)

    @property
    def middle(self) -> str:
        return some()[len(some()) // 2].id


class WhatIsRight(Scores):
    def test_a_right_runner_passes_everything(self) -> None:
        command = self.runner(GOOD)
        scored = self.score(command, "--compare", shlex.join(command), "--by-file")
        self.assertEqual((scored.status, scored.stderr), (0, ""))
        total = {"cases": len(kit().cases), "passed": len(kit().cases), "failed": 0, "not_offered": 0}
        self.assertEqual(scored.found["total"], total)
        self.assertEqual(scored.found["kit"], {"version": kit().version, "altered": False})
        clauses = {case.clause for case in kit().cases}
        self.assertEqual({row["clause"] for row in scored.found["clauses"]}, clauses)
        self.assertTrue(all(row["title"] for row in scored.found["clauses"]))
        self.assertEqual(sum(row["passed"] for row in scored.found["files"]), len(kit().cases))

    def test_a_table_fits_a_terminal(self) -> None:
        wrong = self.score(self.runner("for line in lines(): say(b'[]\\n')"), "--failures", "0", "--by-file")
        right = self.score(self.runner(GOOD), "--by-file")
        for scored in (right, wrong):
            widest = max(scored.stdout.splitlines(), key=len)
            self.assertLessEqual(len(widest), 80, widest)
            self.assertIn("\n4.3 ", scored.stdout)
            self.assertIn("fees.jsonl", scored.stdout)

    def test_what_is_kept_back_until_the_end_of_input_is_heard(self) -> None:
        scored = self.score(self.runner("say(b''.join([reply(line) for line in lines()]))"), "--only", *SOME)
        self.assertEqual((scored.status, scored.found["remarks"]), (0, []))

    def test_messages_beside_the_answers_block_nothing(self) -> None:
        flood = "for line in lines():\n    sys.stderr.write('x' * 100_000 + chr(10)); say(reply(line))"
        self.assertEqual(self.score(self.runner(flood), "--only", *SOME).status, 0)

    def test_a_last_answer_without_its_end_counts_and_is_said(self) -> None:
        body = "say(b''.join([reply(line) for line in lines()])[:-1])"
        scored = self.score(self.runner(body), "--only", *SOME)
        self.assertEqual((scored.status, scored.found["remarks"]), (0, ["ended its last answer without `\\n`"]))

    def test_a_runner_that_does_not_end_is_ended_and_that_is_said(self) -> None:
        scored = self.score(self.runner(GOOD + "time.sleep(600)"), "--only", *SOME, *HANGS)
        self.assertEqual((scored.status, scored.found["remarks"]), (0, ["did not end when its input had ended"]))

    def test_a_status_after_the_last_answer_is_said(self) -> None:
        scored = self.score(self.runner(GOOD + "sys.exit(7)"), "--only", *SOME)
        self.assertEqual(scored.found["remarks"], ["ended with status 7 after its last answer"])
        self.assertIn("note: the runner ended with status 7", scored.stdout)

    def test_batches_of_any_size_give_the_same_score(self) -> None:
        for size in ("1", "7", "100000"):
            self.assertEqual(self.score(self.runner(GOOD), "--only", "4.4", "--batch", size).status, 0)


class WhatDies(Scores):
    def test_who_dies_at_a_case_fails_that_one(self) -> None:
        for flush in (True, False):
            for bad in (some()[0].id, self.middle, some()[-1].id):
                with self.subTest(flush=flush, bad=bad):
                    scored = self.at_one("os._exit(3)", bad, flush=flush)
                    self.assert_one_failed(scored, bad, "ended without an answer (status 3)")

    def test_what_it_said_last_is_told(self) -> None:
        scored = self.at_one("raise KeyError('no such thing')", self.middle)
        self.assert_one_failed(scored, self.middle, "KeyError: 'no such thing'")

    @unittest.skipIf(os.name == "nt", "there are no signals")
    def test_a_signal_is_named(self) -> None:
        self.assert_one_failed(self.at_one("os.abort()", self.middle), self.middle, "signal 6")

    def test_every_case_that_kills_is_found(self) -> None:
        body = "for line in lines():\n    if b'portfolios' in line: os._exit(1)\n    say(reply(line), {})"
        deadly = sorted(case.id for case in some() if b"portfolios" in case.line)
        self.assertGreater(len(deadly), 5)
        for flush in (True, False):
            scored = self.score(self.runner(body.format(flush), cases=some()), "--only", *SOME)
            self.assertEqual(scored.failed, deadly)

    def test_half_an_answer_is_none(self) -> None:
        scored = self.at_one("say(reply(line)[:20]); os._exit(1)", self.middle)
        self.assert_one_failed(scored, self.middle, "status 1")

    def test_who_answers_one_line_and_ends_is_asked_one_by_one(self) -> None:
        scored = self.score(self.runner("say(reply(next(lines())))", cases=few()), "--only", *FEW)
        self.assertEqual((scored.status, scored.found["total"]["passed"]), (0, len(few())))

    def test_who_answers_nothing_could_not_be_run(self) -> None:
        for body, why in (
            ("", "no line to"),
            ("sys.exit('it is broken')", "it is broken"),
            ("for line in lines(): say(b'hello\\n' + reply(line))", "wrote more than"),
        ):
            with self.subTest(why=why):
                scored = self.score(self.runner(body))
                self.assertEqual((scored.status, scored.found, scored.stdout), (2, None, ""))
                self.assertIn("could not run: ", scored.stderr)
                self.assertIn(why, scored.stderr)

    def test_what_is_no_program_could_not_be_run(self) -> None:
        scored = self.score([str(self.folder / "nothing")])
        self.assertEqual(scored.status, 2)
        self.assertIn("cannot be started", scored.stderr)


class WhatHangs(Scores):
    def test_who_hangs_at_a_case_fails_that_one(self) -> None:
        bad = few()[4].id
        for flush in (True, False):
            with self.subTest(flush=flush):
                command = self.runner(AT_ONE.format(wrong="time.sleep(600)", flush=flush), bad, few())
                scored = self.score(command, "--only", *FEW, *HANGS)
                self.assertEqual(scored.failed, [bad])
                self.assertIn("gave no answer within 3 seconds", scored.why(bad))

    def test_who_hangs_always_could_not_be_run(self) -> None:
        scored = self.score(self.runner("time.sleep(600)"), *HANGS)
        self.assertEqual(scored.status, 2)
        self.assertIn("gave no answer within 3 seconds", scored.stderr)

    def test_who_hangs_from_a_case_on_is_given_up(self) -> None:
        hanging = kit().chosen(["4.1"], None)
        body = f"HANGING = {[case.line for case in hanging]!r}\n"
        body += "for line in lines():\n    if line in HANGING: time.sleep(600)\n    say(reply(line))"
        with unittest.mock.patch.object(asking, "FRUITLESS_TIMEOUTS", 2):
            scored = self.score(self.runner(body), "--only", "1.7", "4.1", *HANGS)
        self.assertEqual(scored.failed, sorted(case.id for case in hanging))
        self.assertEqual(scored.found["remarks"], ["was given up before the end"])
        self.assertTrue(any("given up before this case" in failure["why"] for failure in scored.found["failures"]))

    @unittest.skipIf(os.name == "nt", "there are no groups of processes")
    def test_nothing_goes_on(self) -> None:
        pid = self.folder / "pid"
        body = "import subprocess\nchild = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        body += f"open({str(pid)!r}, 'w').write(str(child.pid))\ntime.sleep(600)"
        self.assertEqual(self.score(self.runner(body), *HANGS).status, 2)
        child = int(pid.read_text())
        with contextlib.suppress(ProcessLookupError):
            # Whoever inherits it may take a moment to notice that it has ended.
            for _ in range(200):
                os.kill(child, 0)
                stat = Path(f"/proc/{child}/stat")
                if stat.exists() and ") Z " in stat.read_text():
                    return
                time.sleep(0.05)
            self.fail("what the runner had started goes on")


class WhatIsOutOfStep(Scores):
    def test_a_line_too_many_fails_its_case_alone(self) -> None:
        scored = self.at_one("say(b'debug\\n' + reply(line))", self.middle)
        self.assert_one_failed(scored, self.middle, "wrote more than 1 line to 1 request")

    def test_a_line_left_out_fails_its_case_alone(self) -> None:
        scored = self.at_one("continue", self.middle)
        self.assert_one_failed(scored, self.middle, "wrote no line to 1 request")

    def test_lines_without_end_are_cut(self) -> None:
        scored = self.at_one("while True: say(b'{}\\n')", self.middle)
        self.assert_one_failed(scored, self.middle, "wrote more than")

    def test_a_line_that_never_ends_is_cut(self) -> None:
        scored = self.at_one("while True: say(b'x' * 1_000_000)", self.middle)
        self.assert_one_failed(scored, self.middle, "without an end of line")


class WhatIsWrong(Scores):
    def assert_differs(self, answer: str, at: str, expected: str, got: str) -> None:
        scored = self.at_one(f"say({answer})", self.middle)
        self.assertEqual(scored.failed, [self.middle])
        failure = scored.found["failures"][0]
        self.assertEqual(failure["at"], at)
        self.assertIn(expected, failure["expected"])
        self.assertIn(got, failure["got"])

    def test_what_is_no_json_is_a_wrong_answer(self) -> None:
        self.assert_differs(r"b'\xff\n'", "", "UTF-8", "not UTF-8")
        self.assert_differs(r"b'{\n'", "", "JSON", "not JSON")
        self.assert_differs(r"b'\n'", "", "JSON", "not JSON")
        self.assert_differs(r"b'{\"a\":NaN}\n'", "", "JSON", "NaN is no number")
        self.assert_differs(r"b'{\"a\":1,\"a\":1}\n'", "", "JSON", "stands twice")
        self.assert_differs(r"b'[' * 100_000 + b'\n'", "", "JSON", "not JSON")
        self.assert_differs(r"b'1\n'", "", "an object", "1")

    def test_an_answer_a_day_late_is_found_wherever_it_stands(self) -> None:
        key = '"last_day":"'
        late = """
for line in lines():
    answer = reply(line).decode()
    head, key, rest = answer.partition('"last_day":"')
    say((head + key + rest.replace(rest[:10], rest[:9] + str((int(rest[9]) + 1) % 10), 1) if key else answer).encode())
"""
        scored = self.score(self.runner(late))
        holding = [case for case in kit().cases if key in case.answer and case.operation != COMPARE]
        self.assertEqual(scored.failed, sorted(case.id for case in holding))
        wrong = {row["clause"]: row["failed"] for row in scored.found["clauses"] if row["failed"]}
        self.assertEqual(set(wrong), {case.clause for case in holding})
        self.assertIn("4.10", wrong)
        self.assertNotIn("6.1", wrong)
        self.assertEqual({failure["at"] for failure in scored.found["failures"]}, {"/assessment/renewal/last_day"})

    def test_another_edition_is_found_where_it_matters(self) -> None:
        """Who takes `lssc-2019` where no policy is named fails exactly where the second model says that it matters."""
        import answers

        def other(line: bytes) -> bytes | None:
            try:
                asked = json.loads(line)
            except (ValueError, RecursionError):
                return None
            is_asked = isinstance(asked, dict) and "record" in asked and "policy" not in asked and line.endswith(b"}")
            return line[:-1] + b',"policy":"lssc-2019"}' if is_asked else None

        expected, clauses = [], set()
        for case in kit().cases:
            line = other(case.line) if case.operation != COMPARE and not case.holds_faults else None
            if line is not None:
                want, got = json.loads(case.answer), answers.to_request(line.decode())
                for one in (want, got):
                    one.get("assessment", {}).pop("findings", None)
                got.get("assessment", want.get("assessment", {}))["policy"] = "lssc-faq"
                if want != got:
                    expected.append(case.id)
                    clauses.add(case.clause)
        wrong = """
import subprocess
def other(line):
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError):
        return line
    is_asked = isinstance(asked, dict) and "record" in asked and "policy" not in asked and line.endswith(b"}")
    return line[:-1] + b',"policy":"lssc-2019"}' if is_asked else line
asked = list(lines())
given = [line for line in asked if not ANSWERS[line].startswith(b'{"faults":')]
command = [os.environ["LSSC_CONFORM"]] if "LSSC_CONFORM" in os.environ else [sys.executable, MODEL]
sent = b"".join(other(line) + b"\\n" for line in given)
said = subprocess.run(command, input=sent, stdout=subprocess.PIPE, check=True).stdout.split(b"\\n")
found = {line: answer.replace(b'"policy":"lssc-2019"', b'"policy":"lssc-faq"') if other(line) != line else answer
         for line, answer in zip(given, said)}
for line in asked:
    say(found[line] + b"\\n" if line in found else reply(line))
"""
        wrong = f"MODEL = {str(FOLDER / 'model/runner.py')!r}\n" + wrong
        scored = self.score(self.runner(wrong), "--without-findings", "--batch", "5000")
        self.assertEqual(scored.failed, sorted(expected))
        self.assertEqual({row["clause"] for row in scored.found["clauses"] if row["failed"]}, clauses)
        # Approvals end after four years there; nothing else of the cases without a policy hangs on the edition.
        self.assertIn("4.5", clauses)
        self.assertFalse({"4.1", "4.2", "4.3", "4.4", "6.2", "6.3"} & clauses)

    def test_a_failure_that_hangs_on_a_reading_says_so(self) -> None:
        bad, readings = next(iter(kit().readings.items()))
        scored = self.score(self.runner(AT_ONE.format(wrong="say(b'{}\\n')", flush=True), bad))
        self.assertEqual(scored.failed, [bad])
        self.assertEqual(scored.found["failures"][0]["readings"], [reading["title"] for reading in readings])
        told = " ".join(scored.stdout.split())
        self.assertIn(f"this case hangs on a reading: {readings[0]['title']}", told)
        self.assertIn("failures that hang on a reading: 1 of 1.", told)


class WhatIsNotOffered(Scores):
    REFUSE = """
def refused(line):
    return {condition}
for line in lines():
    say(b'{{"faults":[{{"path":"/op","code":"unknown-value","message":"no"}}]}}\\n' if refused(line) else reply(line))
"""

    def refusing(self, condition: str, *options: str) -> Scored:
        return self.score(self.runner(self.REFUSE.format(condition=condition)), *options)

    def test_an_operation_that_is_refused_throughout_is_not_offered(self) -> None:
        scored = self.refusing("b'\"op\":\"timeline\"' in line", "--only", "6.1", "6.2", "4.4")
        self.assertEqual((scored.status, scored.failed), (0, []))
        rows = {row["clause"]: row for row in scored.found["clauses"]}
        self.assertEqual(rows["6.1"]["not_offered"], rows["6.1"]["cases"])
        self.assertEqual(rows["4.4"]["not_offered"] + rows["6.2"]["not_offered"], 0)
        self.assertIn("n/o, not offered: timeline", scored.stdout)

    def test_one_that_is_refused_now_and_then_is_wrong(self) -> None:
        scored = self.refusing("b'\"op\":\"timeline\"' in line and b'certified_on' in line", "--only", "6.1")
        self.assertEqual(scored.status, 1)
        self.assertEqual(scored.found["total"]["not_offered"], 0)

    def test_an_operation_that_nobody_knows_is_no_operation(self) -> None:
        scored = self.refusing("b'\"op\":\"' in line", "--only", "8")
        known = {case.operation for case in kit().chosen(["8"], None)} & kit().operations
        self.assertLessEqual(set(scored.found["not_offered"]), known)

    def test_comparisons_are_asked_only_of_what_compares(self) -> None:
        command = self.runner(GOOD)
        without = self.score(command, "--only", "6.5")
        self.assertEqual(without.status, 1, "nothing passed")
        self.assertEqual(without.found["not_offered"], {"compare": len(kit().chosen(["6.5"], None))})
        asked = self.score(command, "--only", "6.5", "--compare", shlex.join(command))
        self.assertEqual((asked.status, asked.found["not_offered"]), (0, {}))

    def test_findings_can_be_left_out(self) -> None:
        holding = [case for case in kit().cases if ',"findings":[' in case.answer]
        for bare in ('\',"findings":[]}}\'', "'}}'"):
            body = f"""
for line in lines():
    answer = reply(line).decode()
    head, findings, _ = answer.rpartition(',"findings":[')
    say((head + {bare} + chr(10)).encode() if findings else answer.encode())
"""
            scored = self.score(self.runner(body), "--without-findings")
            self.assertEqual((scored.status, scored.failed), (0, []))
            self.assertEqual(scored.found["not_offered"]["findings"], len(holding))
            self.assertEqual(self.score(self.runner(body)).status, 1)


class TheCommand(Scores):
    def test_a_part_can_be_chosen(self) -> None:
        scored = self.score(self.runner(GOOD), "--only", "4")
        self.assertEqual(scored.found["total"]["cases"], sum(case.clause.startswith("4") for case in kit().cases))
        scored = self.score(self.runner(GOOD), "--case", self.middle)
        self.assertEqual(scored.found["total"]["cases"], 1)

    def test_nonsense_is_status_2(self) -> None:
        for options in (["--only", "9"], ["--timeout", "0"], ["--batch", "0"], ["--nothing"]):
            self.assertEqual(self.score(self.runner(GOOD), *options).status, 2)
        self.assertEqual(self.score([]).status, 2)

    def test_a_table_in_markdown(self) -> None:
        scored = self.score(self.runner(GOOD), "--only", "4.4", "--markdown")
        count = len(kit().chosen(["4.4"], None))
        self.assertIn(f"\n| 4.4 | candidacy.deadline | {count} | {count} | 0 | 0 | 100.0% |\n", scored.stdout)

    def test_a_failure_is_shown_whole_if_asked(self) -> None:
        case = kit().chosen(None, [self.middle])[0]
        scored = self.at_one("say(b'{}\\n')", case.id, options=("--full",))
        for text in (case.line.decode(), case.answer, case.shows.split()[0]):
            self.assertIn(text, scored.stdout)
        self.assertIn("FAILED", scored.stdout)
        self.assertNotIn("FAILED", self.at_one("say(b'{}\\n')", case.id, options=("--failures", "0")).stdout)

    def test_a_share_is_not_rounded_up_to_all(self) -> None:
        scored = self.score(self.runner(AT_ONE.format(wrong="say(b'{}\\n')", flush=True), self.middle))
        total = next(line for line in scored.stdout.splitlines() if line.startswith("total"))
        self.assertTrue(total.endswith(" 99.9%"), total)

    def test_a_kit_that_was_altered_says_so(self) -> None:
        copy = self.folder / "kit"
        shutil.copytree(FOLDER, copy, ignore=shutil.ignore_patterns("__pycache__"))
        file = copy / "fees.jsonl"
        file.write_bytes(file.read_bytes().replace(b"32500", b"32501"))
        command = [sys.executable, str(copy / "score.py"), "--only", "4.13", "--", *self.runner(GOOD)]
        done = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8")
        self.assertEqual(done.returncode, 1)
        self.assertIn("they were altered", done.stdout)


class TheRules(unittest.TestCase):
    """The three rules of PROTOCOL.md, one answer at a time."""

    def check(self, expected: str, answer: str, at: str | None, **options: bool) -> None:
        difference = judge(self.case(expected), answer.encode(), **options)
        self.assertEqual(difference and difference.at, at, difference)

    def case(self, expected: str) -> Case:
        return Case("id", "4.1", "It.", "f.jsonl", b"", expected, "assess")

    def test_faults_are_values_without_messages(self) -> None:
        want = '{"faults":[{"path":"/a","code":"missing"}]}'
        self.check(want, '{"faults":[{"path":"/a","code":"missing","message":"m"}]}', None)
        self.check(want, ' {"faults": [{"code":"missing","path":"\\u002fa"}]} ', None)
        self.check(want, '{"faults":[{"path":"/b","code":"missing"}]}', "/faults/0")
        self.check(want, '{"faults":[]}', "/faults/0")
        self.check(want, '{"faults":{}}', "/faults")
        self.check(want, '{"faults":[{"path":"/a","code":"missing"},1]}', "/faults/1")
        self.check(want, '{"faults":[{"path":"/a","code":"missing","clause":"1"}]}', "/faults/0")
        self.check(want, '{"faults":[{"path":"/a","code":"missing"}],"more":1}', "")

    def test_an_assessment_is_bytes_up_to_its_findings(self) -> None:
        want = '{"assessment":{"record":"é","hours":7.5,"unknowns":[]}}'
        self.check(want, want[:-2] + ',"findings":[]}}', None)
        self.check(want, want[:-2] + ',"findings":[{"any":1}]}}', None)
        self.check(want, want, "/assessment/findings")
        self.check(want, want[:-2] + ',"findings":1}}', "")
        self.check(want, want[:-2] + ',"findings":[],"more":1}}', "/assessment/more")
        self.check(want, '{"assessment":{"record":"é","hours":7.50,"unknowns":[],"findings":[]}}', "/assessment/hours")
        self.check(want, '{"assessment":{"record":"\\u00e9","hours":7.5,"unknowns":[],"findings":[]}}', "")
        self.check(want, '{"assessment":{"record":"é", "hours":7.5,"unknowns":[],"findings":[]}}', "")
        self.check(want, '{"assessment":{"hours":7.5,"record":"é","unknowns":[],"findings":[]}}', "/assessment")
        self.check(want, '{"assessment":[]}', "/assessment")

    def test_findings_are_judged_where_a_case_holds_them(self) -> None:
        want = '{"assessment":{"unknowns":[],"findings":[{"rule":"a"}]}}'
        self.check(want, '{"assessment":{"unknowns":[],"findings":[{"message":"m","rule":"a"}]}}', None)
        self.check(want, '{"assessment":{"unknowns":[],"findings":[{"rule":"b"}]}}', "/assessment/findings/0")
        self.check(want, '{"assessment":{"unknowns":[],"findings":[]}}', "/assessment/findings/0")
        self.check(want, '{"assessment":{"unknowns":[1],"findings":[]}}', "/assessment/unknowns/0", findings=False)
        with self.assertRaises(NotOffered):
            judge(self.case(want), b'{"assessment":{"unknowns":[]}}', findings=False)

    def test_any_other_answer_is_bytes(self) -> None:
        want = '{"order":{"lines":[],"total_cents":0}}'
        self.check(want, want, None)
        self.check(want, want + "\r", "")
        self.check(want, '{"order":{"total_cents":0,"lines":[]}}', "/order")
        self.check(want, '{"order":{"lines":[],"total_cents":false}}', "/order/total_cents")
        self.check(want, '{"order":{"lines":[{"a/b~c":1}],"total_cents":0}}', "/order/lines/0")

    def test_a_calendar_in_other_words_has_its_events(self) -> None:
        def text(*events: str) -> str:
            lines = ["BEGIN:VCALENDAR", *events, "END:VCALENDAR", ""]
            return json.dumps({"calendar": "\r\n".join(lines)})

        def event(uid: str, start: str, *more: str) -> str:
            days = [f"DTSTART;VALUE=DATE:{start}", f"DTEND;VALUE=DATE:{start}9", "DTSTAMP:20240101T000000Z"]
            return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", *days, *more, "END:VEVENT"])

        one, two = event("a", "2024010"), event("b", "2025010")
        others = (event("y", "2025010", "SUMMARY:a", " b"), event("x", "2024010"))
        want = text(one, two)
        self.check(want, text(*others), "/calendar")
        self.check(want, text(*others), None, words=False)
        self.check(want, text(one), "/calendar", words=False)
        self.check(want, text(one, event("b", "2025011")), "/calendar", words=False)
        self.check(want, text(one, event("a", "2025010")), "/calendar", words=False)
        self.check(want, text(one, two, "X:" + "x" * 74), "/calendar", words=False)
        self.check(want, want.replace("\\r", ""), "/calendar", words=False)
        self.check(want, '{"calendar":1}', "/calendar", words=False)

    def test_a_difference_says_both_sides(self) -> None:
        difference = judge(self.case('{"plan":{"a/b~c":1.50}}'), b'{"plan":{"a/b~c":1.5}}')
        self.assertEqual(difference, Difference("/plan/a~1b~0c", "1.50", "1.5"))
        difference = judge(self.case('{"plan":{"a":1}}'), b'{"plan":{"a":1} }')
        self.assertIn("written otherwise at character 15", difference.got)


if __name__ == "__main__":
    unittest.main()
