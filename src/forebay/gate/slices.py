"""The values of a column among gate rows, and whether each has rows enough to be judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from forebay.engine.quote import literal, quote
from forebay.evaluate.typed_rows import score_is_valid
from forebay.gate.evidence_floor import slice_is_judged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.evaluate.scored_rows import ScoredRows, Scorer


@dataclass(frozen=True, slots=True)
class Slice:
    """The rows with one value."""

    value: str | None  # None: the column is NULL
    n_rows: int
    is_judged: bool

    @property
    def name(self) -> str:
        """The value as a person reads it."""
        return "NULL" if self.value is None else self.value

    def condition(self, column: str) -> str:
        """Return SQL of whether a row has the value."""
        text = f"CAST({quote(column)} AS VARCHAR)"
        return f"{text} IS NULL" if self.value is None else f"{text} = {literal(self.value)}"


def slices_of(rows: ScoredRows, column: str, compared: Sequence[Scorer] = ()) -> list[Slice]:
    """Return the values of a column among the rows with all scores that are compared."""
    scorers: tuple[Scorer, ...] = tuple(dict.fromkeys(("score", *compared)))
    conditions = [score_is_valid(rows, quote(rows.column(scorer))) for scorer in scorers]
    conditions += [f"{quote(rows.label)} IS NOT NULL"]
    conditions += [f"({rows.where})"] if rows.where else []
    label = "0" if rows.task == "regression" else f"CAST({quote(rows.label)} AS INTEGER)"
    found = rows.workspace.rows(
        f"SELECT CAST({quote(column)} AS VARCHAR) AS slice, {label} AS class, count(*)"
        f" FROM {rows.relation} WHERE {' AND '.join(conditions)} GROUP BY ALL"
    )
    counts: dict[str | None, dict[int, int]] = {}
    for value, label_value, n in found:
        by_class = counts.setdefault(cast("str | None", value), {})
        by_class[cast("int", label_value)] = cast("int", n)
    n_classes = max(2, len(rows.classes))
    slices = []
    for value, by_class in counts.items():
        n = sum(by_class.values())
        classes = [by_class.get(c, 0) for c in range(n_classes)]
        slices.append(Slice(value, n, slice_is_judged(rows.task, n, classes)))
    return sorted(slices, key=lambda s: (-s.n_rows, s.value is None, s.name))
