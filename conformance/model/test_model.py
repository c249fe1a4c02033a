"""That the differential run sees what it is there to see: a runner that is wrong in one word, or cuts an answer short.

    LSSC_CONFORM=RUNNER python3 conformance/model/test_model.py
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE))
import answers  # noqa: E402
import assessment  # noqa: E402
import census  # noqa: E402
import check  # noqa: E402
import comparing  # noqa: E402
import differential  # noqa: E402

RUNNER = os.environ["LSSC_CONFORM"]
# Runs a runner and changes one text into another in what it answers.
CHANGING = """import subprocess, sys
old, new, *command = sys.argv[1:]
done = subprocess.run(command, input=sys.stdin.buffer.read(), stdout=subprocess.PIPE)
sys.stdout.buffer.write(done.stdout.replace(old.encode(), new.encode()))
"""


class Differential(unittest.TestCase):
    def run_against(self, old, new, cases=100):
        """Exit status, output, and the cases kept, of a run against the runner with one text changed."""
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, HERE / "differential.py", "--cases", str(cases), "--workers", "2", "--folder", folder, "--",
                       sys.executable, "-c", CHANGING, old, new, RUNNER]
            done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
            kept = [(path.name.startswith("compare"), line) for path in sorted(pathlib.Path(folder).glob("*.jsonl"))
                    for line in path.read_text(encoding="utf-8").split("\n")[:-1]]
        return done.returncode, done.stdout, kept

    def test_the_runner_as_it_is_passes(self):
        status, output, kept = self.run_against("\n", "\n")
        self.assertEqual((status, kept), (0, []), output)

    def test_a_wrong_word_is_found_and_kept_as_a_case(self):
        for old, new in [('"verdict":"unknown"', '"verdict":"not-met"'), ('"FAQ 16"', '"FAQ 17"'), ('"gained":null', '"gained":"out"')]:
            with self.subTest(new):
                status, output, kept = self.run_against(old, new)
                self.assertEqual(status, 1, output)
                self.assertTrue(kept, output)
                for comparing_two, text in kept:
                    self.is_a_case(comparing_two, text)

    def is_a_case(self, comparing_two, text):
        """What is kept holds the model's own answer to its line, and has the shape of a case."""
        case = json.loads(text)
        self.assertEqual(list(case), ["id", "clause", "shows", "request", "answer"])
        self.assertRegex(case["clause"], r"^[1-8](\.[1-9][0-9]?)?$")
        self.assertRegex(case["shows"], r"^[^\n]+\.$")
        line = case["request"] if isinstance(case["request"], str) else assessment.compact(case["request"])
        mine = answers.to_comparison(line) if comparing_two else answers.to_request(line, case["answer"])
        self.assertEqual(mine, case["answer"])

    def test_other_bytes_of_the_same_value_are_found(self):
        status, _, kept = self.run_against('"lines":[', '"lines": [')
        self.assertEqual(status, 1)
        self.assertTrue(kept)

    def test_an_answer_too_few_is_an_error(self):
        status, output, _ = self.run_against("}}\n", "}}")
        self.assertNotEqual(status, 0)
        self.assertIn("answers", output)

    def test_a_case_is_the_same_whoever_makes_it(self):
        once = [differential.made(7, number) for number in range(200)]
        again = [differential.made(7, number) for number in reversed(range(200))]
        self.assertEqual(once, again[::-1])
        self.assertEqual({kind for kind, _ in once[:100]}, set(differential.SHARES))
        self.assertNotEqual(once, [differential.made(8, number) for number in range(200)])


class Smaller(unittest.TestCase):
    def test_what_does_not_matter_is_left_out(self):
        line = '{"a":1,"b":[1,2,{"c":3,"d":4}],"e":"x"}'
        self.assertEqual(comparing.smaller(line, lambda other: '"d":4' in other), '{"b":[{"d":4}]}')

    def test_a_line_that_is_no_plain_object_stays(self):
        for line in ['{"a":1,"a":2}', '{"a": 1}', "[1]", "{", '{"a":1.50}']:
            self.assertEqual(comparing.smaller(line, lambda other: True), line)


class Census(unittest.TestCase):
    def test_a_line_that_nothing_reaches_is_named(self):
        count = census.empty()
        request = {"record": {"id": "p-1"}, "as_of": "2024-06-01"}
        census.count(count, "assess", request, answers.to_request(assessment.compact(request)))
        self.assertEqual(count["status", "undetermined"], 1)
        self.assertIn(("status", "lapsed"), census.blind(count))
        self.assertNotIn(("status", "undetermined"), census.blind(count))

    def test_every_finding_of_the_table_is_counted(self):
        table = (check.CASES.parent / "docs/codes.md").read_text(encoding="utf-8").split("## Findings")[1].split("## ")[0]
        rows = [line.split("`") for line in table.split("\n") if line.startswith("| `")]
        written = {row[1]: (row[3], row[4].split("RULES ")[1].split(" ")[0]) for row in rows}
        self.assertEqual(written, census.findings.CODES)

    def test_a_blind_generator_fails_a_run_that_is_long_enough(self):
        wanted = differential.ENOUGH
        self.assertTrue(census.blind(census.empty()))
        self.assertEqual(wanted, 20_000)


if __name__ == "__main__":
    unittest.main()
