"""Opens a register, by what its path names."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from pathlib import Path

from lssc.cli.failures import CannotRunError
from lssc.cli.places import Place, Trouble, visible
from lssc.cli.registers import Register
from lssc.cli.registers.book import Book
from lssc.cli.registers.lines import Lines, OneRecord, readable
from lssc.cli.registers.sheets import Sheet, read_sheet
from lssc.cli.shapes import BY_NAME, ID, PEOPLE, README, fold
from lssc.cli.tables import RawTable

WORKBOOKS = (".xlsx", ".xlsm")
SUFFIXES = (*WORKBOOKS, ".csv", ".jsonl", ".json", ".parquet")

_OF_FOLDER = (".csv", ".parquet", *WORKBOOKS)
_LIKENESS = 0.75


def open_register(path: Path, ignore: Iterable[str] = ()) -> Register:
    """Opens a workbook, a CSV, JSON lines, JSON or parquet file, or a folder of sheets."""
    ignored, name = frozenset(map(fold, ignore)), visible(path.name)
    if path.is_dir():
        return _folder(path, ignored)
    suffix = readable(path).suffix.lower()
    if suffix in WORKBOOKS:
        return _workbook(path, ignored)
    if suffix == ".csv":
        people = read_sheet(PEOPLE, _read(path, name, PEOPLE.name), ignored)
        return _joined(Place(name), {PEOPLE.name: people}, [], [])
    if suffix == ".jsonl":
        return Lines(path, name)
    if suffix == ".json":
        return OneRecord(path, name)
    if suffix == ".parquet":
        from lssc.cli.registers.nested import Nested

        return Nested(path, name, ignored)
    raise CannotRunError(f"{path} is none of {', '.join(SUFFIXES)}, nor a folder of sheets; convert it first")


def _workbook(path: Path, ignored: frozenset[str]) -> Book:
    from lssc.cli.tables.xlsxfile import Workbook

    workbook = Workbook(path, visible(path.name))
    titles = {title: title for title in workbook.sheets}
    return _book(Place(visible(path.name)), titles, lambda title, _name: workbook.read(title), ignored)


def _folder(path: Path, ignored: frozenset[str]) -> Book:
    folder = visible(path.resolve().name)
    titles = {file.name: file.stem for file in sorted(path.iterdir()) if _is_of_folder(file)}

    def read(title: str, name: str) -> RawTable:
        return _read(readable(path / title), f"{folder}/{visible(title)}", name)

    return _book(Place(folder), titles, read, ignored)


def _is_of_folder(file: Path) -> bool:
    return file.suffix.lower() in _OF_FOLDER and not file.name.startswith((".", "~$"))


def would_be_read(file: Path) -> bool:
    """Whether a file of this name, in the folder of a register, is one of its sheets or taken for one."""
    return _is_of_folder(file) and bool(_name(file.stem) or _near(file.stem))


def _read(path: Path, file: str, name: str) -> RawTable:
    suffix = path.suffix.lower()
    if suffix == ".csv":
        from lssc.cli.tables import csvfile

        return csvfile.read(path, file, name)
    if suffix == ".parquet":
        from lssc.cli.tables import flatparquet

        return flatparquet.read(path, file, name)
    from lssc.cli.tables.xlsxfile import Workbook

    workbook = Workbook(path, file)
    if len(workbook.sheets) != 1:
        raise CannotRunError(f"{file} has several sheets; in a folder, keep one sheet a file")
    return workbook.read(workbook.sheets[0])


def _book(
    top: Place, titles: dict[str, str], read: Callable[[str, str], RawTable], ignored: frozenset[str]
) -> Book:
    """A register from what its sheets or files are called."""
    found: dict[str, str] = {}
    troubles: list[Trouble] = []
    notes: list[str] = []
    for title, stem in titles.items():
        name = _name(stem)
        if name and name in found:
            raise CannotRunError(f"{top}: `{found[name]}` and `{title}` are both `{name}`; keep one")
        if name:
            found[name] = title
        elif near := _near(stem):
            message = f"`{title}` is no sheet of a register; call it `{near}`, or something less like it"
            troubles.append(Trouble(Place(top.file, title), "unknown-sheet", message))
        elif fold(stem) != fold(README):
            notes.append(f"`{title}` is no sheet of a register and was not read")
    if PEOPLE.name not in found:
        hint = "".join(f"; {trouble.message}" for trouble in troubles)
        raise CannotRunError(f"{top} has no sheet `{PEOPLE.name}`{hint}")
    sheets: dict[str, Sheet] = {
        name: read_sheet(BY_NAME[name], read(title, name), ignored) for name, title in found.items()
    }
    return _joined(top, sheets, troubles, notes)


def _joined(top: Place, sheets: dict[str, Sheet], troubles: list[Trouble], notes: list[str]) -> Book:
    troubles += [
        Trouble(sheet.place(sheet.header_row, ID.key), "missing", _no_ids(sheet))
        for sheet in sheets.values()
        if sheet.lacks_ids
    ]
    notes += [
        f"the sheet `{sheet.title}` is hidden, and was read" for sheet in sheets.values() if sheet.is_hidden
    ]
    return Book(top, sheets.pop(PEOPLE.name), sheets, troubles, notes)


def _no_ids(sheet: Sheet) -> str:
    if not (sheet.headers or sheet.strange):
        return "nothing stands here; the header needs a column `id`, which says whose the rows are"
    return (
        f"row {sheet.header_row}, the first that is not empty, was taken as the header, and no column of it "
        "is called `id`, so nothing says whose the rows are; add one, or remove what stands above the header"
    )


def _name(title: str) -> str | None:
    return next((name for name in BY_NAME if fold(name) == fold(title)), None)


def _near(title: str) -> str | None:
    folded = {fold(name): name for name in BY_NAME}
    near = get_close_matches(fold(title), folded, n=1, cutoff=_LIKENESS)
    return folded[near[0]] if near else None
