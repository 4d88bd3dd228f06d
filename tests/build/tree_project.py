"""A project over shops in zones in cities, and their sums."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from tests.build.series_project import SOURCE, Series, sold

if TYPE_CHECKING:
    from pathlib import Path

SHOPS = {"s1": ("a", "x"), "s2": ("a", "x"), "s3": ("a", "y"), "s4": ("b", "z")}
IDS = ", time_series_id_col = ['city', 'zone', 'shop'], horizon = 7, auto_arima_max_order = 1"
TREE = IDS + ", hierarchical_time_series_cols = ['city', 'zone', 'shop']"
LEVELS = {
    (None, None, None): ["s1", "s2", "s3", "s4"],
    ("a", None, None): ["s1", "s2", "s3"],
    ("b", None, None): ["s4"],
    ("a", "x", None): ["s1", "s2"],
    ("a", "y", None): ["s3"],
    ("b", "z", None): ["s4"],
}


class Tree(Series):
    """Shops in zones in cities."""

    def plant(self, days: int = 60, ends: dict[str, int] | None = None) -> None:
        self.rows(
            [
                f"{city},{zone},{shop},{date(2026, 1, 1) + timedelta(day)},{sold(i, day):.4f}"
                for i, (shop, (city, zone)) in enumerate(SHOPS.items())
                for day in range((ends or {}).get(shop, days))
            ],
            "city,zone,shop,day,sold",
        )


def planted(root: Path) -> Tree:
    project = Tree(root)
    project.write("forebay.toml", 'name = "s"\ndefault_env = "dev"\nthreads = 2\n')
    project.write("sales.sql", SOURCE)
    project.plant()
    return project
