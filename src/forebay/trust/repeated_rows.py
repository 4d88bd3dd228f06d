"""Rows that are trained on and judged on: copies across the split."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from forebay.engine.quote import quote
from forebay.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.engine import Workspace
    from forebay.errors import Span
    from forebay.features.split import Split

REFUSED_SHARE = 0.001
# How many times more copies than chance gives there must be: columns go together, so that rows are
# alike far more often than if they did not.
_LEAST_EXCESS = 1000.0
_LEAST_COLUMNS = 5  # with fewer, rows that are alike are told and never refused


@dataclass(frozen=True, slots=True)
class RepeatedRows:
    """How many gate rows have a twin, equal in all features and the label, among training rows.

    Parameters
    ----------
    by_chance
        How many twins a gate row would have if no two columns had anything to do with each other.
    columns
        How many columns were compared.

    """

    gate_rows: int
    repeated: int
    by_chance: float
    columns: int


def repeated_rows(
    workspace: Workspace, frame: str, split: Split, columns: Sequence[str]
) -> RepeatedRows:
    """Count the gate rows whose content is also trained or tuned on.

    Parameters
    ----------
    columns
        The features and the label.

    """
    content = f"hash({', '.join(quote(name) for name in columns)})"
    source = f"FROM {quote(frame)} WHERE"
    trained = f"{source} {split.where('train', 'tune')}"
    rows: Any = workspace.rows(
        f"WITH t AS (SELECT {content} AS h {trained}),"
        f" g AS (SELECT {content} AS h {source} {split.where('gate')})"
        " SELECT (SELECT count(*) FROM g), (SELECT count(*) FROM g SEMI JOIN t USING (h))"
    )
    gate_rows, repeated = (int(n) for n in rows[0])
    chance = _by_chance(workspace, trained, columns) if repeated else 0.0
    return RepeatedRows(gate_rows, repeated, chance, len(columns))


def _by_chance(workspace: Workspace, trained: str, columns: Sequence[str]) -> float:
    """Return the training rows times the chance that two rows are equal in every column."""
    chance = 1.0
    for name in columns:
        found: Any = workspace.rows(
            f"SELECT sum(n * n), sum(n) FROM (SELECT CAST(count(*) AS DOUBLE) AS n {trained}"
            f" GROUP BY {quote(name)})"
        )
        squares, n_rows = found[0]
        chance *= squares / n_rows**2
    return float(chance * n_rows)


def repeated_problem(found: RepeatedRows, model: str, span: Span) -> Problem | None:
    """Return what is said of copies; None where there are none or chance explains them."""
    if not found.repeated:
        return None
    share = found.repeated / found.gate_rows
    if share < _LEAST_EXCESS * found.by_chance:
        return None
    refused = share > REFUSED_SHARE and found.columns >= _LEAST_COLUMNS
    return Problem(
        "repeated-rows",
        f'{found.repeated:,} of {found.gate_rows:,} rows that judge "{model}" are trained on too',
        span,
        detail="they are equal in every feature and in the label, so that the figures reward"
        " remembering them.",
        hint="find out why rows are there twice (a join, a file loaded again) and keep one: a"
        " PRIMARY KEY or QUALIFY row_number() OVER (PARTITION BY ...) = 1.",
        severity="error" if refused else "warning",
    )
