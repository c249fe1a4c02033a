"""Outputs: never the input's own files, and a sentence where they cannot be written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cli import sample
from cli.running import Run

COMMAND = (sys.executable, "-m", "lssc.cli")


def ran_as(*arguments: object, **more: object) -> subprocess.CompletedProcess[bytes]:
    """Runs the command as a process of its own."""
    words = [*COMMAND, *map(str, arguments)]
    return subprocess.run(words, stderr=subprocess.PIPE, check=False, **more)  # type: ignore[call-overload,no-any-return]


@pytest.mark.parametrize(
    "name", ["people.csv", "courses.csv", "Courses.xlsx", "renewals.xlsx", "ALA membership.csv", "course.csv"]
)
@pytest.mark.parametrize("command", ["audit", "convert"])
def test_an_output_is_never_a_sheet_of_the_input(
    audit: Run, run: Run, tmp_path: Path, command: str, name: str
) -> None:
    register = sample.write_folder(tmp_path / "register", sample.without_faults())
    (register / "renewals.csv").unlink()
    before = {file.name: file.read_bytes() for file in register.iterdir()}
    output = tmp_path / "register" / ".." / "register" / name
    if command == "audit":
        ran = audit(register, output)
    else:
        ran = run("convert", register, output, "--force", "--format", "xlsx")
    assert ran.status == 2
    assert "is an input, or would be one; name another output" in ran.err
    assert {file.name: file.read_bytes() for file in register.iterdir()} == before


def test_a_link_to_a_sheet_of_the_input_is_no_output_either(audit: Run, tmp_path: Path) -> None:
    register = sample.write_folder(tmp_path / "register", sample.without_faults())
    before = (register / "people.csv").read_bytes()
    (tmp_path / "out.csv").symlink_to(register / "people.csv")
    (tmp_path / "link").symlink_to(register)
    for output in (tmp_path / "out.csv", tmp_path / "link" / "people.csv"):
        assert audit(register, output).status == 2
        assert audit(tmp_path / "link", output).status == 2
    assert (register / "people.csv").read_bytes() == before


def test_a_report_may_stand_beside_the_sheets(audit: Run, tmp_path: Path) -> None:
    register = sample.write_folder(tmp_path / "register", sample.without_faults())
    assert audit(register, register / "people.html").status == 0
    assert audit(register, register / "report.csv").status == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a full device")
@pytest.mark.parametrize("command", ["check", "show", "audit", "policy", "calendar", "plan"])
def test_a_full_standard_output_is_said(sound: Path, command: str) -> None:
    more: dict[str, tuple[object, ...]] = {
        "check": ("check", sound),
        "show": ("show", sound, "--id", "p-001", "--as-of", sample.AS_OF),
        "audit": ("audit", sound, "--as-of", sample.AS_OF, "-o", "-", "--format", "csv"),
        "policy": ("policy", "show"),
        "calendar": ("calendar", sound, "--as-of", sample.AS_OF, "-o", "-"),
        "plan": ("plan", sound, "--as-of", sample.AS_OF, "-o", "-", "--format", "jsonl"),
    }
    with open("/dev/full", "wb") as full:
        ran = ran_as(*more[command], stdout=full)
    assert ran.stderr.splitlines()[-1] == b"lssc: the output cannot be written: No space left on device"
    assert b"Traceback" not in ran.stderr
    assert ran.returncode == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a full device")
def test_a_full_standard_error_is_no_traceback(sound: Path) -> None:
    with open("/dev/full", "wb") as full:
        ran = subprocess.run([*COMMAND, "check", str(sound / "missing")], stderr=full, check=False)
    assert ran.returncode == 2


@pytest.mark.skipif(os.name != "posix", reason="file descriptors")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_closed_streams_are_no_traceback(sound: Path, closed: str) -> None:
    check = ["sh", "-c", f'"$@" {closed}', "-", *COMMAND, "check", str(sound)]
    ran = subprocess.run(check, capture_output=True, check=False)
    assert ran.returncode == 0
    assert b"Traceback" not in ran.stderr
    report = ("audit", str(sound), "--as-of", sample.AS_OF, "-o", "-", "--format", "csv")
    ran = subprocess.run(["sh", "-c", '"$@" >&-', "-", *COMMAND, *report], capture_output=True, check=False)
    assert ran.stderr == b"lssc: standard output is closed; name a file\n"
    assert ran.returncode == 2


@pytest.mark.skipif(os.name != "posix", reason="limits")
@pytest.mark.parametrize("name", ["r.html", "r.xlsx", "r.csv", "r.jsonl"])
def test_a_report_that_finds_no_room_is_said(sound: Path, tmp_path: Path, name: str) -> None:
    def little() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))

    output = tmp_path / name
    ran = ran_as("audit", sound, "--as-of", sample.AS_OF, "-o", output, preexec_fn=little)
    assert ran.stderr.decode().splitlines()[-1] == f"lssc: {output} cannot be written: File too large"
    assert b"Traceback" not in ran.stderr
    assert ran.returncode == 2
    assert [path.name for path in tmp_path.iterdir()] == [sound.name]


@pytest.mark.skipif(os.name != "posix", reason="limits")
@pytest.mark.parametrize("name", ["o.html", "o.xlsx", "o.json", "d.ics", "p.csv", "p.xlsx", "p.jsonl"])
def test_what_people_ask_next_and_finds_no_room_is_said(sound: Path, tmp_path: Path, name: str) -> None:
    def little() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))

    people = tmp_path / "people.csv"
    lines = [f"Person {at},p{at}@library.example,yes" for at in range(20)]
    people.write_text("\n".join(["name,email,ala_member", *lines]), "utf-8")
    output = tmp_path / name
    command = {"o": ("order", people), "d": ("calendar", sound), "p": ("plan", sound)}[name[0]]
    ran = ran_as(*command, "--as-of", sample.AS_OF, "-o", output, preexec_fn=little)
    assert f"lssc: {output} cannot be written: " in ran.stderr.decode().splitlines()[-1]
    assert b"Traceback" not in ran.stderr
    assert ran.returncode == 2
    assert {path.name for path in tmp_path.iterdir()} == {sound.name, people.name}


@pytest.mark.skipif(os.name != "posix", reason="limits")
@pytest.mark.parametrize("name", ["r.xlsx", "r.parquet", "r.jsonl", "r", "template.xlsx"])
def test_a_register_that_finds_no_room_is_said(sound: Path, tmp_path: Path, name: str) -> None:
    def little() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))

    output = tmp_path / name
    command = ("template", output) if name == "template.xlsx" else ("convert", sound, output)
    ran = ran_as(*command, preexec_fn=little)
    assert f"lssc: {output} cannot be written: " in ran.stderr.decode()
    assert b"Traceback" not in ran.stderr
    assert len(ran.stderr.splitlines()) == 1
    assert ran.returncode == 2
    assert [path.name for path in tmp_path.iterdir()] == [sound.name]


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
@pytest.mark.parametrize("command", ["show", "check", "policy"])
def test_a_character_that_an_encoding_lacks_is_escaped(tmp_path: Path, encoding: str, command: str) -> None:
    path = tmp_path / "p.jsonl"
    path.write_text(json.dumps({"id": "\u0645\u062d\u0645\u062f", "education": "college-degree"}), "utf-8")
    bad = tmp_path / "bad.jsonl"
    bad.write_text(json.dumps({"id": "a", "\u0645": 1}), "utf-8")
    more: dict[str, tuple[object, ...]] = {
        "show": ("show", path, "--as-of", sample.AS_OF),
        "check": ("check", bad),
        "policy": ("policy", "show"),
    }
    ran = ran_as(*more[command], stdout=subprocess.PIPE, env=os.environ | {"PYTHONIOENCODING": encoding})
    assert ran.returncode == (1 if command == "check" else 0)
    assert ran.stderr == b""
    if command != "policy":
        assert b"\\u0645" in ran.stdout
    report = ("audit", path, "--as-of", sample.AS_OF, "-o", "-", "--format", "csv")
    ran = ran_as(*report, stdout=subprocess.PIPE, env=os.environ | {"PYTHONIOENCODING": encoding})
    assert "\u0645" in ran.stdout.decode("utf-8")


def test_the_large_report_advises_the_very_options_that_were_used(
    run: Run, sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import html
    import re
    import shlex

    register = tmp_path / "our register.xlsx"
    sound.rename(register)
    policy = tmp_path / "our state's.json"
    policy.write_text(json.dumps({"extends": "lssc-faq", "id": "our-state"}), "utf-8")
    options = (
        "--as-of",
        sample.AS_OF,
        "--catalog",
        sample.CATALOG,
        "--policy",
        policy,
        "--ignore",
        "shirt size",
    )
    run("audit", register, *options, "-o", tmp_path / "r.html", "--people-pages", "none")
    advice = re.search(r"<bdi>(lssc show [^<]*)</bdi>", (tmp_path / "r.html").read_text("utf-8"))
    assert advice
    words = shlex.split(html.unescape(advice[1]))
    assert words == ["lssc", "show", str(register), "--id", "ID", *map(str, options)]
    monkeypatch.chdir("/")
    ran = run(*["p-010" if word == "ID" else word for word in words[1:]])
    assert ran.status == 0
    assert "by our-state" in ran.out


def test_texts_from_cells_run_their_own_way(audit: Run, tmp_path: Path) -> None:
    name = "\u0645\u062d\u0645\u062f \u0639\u0644\u064a"
    tables = {"people": [["id", "name", "applied_on"], ["a-1", name, ""], ["a-2", name, "(soon)"]]}
    audit(sample.write_folder(tmp_path / "r", tables), tmp_path / "r.html")
    text = (tmp_path / "r.html").read_text("utf-8")
    assert text.count(name) == text.count(f"<bdi>{name}</bdi>") == 4
    assert text.count('<bdi class="id">a-1</bdi>') == 2
    assert "<code><bdi>(soon)</bdi></code>" in text
