"""The texts that an office puts on its orders: in a file, or on the command line."""

from __future__ import annotations

from pathlib import Path

from lssc.cli.failures import CannotRunError, unreadable
from lssc.cli.places import visible

_MOST_LINES = 12
_LONGEST_LINE = 200


def line(given: str) -> str:
    """A text of one line."""
    return visible(" ".join(given.split()))


def lines(given: str, what: str) -> tuple[str, ...]:
    """A text of several lines: those of a file, or what stands between `;` or line ends."""
    content = _content(Path(given)) if _is_file(given) else given.replace(";", "\n")
    found = tuple(filter(None, map(line, content.splitlines())))
    if len(found) > _MOST_LINES or any(len(each) > _LONGEST_LINE for each in found):
        most = f"{_MOST_LINES} lines of {_LONGEST_LINE} characters"
        raise CannotRunError(f"`{line(given)[:60]}` holds more than {what}: at most {most}")
    return found


def _is_file(given: str) -> bool:
    """Whether a text names a file: one that ends as a file of text does is never taken for an address."""
    try:
        return given.lower().endswith(".txt") or Path(given).is_file()
    except (OSError, ValueError):
        return False


def _content(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise unreadable(path, error) from error
    except UnicodeDecodeError as error:
        raise CannotRunError(f"{path} is not UTF-8; save it again as text in UTF-8") from error
