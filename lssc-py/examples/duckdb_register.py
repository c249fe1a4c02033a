"""Assesses a register of related tables: DuckDB joins them, lssc decides, DuckDB queries what was decided.

    python duckdb_register.py FOLDER OUT.parquet --as-of 2026-06-30 --catalog catalog.json --carry branch

FOLDER has `people` and a table for each list that the office keeps (`experience`, `courses` ...), joined by
`id`, each as .parquet or .csv. Needs `pip install lssc "duckdb>=1.5" pyarrow`. Everything streams: the
register may be larger than memory.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import duckdb
import lssc

# The lists of a record (RULES 3.1): the entry that a row of each table makes. In a csv file everything is
# text, so numbers and flags are cast; a word where a number belongs stops DuckDB, which names it. Dates stay
# as they are: lssc reads the text 2026-06-30, and 2026-02-30 is then a fault of one record alone.
LISTS = {
    "experience": """{'from': "from", 'to': "to", 'hours_per_week': hours_per_week::double,
        'total_hours': total_hours::double, 'volunteer': volunteer::boolean, 'library': library}""",
    "ala_membership": """{'from': "from", 'to': "to"}""",
    "courses": "{'course': course, 'completed_on': completed_on}",
    "portfolios": """{'set': "set", 'submitted_on': submitted_on, 'outcome': outcome,
        'evaluated_on': evaluated_on}""",
    "degrees": "{'agreement': agreement, 'graduated_on': graduated_on}",
    "renewals": "{'renewed_on': renewed_on}",
    "activities": r"""{'completed_on': completed_on, 'quantity': quantity::double, 'unit': unit,
        'sets': if(sets = 'none', [], string_split_regex(trim(sets), '\s*;\s*')), 'title': title}""",
}

# The entries of a person, in an order that is the same every time: a path such as /courses/2 counts in it.
# With `list(... order by ...)` instead of `list_sort`, DuckDB 2.0 would hold all of them in memory.
ENTRIES = """
    left join (select id, list_sort(list({entry})) as entries from {name} group by id) as {name}_of
        on {name}_of.id = people.id"""

# The catch (RULES 1.5): a person without a row has none, [], which is an answer, or was never asked, null,
# which leaves the verdict open. The rows cannot tell. Here a column of `people` named after the list may say
# `not answered`; else no row reads as none, as in the command `lssc audit`. In an office where no row may as
# well mean that nobody asked, the last case is `else null`.
ANSWER = """
    case when {name}_of.entries is not null then {name}_of.entries
         when lower({said}) = 'not answered' then null
         else [] end as {name}"""

RECORDS = """
select people.id, education, position_requires_mls::boolean as position_requires_mls,
    applied_on, admitted_on, certified_on, {columns}
from people {joins}"""

BY_STATUS = "select coalesce(status, 'faults'), count(*) from read_parquet(?) group by 1 order by 1"
SOONEST = """
select id, status, next_on, next_milestone from read_parquet(?)
where next_on is not null order by next_on, id limit 5"""


def open_tables(con: duckdb.DuckDBPyConnection, folder: Path) -> list[str]:
    """Gives the tables of the folder their names in SQL; returns the lists of which there are rows."""
    lists = []
    for name in ("people", *LISTS):
        parquet, csv = folder / f"{name}.parquet", folder / f"{name}.csv"
        if parquet.exists():
            table = con.read_parquet(str(parquet))
        elif csv.exists() or name == "people":
            table = con.read_csv(
                str(csv), header=True, all_varchar=True, sep=",", quotechar='"', escapechar='"'
            )
        else:
            continue
        table.create_view(name)
        if name in LISTS and table.limit(1).fetchall():
            lists.append(name)
    return lists


def check_ids(con: duckdb.DuckDBPyConnection, lists: list[str]) -> None:
    """A join drops the rows of nobody and gives two people of one id the same rows: neither passes unseen."""
    twice = con.sql("select id from people group by id having count(*) > 1 order by id limit 5").fetchall()
    if twice:
        sys.exit(f"people: more than one has the id {', '.join(str(id) for (id,) in twice)}")
    for name in lists:
        rows = con.sql(f"select distinct id from {name} anti join people using (id) order by id limit 5")
        if ids := rows.fetchall():
            sys.exit(f"{name}: nobody in people has the id {', '.join(str(id) for (id,) in ids)}")


def records(con: duckdb.DuckDBPyConnection, lists: list[str], carry: list[str]) -> duckdb.DuckDBPyRelation:
    """The register as lssc takes it: a row a person, the lists nested in it as lists of structs."""
    says = con.view("people").columns
    columns = [f'people."{name}"' for name in carry]
    for name in lists:
        columns.append(ANSWER.format(name=name, said=f"people.{name}" if name in says else "null"))
    joins = [ENTRIES.format(name=name, entry=LISTS[name]) for name in lists]
    return con.sql(RECORDS.format(columns=", ".join(columns), joins="".join(joins)))


def read_policy(text: str) -> lssc.Policy:
    """A shipped policy by its name, or a .json file with a whole one or an overlay."""
    return lssc.Policy.from_json(Path(text).read_bytes()) if text.endswith(".json") else lssc.Policy(text)


def read_catalog(path: Path | None) -> lssc.Catalog | None:
    """What the office has approved."""
    return lssc.Catalog.from_json(path.read_bytes()) if path else None


def write(con: duckdb.DuckDBPyConnection, assessed: lssc.AssessedTable, out: Path) -> None:
    """Assesses the register into a file: in SQL, `assessed` is the Python variable, read like any table."""
    con.execute("copy (select * from assessed) to ? (format parquet)", [str(out)])


def assess(options: argparse.Namespace) -> None:
    """Joins, decides and writes, some thousand people at a time."""
    con = duckdb.connect()
    con.execute("set preserve_insertion_order = false")
    if options.memory:
        con.execute("set memory_limit = ?", [options.memory])
    lists = open_tables(con, options.folder)
    check_ids(con, lists)
    assessed = lssc.assess_table(
        records(con, lists, options.carry).to_arrow_reader(8192),
        as_of=options.as_of,
        catalog=read_catalog(options.catalog),
        policy=read_policy(options.policy),
        carry=options.carry,
    )
    # A cursor of its own, because the connection is busy until the last record is read. The reader can be
    # read once, and so can what is assessed from it: further questions go to the file.
    write(con.cursor(), assessed, options.out)


def summarize(out: str) -> None:
    """Asks the result two questions."""
    for status, count in duckdb.execute(BY_STATUS, [out]).fetchall():
        print(f"{status:<18} {count:>9,}")
    print("\nNext:")
    for person, status, day, milestone in duckdb.execute(SOONEST, [out]).fetchall():
        print(f"{day} {person} {status} {milestone}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="the folder with the tables")
    parser.add_argument("out", type=Path, help="the parquet file to write")
    parser.add_argument("--as-of", required=True, metavar="YYYY-MM-DD", help="the day to decide for")
    parser.add_argument(
        "--catalog", type=Path, metavar="FILE", help="approved courses and agreements, as JSON"
    )
    parser.add_argument(
        "--policy", default="lssc-faq", help="a shipped policy or a .json file (default: lssc-faq)"
    )
    parser.add_argument(
        "--carry", action="append", default=[], metavar="COLUMN", help="keep this column of people too"
    )
    parser.add_argument(
        "--memory", metavar="SIZE", help="how much DuckDB may take, such as 4GB; the rest goes to disk"
    )
    options = parser.parse_args()
    try:
        assess(options)
        summarize(str(options.out))
    except (lssc.LsscError, duckdb.Error, OSError) as error:
        sys.exit(f"{parser.prog}: {error}")


if __name__ == "__main__":
    main()
