"""Rows that are trained on and judged on, or judged on more than once: copies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from forebay.engine.quote import quote
from forebay.errors import Problem
from forebay.features.alike_by_nature import alike_by_nature
from forebay.features.part import SEEN_PARTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.engine import Workspace
    from forebay.errors import Span
    from forebay.features.split import Split

_LEAST_REPEATED = 5  # two or three pairs change no figure, and people do resemble each other
REFUSED_SHARE = 0.001
REFUSED_SHARE_WITHIN = 0.05  # of the rows that judge: so many make intervals too narrow
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
    by_nature
        Whether contents come as often as they would if rows were drawn from a limited set of them.
    within
        How many gate rows are equal to one that is judged already.

    """

    gate_rows: int
    repeated: int
    by_chance: float
    columns: int
    by_nature: bool = False
    within: int = 0


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
    seen = split.where(*SEEN_PARTS, "gate")
    trained = f"{source} {split.where(*SEEN_PARTS)}"
    rows: Any = workspace.rows(
        f"WITH t AS (SELECT {content} AS h {trained}),"
        f" g AS (SELECT {content} AS h {source} {split.where('gate')})"
        " SELECT (SELECT count(*) FROM g), (SELECT count(*) FROM g SEMI JOIN t USING (h)),"
        " (SELECT count(*) - count(DISTINCT h) FROM g)"
    )
    gate_rows, repeated, within = (int(n) for n in rows[0])
    if not (repeated or within):
        return RepeatedRows(gate_rows, 0, 0.0, len(columns))
    chance = _by_chance(workspace, trained, columns)
    by_nature = alike_by_nature(workspace, f"SELECT {content} AS h {source} {seen}")
    return RepeatedRows(gate_rows, repeated, chance, len(columns), by_nature, within)


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


def repeated_problem(
    found: RepeatedRows, model: str, span: Span, *, told_apart: bool, in_time: bool
) -> Problem | None:
    """Return what is said of copies; None where there are none or chance explains them.

    Parameters
    ----------
    told_apart
        Whether a KEY says that the rows are different ones, as those of the months of a quarter, or
        the split keeps the rows of a thing together.
    in_time
        Whether the split goes by time: then alike ones are events that happen again, because copies
        have one time, and equal times are on one side.

    """
    if found.by_nature:
        return None
    share = found.repeated / found.gate_rows
    if not found.repeated or share < _LEAST_EXCESS * found.by_chance:
        return _within_problem(found, model, span, told_apart=told_apart)
    refused = share > REFUSED_SHARE and found.columns >= _LEAST_COLUMNS
    refused &= found.repeated >= _LEAST_REPEATED and not in_time
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


def _within_problem(
    found: RepeatedRows, model: str, span: Span, *, told_apart: bool
) -> Problem | None:
    """Return what is said of copies that the split keeps together."""
    share = found.within / found.gate_rows
    refused = share > REFUSED_SHARE_WITHIN and found.columns >= _LEAST_COLUMNS
    if not refused or found.within < _LEAST_REPEATED or share < _LEAST_EXCESS * found.by_chance:
        return None
    return Problem(
        "repeated-rows",
        f'{found.within:,} of {found.gate_rows:,} rows that judge "{model}" judge it once more',
        span,
        detail="they are equal in every feature and in the label to one that is counted already, so"
        " that the figures look surer than they are, and favour what is there most often.",
        hint="find out why rows are there more than once (a join, a list of weights) and keep one: "
        "a PRIMARY KEY or QUALIFY row_number() OVER (PARTITION BY ...) = 1; to weigh rows,"
        " OPTIONS (instance_weight_col = '...').",
        severity="warning" if told_apart else "error",
    )
