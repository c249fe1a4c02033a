"""Makes the order for people, or names everything that is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping

import lssc
from lssc.cli.assessing import Terms
from lssc.cli.cells import misfit
from lssc.cli.orders.people import KINDS, People
from lssc.cli.places import Trouble, located, tokens


def ordered(people: People, by: Terms) -> tuple[lssc.Order | None, list[Trouble]]:
    """The order, or what is wrong, from the first row to the last."""
    try:
        order = lssc.order(people.values, as_of=by.as_of, policy=by.policy)
    except lssc.LsscError as error:
        named = [_in_words(people, _in_list(fault)) for fault in error.faults if not _is_said(people, fault)]
        found = [*people.troubles, *located(named, people.where)]
        return None, sorted(found, key=lambda trouble: trouble.place.row or trouble.place.line or 0)
    return (None if people.troubles else order), list(people.troubles)


def _in_list(fault: lssc.Fault) -> lssc.Fault:
    """A fault with a path into the people, as they were read: the list alone."""
    return lssc.Fault(fault.path.removeprefix("/people"), fault.code, fault.message)


def _is_said(people: People, fault: lssc.Fault) -> bool:
    """Whether a fault is that of a column that nobody has."""
    return fault.code is lssc.FaultCode.MISSING and tokens(fault.path)[-1] in people.lacking


def _in_words(people: People, fault: lssc.Fault) -> lssc.Fault:
    """A fault in the words of the input: of cells, and of two places where an email stands."""
    steps = tokens(fault.path)
    if not steps and fault.code is lssc.FaultCode.BAD_LENGTH:
        several = "make several orders, with a file for each"
        return lssc.Fault(fault.path, fault.code, f"{fault.message}; {several}")
    person = people.values[int(steps[0])] if len(steps) > 1 else None
    value = person.get(steps[1]) if isinstance(person, Mapping) else None
    if not isinstance(value, str):
        return fault
    if fault.code is lssc.FaultCode.DUPLICATE:
        return lssc.Fault(fault.path, fault.code, _repeated(people, value))
    if fault.code is lssc.FaultCode.WRONG_TYPE and people.has_cells:
        return lssc.Fault(fault.path, fault.code, misfit(KINDS[steps[1]], value))
    return fault


def _repeated(people: People, email: str) -> str:
    """What to say of an email that stands above too: where it stands first, and how it is written there."""
    number, other = next(
        (number, person["email"])
        for number, person in enumerate(people.values)
        if isinstance(person, Mapping) and str(person.get("email")).lower() == email.lower()
    )
    written = "" if other == email else f", as `{other}`"
    place = people.where.place(f"/{number}/email")
    return f"`{email}` stands at {place} too{written}; an order has each address once, whatever its case"
