"""The smaller rule set in polars over wide columns: lazy expressions; months by its own `offset_by`."""

from collections.abc import Callable, Iterable
from datetime import date

import polars as pl
import pyarrow as pa

from peers.plain import APPLICATION, HOURS_NEEDED, PORTFOLIO
from peers.tables import places

FAR = date(9999, 1, 1)


def total(terms: Iterable[pl.Expr]) -> pl.Expr:
    return pl.sum_horizontal(list(terms))


def known(name: str, as_of: date) -> pl.Expr:
    return pl.when(pl.col(name) <= as_of).then(pl.col(name)).alias(name)


def span_days(place: int, as_of: date) -> pl.Expr:
    first = pl.col(f"span{place}_from_on")
    to = pl.min_horizontal(f"span{place}_to", "reference")
    days = (to - pl.max_horizontal(first, "window")).dt.total_days() + 1
    return pl.when(first <= as_of).then(days.clip(lower_bound=0)).otherwise(0)


def total_hours(place: int, as_of: date) -> pl.Expr:
    own = (pl.col(f"span{place}_to") - pl.col(f"span{place}_from_on")).dt.total_days() + 1
    worth = pl.col(f"span{place}_total").cast(pl.Int64) * span_days(place, as_of) // own
    return worth.fill_null(0)


def hours(table: pa.Table, as_of: date) -> pl.Expr:
    spans = places(table, "span")
    weekly = total(pl.col(f"span{place}_weekly").cast(pl.Int64) * span_days(place, as_of) for place in spans)
    return weekly // 7 + total(total_hours(place, as_of) for place in spans)


def earned(of: int, table: pa.Table) -> pl.Expr:
    """The first day on which a set is earned, or null."""

    def one(place: int) -> pl.Expr:
        day = pl.col(f"credit{place}_achieved")
        counts = (
            (pl.col(f"credit{place}_set") == of)
            & (pl.col(f"credit{place}_submitted_on") >= pl.col("admitted_on"))
            & (day <= pl.col("until"))
        )
        return pl.when(counts).then(day)

    return pl.min_horizontal([one(place) for place in places(table, "credit")]).alias(f"earned{of}")


def third(days: Iterable[pl.Expr]) -> pl.Expr:
    """The third of them; `FAR` if there is none. Kept by hand: sorting a list a row would take four times all the rest."""
    first = second = last = pl.lit(FAR)
    for day in days:
        first, day = pl.min_horizontal(first, day), pl.max_horizontal(first, day)
        second, day = pl.min_horizontal(second, day), pl.max_horizontal(second, day)
        last = pl.min_horizontal(last, day)
    return last


def completed_on() -> pl.Expr:
    days = [pl.col(f"earned{of}").fill_null(FAR) for of in range(10)]
    completed = pl.max_horizontal(*days[:3], third(days[3:]))
    return pl.when(completed < FAR).then(completed)


def renewal_hours(kind: str, table: pa.Table) -> pl.Expr:
    def one(place: int) -> pl.Expr:
        counts = pl.col(f"activity{place}_on").is_between(pl.col("certified_on"), pl.col("last_counted"))
        return pl.when(counts).then(pl.col(f"activity{place}_{kind}")).otherwise(0)

    return pl.when(pl.col("certified_on").is_not_null()).then(total(map(one, places(table, "activity"))))


def is_member(day: pl.Expr, table: pa.Table) -> pl.Expr:
    def one(place: int) -> pl.Expr:
        first, last = pl.col(f"member{place}_from_on"), pl.col(f"member{place}_to")
        return (first <= day).fill_null(False) & (last.is_null() | (day <= last))

    return pl.any_horizontal([one(place) for place in places(table, "member")])


def cents(table: pa.Table, as_of: date) -> pl.Expr:
    def portfolio(place: int) -> pl.Expr:
        day = pl.col(f"credit{place}_submitted_on")
        price = pl.when(is_member(day, table)).then(PORTFOLIO[True]).otherwise(PORTFOLIO[False])
        return pl.when(day <= as_of).then(price).otherwise(0)

    member = is_member(pl.col("reference"), table)
    application = pl.when(member).then(APPLICATION[True]).otherwise(APPLICATION[False])
    return application + total(map(portfolio, places(table, "credit")))


def status(as_of: date) -> pl.Expr:
    day = pl.lit(as_of)

    def code(number: int) -> pl.Expr:
        return pl.lit(number, pl.Int8)

    return (
        pl.when(day < pl.col("opens_on")).then(code(5))
        .when(day <= pl.col("expires_on")).then(code(6))
        .when(day <= pl.col("last_day")).then(code(7))
        .when(pl.col("certified_on").is_not_null()).then(code(8))
        .when(day <= pl.col("deadline")).then(code(3))
        .when(pl.col("deadline").is_not_null()).then(code(4))
        .when(pl.col("applied_on").is_not_null()).then(code(2))
        .when(pl.col("eligible")).then(code(1))
        .otherwise(code(0))
    )  # fmt: skip


def plan(table: pa.Table, as_of: date) -> pl.LazyFrame:
    """The whole as one lazy plan."""
    later = pl.col("expires_on").dt
    return (
        pl.DataFrame(table).lazy()
        .with_columns(known(name, as_of) for name in ("applied_on", "admitted_on", "certified_on"))
        .with_columns(
            reference=pl.coalesce("applied_on", "admitted_on", "certified_on", pl.lit(as_of)),
            deadline=pl.col("admitted_on").dt.offset_by("48mo"),
        )
        .with_columns(
            window=pl.col("reference").dt.offset_by("-60mo"),
            until=pl.min_horizontal("deadline", pl.lit(as_of)),
        )
        .with_columns(hours=hours(table, as_of), total_cents=cents(table, as_of))
        .with_columns(earned(of, table) for of in range(10))
        .with_columns(eligible=pl.col("suits") & (pl.col("hours") >= HOURS_NEEDED), completed_on=completed_on())
        .with_columns(
            certified_on=pl.coalesce(
                "certified_on",
                pl.when(pl.col("completed_on").is_not_null()).then(pl.max_horizontal("completed_on", "admitted_on")),
            )
        )
        .with_columns(expires_on=pl.col("certified_on").dt.offset_by("48mo"))
        .with_columns(opens_on=later.offset_by("-12mo"), last_day=later.offset_by("2mo"))
        .with_columns(last_counted=pl.min_horizontal("last_day", pl.lit(as_of)))
        .select(
            "eligible", "hours", "completed_on", "opens_on", "expires_on", "last_day", "total_cents",
            status=status(as_of),
            contact_hours=renewal_hours("hours", table),
            technology_hours=renewal_hours("technology", table),
        )
    )  # fmt: skip


def subject(table: pa.Table, as_of: date) -> Callable[[], pl.DataFrame]:
    """The plan, over columns that are already polars's."""
    return plan(table, as_of).collect
