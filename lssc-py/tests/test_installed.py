"""What is tested is the package as it was installed."""

from __future__ import annotations

import importlib.metadata
import re
import subprocess
import sys
from pathlib import Path

import lssc

SOURCE = Path(__file__).parents[1]
PACKAGE = Path(lssc.__file__).parent


def test_the_package_is_the_installed_one() -> None:
    assert SOURCE not in PACKAGE.parents
    assert PACKAGE.parent.name in {"site-packages", "dist-packages"}


def test_nothing_of_the_source_tree_but_the_tests_is_on_the_path() -> None:
    on_path = {Path(entry).resolve() for entry in sys.path if entry}
    assert SOURCE / "python" not in on_path
    assert SOURCE not in on_path


def test_the_wheel_holds_every_python_file_of_the_source_and_no_other() -> None:
    def files(folder: Path) -> set[str]:
        found = (file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
        return {name for name in found if not re.search(r"__pycache__|(^|/)\.|_native\.abi3", name)}

    assert files(PACKAGE) == files(SOURCE / "python" / "lssc")
    assert {"py.typed", "_native.pyi"} <= files(PACKAGE)


def test_the_wheel_serves_every_python_from_3_10() -> None:
    wheel = importlib.metadata.distribution("lssc").read_text("WHEEL") or ""
    assert any(line.startswith("Tag: cp310-abi3-") for line in wheel.splitlines())
    assert importlib.metadata.metadata("lssc")["Requires-Python"] == ">=3.10"


def test_the_package_alone_needs_no_other() -> None:
    needed = importlib.metadata.requires("lssc") or []
    assert [one for one in needed if "extra ==" not in one] == []


def test_importing_it_brings_in_nothing_heavy() -> None:
    heavy = {"polars", "pyarrow", "pandas", "numpy", "duckdb", "click", "rich", "jinja2", "yaml"}
    script = f"import sys, lssc; print(sorted({heavy!r} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
