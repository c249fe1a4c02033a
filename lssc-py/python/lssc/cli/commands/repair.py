"""`lssc repair`: the least that would reach a goal."""

from __future__ import annotations

from pathlib import Path

import click

import lssc
from lssc.cli.commands import options
from lssc.cli.commands.person import asked, out, record_of
from lssc.cli.failures import FINE
from lssc.cli.loading import terms


@click.command(short_help="The least that would reach a goal.")
@click.argument("person", type=options.EXISTING)
@click.option("--id", "id_", metavar="ID", help="Whom; needed where PERSON holds several people.")
@options.as_of
@options.needed_goal
@options.needed_by
@options.catalog
@options.policy
@options.ignore
@options.as_json
def repair(
    person: Path,
    id_: str | None,
    as_of: str,
    goal: str,
    by: str,
    catalog: Path | None,
    policy: str,
    ignore: tuple[str, ...],
    as_json: bool,
) -> int:
    """Say the smallest things to do, between the two days, so that a goal is reached, by price and by date.

    All parts are needed, and none of them is too much. Of a part's options, as many as it says.

    \b
    Examples:
      lssc repair person.json --as-of 2026-11-22 --goal certified --by 2027-12-31 --catalog catalog.json
      lssc repair register.xlsx --id p-004 --as-of 2026-11-22 --goal renewable --by 2026-12-15
    """
    setting = terms(as_of, catalog, policy)
    record = record_of(person, id_, ignore, "say whom with --id")
    with asked():
        found = lssc.repair(
            record, as_of=as_of, goal=goal, by=by, catalog=setting.catalog, policy=setting.policy
        )
    if as_json:
        out.json({"repair": found.to_dict()})
        return FINE
    if found.reached:
        out.line(f"{record.id}: {goal} by {by} is reached")
        return FINE
    price = "not all prices are known" if found.total_cents is None else f"${found.total_cents / 100:,.2f}"
    out.line(f"{record.id}: {goal} by {by}, {'out of reach' if found.out_of_reach else price}")
    for part in found.parts:
        chosen = f"{part.choose} of these:" if len(part.options) > 1 else "this:"
        out.line(f"  {'; '.join(reason.message for reason in part.reasons)}: {chosen}")
        for option in part.options:
            out.line(f"    {option.message}")
    for reason in found.out_of_reach:
        out.line(f"  out of reach: {reason.message} (RULES {reason.clause})")
    return FINE
