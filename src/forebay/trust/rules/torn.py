"""Things whose rows all have one answer, and which a random split tears apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.trust.counts_time import is_calendar
from forebay.trust.finding import Finding
from forebay.trust.traced import UNTRACED, Mark
from forebay.trust.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forebay.trust.model_view import ModelView
    from forebay.trust.relation import Join
    from forebay.trust.traced import Origin, Traced

_GROUPS = "data_split_group_cols"


def torn(view: ModelView) -> Iterator[Finding]:
    """Tell of a label that all rows of a thing share, where a random split tears it apart.

    It belongs to a table that is joined by its key; or an aggregate of the model's own rows gives
    it, joined back or by a window; or rows of a table are put in several times, each time with
    other columns.
    """
    options = view.statement.options
    at = view.statement.predict_at
    method = options.get("data_split_method")
    by_time = at is not None and at.expression is not None
    chosen = method is not None and str(method.value).upper() in {"CUSTOM", "SEQ", "NO_SPLIT"}
    if by_time or chosen or not view.answer:
        return
    if _GROUPS in options:
        yield from _grouped_with_time(view)
        return
    found = next(_joined(view), None) or _windowed(view) or _sibling(view) or _fanned(view)
    if found is not None:
        yield found


def _grouped_with_time(view: ModelView) -> Iterator[Finding]:
    """Tell of a column of groups that is made of a thing and a time: ``md5(id || year)``.

    Where the two are columns of their own, the rows are looked at in the build.
    """
    option = view.statement.options[_GROUPS]
    for name in option.value if isinstance(option.value, tuple) else (option.value,):
        column = view.relation.columns.get(str(name).casefold(), UNTRACED)
        plain = [o for o in column.value if not o.pooled and o.shift == "row"]
        times = sorted({o.column for o in plain if is_calendar(o.column)})
        things = sorted({o.column for o in plain} - {*times})
        is_whole = len(plain) == len(column.value) and len({o.row for o in plain}) == 1
        if not (is_whole and times and things):
            continue
        yield Finding(
            "torn-groups",
            (view.label or "",),
            f'the groups of the split hold a time, so that one "{things[0]}" is in several of them',
            option.span,
            f'"{name}" is made of {listed([*things, *times])}: the rows of one "{things[0]}" at '
            "several times are on both sides, and the model may recognise them.",
            f"group by what lasts: OPTIONS ({_GROUPS} = ['{things[0]}']).",
        )


def _joined(view: ModelView) -> Iterator[Finding]:
    for join in view.relation.joins:
        if not (join.unique and all(o.row in join.rows for o in view.answer)):
            continue
        is_pooled = any(o.pooled for o in view.answer)
        if _has_rows_of(view, join) if is_pooled else _has_more(view, join.rows):
            yield _finding_of_join(view, join)


def _finding_of_join(view: ModelView, join: Join) -> Finding:
    columns = [text.partition(" = ")[0].rpartition(".")[2] for text in join.equals]
    return Finding(
        "torn-groups",
        (view.label or "",),
        f'all rows of one "{join.name}" have the same answer, and the split tears them apart',
        join.span or view.statement.name.span,
        f'"{view.label}" belongs to "{join.name}", of which there is one row for many rows of the '
        f"model; a random split lets the model recognise them instead of learning.",
        f"keep them together: select {', '.join(columns)} and add OPTIONS ({_GROUPS} = "
        f"[{', '.join(repr(c) for c in columns)}]).",
    )


def _windowed(view: ModelView) -> Finding | None:
    label = view.relation.columns.get((view.label or "").casefold(), UNTRACED)
    pooled = [mark for mark in label.marks if mark.kind == "pooled"]
    if not pooled or not all(o.shift == "all" for o in view.answer):
        return None
    mark = min(pooled, key=lambda m: m.text)
    return _finding(view, mark, f"{mark.text} gives all rows of its partition one answer")


def _sibling(view: ModelView) -> Finding | None:
    label = view.relation.columns.get((view.label or "").casefold(), UNTRACED)
    for mark in view.relation.copies:
        if mark.kind != "siblings":
            continue
        rows = {o.row for o in label.value if o.row in mark.rows}
        places = {o.place for o in label.value}
        if mark.text == "UNPIVOT" and rows and not _is_long(view, mark):
            return _finding(view, mark, "UNPIVOT puts each row in once for each of its columns")
        if mark.text != "UNPIVOT" and (len(rows) > len(places) or _is_turned(label, rows)):
            return _finding(view, mark, "UNION ALL puts each row in once for each SELECT")
    return None


def _is_turned(label: Traced, rows: set[int]) -> bool:
    """Return whether two sides make their answers of the same columns: won there is lost here."""
    by_row = [frozenset(o.place for o in label.value if o.row == row) for row in rows]
    return len(set(by_row)) < len(by_row)


def _fanned(view: ModelView) -> Finding | None:
    used = {o.row for feature in view.features.values() for o in feature.value if not o.pooled}
    for mark in view.relation.copies:
        is_of_label = {a.row for a in view.answer} & mark.rows
        if mark.kind == "fanned" and mark.rows & used and not is_of_label:
            return _finding(view, mark, f"{mark.text} puts a row in once for each that it meets")
    return None


def _is_long(view: ModelView, mark: Mark) -> bool:
    """Return whether the label is what was unpivoted: then each row has an answer of its own."""
    label = view.relation.columns.get((view.label or "").casefold(), UNTRACED)
    return len({o.column for o in label.value if o.row in mark.rows}) > 1


def _finding(view: ModelView, mark: Mark, what: str) -> Finding:
    return Finding(
        "torn-groups",
        (view.label or "",),
        f'several rows of model "{view.name}" have one answer, and the split tears them apart',
        mark.span or view.statement.name.span,
        f"{what}; a random split lets the model recognise them instead of learning.",
        f"keep them together: select what tells them apart and add OPTIONS ({_GROUPS} = [...]).",
    )


def _has_rows_of(view: ModelView, join: Join) -> bool:
    """Return whether features are single rows of the table whose aggregate the answer is."""
    sources = {o.source for o in view.answer}
    return any(
        o.source in sources and o.row not in join.rows and not o.is_key and not o.pooled
        for feature in view.features.values()
        for o in feature.value
    )


def _has_more(view: ModelView, rows: frozenset[int]) -> bool:
    """Return whether other features are of the rows that the thing was joined to."""
    return any(_is_other(o, rows) for feature in view.features.values() for o in feature.value)


def _is_other(origin: Origin, rows: frozenset[int]) -> bool:
    return origin.row not in rows and not origin.is_key and not origin.pooled
