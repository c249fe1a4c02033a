"""`lssc convert`: the same people in another format."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from lssc.cli import progress, say, words
from lssc.cli.assessing import checked
from lssc.cli.atomic import new_folder, not_there, replaced
from lssc.cli.commands import again, options
from lssc.cli.failures import FAULTS, FINE, CannotRunError
from lssc.cli.places import Trouble, own
from lssc.cli.registers import Register
from lssc.cli.registers.opening import open_register
from lssc.cli.writers import Person

FORMATS = ("xlsx", "folder", "jsonl", "parquet")

_LEFT_OUT = "the columns `name`, `email` and `notes` are left out; JSON lines hold records alone"
_NOT_HELD = (
    "has a text that this format cannot hold (empty, with spaces around it, or with control characters); "
    "correct it or choose another format"
)


@click.command(short_help="The same people in another format.")
@click.argument("source", type=options.EXISTING, metavar="IN")
@click.argument("target", type=options.ANY_PATH, metavar="OUT")
@click.option(
    "--format", "format_", type=click.Choice(FORMATS), help="The format of OUT, if its suffix does not."
)
@click.option("--force", is_flag=True, help="Replace OUT if it is there already; a folder is never replaced.")
@options.ignore
def convert(source: Path, target: Path, format_: str | None, force: bool, ignore: tuple[str, ...]) -> int:
    """Write the people of IN to OUT: a workbook, a folder of CSV files, JSON lines or a parquet file.

    Nothing is lost: what was written is read back and compared before it takes its place. A register with
    faults is not converted; they are named, and the exit status is 1. The columns `name`, `email` and `notes`
    are carried everywhere but to JSON lines, where a line is a record; columns that --ignore names are not.

    \b
    Examples:
      lssc convert register register.xlsx
      lssc convert register.xlsx people.jsonl
      lssc convert people.jsonl people.parquet
      lssc convert people.parquet register-2027
    """
    options.not_an_input(target, source)
    written_as = _format(target, format_)
    if written_as != "folder":
        not_there(target, force)
    people, troubles = _sound(open_register(source, ignore))
    if troubles:
        say.faults(troubles, len(troubles), f"; `{again.check(source, ignore)}` lists them all")
        say.line(f"nothing written: {words.number(len(troubles), 'fault', 'faults')} in {source}")
        return FAULTS
    with progress.waiting("writing"):
        _write(target, written_as, people)
    left = written_as == "jsonl" and any(person.office for person in people)
    say.notes([_LEFT_OUT] if left else [])
    say.line(f"{words.people(len(people))} written to {target}")
    return FINE


def _sound(register: Register) -> tuple[list[Person], list[Trouble]]:
    people: list[Person] = []
    faults: list[Trouble] = []
    for entry, record, troubles in progress.shown(checked(register), "reading", register.total):
        faults += own(troubles)
        if record is not None:
            people.append(Person(record, {key: said for key, said in entry.office.items() if said}))
    return people, faults + register.troubles


def _format(target: Path, named: str | None) -> str:
    written_as = named or target.suffix.lower().lstrip(".") or "folder"
    if written_as == "csv":
        raise click.UsageError("one CSV file holds no lists; name a folder, or add --format folder")
    if written_as not in FORMATS:
        raise click.UsageError(
            f"`{target}` names no format; let it end in .xlsx, .jsonl, .parquet, or in nothing"
        )
    return written_as


def _write(target: Path, written_as: str, people: Sequence[Person]) -> None:
    if written_as == "folder":
        from lssc.cli.writers.files import to_folder

        with new_folder(target) as folder:
            to_folder(folder, people)
            _compare(folder, people, has_office=True)
        return
    with replaced(target) as draft:
        file = (
            draft
            if draft.suffix.lower() == f".{written_as}"
            else draft.with_name(f"{draft.name}.{written_as}")
        )
        try:
            _write_file(file, written_as, people)
            _compare(file, people, has_office=written_as != "jsonl")
            file.replace(draft)
        finally:
            if file != draft:
                file.unlink(missing_ok=True)


def _write_file(file: Path, written_as: str, people: Sequence[Person]) -> None:
    if written_as == "parquet":
        from lssc.cli.writers.nested import to_parquet

        to_parquet(file, people)
        return
    from lssc.cli.writers import files

    {"xlsx": files.to_workbook, "jsonl": files.to_jsonl}[written_as](file, people)


def _compare(written: Path, people: Sequence[Person], has_office: bool) -> None:
    """Holds what was written against what it was made of."""
    back, faults = _sound(open_register(written))
    for before, after in zip(people, back, strict=False):
        is_same = before.record == after.record and (not has_office or before.office == after.office)
        if not is_same:
            raise CannotRunError(f"nothing written: `{before.record.id}` {_NOT_HELD}")
    if faults or len(people) != len(back):
        raise CannotRunError("nothing written: it does not read back the same; choose another format", faults)
