"""How the command ends: statuses, whole files or none, progress only for people, and help that is true."""

from __future__ import annotations

import json
import os
import re
import select
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cli import sample
from cli.running import Run

COMMAND = (sys.executable, "-m", "lssc.cli")
HELPS = (
    (),
    ("audit",),
    ("check",),
    ("show",),
    ("policy",),
    ("policy", "show"),
    ("policy", "check"),
    ("convert",),
    ("template",),
)


def big(path: Path, people: int) -> Path:
    record = {"id": "", "experience": [{"from": "2020-01-01", "hours_per_week": 20}]}
    path.write_text("".join(json.dumps(record | {"id": str(at)}) + "\n" for at in range(people)), "utf-8")
    return path


def examples(help_: str) -> list[str]:
    """The examples of a help text."""
    _, _, after = help_.partition("Examples:\n")
    return [line.strip() for line in after.partition("\n\n")[0].splitlines() if line.strip()]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that has the files which the examples name."""
    from lssc.cli.app import run as run_command

    sound = sample.without_faults()
    sample.write_workbook(tmp_path / "register.xlsx", sound)
    sample.write_folder(tmp_path / "register", sound)
    run_command(["convert", str(tmp_path / "register.xlsx"), str(tmp_path / "people.jsonl")])
    run_command(["convert", str(tmp_path / "register.xlsx"), str(tmp_path / "people.parquet")])
    shutil.copy(sample.CATALOG, tmp_path / "catalog.json")
    (tmp_path / "person.json").write_text('{"id": "ada"}', "utf-8")
    policy = {"extends": "lssc-faq", "id": "our-state", "renewal": {"contact_hours": 40}}
    (tmp_path / "our-state.json").write_text(json.dumps(policy), "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("command", HELPS, ids=" ".join)
def test_the_examples_of_the_help_run_as_written(run: Run, desk: Path, command: tuple[str, ...]) -> None:
    shown = examples(run(*command, "--help").out)
    assert shown
    for example in shown:
        name, *arguments = shlex.split(example)
        assert name == "lssc"
        for word in arguments[-1:]:
            writes = arguments[0] in ("convert", "template")
            if writes and Path(word).is_dir():
                shutil.rmtree(word)
            elif writes:
                Path(word).unlink(missing_ok=True)
        ran = run(*arguments)
        assert ran.status == 0, (example, ran.err)
        if arguments[0] in ("convert", "template"):
            shutil.rmtree("register", ignore_errors=True)
            sample.write_folder(desk / "register", sample.without_faults())
            sample.write_workbook(desk / "register.xlsx", sample.without_faults())


@pytest.mark.parametrize("command", HELPS, ids=" ".join)
def test_the_help_fits_a_terminal(run: Run, command: tuple[str, ...]) -> None:
    assert all(len(line) <= 90 for line in run(*command, "--help").out.splitlines())


def test_the_help_names_every_exit_status(run: Run) -> None:
    from lssc.cli import failures

    shown = run("--help").out
    statuses = (
        failures.FINE,
        failures.FAULTS,
        failures.WRONG_USAGE,
        failures.UNFORESEEN,
        failures.HUNG_UP,
        failures.INTERRUPTED,
        failures.NO_READER,
        failures.TERMINATED,
    )
    assert [int(status) for status in re.findall(r"^    (\d+) ", shown, re.MULTILINE)] == list(statuses)


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("nonsense",),
        ("audit",),
        ("audit", "missing.xlsx", "--as-of", "2026-11-22", "-o", "r.html"),
        ("audit", "register.xlsx", "-o", "r.html"),
        ("audit", "register.xlsx", "--as-of", "2026-02-30", "-o", "r.html"),
        ("audit", "register.xlsx", "--as-of", "2026-11-22", "-o", "r.pdf"),
        ("audit", "register.xlsx", "--as-of", "2026-11-22", "-o", "-"),
        ("audit", "register.xlsx", "--as-of", "2026-11-22", "-o", "-", "--format", "xlsx"),
        ("audit", "register.xlsx", "--as-of", "2026-11-22", "-o", "register.xlsx"),
        ("audit", "register.xlsx", "--as-of", "2026-11-22", "-o", "missing/r.html"),
        ("audit", "register.xlsx", "--as-of", "2026-11-22", "-o", "register", "--format", "csv"),
        ("audit", "register.xlsx", "--as-of", "2026-11-22", "-o", "/dev/null", "--format", "csv"),
        ("show", "register.xlsx", "--id", "p-001"),
        ("policy", "check", "missing.json"),
        ("template", "register.docx"),
    ],
)
def test_wrong_usage_has_status_2_and_says_why(run: Run, desk: Path, arguments: tuple[str, ...]) -> None:
    ran = run(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err


@pytest.mark.parametrize("suffix", ["html", "xlsx", "csv", "jsonl"])
def test_a_failure_midway_leaves_the_old_report(
    audit: Run, workbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    from lssc.cli import progress

    def stops(*_: object) -> None:
        raise KeyboardInterrupt

    report = tmp_path / f"r.{suffix}"
    report.write_text("the old one", "utf-8")
    monkeypatch.setattr(progress, "shown", stops)
    ran = audit(workbook, report)
    assert ran.status == 130
    assert report.read_text("utf-8") == "the old one"
    assert sorted(path.name for path in tmp_path.iterdir()) == [report.name, workbook.name]


def test_a_folder_is_there_whole_or_not_at_all(
    run: Run, sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lssc.cli.writers import files

    write = files.write_csv

    def full(path: Path, header: object, rows: object) -> None:
        if path.stem == "courses":
            raise OSError(28, "No space left on device")
        write(path, header, rows)  # type: ignore[arg-type]

    monkeypatch.setattr(files, "write_csv", full)
    ran = run("convert", sound, tmp_path / "register")
    assert ran.status == 2
    assert "No space left on device" in ran.err
    assert [path.name for path in tmp_path.iterdir()] == [sound.name]


def test_a_report_may_be_read_by_those_who_may_read_other_files(
    audit: Run, workbook: Path, tmp_path: Path
) -> None:
    audit(workbook, tmp_path / "r.csv")
    (tmp_path / "other").touch()
    assert (tmp_path / "r.csv").stat().st_mode == (tmp_path / "other").stat().st_mode


@pytest.mark.skipif(os.name != "posix", reason="signals")
@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)], ids=str
)
@pytest.mark.parametrize("suffix", ["html", "xlsx", "csv"])
def test_a_signal_leaves_nothing(tmp_path: Path, suffix: str, number: signal.Signals, status: int) -> None:
    temporary, folder = tmp_path / "temporary", tmp_path / "folder"
    temporary.mkdir()
    folder.mkdir()
    people = big(folder / "people.jsonl", 100_000)
    arguments = ("audit", people, "--as-of", sample.AS_OF, "-o", folder / f"r.{suffix}")
    process = subprocess.Popen(
        [*COMMAND, *map(str, arguments)],
        stderr=subprocess.PIPE,
        env=os.environ | {"TMPDIR": str(temporary)},
        # Whoever runs the tests may ignore it, as `nohup` does.
        preexec_fn=lambda: signal.signal(number, signal.SIG_DFL),
    )
    # A busy machine may take its time until the report is begun.
    until = time.monotonic() + 300
    while len(list(folder.iterdir())) < 2 and process.poll() is None and time.monotonic() < until:
        time.sleep(0.01)
    process.send_signal(number)
    _, err = process.communicate(timeout=300)
    assert process.returncode == status
    assert err == b"lssc: stopped\n"
    assert [path.name for path in folder.iterdir()] == [people.name]
    assert list(temporary.iterdir()) == []


ENDS = (
    "import os, signal, sys, time\n"
    "from lssc.cli import ending\n"
    "number = getattr(signal, sys.argv[1])\n"
    "signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)\n"
)


def ended(folder: Path, code: str, number: signal.Signals) -> tuple[int, bytes]:
    """How a process ends that does this as the work of a command; it knows the signal as `number`."""
    (folder / "as_command.py").write_text(ENDS + code + "sys.exit(ending.status_of(work))\n", "utf-8")
    command = [sys.executable, "-m", "as_command", number.name]
    ran = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    return ran.returncode, ran.stdout


@pytest.mark.skipif(os.name != "posix", reason="signals")
@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=str)
def test_a_signal_ends_the_command_though_python_drops_what_it_raises(
    tmp_path: Path, number: signal.Signals, status: int
) -> None:
    code = (
        "class Finalized:\n"
        "    def __del__(self):\n"
        "        signal.raise_signal(number)\n"
        "def work():\n"
        "    Finalized()\n"
        "    print('it was dropped', flush=True)\n"
        "    time.sleep(60)\n"
        "    return 0\n"
    )
    assert ended(tmp_path, code, number) == (status, b"it was dropped\n")


@pytest.mark.skipif(os.name != "posix", reason="signals")
@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=str)
def test_a_signal_within_exec_ends_the_command_like_any_other(
    tmp_path: Path, number: signal.Signals, status: int
) -> None:
    code = "def work():\n    exec('signal.raise_signal(number)')\n"
    assert ended(tmp_path, code, number) == (status, b"")


@pytest.mark.skipif(os.name != "posix", reason="signals")
@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=str)
def test_what_cleans_up_after_a_signal_is_not_interrupted(
    tmp_path: Path, number: signal.Signals, status: int
) -> None:
    code = (
        "from contextlib import contextmanager\n"
        "@contextmanager\n"
        "def cleaned():\n"
        "    try:\n"
        "        yield\n"
        "    finally:\n"
        "        time.sleep(1)\n"
        "        print('clean', flush=True)\n"
        "def work():\n"
        "    with cleaned():\n"
        "        signal.raise_signal(number)\n"
        "    return 0\n"
    )
    assert ended(tmp_path, code, number) == (status, b"clean\n")


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_a_signal_that_is_ignored_stays_ignored(tmp_path: Path) -> None:
    """As under `nohup`."""
    code = (
        "import os, signal; signal.signal(signal.SIGHUP, signal.SIG_IGN);"
        "from lssc.cli import ending;"
        "raise SystemExit(ending.status_of(lambda: os.kill(os.getpid(), signal.SIGHUP) or 0))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_ctrl_c_during_the_imports_is_130() -> None:
    code = (
        "import builtins, sys, lssc.cli\n"
        "real = builtins.__import__\n"
        "def stop(name, *more):\n"
        "    if name == 'click': raise KeyboardInterrupt\n"
        "    return real(name, *more)\n"
        "builtins.__import__ = stop\n"
        "lssc.cli.main()\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (ran.returncode, ran.stderr) == (130, b"lssc: stopped\n")


@pytest.mark.parametrize("unforeseen", [RuntimeError, MemoryError, RecursionError, BaseException])
def test_what_nobody_foresaw_has_a_status_of_its_own_and_asks_to_be_reported(
    run: Run, workbook: Path, monkeypatch: pytest.MonkeyPatch, unforeseen: type[BaseException]
) -> None:
    from lssc.cli import progress

    def fails(*_: object) -> None:
        raise unforeseen("a defect")

    monkeypatch.setattr(progress, "shown", fails)
    ran = run("check", workbook)
    assert ran.status == 70
    assert "Traceback" in ran.err
    assert "a defect" in ran.err
    assert "please report it with the lines above" in ran.err.splitlines()[-1]


@pytest.mark.skipif(os.name != "posix", reason="pipes")
def test_a_broken_pipe_is_quiet(tmp_path: Path) -> None:
    people = big(tmp_path / "people.jsonl", 20_000)
    arguments = ("audit", people, "--as-of", sample.AS_OF, "-o", "-", "--format", "csv")
    process = subprocess.Popen(
        [*COMMAND, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout
    assert process.stderr
    process.stdout.readline()
    process.stdout.close()
    assert process.wait(30) == 141
    assert process.stderr.read() == b""
    process.stderr.close()


def on_a_terminal(arguments: list[str]) -> str:
    """What a command writes on standard error if that is a terminal."""
    import pty

    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        arguments, stdout=subprocess.DEVNULL, stderr=theirs, env=os.environ | {"TERM": "xterm"}
    )
    os.close(theirs)
    shown = b""
    while select.select([ours], [], [], 30)[0]:
        try:
            some = os.read(ours, 65536)
        except OSError:
            break
        if not some:
            break
        shown += some
    os.close(ours)
    assert process.wait(30) == 0
    return shown.decode()


@pytest.mark.skipif(os.name != "posix", reason="terminals")
def test_progress_is_shown_on_a_terminal_and_nowhere_else(tmp_path: Path) -> None:
    people = big(tmp_path / "people.jsonl", 20_000)
    arguments = ["audit", str(people), "--as-of", sample.AS_OF, "-o", str(tmp_path / "r.csv")]
    shown = on_a_terminal([*COMMAND, *arguments])
    assert "assessing" in shown
    assert "/?" not in shown
    quiet = subprocess.run([*COMMAND, *arguments], capture_output=True, check=True)
    assert quiet.stderr == b"20,000 people assessed\n"
    assert quiet.stdout == b""


def test_without_the_extra_one_sentence_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import lssc.cli

    monkeypatch.setattr(lssc.cli, "find_spec", lambda name: None if name == "polars" else object())
    with pytest.raises(SystemExit) as ended:
        lssc.cli.main()
    assert ended.value.code == 2
    assert capsys.readouterr().err == "lssc: the command needs more than the library; install `lssc[cli]`\n"


def test_the_package_alone_imports_nothing_of_the_extra() -> None:
    code = (
        "import sys, lssc.cli; "
        "sys.exit(any(name in sys.modules for name in ('click', 'rich', 'jinja2', 'polars', 'fastexcel')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_help_does_not_wait_for_the_heavy_libraries() -> None:
    code = (
        "import sys; from lssc.cli.app import run; run(['--help']); "
        "heavy = ('polars', 'fastexcel', 'xlsxwriter', 'jinja2', 'yaml'); "
        "sys.exit(any(name in sys.modules for name in heavy))"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], stdout=subprocess.DEVNULL, check=False).returncode == 0
    )


@pytest.mark.skipif(os.name != "posix", reason="signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=str)
def test_a_signal_waits_while_something_is_made_that_nobody_could_remove_yet(number: signal.Signals) -> None:
    from lssc.cli import signals

    made = False
    # Who runs the tests may ignore it.
    usual = signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL
    before = signal.signal(number, usual)
    try:
        with pytest.raises((KeyboardInterrupt, signals.EndedError)), signals.as_exceptions():  # noqa: PT012
            with signals.held():
                signal.raise_signal(number)
                made = True
            pytest.fail("the signal was lost")
        assert made
        assert signal.getsignal(number) is usual
    finally:
        signal.signal(number, before)
