"""Orders that are kept: they take one step at a time, and stay what was sent."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cli import sample
from cli.running import Run

STATES = ["applied", "order-received", "invoiced", "paid", "active"]


@pytest.fixture
def kept(run: Run, tmp_path: Path) -> Path:
    """An order of two people that was kept."""
    rows = "name,email,ala_member\nPat Doe,pat@library.example,yes\nSam Roe,sam@library.example,no\n"
    (tmp_path / "people.csv").write_text(rows, "utf-8")
    path = tmp_path / "order.json"
    more = ("--number", "PO-7", "--addressee", "Orders;1 Main St")
    ran = run("order", tmp_path / "people.csv", "--as-of", sample.AS_OF, *more, "-o", path)
    assert ran.status == 0
    return path


def read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_bytes())
    return found


def test_an_order_is_kept_with_everything_that_is_on_it(kept: Path) -> None:
    assert read(kept) == {
        "as_of": sample.AS_OF,
        "policy": "lssc-faq",
        "state": "applied",
        "number": "PO-7",
        "institution": [],
        "addressee": ["Orders", "1 Main St"],
        "order": {
            "lines": [
                {
                    "name": "Pat Doe",
                    "email": "pat@library.example",
                    "basis": "member",
                    "amount_cents": 32500,
                },
                {
                    "name": "Sam Roe",
                    "email": "sam@library.example",
                    "basis": "non-member",
                    "amount_cents": 35000,
                },
            ],
            "total_cents": 67500,
        },
    }


def test_an_order_takes_every_step_in_turn_and_nothing_else_of_it_changes(run: Run, kept: Path) -> None:
    before = read(kept)
    for state in STATES[1:]:
        ran = run("order", kept, "--step", state, "-o", kept)
        assert ran.status == 0
        assert f"order of 2 people, $675.00, {state}, written to {kept}" in ran.err
        assert read(kept) == before | {"state": state}
    ran = run("order", kept, "--step", "active", "-o", kept)
    assert ran.err == ("lssc: an order that is `active` has taken every step and does not become `active`\n")
    assert ran.status == 2


@pytest.mark.parametrize("start", range(4))
def test_any_other_step_is_refused_and_the_one_expected_is_named(run: Run, kept: Path, start: int) -> None:
    for state in STATES[1 : start + 1]:
        run("order", kept, "--step", state, "-o", kept)
    before = kept.read_bytes()
    for state in STATES:
        if state == STATES[start + 1]:
            continue
        ran = run("order", kept, "--step", state, "-o", kept)
        expected = f"`{STATES[start]}` becomes `{STATES[start + 1]}` next, not `{state}`"
        assert expected in ran.err
        assert (ran.status, ran.out) == (2, "")
        assert kept.read_bytes() == before


def test_a_step_that_is_none_is_wrong_usage(run: Run, kept: Path) -> None:
    ran = run("order", kept, "--step", "shipped")
    assert "'applied', 'order-received', 'invoiced', 'paid', 'active'" in ran.err
    assert ran.status == 2


def test_a_step_that_is_not_kept_is_said(run: Run, kept: Path) -> None:
    before = kept.read_bytes()
    ran = run("order", kept, "--step", "order-received")
    assert "Order received" in ran.out
    assert "note: the step is shown and not kept; add `-o` with a file that ends in .json" in ran.err
    assert run("order", kept, "--step", "order-received", "-o", kept.with_suffix(".html")).status == 0
    assert kept.read_bytes() == before


def test_the_page_shows_the_state_and_the_addressee_that_were_kept(
    run: Run, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the environment says is for new orders, and for what an order leaves empty."""
    monkeypatch.setenv("LSSC_ADDRESSEE", "Somebody Else")
    monkeypatch.setenv("LSSC_INSTITUTION", "County Library")
    run("order", kept, "--step", "order-received", "-o", kept)
    run("order", kept, "-o", kept.with_suffix(".html"))
    text = kept.with_suffix(".html").read_text("utf-8")
    assert '<li aria-current="step">Order received</li>' in text
    assert "Orders" in text
    assert "Somebody Else" not in text
    assert "County Library" in text
    run("order", kept, "--addressee", "A Third", "--number", "PO-8", "-o", kept)
    assert read(kept)["addressee"] == ["A Third"]
    assert read(kept)["number"] == "PO-8"


def test_a_kept_order_is_not_replaced_by_another_unasked(run: Run, kept: Path) -> None:
    run("order", kept, "--step", "order-received", "-o", kept)
    people = kept.with_name("people.csv")
    ran = run("order", people, "--as-of", sample.AS_OF, "-o", kept)
    assert f"{kept} is there already; name another file, or add --force" in ran.err
    assert ran.status == 2
    assert read(kept)["state"] == "order-received"
    assert run("order", people, "--as-of", sample.AS_OF, "-o", kept, "--force").status == 0
    assert read(kept)["state"] == "applied"
    other = kept.with_name("other.json")
    assert run("order", kept, "-o", other).status == 0
    assert run("order", kept, "-o", other).status == 2


@pytest.mark.parametrize("more", [("--as-of", sample.AS_OF), ("--policy", "lssc-2019")])
def test_a_kept_order_has_its_day_and_its_prices(run: Run, kept: Path, more: tuple[str, ...]) -> None:
    ran = run("order", kept, *more)
    assert "has its day and its prices; leave out --as-of and --policy" in ran.err
    assert ran.status == 2


def test_a_kept_order_never_becomes_another_output_of_itself(run: Run, kept: Path) -> None:
    before = kept.read_bytes()
    ran = run("order", kept, "-o", kept, "--format", "csv")
    assert "is an input, or would be one; name another output" in ran.err
    assert kept.read_bytes() == before


def change(*steps: str | int, to: object = None) -> Callable[[dict[str, Any]], None]:
    """Changes a value of a kept order, or takes a key away."""

    def changed(order: dict[str, Any]) -> None:
        inside: Any = order
        for step in steps[:-1]:
            inside = inside[step]
        if to is None:
            del inside[steps[-1]]
        else:
            inside[steps[-1]] = to

    return changed


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (change("order", "total_cents", to=67501), "do not agree with each other or with the total"),
        (change("order", "lines", 0, "amount_cents", to=1), "do not agree with each other or with the total"),
        (
            change("order", "lines", 0, "basis", to="assumed-non-member"),
            "`assumed-non-member` is no basis of a line; it is `member` or",
        ),
        (change("order", "lines", 0, "basis", to="friend"), "`friend` is no basis of a line"),
        (
            change("order", "lines", 0, "amount_cents", to=-5),
            "order.json, line 17, column 25: [out-of-range] must be a whole number from 0",
        ),
        (
            change("order", "lines", 1, "email", to="PAT@library.example"),
            "order.json, line 21, column 18: [dup",
        ),
        (change("order", "lines", 1, "email", to="sam"), "order.json, line 21, column 18: [bad-text]"),
        (change("order", "lines", 1, "x", to=1), "do not agree with each other or with the total"),
        (change("order", "lines", 1, "name"), "`name` is missing"),
        (change("order", "lines", to=5), "a value is of another kind"),
        (change("order", to=[]), "a value is of another kind"),
        (change("state", to="shipped"), "`shipped` is no state of an order; it is one of `applied`, "),
        (change("as_of", to="2026-02-30"), "order.json, line 2, column 12: [bad-date]"),
        (change("number", to=5), "`5` is no text"),
        (change("addressee", to="x"), '`"x"` is no list of lines'),
        (change("state", to=5), "`5` is no state of an order"),
        (change("policy"), "is neither a list of people nor an order that was kept: it lacks `policy`\n"),
        (change("more", to=1), "nor an order that was kept: `more` is none of its keys\n"),
    ],
)
def test_an_order_that_was_changed_by_hand_is_held_against_the_rules(
    run: Run, kept: Path, edit: Callable[[dict[str, Any]], None], said: str
) -> None:
    order = read(kept)
    edit(order)
    kept.write_text(json.dumps(order, indent=2), "utf-8")
    ran = run("order", kept)
    assert said in ran.err
    assert (ran.status, ran.out) == (2, "")
