"""What the README shows is what happens."""

from __future__ import annotations

import json
import pathlib
import re
import shlex
import shutil
import subprocess
import sys

import pytest

PACKAGE = pathlib.Path(__file__).parent.parent
README = (PACKAGE / "README.md").read_text(encoding="utf-8")
COMMAND = str(pathlib.Path(sys.executable).with_name("lssc"))
REGISTER = PACKAGE / "examples" / "register"


def blocks(language: str) -> list[str]:
    """The code blocks of a language, in order."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def lssc(command: list[str]) -> subprocess.CompletedProcess[str]:
    """Runs the command as it is installed beside this Python."""
    return subprocess.run([COMMAND, *command], capture_output=True, text=True, check=False)


@pytest.fixture
def office(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    """A folder with the files that the README speaks of: the example register, twice, and a policy."""
    monkeypatch.chdir(tmp_path)
    register = tmp_path / "register"
    shutil.copytree(REGISTER, register)
    shutil.copy(REGISTER / "catalog.json", tmp_path)
    shutil.copy(PACKAGE / "examples" / "applicants.csv", tmp_path)
    shutil.copy(PACKAGE / "examples" / "programs" / "arizona.yaml", tmp_path / "program.yaml")
    policy = {"extends": "lssc-faq", "id": "our-state", "renewal": {"contact_hours": 40}}
    (tmp_path / "our-state.json").write_text(json.dumps(policy), encoding="utf-8")
    fine = tmp_path / "fine"
    shutil.copytree(REGISTER, fine)
    for sheet in fine.glob("*.csv"):
        lines = sheet.read_text(encoding="utf-8").splitlines(keepends=True)
        wrong = ("p-015", "p-0O4", "Acess")
        fine_lines = [line for line in lines if not any(word in line for word in wrong)]
        sheet.write_text("".join(fine_lines), encoding="utf-8")
    done = lssc(["convert", "fine", "register.xlsx"])
    assert done.returncode == 0, done.stderr
    return tmp_path


def test_the_python_code_runs(office: pathlib.Path) -> None:
    lssc(["convert", "register.xlsx", "people.jsonl"])
    shown = blocks("python")
    assert len(shown) >= 5
    names: dict[str, object] = {}
    for block in shown:
        exec(compile(block, "README.md", "exec"), names)


def test_the_commands_run(office: pathlib.Path) -> None:
    lines = [line[2:] for block in blocks("console") for line in block.splitlines() if line.startswith("$ ")]
    commands = [shlex.split(line, comments=True) for line in lines]
    ours = [command[1:] for command in commands if command[0] == "lssc"]
    assert len(ours) >= 7
    assert {command[0] for command in commands} <= {"lssc", "pip"}
    made: set[str] = set()
    for command in ours:
        if command[0] == "template":
            command[1] = "empty.xlsx"
        done = lssc(command)
        assert done.returncode == 0, (command, done.stdout, done.stderr)
        made.update(file.name for file in office.iterdir())
    assert {"empty.xlsx", "report.html", "report.xlsx", "people.jsonl"} <= made
    assert {"order.html", "order.json", "plans.xlsx", "dates.ics", "compare.html"} <= made


def test_the_faults_are_those_of_the_example(office: pathlib.Path) -> None:
    said = lssc(["check", "register"])
    assert said.returncode == 1
    (shown,) = blocks("text")
    for line in shown.splitlines():
        assert line in said.stdout + said.stderr


def test_the_picture_is_there() -> None:
    for picture in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README):
        assert (PACKAGE / picture).stat().st_size > 10_000
