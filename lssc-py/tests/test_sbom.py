"""The bill of materials in the wheel (PEP 770): what is compiled into the module, as the lockfile has it."""

from __future__ import annotations

import importlib.metadata
import json
import re
from pathlib import Path
from typing import Any

import lssc._native as native

LOCK = Path(__file__).parents[2] / "Cargo.lock"


def bill() -> tuple[str, Any]:
    files = importlib.metadata.files("lssc") or []
    bills = [file for file in files if re.search(r"\.dist-info/sboms/", file.as_posix())]
    assert [file.name for file in bills] == ["sbom.cdx.json"]
    text = bills[0].read_text()
    return text, json.loads(text)


def packages(bill: Any) -> set[tuple[str, str]]:
    return {(component["name"], component["version"]) for component in bill["components"]}


def test_it_is_that_of_this_package_and_the_same_whenever_it_is_made() -> None:
    text, said = bill()
    assert said["bomFormat"] == "CycloneDX"
    assert said["metadata"]["component"]["purl"] == f"pkg:pypi/lssc@{importlib.metadata.version('lssc')}"
    assert "timestamp" not in text
    assert "serialNumber" not in text
    for place in (Path.home(), LOCK.parent):
        assert str(place) not in text
    assert "file:" not in text


def test_every_package_in_it_is_in_the_lockfile() -> None:
    _, said = bill()
    entries = LOCK.read_text().split("[[package]]")
    for component in said["components"]:
        named = f'\nname = "{component["name"]}"\nversion = "{component["version"]}"\n'
        [entry] = [entry for entry in entries if named in entry]
        for sum_ in component.get("hashes", []):
            assert f'checksum = "{sum_["content"]}"' in entry


def test_every_package_that_the_native_module_speaks_of_is_in_it() -> None:
    # The module holds where a panic would come from: `…/registry/src/…/pyo3-0.30.1/src/…`.
    module = Path(native.__file__ or "").read_bytes()
    found = set(re.findall(rb"[/\\]([a-z0-9_-]+?)-(\d+\.\d+\.\d+[0-9a-z.+-]*)[/\\]src[/\\]", module))
    linked = {(name.decode(), version.decode()) for name, version in found}
    named = packages(bill()[1])
    assert len(linked & named) > 3
    # The standard library brings its own packages along, and is not in the bill.
    of_rust = {"hashbrown", "memchr", "rustc-demangle", "gimli", "addr2line", "miniz_oxide", "object"}
    assert {name for name, _ in linked - named} <= of_rust
    names = {name for name, _ in named}
    assert names >= {"lssc-core", "lssc-py", "chrono", "pyo3", "serde_json", "arrow-array"}
