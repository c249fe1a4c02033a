"""Outputs that are there whole or not at all: a temporary file beside the target, then a rename."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lssc.cli.failures import CannotRunError


def not_there(target: Path, force: bool) -> None:
    """Holds that a file which is there already is replaced only if that is asked for."""
    if target.exists() and not force:
        raise CannotRunError(f"{target} is there already; name another file, or add --force")


@contextmanager
def replaced(target: Path) -> Iterator[Path]:
    """A path to write to, which takes the target's place if the block ends well."""
    if target.exists() and not target.is_file():
        raise CannotRunError(f"{target} is there already and no file; name another")
    target, draft = target.resolve(), _draft(target.resolve())
    # The draft is made inside the block that removes it: Ctrl-C may come at any time.
    try:
        with _named(target):
            draft.touch(exist_ok=False)
            yield draft
            draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def new_folder(target: Path) -> Iterator[Path]:
    """A folder to fill, which takes the target's place if the block ends well; it may not be there yet."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise CannotRunError(f"{target} is there already; name a new folder")
    target, draft = target.resolve(), _draft(target.resolve())
    try:
        with _named(target):
            draft.mkdir()
            yield draft
            draft.replace(target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _draft(target: Path) -> Path:
    return target.with_name(f".{target.stem}-{secrets.token_hex(4)}{target.suffix}")


@contextmanager
def _named(target: Path) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise CannotRunError(f"{target} cannot be written: {error.strerror or error}") from error
