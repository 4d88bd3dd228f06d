"""The main metric in the slices of the rows that a model was judged on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from forebay.engine.quote import literal, quote
from forebay.evaluate import ScoredRows, main_metric
from forebay.evaluate.intervals import intervals
from forebay.gate.slices import slices_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.catalog import Version
    from forebay.engine import Workspace
    from forebay.evaluate.interval import Interval
    from forebay.query.live_model import LiveModel

    Slices: TypeAlias = tuple[tuple[str, tuple[tuple[str, int, Interval], ...]], ...]

_COLUMNS: Final = 4
_VALUES: Final = 20
_EACH: Final = re.compile(r"FOR EACH\s+(\"(?:[^\"]|\"\")+\"|\S+)", re.IGNORECASE)


def declared_slices(version: Version) -> tuple[str, ...]:
    """Return the columns that the standards of a version's verdict slice by."""
    verdict: Any = version.details.get("verdict") or {}
    texts = " ".join(standard["text"] for standard in verdict.get("standards", ()))
    found = [name.strip('"').replace('""', '"') for name in _EACH.findall(texts)]
    return tuple(dict.fromkeys(found))


def slice_figures(workspace: Workspace, model: LiveModel, declared: Sequence[str] = ()) -> Slices:
    """Return for up to four columns the figures of up to twenty values, the largest slices first.

    The declared columns, then the texts and Booleans among the features that have two to twenty
    values in the judged rows. Values with fewer than 50 rows, or than 10 of a class, are left out.
    """
    assert model.gate is not None  # noqa: S101 - for the type checker: the caller has looked
    gate = f"read_parquet({literal(str(model.gate))})"
    metric = main_metric(model.label.task)
    found = []
    for column in _columns(workspace, model, gate, declared):
        text = f"(SELECT __label AS label, __score AS score, {quote(column)} FROM {gate})"
        rows = ScoredRows(workspace, text, model.label.task, model.classes, model.threshold)
        values = []
        for piece in slices_of(rows, column)[:_VALUES]:
            if piece.is_judged:
                part = rows.narrowed(piece.condition(column))
                values.append((piece.name, piece.n_rows, intervals(part, [metric])[metric]))
        if len(values) > 1:
            found.append((column, tuple(values)))
    return tuple(found)


def _columns(
    workspace: Workspace, model: LiveModel, gate: str, declared: Sequence[str]
) -> tuple[str, ...]:
    there = {c.name.casefold(): c.name for c in workspace.describe(f"FROM {gate}").columns}
    chosen = [there[name.casefold()] for name in declared if name.casefold() in there]
    for column in model.features.inputs:
        if len(chosen) >= _COLUMNS:
            break
        if column.name in chosen or column.type.upper() not in {"VARCHAR", "BOOLEAN"}:
            continue
        ((n,),) = workspace.rows(f"SELECT count(DISTINCT {quote(column.name)}) FROM {gate}")
        if 1 < int(str(n)) <= _VALUES:
            chosen.append(column.name)
    return tuple(chosen[:_COLUMNS])
