"""S7 and S8, and groups: which rows a model gets, and how often."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.trust.finding import Finding
from forebay.trust.model_view import expression_origins
from forebay.trust.traced import UNTRACED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forebay.trust.model_view import ModelView
    from forebay.trust.traced import Origin

_GROUPS = "data_split_group_cols"


def rows(view: ModelView) -> Iterator[Finding]:
    """Yield rows that the answer chose, rows that come twice, things torn apart by the split."""
    if view.label is None:
        return
    yield from _filtered(view)
    yield from _copied(view)
    yield from _torn(view)


def _filtered(view: ModelView) -> Iterator[Finding]:
    for chosen in view.relation.filters:
        if any(
            o.row == a.row and o.place == a.place and not o.pooled and o.shift != "past"
            for o in chosen.origins
            for a in view.answer
        ):
            yield Finding(
                "filtered-by-answer",
                (view.label or "",),
                f'the rows of model "{view.name}" are chosen by the answer',
                chosen.span or view.statement.name.span,
                f'the condition reads the column of "{view.label}". Rows that come to be predicted '
                f"cannot be chosen so, and the model is judged on easier ones.",
                "choose by what is known before; WHERE ... IS NOT NULL of the label is allowed.",
                severity="warning",
            )


def _copied(view: ModelView) -> Iterator[Finding]:
    told: set[int] = set()
    for name in (*view.statement.key, view.label or ""):
        column = view.relation.columns.get(name.casefold(), UNTRACED)
        told |= {o.row for o in column.value}
    at = view.statement.predict_at
    if at is not None:
        found = expression_origins(at.expression, view.node, view.lineage)
        told |= {o.row for o in found.value}
    told |= {o.row for chosen in view.relation.filters for o in chosen.origins}
    for mark in view.relation.copies:
        if mark.rows & told:
            continue  # a calendar or a grid: each of its rows is one to predict
        yield Finding(
            "copied-rows",
            (view.label or "",),
            f'rows of model "{view.name}" come more than once',
            mark.span or view.statement.name.span,
            f"{mark.text} repeats them before the split, so that the model is judged on rows that "
            f"it has learned.",
            "keep each row once, and weigh it: OPTIONS (auto_class_weights = TRUE), or "
            "instance_weight_col.",
        )
        return


def _torn(view: ModelView) -> Iterator[Finding]:
    """Tell of a label that all rows of a thing share, where a random split tears it apart."""
    options = view.statement.options
    at = view.statement.predict_at
    method = options.get("data_split_method")
    by_time = at is not None and at.expression is not None
    chosen = method is not None and str(method.value).upper() in {"CUSTOM", "SEQ", "NO_SPLIT"}
    if by_time or chosen or _GROUPS in options or not view.answer:
        return
    for join in view.relation.joins:
        if (
            join.unique
            and all(_is_of_join(o, join.rows) for o in view.answer)
            and _has_more(view, join.rows)
        ):
            columns = [text.partition(" = ")[0].rpartition(".")[2] for text in join.equals]
            yield Finding(
                "torn-groups",
                (view.label or "",),
                f'all rows of one "{join.name}" have the same answer, and the split tears them '
                f"apart",
                join.span or view.statement.name.span,
                f'"{view.label}" belongs to "{join.name}", of which there is one row for many rows '
                f"of the model; a random split lets the model recognise them instead of learning.",
                f"keep them together: select {', '.join(columns)} and add OPTIONS ({_GROUPS} = "
                f"[{', '.join(repr(c) for c in columns)}]).",
            )
            return


def _is_of_join(origin: Origin, rows: frozenset[int]) -> bool:
    return origin.row in rows and not origin.pooled


def _has_more(view: ModelView, rows: frozenset[int]) -> bool:
    """Return whether other features are of the rows that the thing was joined to."""
    return any(
        o.row not in rows and not o.is_key and not o.pooled
        for feature in view.features.values()
        for o in feature.value
    )
