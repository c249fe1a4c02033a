"""The example with PySpark, on a cluster of this machine's cores."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import lssc
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from support import examples
from support.examples import AS_OF, POLICY

make_register = examples.load("make_register")
spark_register = examples.load("spark_register")

MANY = 25_000  # in four files, which Spark reads as two parts, each of one batch of 10,000 and a smaller one
FILES = 4
QUICK_START = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"  # Java options for a run that is soon over


@pytest.fixture(scope="module", autouse=True)
def java() -> Iterator[None]:
    """Java as the tests start it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JAVA_TOOL_OPTIONS", QUICK_START)
        yield


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a register in several files, its catalog, and a policy of the office's own."""
    folder = tmp_path_factory.mktemp("office")
    done = examples.run(
        "make_register", str(MANY), "--nested", "whole.parquet", "--catalog", "catalog.json", cwd=folder
    )
    assert (done.returncode, done.stderr) == (0, "")
    (folder / "policy.json").write_text(POLICY, encoding="utf-8")
    whole, part = pq.read_table(folder / "whole.parquet"), MANY // FILES
    (folder / "register.parquet").mkdir()
    for number in range(FILES):
        file = folder / "register.parquet" / f"{number}.parquet"
        pq.write_table(whole.slice(number * part, part), file)
    return folder


@pytest.fixture(scope="module")
def spark(office: Path) -> Iterator[Any]:
    """A session in the office's folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(office)
        session = spark_register.start("local[2]")
        yield session
        session.stop()


def read(folder: Path) -> examples.Rows:
    return examples.by_id(pq.read_table(folder).to_pylist())


def test_every_row_is_what_assess_many_finds(office: Path) -> None:
    options = ["--catalog", "catalog.json", "--policy", "policy.json", "--carry", "branch"]
    done = examples.run("spark_register", "register.parquet", "out", "--as-of", AS_OF, *options, cwd=office)
    assert done.returncode == 0, done.stderr
    wanted = examples.expected(
        make_register.people(MANY), as_of=AS_OF, catalog=make_register.CATALOG, policy=json.loads(POLICY)
    )
    examples.same(read(office / "out"), wanted)
    assert len(list((office / "out").glob("part-*.parquet"))) == 2
    counts = Counter(row["status"] or "with faults" for row in wanted.values())
    assert examples.printed(done.stdout) == counts
    assert counts.keys() == examples.STATUSES | {"with faults"}


def test_a_part_comes_in_several_batches(spark: Any) -> None:
    def sizes(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            yield pa.RecordBatch.from_pydict({"rows": [batch.num_rows]})

    register = spark.read.parquet("register.parquet")
    found = sorted(row["rows"] for row in register.mapInArrow(sizes, "rows long").collect())
    assert found == [2_500, 2_500, 10_000, 10_000]


def test_the_snippet_of_the_readme_runs(spark: Any, office: Path) -> None:
    names: dict[str, Any] = {"__name__": "__main__", "spark": spark}
    exec(compile(examples.snippet("spark"), "README.md", "exec"), names)
    wanted = examples.expected(make_register.people(MANY), as_of="2026-11-22")
    examples.same(read(office / "assessed"), wanted)


def test_a_misspelt_column_ends_it_before_anything_runs(spark: Any) -> None:
    register = spark.read.parquet("register.parquet").withColumnRenamed("applied_on", "aplied_on")
    decide = partial(lssc.assess_table, as_of=AS_OF, carry=["branch"])
    with pytest.raises(lssc.LsscError) as caught:
        spark_register.assessed(register, decide)
    assert [(fault.path, fault.code.value) for fault in caught.value.faults] == [
        ("/aplied_on", "unknown-key")
    ]
