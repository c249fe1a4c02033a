"""`lssc why`: what a status rests on, and what keeps a goal from being reached."""

from __future__ import annotations

from pathlib import Path

import click

import lssc
from lssc.cli import words
from lssc.cli.commands import options
from lssc.cli.commands.person import asked, out, record_of
from lssc.cli.failures import FINE
from lssc.cli.loading import terms


@click.command(short_help="What a status rests on, and what would change it.")
@click.argument("person", type=options.EXISTING)
@click.option("--id", "id_", metavar="ID", help="Whom; needed where PERSON holds several people.")
@options.as_of
@options.goal
@options.by
@options.catalog
@options.policy
@options.ignore
@options.as_json
def why(
    person: Path,
    id_: str | None,
    as_of: str,
    goal: str | None,
    by: str | None,
    catalog: Path | None,
    policy: str,
    ignore: tuple[str, ...],
    as_json: bool,
) -> int:
    """Say which facts force the status, and whether another reading of the rules would change it.

    Without any one of the facts the status would be another one. With --goal, say every reason that keeps it
    from being reached by that day, each by itself.

    \b
    Examples:
      lssc why person.json --as-of 2026-11-22
      lssc why register.xlsx --id p-004 --as-of 2026-11-22 --goal renewable --by 2027-03-01
    """
    setting = terms(as_of, catalog, policy)
    record = record_of(person, id_, ignore, "say whom with --id")
    approved, rules = setting.catalog, setting.policy
    with asked():
        found = lssc.why(record, as_of=as_of, catalog=approved, policy=rules)
        sure = lssc.robustness(record, as_of=as_of, catalog=approved, policy=rules)
        missing = None
        if goal:
            missing = lssc.why_not(record, goal=goal, by=by or as_of, catalog=approved, policy=rules)
    if as_json:
        parts = {"why": found.to_dict(), "robustness": sure.to_dict()}
        out.json(parts | ({} if missing is None else {"why_not": [each.to_dict() for each in missing]}))
        return FINE
    because = words.enumerated(found.facts) if found.facts else "nothing that is recorded"
    out.line(f"{record.id}: {found.status}, because of {because}")
    for flip in sure.flips:
        read = words.enumerated([f"`{each.reading}` as {shown(each.value)}" for each in flip.readings])
        out.line(f"  contested: with {read} it is {flip.held.status}{_dates(sure.held, flip.held)}")
    if missing is not None:
        out.line(f"{goal} by {by or as_of}: {'nothing is in the way' if not missing else 'not reached'}")
        for each in missing:
            out.line(f"  {each.message} (RULES {each.clause})")
    return FINE


def shown(value: str | int | None) -> str:
    """An answer to a reading in a line of text."""
    return "none" if value is None else str(value)


def _dates(held: lssc.Held, other: lssc.Held) -> str:
    """What else another reading changes."""
    before, after = held.to_dict(), other.to_dict()
    changed = [f"{key} {after[key]}" for key in after if key != "status" and after[key] != before[key]]
    return f", {', '.join(changed)}" if changed else ""
