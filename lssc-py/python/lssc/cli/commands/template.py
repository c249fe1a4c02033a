"""`lssc template`: an empty register that explains itself."""

from __future__ import annotations

from pathlib import Path

import click

from lssc.cli import say
from lssc.cli.atomic import new_folder, not_there, replaced
from lssc.cli.commands import options


@click.command(short_help="An empty register that explains itself.")
@click.argument("target", type=options.ANY_PATH, metavar="OUT")
@click.option(
    "--force", is_flag=True, help="Replace a workbook that is there already; a folder is never replaced."
)
def template(target: Path, force: bool) -> None:
    """Write an empty register to OUT: a workbook if it ends in .xlsx, else a folder of CSV files.

    A sheet `read me` (in a folder: read-me.txt) says what goes where. Sheets that stay empty answer nothing:
    fill those that the office keeps, and leave or remove the others.

    \b
    Examples:
      lssc template register.xlsx
      lssc template register
    """
    from lssc.cli.writers import blank

    if target.suffix.lower() == ".xlsx":
        not_there(target, force)
        with replaced(target) as draft:
            blank.workbook(draft)
    elif target.suffix:
        raise click.UsageError(f"`{target}` is neither a workbook (.xlsx) nor a folder")
    else:
        with new_folder(target) as folder:
            blank.folder(folder)
    say.line(f"{target} written; fill it and run `lssc check {target}`")
