"""What the tests of the command share."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli import sample
from cli.running import Ran, Run

pytest.importorskip("click", reason="the command needs lssc[cli]")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command in this process."""
    from lssc.cli.app import run as run_command

    def run_and_read(*arguments: object) -> Ran:
        status = run_command([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Ran(status, captured.out, captured.err)

    return run_and_read


@pytest.fixture
def audit(run: Run) -> Run:
    """Runs an audit with the sample's day and catalog."""

    def run_audit(register: Path, output: Path | str, *more: object) -> Ran:
        by = ("--as-of", sample.AS_OF, "--catalog", sample.CATALOG)
        return run("audit", register, *by, "-o", output, *more)

    return run_audit


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """The sample as a workbook."""
    return sample.write_workbook(tmp_path / "register.xlsx")


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """The sample without faults, as a workbook."""
    return sample.write_workbook(tmp_path / "sound.xlsx", sample.without_faults())
