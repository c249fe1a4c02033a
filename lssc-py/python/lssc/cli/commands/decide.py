"""`lssc decide` and `lssc verify`: a decision to be kept, and made again."""

from __future__ import annotations

from pathlib import Path

import click

import lssc
from lssc.cli import outputs
from lssc.cli.commands import options
from lssc.cli.commands.person import out, record_of
from lssc.cli.failures import FAULTS, FINE
from lssc.cli.loading import from_file, terms


@click.command(short_help="An assessment to be kept, with all it rests on.")
@click.argument("person", type=options.EXISTING)
@click.option("--id", "id_", metavar="ID", help="Whom; needed where PERSON holds several people.")
@options.as_of
@click.option(
    "-o", "--output", required=True, type=options.ANY_PATH, metavar="OUT.json", help="`-` is standard output."
)
@options.catalog
@options.policy
@options.ignore
def decide(
    person: Path,
    id_: str | None,
    as_of: str,
    output: Path,
    catalog: Path | None,
    policy: str,
    ignore: tuple[str, ...],
) -> int:
    """Write an assessment with the record, the catalog, the policy, the version and a SHA-256 over them.

    `lssc verify` decides it again, years later, and says what differs.

    \b
    Examples:
      lssc decide person.json --as-of 2026-11-22 --catalog catalog.json -o decision.json
    """
    options.not_an_input(output, person, catalog, Path(policy))
    setting = terms(as_of, catalog, policy)
    record = record_of(person, id_, ignore, "say whom with --id")
    decision = lssc.decide(record, as_of=as_of, catalog=setting.catalog, policy=setting.policy)
    with outputs.as_text(output, "json") as stream:
        stream.write(decision.to_json() + "\n")
    return FINE


@click.command(short_help="Make a kept decision again.")
@click.argument("decision", type=options.EXISTING)
@options.as_json
def verify(decision: Path, as_json: bool) -> int:
    """Decide again what `lssc decide` has written, and say what differs; the exit status is then 1.

    \b
    Examples:
      lssc verify decision.json
    """
    found = from_file(decision, lssc.verify, "a decision")
    if as_json:
        out.json({"verification": found.to_dict()})
    else:
        out.line("it holds" if found.holds else "it does not hold")
        if not found.unaltered:
            out.line("  what was kept has been altered since")
        for each in found.differs:
            out.line(f"  {each.path or '/'}: kept {each.kept or 'nothing'}, now {each.now or 'nothing'}")
    return FINE if found.holds else FAULTS
