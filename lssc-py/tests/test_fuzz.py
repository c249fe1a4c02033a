"""Odd values at every entry of the package, for as long as `LSSC_FUZZ_SECONDS` says (`fuzz/python`)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


def test_odd_values_break_nothing(tmp_path: Path) -> None:
    # In a process of its own: should the interpreter go down, the number of the example remains.
    seconds, at = os.environ.get("LSSC_FUZZ_SECONDS", "10"), tmp_path / "at"
    harness = [str(PROJECT / "fuzz/python/odd_values.py"), str(PROJECT / "conformance")]
    ran = subprocess.run(
        [sys.executable, *harness, "--seconds", seconds, "--at", str(at)],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    print(ran.stdout)
    assert ran.returncode == 0, f"at example {at.read_text().strip()}: {ran.returncode}\n{ran.stderr[-5000:]}"
    assert " examples (" in ran.stdout
