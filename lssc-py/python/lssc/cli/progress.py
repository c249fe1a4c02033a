"""Progress bars on standard error, when a person is looking."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)

T = TypeVar("T")

_STEP = 250


def shown(items: Iterable[T], label: str, total: int | None) -> Iterator[T]:
    """The items, with a bar that follows them; without one where standard error is no terminal."""
    if not sys.stderr.isatty():
        yield from items
        return
    with _bar(MofNCompleteColumn() if total is not None else TextColumn("{task.completed:,}")) as bar:
        task = bar.add_task(label, total=total)
        count = 0
        for count, item in enumerate(items, 1):
            yield item
            if count % _STEP == 0:
                bar.update(task, completed=count)
        bar.update(task, completed=count, total=count)


@contextmanager
def waiting(label: str) -> Iterator[None]:
    """A sign of life while something takes its time."""
    if not sys.stderr.isatty():
        yield
        return
    with _bar() as bar:
        bar.add_task(label, total=None)
        yield


def _bar(*count: ProgressColumn) -> Progress:
    """A bar; how much is done is said by a column of its own, where that can be counted."""
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        *count,
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
