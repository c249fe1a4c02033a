"""The types that the package promises, held by mypy, its stubtest and pyright."""

from __future__ import annotations

import json
import os
import runpy
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import lssc
import pytest

HERE = Path(__file__).parent
TYPED = HERE / "typed"
CACHE = Path(tempfile.gettempdir()) / f"lssc-mypy-{os.getuid()}-{sys.version_info.minor}"


# Aliases that are texts when the program runs, and the `__new__` that `enum` gives a subclass of `str`.
NOT_OF_STUBS = r"""
lssc\._typing\.[A-Z]\w+
lssc\..*\.__new__
"""


def run(*command: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    # Beside the tests lies nothing that a checker should take for the package.
    where = cwd or Path(tempfile.gettempdir())
    # pyright looks for packages where the first `python` on the path has them.
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    environment = os.environ | {"PATH": path, "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"}
    return subprocess.run(
        [sys.executable, "-m", *command], capture_output=True, text=True, cwd=where, env=environment
    )


def mypy(*arguments: str, cwd: Path | None = None) -> None:
    checked = run("mypy", "--config-file=", f"--cache-dir={CACHE}", *arguments, cwd=cwd)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_package_is_strictly_typed() -> None:
    mypy("--strict", "--package", "lssc")


@pytest.mark.parametrize("file", sorted(TYPED.glob("*.py")), ids=lambda file: file.name)
def test_a_type_checker_takes_what_is_right_and_finds_what_is_wrong(file: Path) -> None:
    mypy("--strict", "--warn-unused-ignores", str(file))


def test_what_is_accepted_runs() -> None:
    assert runpy.run_path(str(TYPED / "accepted.py"))["found"].status is lssc.Status.APPLIED


def test_the_tests_of_the_package_are_typed() -> None:
    files = [*HERE.glob("test_*.py"), *(HERE / "support").glob("*.py"), HERE / "conftest.py"]
    mypy("--ignore-missing-imports", "--disable-error-code=import-untyped", *map(str, files), cwd=HERE)


def test_the_stubs_say_what_the_modules_have() -> None:
    with tempfile.TemporaryDirectory() as empty:
        allowed = Path(empty) / "allowed"
        allowed.write_text(NOT_OF_STUBS)
        options = ["--allowlist", str(allowed), "--ignore-unused-allowlist", "--ignore-disjoint-bases"]
        checked = run("mypy.stubtest", "lssc", *options, cwd=Path(empty))
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_pyright_knows_the_type_of_every_public_name() -> None:
    checked = run("pyright", "--outputjson", "--ignoreexternal", "--verifytypes", "lssc")
    report: dict[str, Any] = json.loads(checked.stdout)["typeCompleteness"]
    unknown = [
        (symbol["name"], [one["message"] for one in symbol["diagnostics"]])
        for symbol in report["symbols"]
        if symbol["isExported"] and not symbol["isTypeKnown"]
    ]
    assert unknown == []
    assert report["completenessScore"] == 1
    assert report["exportedSymbolCounts"]["withKnownType"] > 400


def test_pyright_finds_nothing_in_what_is_right() -> None:
    checked = run("pyright", "--outputjson", str(TYPED / "accepted.py"))
    found = json.loads(checked.stdout)["generalDiagnostics"]
    assert [
        (one["range"]["start"]["line"] + 1, one["message"]) for one in found if one["severity"] == "error"
    ] == []
