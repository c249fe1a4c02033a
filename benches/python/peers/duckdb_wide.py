"""The smaller rule set in DuckDB's SQL over wide columns; months by its own intervals."""

from collections.abc import Callable, Iterable
from datetime import date

import duckdb
import pyarrow as pa

from peers.plain import APPLICATION, HOURS_NEEDED, PORTFOLIO
from peers.tables import places

MONTHS = "create macro months_later(day, months) as cast(day + to_months(months) as date)"
FAR = "date '9999-01-01'"


def total(terms: Iterable[str]) -> str:
    return " + ".join(terms)


def days(place: int, as_of: str) -> str:
    first = f"span{place}_from_on"
    left = f"least(span{place}_to, reference) - greatest({first}, begins) + 1"
    return f"(case when {first} <= {as_of} then greatest({left}, 0) else 0 end)"


def hours(table: pa.Table, as_of: str) -> str:
    spans = places(table, "span")
    weekly = total(f"span{place}_weekly * {days(place, as_of)}" for place in spans)
    totals = total(
        f"coalesce(span{place}_total * {days(place, as_of)} // (span{place}_to - span{place}_from_on + 1), 0)" for place in spans
    )
    return f"({weekly}) // 7 + {totals}"


def earned(of: int, table: pa.Table) -> str:
    def one(place: int) -> str:
        day, submitted = f"credit{place}_achieved", f"credit{place}_submitted_on"
        counts = f"credit{place}_set = {of} and {submitted} >= admitted and {day} <= until"
        return f"case when {counts} then {day} end"

    return f"coalesce(least({', '.join(map(one, places(table, 'credit')))}), {FAR}) as earned{of}"


def renewal_hours(kind: str, table: pa.Table) -> str:
    def one(place: int) -> str:
        counts = f"activity{place}_on between certified and last_counted"
        return f"case when {counts} then activity{place}_{kind} else 0 end"

    return f"case when certified is not null then {total(map(one, places(table, 'activity')))} end"


def is_member(day: str, table: pa.Table) -> str:
    def one(place: int) -> str:
        first, last = f"member{place}_from_on", f"member{place}_to"
        return f"coalesce({first} <= {day} and ({last} is null or {day} <= {last}), false)"

    return f"({' or '.join(map(one, places(table, 'member')))})"


def cents(table: pa.Table, as_of: str) -> str:
    def portfolio(place: int) -> str:
        day = f"credit{place}_submitted_on"
        member = is_member(day, table)
        return (
            f"case when {day} is null or {day} > {as_of} then 0 when {member} then {PORTFOLIO[True]} else {PORTFOLIO[False]} end"
        )

    member = is_member("reference", table)
    application = f"case when {member} then {APPLICATION[True]} else {APPLICATION[False]} end"
    return f"{application} + {total(map(portfolio, places(table, 'credit')))}"


STATUS = """case when {as_of} < opens_on then 5 when {as_of} <= expires_on then 6 when {as_of} <= last_day then 7
    when certified is not null then 8 when {as_of} <= deadline then 3 when admitted is not null then 4
    when applied is not null then 2 when eligible then 1 else 0 end::tinyint"""


def query(table: pa.Table, as_of: date) -> str:
    """The whole as one query."""
    day = f"date '{as_of}'"
    known = (f"case when {name}_on <= {day} then {name}_on end as {name}" for name in ("applied", "admitted", "recorded"))
    electives = ", ".join(f"earned{of}" for of in range(3, 10))
    return f"""
        with facts as (select *, {", ".join(known).replace("recorded_on", "certified_on")} from wide),
        dated as (
            select *, coalesce(applied, admitted, recorded, {day}) as reference,
                months_later(admitted, 48) as deadline
            from facts),
        windows as (select *, months_later(reference, -60) as begins, least(deadline, {day}) as until from dated),
        credits as (
            select *, {hours(table, day)} as hours, {cents(table, day)} as total_cents,
                {", ".join(earned(of, table) for of in range(10))}
            from windows),
        completed as (
            select *, suits and hours >= {HOURS_NEEDED} as eligible,
                nullif(greatest(earned0, earned1, earned2, list_sort([{electives}])[3]), {FAR}) as completed_on
            from credits),
        certified as (
            select *, coalesce(recorded, case when completed_on is not null
                then greatest(completed_on, admitted) end) as certified
            from completed),
        terms as (select *, months_later(certified, 48) as expires_on from certified),
        renewals as (
            select *, months_later(expires_on, -12) as opens_on, months_later(expires_on, 2) as last_day,
                least(last_day, {day}) as last_counted
            from terms)
        select {STATUS.format(as_of=day)} as status, eligible, hours, completed_on, opens_on, expires_on, last_day,
            {renewal_hours("hours", table)} as contact_hours,
            {renewal_hours("technology", table)} as technology_hours, total_cents
        from renewals"""


def subject(table: pa.Table, as_of: date) -> Callable[[], pa.Table]:
    """The query, over a table of DuckDB's own, with one thread."""
    connection = duckdb.connect(config={"threads": 1})
    connection.register("given", table)
    connection.execute("create table wide as select * from given")
    connection.execute(MONTHS)
    text = query(table, as_of)
    return lambda: connection.sql(text).to_arrow_table()
