"""A project over series, and what asks it."""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from tests.algorithms.air_passengers import AIR_PASSENGERS
from tests.shop import Shop

from forebay.build.event import Judged, Noticed
from forebay.session import connect

if TYPE_CHECKING:
    from collections.abc import Sequence

SOURCE = "CREATE EXTERNAL TABLE sales OPTIONS (format = 'CSV', uris = ['sales.csv']);"
MODEL = """
CREATE MODEL forecast
OPTIONS (model_type = 'ARIMA_PLUS', time_series_timestamp_col = 'day',
  time_series_data_col = 'sold'{options})
{standards}
AS {query};
"""
IDS = ", time_series_id_col = 'shop', horizon = 7"


class Series(Shop):
    """A project over series; rows are written as they come."""

    def rows(self, rows: Sequence[str], header: str = "shop,day,sold") -> None:
        self.write("sales.csv", "\n".join([header, *rows]) + "\n")

    def shops(self, count: int, days: int = 60) -> None:
        self.rows(
            [
                f"s{shop:02d},{date(2026, 1, 1) + timedelta(day)},{sold(shop, day):.4f}"
                for shop in range(count)
                for day in range(days)
            ]
        )

    def model(
        self, options: str = IDS, standards: str = "", query: str = "SELECT * FROM sales"
    ) -> None:
        self.write("m.sql", MODEL.format(options=options, standards=standards, query=query))

    def verdict(self) -> Judged:
        return next(event for event in self.events if isinstance(event, Judged))

    def notices(self) -> dict[str, str]:
        found = [event.problem for event in self.events if isinstance(event, Noticed)]
        return {problem.name: f"{problem.message} {problem.detail}" for problem in found}

    def columns(self, call: str) -> list[tuple[str, str]]:
        with connect(self.root) as session:
            found = session.sql(f"SELECT * FROM {call}")
            return list(zip(found.columns, found.types, strict=True))

    def ask(self, text: str) -> list[tuple[Any, ...]]:
        with connect(self.root) as session:
            return session.sql(text).fetchall()


def sold(shop: int, day: int) -> float:
    """Return a weekly wave on a slope, with noise that is the same on every run."""
    noise = math.sin(12.9898 * day + 78.233 * shop) * 43758.5453 % 1
    return 100 + 10 * shop + 0.2 * day + 20 * math.sin(2 * math.pi * day / 7) + 5 * noise


def airline(project: Series, standards: str = "", options: str = ", horizon = 12") -> None:
    lines = [f"{1949 + i // 12}-{1 + i % 12:02d}-01,{int(n)}" for i, n in enumerate(AIR_PASSENGERS)]
    project.rows(lines, "day,sold")
    project.model(options, standards)
