"""S4 and S5: a feature made of later rows, or of all rows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from forebay.trust.counts_time import is_calendar
from forebay.trust.finding import Finding
from forebay.trust.order_of_rows import are_disjoint, is_before, origin_is_before

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forebay.trust.model_view import ModelView
    from forebay.trust.traced import Mark, Origin, Origins, Traced


def around(view: ModelView) -> Iterator[Finding]:
    """Yield features that look ahead, and statistics over the rows that the model is judged on."""
    if view.label is None:
        return
    for name, feature in view.features.items():
        if any(view.says_the_same(o, a) for o in feature.all for a in view.answer):
            continue  # told as the answer already
        later = _mark(feature, "later", view)
        pooled = _mark(feature, "pooled", view)
        if later is not None:
            yield replace(_later(name, feature, later), suspects=_suspects(feature, view))
        elif pooled is not None:
            found = _pooled(name, feature, f"{pooled.text} goes over", pooled)
            yield replace(found, suspects=_suspects(feature, view))
        elif (origin := _joined_back(feature, view)) is not None:
            what = f'an aggregate of "{origin.source}" that is joined back to its rows goes over'
            yield replace(_pooled(name, feature, what, None), suspects=_suspects(feature, view))
        elif (origin := _ahead(feature, view)) is not None:
            yield replace(_after(name, feature, origin), suspects=_suspects(feature, view))
        elif (origin := _out_of_order(feature, view)) is not None:
            yield _any_time(name, feature, origin)


def _suspects(feature: Traced, view: ModelView) -> Origins:
    """Return what the replay is to decide about: nothing where it is proven late."""
    around = [o for o in feature.value if o.shift == "all" or o.pooled]
    return frozenset() if any(map(view.is_proven_late, around)) else feature.value


def _mark(feature: Traced, kind: str, view: ModelView) -> Mark | None:
    found = [
        m
        for m in feature.marks
        if m.kind == kind
        and not _is_in_time(feature, m, view)
        and not (kind == "pooled" and _is_on_one_side(feature, m, view))
    ]
    return min(found, key=lambda mark: mark.text) if found else None


def _is_in_time(feature: Traced, mark: Mark, view: ModelView) -> bool:
    """Return whether all that a window reads is known when the prediction is made.

    The schedule of a day is an example. What is known later is told by another rule.
    """
    read = [o for o in feature.value if o.row in mark.rows and o.shift != "row"]
    if read and all(origin_is_before(o, a.row, view.facts) for o in read for a in view.answer):
        return True
    return (
        bool(read)
        and view.predict_at is not None
        and all(
            view.lineage.known_at(o) is not None and view.timeliness(o) in {"early", "unsure"}
            for o in read
        )
    )


def _is_on_one_side(feature: Traced, mark: Mark, view: ModelView) -> bool:
    """Return whether a window takes rows that the split keeps together, and that have no time.

    The cheapest of the offers that one person has is an example.
    """
    option = view.statement.options.get("data_split_group_cols")
    if option is None:
        return False
    names = option.value if isinstance(option.value, tuple) else (option.value,)
    columns = [view.relation.columns.get(str(name).casefold()) for name in names]
    kept = [{o.place for o in column.value} for column in columns if column is not None]
    if not kept or not all(places and places <= mark.by for places in kept):
        return False
    sources = {o.source for o in feature.value if o.row in mark.rows}
    relations = [view.lineage.relations.get(source) for source in sources]
    return not any(
        is_calendar(name) or (column.time is not None and column.time.is_time)
        for relation in relations
        if relation is not None
        for name, column in relation.columns.items()
    )


def _joined_back(feature: Traced, view: ModelView) -> Origin | None:
    """Return an origin that pools rows of a table of which the model has rows too."""
    if not any(origin.pooled for origin in feature.value):
        return None  # nearly every feature, and what follows goes through all of them
    # Of SELECT DISTINCT all columns are keys, the answer's too: its rows are rows all the same.
    whole = {answer.row for answer in view.answer if answer.is_key}
    single = [
        o
        for column in (*view.features.values(), _label(view))
        for o in column.value
        if not o.pooled
        and (not o.is_key or o.row in whole)
        and not all(origin_is_before(o, a.row, view.facts) for a in view.answer)
    ]
    of_rows = view.relation.reads | {o.source for o in view.answer}
    for origin in sorted(feature.value, key=lambda o: (o.place, o.row)):
        is_early = view.predict_at is not None and view.timeliness(origin) == "early"
        if origin.source not in of_rows or is_early:
            continue  # a table of things that the rows refer to, or one that is known before
        if view.leaves_out_judged(origin):
            continue
        if origin.pooled and any(
            o.source == origin.source
            and o.row != origin.row
            and not origin_is_before(origin, o.row, view.facts)
            and not are_disjoint(origin.row, o.row, view.facts)
            for o in single
        ):
            return origin
    return None


def _ahead(feature: Traced, view: ModelView) -> Origin | None:
    """Return an origin of rows that a condition puts after the rows that the label is of.

    What KNOWN AT says of them is another rule's.
    """
    rows = {answer.row for answer in view.answer}
    for origin in sorted(feature.value, key=lambda o: (o.place, o.row)):
        if origin.row in rows or origin.is_key or origin.shift != "row":
            continue
        if view.lineage.known_at(origin) is not None and view.predict_at is not None:
            continue
        if rows and all(is_before(r, origin.row, view.facts, by_one_column=True) for r in rows):
            return origin
        if origin.pooled and _is_after_features(origin, view):
            return origin
    return None


def _out_of_order(feature: Traced, view: ModelView) -> Origin | None:
    """Return an origin of which a window takes other rows in an order that is not known as time.

    ``lag(x) OVER (ORDER BY CAST(month AS VARCHAR))`` is an example. Nothing is proven by it: only
    where the replay can decide, it is suspected.
    """
    return next(
        (
            o
            for o in sorted(feature.value, key=lambda o: (o.place, o.row))
            if view.timeliness(o) == "open" and view.is_replayed(frozenset({o}))
        ),
        None,
    )


def _is_after_features(origin: Origin, view: ModelView) -> bool:
    """Return whether many rows are put together that come after those of the other features.

    Where they come before what the label is of, they are known by then.
    """
    if all(origin_is_before(origin, answer.row, view.facts) for answer in view.answer):
        return False
    single = {o.row for f in view.features.values() for o in f.value if not o.pooled}
    return any(is_before(row, origin.row, view.facts, by_one_column=True) for row in single)


def _label(view: ModelView) -> Traced:
    return view.relation.columns[(view.label or "").casefold()]


def _later(name: str, feature: Traced, mark: Mark) -> Finding:
    return Finding(
        "later-rows",
        (name,),
        f'"{name}" is made of rows that come later',
        mark.span or feature.span,
        f"{mark.text} reads rows behind its own; when the prediction is made, they do not exist.",
        "look back: lag(...), or a frame that ends PRECEDING or at CURRENT ROW.",
    )


def _any_time(name: str, feature: Traced, origin: Origin) -> Finding:
    return Finding(
        "later-rows",
        (name,),
        f'"{name}" may be made of rows that come later',
        feature.span,
        f'a window takes rows of "{origin.source}" in an order that does not show their time.',
        "order the window by time, and end it before the row.",
        suspects=feature.value,
    )


def _after(name: str, feature: Traced, origin: Origin) -> Finding:
    return Finding(
        "later-rows",
        (name,),
        f'"{name}" is made of rows that come later',
        feature.span,
        f'a condition joins rows of "{origin.source}" that come after the row of the label; when '
        f"the prediction is made, they do not exist.",
        "join earlier rows instead.",
    )


def _pooled(name: str, feature: Traced, what: str, mark: Mark | None) -> Finding:
    return Finding(
        "all-rows-statistic",
        (name,),
        f'"{name}" is a statistic over all rows, those that the model is judged on among them',
        (mark.span if mark is not None else None) or feature.span,
        f"{what} rows of all times and of both sides of the split, so the figures of the model "
        f"come out too good.",
        "compute it in TRANSFORM, which fits on training rows only (ML.STANDARD_SCALER(x) OVER (), "
        "ML.IMPUTER, ML.QUANTILE_BUCKETIZE), or over earlier rows only: OVER (... ORDER BY time "
        "ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING).",
    )
