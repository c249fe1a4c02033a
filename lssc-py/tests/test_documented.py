"""Every public name, method and attribute says what it is, and every example in it runs."""

from __future__ import annotations

import ast
import dataclasses
import doctest
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lssc
import pytest
from lssc import _native

PACKAGE = Path(lssc.__file__).parent
MODULES = ["lssc", *(f"lssc.{one.name}" for one in pkgutil.iter_modules([str(PACKAGE)]) if one.name != "cli")]
OBJECTS: dict[str, Any] = {name: getattr(lssc, name) for name in lssc.__all__} | {
    name: getattr(_native, name) for name in _native.__all__
}
# What other modules of the package use.
INNER = {
    "Committee",
    "further",
    "verified",
    "MAX_BYTES",
    "core_names",
    "next_order_state",
    "set_title",
    "step_order",
}
# Python's own, or not for people.
TAKEN_OVER = {"__new__", "__init__", "__doc__"}


def members(name: str, owner: Any) -> Iterator[tuple[str, Any]]:
    """An object and, of a class, what is defined in it, by name."""
    yield name, owner
    if inspect.isclass(owner):
        for key, value in vars(owner).items():
            if not key.startswith("_") or key in {"__getitem__", "__arrow_c_stream__", "__arrow_c_schema__"}:
                yield f"{name}.{key}", getattr(owner, key) if isinstance(value, staticmethod) else value


EVERYTHING = dict(member for name, owner in OBJECTS.items() for member in members(name, owner))


def test_all_is_sorted_and_holds_every_public_name() -> None:
    assert list(lssc.__all__) == sorted(lssc.__all__)
    public = {
        name for name in dir(lssc) if not name.startswith("_") and not inspect.ismodule(getattr(lssc, name))
    } | {"__version__"}
    assert public == set(lssc.__all__)
    assert set(_native.__all__) - set(lssc.__all__) == INNER


def is_described(value: Any) -> bool:
    return inspect.isroutine(value) or inspect.isclass(value) or inspect.isdatadescriptor(value)


def test_every_public_name_and_method_has_a_docstring() -> None:
    without = [
        name
        for name, value in EVERYTHING.items()
        # Fields of dataclasses are members of slots; the source describes them, which has a test of its own.
        if is_described(value) and not inspect.ismemberdescriptor(value) and not inspect.getdoc(value)
    ]
    assert without == []


def test_no_docstring_of_a_dataclass_is_the_one_that_python_makes() -> None:
    classes = [one for one in OBJECTS.values() if inspect.isclass(one) and dataclasses.is_dataclass(one)]
    assert classes
    assert [one for one in classes if (one.__doc__ or "").startswith(f"{one.__name__}(")] == []


def sources() -> list[Path]:
    return [file for file in sorted(PACKAGE.glob("*.py")) if file.name != "_typing.py"]


@pytest.mark.parametrize("file", sources(), ids=lambda file: file.name)
def test_every_module_class_function_and_attribute_is_described_in_the_source(file: Path) -> None:
    """An attribute by the string below it."""
    tree = ast.parse(file.read_text("utf-8"))
    without = [] if ast.get_docstring(tree) else ["the module"]
    for owner in ast.walk(tree):
        if isinstance(owner, ast.FunctionDef | ast.ClassDef) and not owner.name.startswith("_"):
            if not ast.get_docstring(owner) and not is_inner(tree, owner):
                without.append(owner.name)
            if isinstance(owner, ast.ClassDef):
                without += [f"{owner.name}.{name}" for name in undescribed_attributes(owner)]
    assert without == []


def is_inner(tree: ast.Module, function: ast.AST) -> bool:
    functions = [one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef) and one is not function]
    return any(function in ast.walk(one) for one in functions)


def undescribed_attributes(owner: ast.ClassDef) -> Iterator[str]:
    following = [*owner.body[1:], None]
    for statement, after in zip(owner.body, following, strict=True):
        if not isinstance(statement, ast.AnnAssign) or not isinstance(statement.target, ast.Name):
            continue
        said = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
        is_own = statement.target.id.startswith("_") and "ClassVar" in ast.unparse(statement.annotation)
        if not said and not is_own:
            yield statement.target.id


SERVICES: list[Any] = [lssc.timeline, lssc.order, lssc.review, lssc.plan, lssc.calendar, lssc.calendar_many]
SERVICES += [lssc.compare, lssc.compare_many, lssc.Program.closing_changes]
CLASSES = [lssc.Record, lssc.Catalog, lssc.Policy, lssc.Program]


def test_every_function_that_raises_says_so() -> None:
    for one in [
        lssc.assess,
        lssc.assess_many,
        lssc.assess_table,
        lssc.summary,
        lssc.summary_table,
        *SERVICES,
        *CLASSES,
    ]:
        assert "Raises `LsscError`" in (one.__doc__ or "")


# Examples.


def check_examples(name: str, text: str, names: dict[str, Any]) -> int:
    """Runs the examples of a docstring; returns how many there are."""
    test = doctest.DocTestParser().get_doctest(text, names, name, None, None)
    said: list[str] = []
    doctest.DocTestRunner(verbose=False).run(test, out=said.append)
    assert not said, "".join(said)
    return len(test.examples)


def described() -> dict[str, tuple[str, dict[str, Any]]]:
    """Every docstring of a module, a class, a function or a method, with the names of its module."""
    modules = {name: importlib.import_module(name) for name in MODULES}
    found = {name: (module.__doc__ or "", vars(module)) for name, module in modules.items()}
    for module in modules.values():
        for name, owner in vars(module).items():
            if getattr(owner, "__module__", None) == module.__name__ and not isinstance(owner, dict):
                for key, value in members(f"{module.__name__}.{name}", owner):
                    found[key] = (inspect.getdoc(value) or "", vars(module))
    for name, value in EVERYTHING.items():
        found.setdefault(name, (inspect.getdoc(value) or "", vars(lssc)))
    return found


DESCRIBED = {name: found for name, found in described().items() if ">>>" in found[0]}


@pytest.mark.parametrize("name", DESCRIBED)
def test_the_examples_run(name: str) -> None:
    text, names = DESCRIBED[name]
    assert check_examples(name, text, dict(names)) > 0


def test_every_way_in_has_an_example() -> None:
    wanted = {"Record", "Record.from_dict", "Record.from_json", "Catalog", "Policy", "Assessment"}
    wanted |= {
        "assess",
        "assess_many",
        "assess_table",
        "summary",
        "summary_table",
        "Summary",
        "Program",
        "ComparisonTable",
        "StepError",
    }
    wanted |= {one.__qualname__ for one in SERVICES}
    assert wanted <= {name.removeprefix("lssc.").removeprefix("_native.") for name in DESCRIBED}
