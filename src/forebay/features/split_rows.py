"""The rows of a frame that can be split, as queries see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from forebay.engine.quote import literal, quote

if TYPE_CHECKING:
    from forebay.engine.protocol import Workspace
    from forebay.features.part import Part


@dataclass(frozen=True, slots=True)
class SplitRows:
    """The frame, and the rows of it that can be split at all."""

    workspace: Workspace
    frame: str
    left_out: tuple[tuple[str, Part], ...]  # (condition, part) in order

    @property
    def eligible(self) -> str:
        """The condition that a row can be split."""
        conditions = (f"({condition}) IS NOT TRUE" for condition, _ in self.left_out)
        return " AND ".join(conditions) or "true"

    def one(self, columns: str, where: str = "true") -> tuple[object, ...]:
        """Return the one row of aggregates over them."""
        text = f"SELECT {columns} FROM {quote(self.frame)} WHERE {self.eligible} AND {where}"
        return self.workspace.rows(text)[0]

    def at_most(self, share: float, n: int) -> float:
        """Return a share of the rows, or the one that is about `n` rows if that is less."""
        if share <= 0:
            return 0.0
        total = cast("int", self.one("count(*)")[0])
        return min(share, n / total) if total else share

    def case(self, branches: list[tuple[str, Part]]) -> str:
        """Return SQL of the part of each row, those that cannot be split first."""
        whens = " ".join(
            f"WHEN {condition} THEN {literal(part)}"
            for condition, part in (*self.left_out, *branches)
        )
        return f"CASE {whens} ELSE 'train' END" if whens else "'train'"

    def last_values(self, value: str, share: float, where: str) -> str | None:
        """Return the smallest value from which on there are at most `share` of the rows, as text.

        Equal values stay together. If the last value alone has more rows than that, it is the
        answer. None if there is no row, no share, or but one value.
        """
        if share <= 0:
            return None
        frame, condition = quote(self.frame), f"{self.eligible} AND {where}"
        found = self.workspace.rows(
            "WITH counted AS ("
            f"SELECT {value} AS v, count(*) AS n FROM {frame} WHERE {condition} GROUP BY ALL"
            "), later AS ("
            "SELECT v, sum(n) OVER (ORDER BY v DESC) AS n_later, sum(n) OVER () AS n_all"
            " FROM counted WHERE v IS NOT NULL)"
            f" SELECT CAST(min(v) FILTER (n_later <= {literal(share)} * n_all) AS VARCHAR),"
            " CAST(max(v) AS VARCHAR), CAST(min(v) AS VARCHAR) FROM later"
        )
        smallest, last, first = found[0]
        if last is None or first == last:
            return None
        return str(smallest if smallest is not None else last)
