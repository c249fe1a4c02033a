"""Programs of study for the tests: those of the examples, and one that is easily bent."""

from __future__ import annotations

from pathlib import Path

EXAMPLES = Path(__file__).parents[2] / "examples" / "programs"
SOUND = EXAMPLES / "arizona.yaml"
GAP = EXAMPLES / "central-carolina.yaml"

SMALL = """\
title: A small one
requirements:
  all:
    - course: core
    - choose: 1
      from:
        - course: 110
        - course: tales
courses:
  core: [Foundations of Library Services, communication-and-teamwork, access-services,
         collection-management, Supervision and Management]
  110: [Technology]
  tales: [Youth Services]
"""


def written(folder: Path, text: str, name: str = "program.yaml") -> Path:
    """A program as a file."""
    path = folder / name
    path.write_text(text, "utf-8")
    return path
