"""Assesses a register with Spark: each executor decides its own people, batch by batch, through `mapInArrow`.

    python spark_register.py REGISTER.parquet OUT --as-of 2026-06-30 --catalog catalog.json --carry branch

REGISTER is a parquet file, or a folder of them, whose columns are the keys of a record, with lists of structs
for experience, courses and so on. OUT is a folder that must not exist yet. Needs Java 17 and
`pip install lssc pyspark pyarrow "pandas<3"`; on a cluster, lssc and pyarrow must also be where the executors
run, in the same versions.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import lssc
import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession


def start(master: str) -> SparkSession:
    """A session. On this machine alone it needs neither a network nor another Python than this one."""
    builder = SparkSession.builder.appName("lssc").master(master)
    builder = builder.config("spark.ui.enabled", "false").config("spark.ui.showConsoleProgress", "false")
    if master.startswith("local"):
        os.environ["PYSPARK_PYTHON"] = sys.executable
        builder = builder.config("spark.driver.bindAddress", "127.0.0.1")
        builder = builder.config("spark.driver.host", "127.0.0.1")
    return builder.getOrCreate()


def assessed(register: DataFrame, decide: partial[lssc.AssessedTable]) -> DataFrame:
    """The register, assessed where its rows are."""
    # The result's columns come from assessing no row at all. A misspelt column of the register ends here,
    # before anything runs on the cluster.
    nobody = pa.schema(decide(register.limit(0).toArrow())).empty_table()
    columns = register.sparkSession.createDataFrame(nobody).schema

    # This travels to the executors with all it names; a catalog and a policy are pickled whole.
    def each(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            yield from pa.table(decide(batch)).to_batches()

    return register.mapInArrow(each, columns)


def read_policy(text: str) -> lssc.Policy:
    """A shipped policy by its name, or a .json file with a whole one or an overlay."""
    return lssc.Policy.from_json(Path(text).read_bytes()) if text.endswith(".json") else lssc.Policy(text)


def read_catalog(path: Path | None) -> lssc.Catalog | None:
    """What the office has approved."""
    return lssc.Catalog.from_json(path.read_bytes()) if path else None


def summarize(result: DataFrame) -> None:
    """Prints how many people there are in each status, and of how many the record has faults."""
    counts = {row["status"]: row["count"] for row in result.groupBy("status").count().collect()}
    faulty = counts.pop(None, 0)
    for status in sorted(counts):
        print(f"{status:<18} {counts[status]:>9,}")
    print(f"{'with faults':<18} {faulty:>9,}")


def run(options: argparse.Namespace) -> None:
    """Reads, decides, writes, and counts what was written."""
    decide = partial(
        lssc.assess_table,
        as_of=options.as_of,
        catalog=read_catalog(options.catalog),
        policy=read_policy(options.policy),
        carry=options.carry,
        threads=1,  # Spark runs as many workers as there are cores
    )
    spark = start(options.master)
    try:
        register = spark.read.parquet(options.register)
        assessed(register, decide).write.parquet(options.out)
        # Read back, because counting what is assessed lazily would assess it again.
        summarize(spark.read.parquet(options.out))
    finally:
        spark.stop()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("register", help="the parquet file or folder to read")
    parser.add_argument("out", help="the folder to write parquet files into")
    parser.add_argument("--as-of", required=True, metavar="YYYY-MM-DD", help="the day to decide for")
    parser.add_argument(
        "--catalog", type=Path, metavar="FILE", help="approved courses and agreements, as JSON"
    )
    parser.add_argument(
        "--policy", default="lssc-faq", help="a shipped policy or a .json file (default: lssc-faq)"
    )
    parser.add_argument("--carry", action="append", default=[], metavar="COLUMN", help="keep this column too")
    parser.add_argument(
        "--master", default="local[2]", help="where to run (default: local[2], two cores here)"
    )
    options = parser.parse_args()
    try:
        run(options)
    except (lssc.LsscError, OSError) as error:
        sys.exit(f"{parser.prog}: {error}")


if __name__ == "__main__":
    main()
