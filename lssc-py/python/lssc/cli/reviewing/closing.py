"""The changes that would close a program's gap, in words and with the place in the file."""

from __future__ import annotations

from dataclasses import dataclass

import lssc
from lssc import Change, MakeCompulsory, RaiseChoice, RemoveBranch
from lssc.cli.places import Place
from lssc.cli.programs import ProgramFile


@dataclass(frozen=True, slots=True)
class Closing:
    """A change after which the program qualifies. No other is needed beside it."""

    change: Change
    place: Place
    says: str


def closing(file: ProgramFile, policy: lssc.Policy) -> tuple[Closing, ...]:
    """Every change that is enough by itself."""
    return tuple(_closing(change, file) for change in file.program.closing_changes(policy=policy))


def _closing(change: Change, file: ProgramFile) -> Closing:
    if isinstance(change, MakeCompulsory):
        how = "add it to `all`" if "all" in file.node("") else "ask for it and for what stands here, as `all`"
        return Closing(change, file.place(""), f"make `{change.course}` compulsory: {how}")
    if isinstance(change, RaiseChoice):
        node = file.node(change.at)
        raised = f"raise `choose` from {node['choose']} to {change.choose}"
        return Closing(
            change, file.place(f"{change.at}/choose"), f"{raised}: {_asked(change, node['from'], file)}"
        )
    if isinstance(change, RemoveBranch):
        return Closing(change, file.place(change.at), f"no longer offer {file.described(change.at)}")
    raise NotImplementedError(change.change)


def _asked(change: RaiseChoice, branches: list[object], file: ProgramFile) -> str:
    """What a choice asks for once it is raised."""
    number = f"all {change.choose}" if change.choose == len(branches) else str(change.choose)
    return f"ask for {number} of {file.branches(change.at)}"
