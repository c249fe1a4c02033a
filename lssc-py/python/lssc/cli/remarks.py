"""What is remarked of a policy, for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import lssc
from lssc.cli import portrait, words
from lssc.cli.places import visible

KIND = {
    lssc.RemarkKind.IMPOSSIBLE: "Impossible: nobody can do it, whatever is done",
    lssc.RemarkKind.NO_EFFECT: "No effect: other values would decide the same of everybody",
    lssc.RemarkKind.SURPRISING: "Surprising: it happens, though the numbers do not look so",
}


def lines(policy: lssc.Policy, remarks: Sequence[lssc.Remark]) -> Iterator[str]:
    """The remarks by kind, each with its example person."""
    for kind, title in KIND.items():
        of_kind = [remark for remark in remarks if remark.kind is kind]
        if of_kind:
            yield ""
            yield title
        for remark in of_kind:
            yield from map(visible, _lines(policy, remark))


def _lines(policy: lssc.Policy, remark: lssc.Remark) -> Iterator[str]:
    clause = f" (RULES {remark.clause})" if remark.clause else ""
    yield f"  {remark.code}{clause}: {remark.message}"
    if remark.parameters:
        yield f"    by       {_values(policy, remark.parameters)}"
    yield f"    example  {portrait.person(remark.example)}"
    stands = portrait.standing(remark.example, policy, remark.clause)
    yield f"    then     {remark.example.as_of}: {stands}"
    if remark.otherwise:
        changed = _changed(policy, remark.otherwise)
        other = _values(remark.otherwise, changed) or f"{remark.otherwise.id}"
        yield f"    same by  {other}"
    yield f"    help     {remark.help}"


def _changed(policy: lssc.Policy, other: lssc.Policy) -> list[str]:
    """The parameters in which two policies differ."""
    return [one.name for one in policy.parameters if one.value != other[one.name]]


def _values(policy: lssc.Policy, names: Sequence[str]) -> str:
    return "; ".join(f"{name} {words.setting_of(name, policy[name]) or 'none'}" for name in names)
