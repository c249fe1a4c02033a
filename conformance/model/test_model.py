"""That the differential run sees what it is there to see: a runner that is wrong in one word, or cuts an answer short.

    LSSC_CONFORM=RUNNER python3 conformance/model/test_model.py
"""
import ast
import contextlib
import io
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest
from unittest import mock

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE))
import answers  # noqa: E402
import assessment  # noqa: E402
import census  # noqa: E402
import check  # noqa: E402
import comparing  # noqa: E402
import differential  # noqa: E402

RUNNER = os.environ["LSSC_CONFORM"]


class Differential(unittest.TestCase):
    def run_against(self, script, cases=100):
        """Exit status, output, and the cases kept, of a run against the runner whose answers go through sed."""
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, HERE / "differential.py", "--cases", str(cases), "--workers", "2", "--folder", folder, "--",
                       "sh", "-c", f'"{RUNNER}" "$@" | sed \'{script}\'', "sh"]
            done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
            kept = [(path.name.startswith("compare"), line) for path in sorted(pathlib.Path(folder).glob("*.jsonl"))
                    for line in path.read_text(encoding="utf-8").split("\n")[:-1]]
        return done.returncode, done.stdout, kept

    def test_the_runner_as_it_is_passes(self):
        status, output, kept = self.run_against("")
        self.assertEqual((status, kept), (0, []), output)

    def test_a_wrong_word_is_found_and_kept_as_a_case(self):
        for script in ('s/"verdict":"unknown"/"verdict":"not-met"/', 's/"FAQ 16"/"FAQ 17"/', 's/"gained":null/"gained":"out"/'):
            with self.subTest(script):
                status, output, kept = self.run_against(script)
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
        status, _, kept = self.run_against('s/"lines":\\[/"lines": [/')
        self.assertEqual(status, 1)
        self.assertTrue(kept)

    def test_an_answer_too_few_is_an_error(self):
        status, output, _ = self.run_against("1d")
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

    def test_a_run_that_is_long_enough_fails_where_the_generator_is_blind(self):
        for enough, status in ((101, 0), (100, 1)):
            with tempfile.TemporaryDirectory() as folder, mock.patch.object(differential, "ENOUGH", enough), \
                    mock.patch.object(sys, "argv", ["", "--cases", "100", "--folder", folder, "--", RUNNER]), \
                    contextlib.redirect_stdout(io.StringIO()) as output, self.assertRaises(SystemExit) as ended:
                differential.main()
            self.assertEqual(ended.exception.code, status)
            self.assertEqual("nothing has reached: fault: too-large" in output.getvalue(), status == 1)


class Independence(unittest.TestCase):
    def test_it_imports_itself_and_what_comes_with_python_alone(self):
        files = sorted(HERE.glob("*.py"))
        known = {path.stem for path in files} | sys.stdlib_module_names
        for path in files:
            nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
            names = {name.name for node in nodes if isinstance(node, ast.Import) for name in node.names}
            names |= {node.module for node in nodes if isinstance(node, ast.ImportFrom)}
            self.assertEqual({name.split(".")[0] for name in names} - known, set(), path.name)


if __name__ == "__main__":
    unittest.main()
