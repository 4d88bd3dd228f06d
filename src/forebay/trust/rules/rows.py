"""S7 and S8, and groups: which rows a model gets, and how often."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from forebay.trust.finding import Finding
from forebay.trust.is_drawn import is_drawn
from forebay.trust.model_view import expression_origins
from forebay.trust.order_of_rows import is_before
from forebay.trust.rules.torn import torn
from forebay.trust.traced import REPEATED, ROWS, UNTRACED

_CENSORED: Final = re.compile(r"(^|_)cens(or(s|ed|ing)?)?(_|$)")
# Functions of a window that are divided by the size of the partition.
_SHARES: Final = re.compile(r"(count|ntile|percent_rank|cume_dist)\(.*\) over", re.IGNORECASE)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forebay.trust.model_view import ModelView
    from forebay.trust.relation import Filter
    from forebay.trust.traced import Mark, Origin


def rows(view: ModelView) -> Iterator[Finding]:
    """Yield rows that the answer chose, rows that come twice, things torn apart by the split."""
    if view.label is None:
        return
    yield from _filtered(view)
    yield from _foreseen(view)
    yield from _censored(view)
    yield from _split_by_answer(view)
    yield from _copied(view)
    yield from torn(view)


def _filtered(view: ModelView) -> Iterator[Finding]:
    for chosen in view.relation.filters:
        if (
            chosen.names_classes
            or _takes_a_share(chosen, view)
            or _asks_for_part(chosen.text, view)
        ):
            continue
        if any(_chooses(o, a, view) for o in chosen.origins for a in view.answer):
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


def _censored(view: ModelView) -> Iterator[Finding]:
    """Tell of rows that are chosen by whether their end was seen."""
    for chosen in view.relation.filters:
        columns = {o.place for o in chosen.origins}
        if len(columns) != 1 or any(
            _chooses(o, a, view) for o in chosen.origins for a in view.answer
        ):
            continue
        ((source, column),) = columns
        if _CENSORED.search(column) is None:
            continue
        yield Finding(
            "filtered-by-answer",
            (view.label or "",),
            f'the rows of model "{view.name}" are chosen by whether their end was seen',
            chosen.span or view.statement.name.span,
            f'the condition reads "{source}.{column}": those that last longest are left out, so '
            f"that the model learns and is judged on shorter ones than will come.",
            "keep all rows, and predict what every row can tell: whether it ends within a time "
            "that all of them were watched.",
            severity="warning",
        )


def _takes_a_share(chosen: Filter, view: ModelView) -> bool:
    """Return whether of each answer as many rows are taken as it has: the odds stay.

    As by ``row_number() OVER (PARTITION BY y ...) <= 0.2 * count(*) OVER (PARTITION BY y)``.
    """
    own = [o for o in chosen.origins if any(o.row == a.row and o.meets(a) for a in view.answer)]
    own = [o for o in own if o.shift == "row"]
    return bool(own) and all(o.is_key for o in own) and _SHARES.search(chosen.text) is not None


def _split_col(view: ModelView) -> str:
    option = view.statement.options.get("data_split_col")
    return str(option.value).casefold() if option is not None else ""


def _asks_for_part(text: str, view: ModelView) -> bool:
    """Return whether a condition asks for rows by the column of a split that is drawn."""
    name = _split_col(view)
    return bool(name) and text.removeprefix("not ") == name and is_drawn(view)


def _foreseen(view: ModelView) -> Iterator[Finding]:
    """Tell of rows that are chosen by other columns that nobody knows yet."""
    rows = {answer.row for answer in view.answer}
    for chosen in view.relation.filters:
        if any(_chooses(o, a, view) for o in chosen.origins for a in view.answer):
            continue  # told already
        later = next(
            (o for o in sorted(chosen.origins, key=repr) if _is_later(o, rows, view)), None
        )
        if later is not None:
            yield Finding(
                "filtered-by-answer",
                (view.label or "",),
                f'the rows of model "{view.name}" are chosen by what is known only later',
                chosen.span or view.statement.name.span,
                f'the condition reads "{later.source}.{later.column}", which nobody knows yet when '
                f"the prediction is made. Rows that come to be predicted cannot be chosen so, and "
                f"the model is judged on other ones.",
                "choose by what is known before the prediction.",
                severity="warning",
            )


def _is_later(origin: Origin, rows: set[int], view: ModelView) -> bool:
    if origin.shift == "past" or origin.is_key:
        return False
    if view.predict_at is not None and view.lineage.known_at(origin) is not None:
        is_own = origin.row == view.predict_at.row
        return is_own and view.timeliness(origin) == "late"
    return bool(rows) and all(
        is_before(row, origin.row, view.facts, by_one_column=True) for row in rows
    )


def _chooses(origin: Origin, answer: Origin, view: ModelView) -> bool:
    """Return whether a condition reads the answer of the very row, itself or by a sub-query."""
    if origin.row == answer.row:
        return origin.meets(answer) and origin.shift != "past"
    is_later = is_before(answer.row, origin.row, view.facts, by_one_column=True)
    return view.says_the_same(origin, answer) or (origin.meets(answer) and is_later)


def _split_by_answer(view: ModelView) -> Iterator[Finding]:
    """Tell of a column of the split that the answer decides: the test has other odds than life."""
    option = view.statement.options.get("data_split_col")
    if option is None:
        return
    name = str(option.value)
    found = view.relation.columns.get(name.casefold(), UNTRACED)
    if is_drawn(view):
        return
    # A share of each answer's own rows is told by the rows, if the shares differ.
    if any(_chooses(o, a, view) for o in found.all if not o.is_key for a in view.answer):
        yield Finding(
            "filtered-by-answer",
            (view.label or "",),
            f'the rows that model "{view.name}" is judged on are chosen by the answer',
            option.span,
            f'the split goes by "{name}", which is made of the column of "{view.label}".',
            "split by a time, by a key, or leave the option out.",
            severity="warning",
        )


def _copied(view: ModelView) -> Iterator[Finding]:
    told: set[int] = set()
    for name in (*view.statement.key, view.label or ""):
        column = view.relation.columns.get(name.casefold(), UNTRACED)
        if any(o.column == ROWS for o in column.value):
            continue  # a number that the query gives its rows tells copies apart, no more
        told |= {o.row for o in column.all if o.column != REPEATED}
    at = view.statement.predict_at
    if at is not None:
        found = expression_origins(at.expression, view.node, view.lineage)
        told |= {o.row for o in found.value}
    told |= {o.row for chosen in view.relation.filters for o in chosen.origins}
    if any(chosen.text == f"not {_split_col(view)}" for chosen in view.relation.filters):
        return  # what is repeated is not among the rows that judge
    used = {o.row for found in view.features.values() for o in found.all}
    for mark in view.relation.copies:
        if mark.kind == "crossed" and _keeps_copies(mark, view):
            continue
        if mark.kind in {"siblings", "fanned"} or (mark.kind == "crossed" and mark.rows & used):
            continue
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
            suspects=_all_of(view) if mark.kind == "perhaps copies" else frozenset(),
        )
        return


def _keeps_copies(mark: Mark, view: ModelView) -> bool:
    """Return whether the split keeps together what a join repeats: by a column of the rows."""
    option = view.statement.options.get("data_split_group_cols")
    names = option.value if option is not None else ()
    columns = [
        view.relation.columns.get(str(name).casefold(), UNTRACED)
        for name in (names if isinstance(names, tuple) else (names,))
    ]
    kept = [o for column in columns for o in column.value]
    return bool(kept) and all(o.row not in mark.rows for o in kept)


def _all_of(view: ModelView) -> frozenset[Origin]:
    """Return what all features are made of: whether conditions overlap, only the rows tell."""
    return frozenset(o for found in view.features.values() for o in found.value)
