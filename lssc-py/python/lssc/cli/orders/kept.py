"""Orders that are kept between their steps: a JSON file with the lines, the state and what stands beside.

The prices are kept with the lines, so that an order stays what was sent, whatever a policy says later.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TextIO

import lssc
from lssc import Basis
from lssc.cli.failures import CannotRunError
from lssc.cli.jsonplaces import JsonText
from lssc.cli.orders import Document, Letter
from lssc.cli.places import located, visible

_KEYS = ("as_of", "policy", "state", "number", "institution", "addressee", "order")

_PRICE_OF = {Basis.MEMBER.value: "member", Basis.NON_MEMBER.value: "non_member"}
"""The price of a policy that each basis of a line stands for."""


def write(stream: TextIO, document: Document) -> None:
    """Keeps an order."""
    order, letter = document.order, document.letter
    value = {
        "as_of": str(order.as_of),
        "policy": document.policy,
        "state": order.state.value,
        "number": letter.number,
        "institution": letter.institution,
        "addressee": letter.addressee,
        "order": order.to_dict(),
    }
    stream.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def read(path: Path, value: Any, content: bytes) -> Document:
    """The order that was kept: held against the core line by line, and against its own total."""
    if not isinstance(value, dict) or set(value) != set(_KEYS):
        is_neither = f"{path} is neither a list of people nor an order that was kept"
        raise CannotRunError(f"{is_neither}{_otherwise(value)}")
    try:
        order = _order(value)
        letter = Letter(_text(value["number"]), _texts(value["institution"]), _texts(value["addressee"]))
        policy = _text(value["policy"])
    except lssc.LsscError as error:
        text = JsonText(visible(path.name), content)
        faults = [_in_file(fault, value["order"]["lines"]) for fault in error.faults]
        raise CannotRunError(f"{path} is not an order without faults", located(faults, text)) from error
    except (TypeError, KeyError, ValueError) as error:
        raise CannotRunError(f"{path} is not an order as it was kept: {_why(error)}") from error
    return Document(order, policy, letter)


def _order(kept: Mapping[str, Any]) -> lssc.Order:
    lines, state = kept["order"]["lines"], _state(kept["state"])
    people = [
        {"name": line["name"], "email": line["email"], "ala_member": _is_member(line["basis"])}
        for line in lines
    ]
    order = lssc.order(people, as_of=kept["as_of"], policy=_prices(lines))
    if order.to_dict() != kept["order"]:
        raise ValueError("its amounts do not agree with each other or with the total")
    return replace(order, state=state)


def _otherwise(value: object) -> str:
    """How the keys of something differ from those of an order, to be said after it."""
    keys = value if isinstance(value, dict) else {}
    if not set(keys) & set(_KEYS):
        return f", with {_named(_KEYS)}"
    lacking = [key for key in _KEYS if key not in keys]
    strange = [key for key in keys if key not in _KEYS]
    said = [f"it lacks {_named(lacking)}"] if lacking else []
    return ": " + " and ".join([*said, f"{_named(strange)} is none of its keys"] if strange else said)


def _named(keys: Iterable[str]) -> str:
    return ", ".join(f"`{visible(key)}`" for key in keys)


def _state(kept: object) -> lssc.OrderState:
    if kept not in list(lssc.OrderState):
        raise ValueError(f"`{kept}` is no state of an order; it is one of {_named(lssc.OrderState)}")
    return lssc.OrderState(kept)


def _is_member(basis: object) -> bool:
    if basis not in _PRICE_OF:
        raise ValueError(f"`{basis}` is no basis of a line; it is `{Basis.MEMBER}` or `{Basis.NON_MEMBER}`")
    return basis == Basis.MEMBER


def _prices(lines: Sequence[Any]) -> lssc.Policy:
    """A policy with the prices of the lines: one for members, one for everybody else."""
    cents = {_PRICE_OF[line["basis"]]: line["amount_cents"] for line in reversed(lines)}
    return lssc.Policy.from_dict({"extends": "lssc-faq", "id": "kept", "fees": {"application_cents": cents}})


def _in_file(fault: lssc.Fault, lines: Sequence[Any]) -> lssc.Fault:
    """A fault of the people or of their prices, at the line that it comes from."""
    path = fault.path.replace("/people", "/order/lines", 1)
    if path.startswith("/fees"):
        price = path.rpartition("/")[2]
        at = next(at for at, line in enumerate(lines) if _PRICE_OF[line["basis"]] == price)
        path = f"/order/lines/{at}/amount_cents"
    return lssc.Fault(path, fault.code, fault.message)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"`{json.dumps(value)}` is no text")
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError(f"`{json.dumps(value)}` is no list of lines")
    return tuple(map(_text, value))


def _why(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"`{error.args[0]}` is missing"
    return "a value is of another kind" if isinstance(error, TypeError) else str(error)
