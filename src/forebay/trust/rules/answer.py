"""S1: a feature that is made of the label, or whose rows the label chose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.trust.finding import Finding
from forebay.trust.traced import UNTRACED
from forebay.trust.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from forebay.trust.model_view import ModelView
    from forebay.trust.traced import Mark, Origin, Traced


def answer(view: ModelView) -> Iterator[Finding]:
    """Yield each feature that knows the answer.

    Past values of the answer are no leak: LAG, frames that end PRECEDING, and rows that a
    condition puts before the row of the prediction.
    """
    for name, feature in view.features.items():
        told = _told(feature.value, view)
        if told:
            yield _made_of(name, feature, told, view)
            continue
        chosen = _told(feature.control, view) or _in_cells(feature, view)
        if chosen:
            yield _chosen_by(name, feature, chosen, view)
            continue
        swapped = _swapped(feature, view)
        if swapped is not None:
            yield _by_position(name, feature, swapped, view)


def _in_cells(feature: Traced, view: ModelView) -> list[Origin]:
    """Return the answers by which rows were grouped that a feature puts together."""
    pooled = {o.row for o in feature.value if o.pooled}
    return [answer for answer in view.answer if answer.is_key and answer.row in pooled]


def _swapped(feature: Traced, view: ModelView) -> Mark | None:
    """Return the UNION that puts the column of the label under the name of a feature."""
    label = view.relation.columns.get((view.label or "").casefold(), UNTRACED)
    if {o.place for o in feature.value}.isdisjoint(o.place for o in label.value):
        return None
    common = {m for m in feature.marks if m.kind == "swapped"} & label.marks
    return min(common, key=lambda mark: mark.text, default=None)


def _by_position(name: str, feature: Traced, mark: Mark, view: ModelView) -> Finding:
    return Finding(
        "answer-in-feature",
        (name,),
        f'"{name}" tells the answer: a UNION puts it under the name of "{view.label}", and the '
        f"other way round",
        mark.span or feature.span,
        "UNION goes by position, and its SELECTs name the same columns in different orders.",
        "write UNION ALL BY NAME, or list the columns in one order.",
    )


def _told(origins: Iterable[Origin], view: ModelView) -> list[Origin]:
    return sorted(
        (
            o
            for o in origins
            if any(view.says_the_same(o, a) for a in view.answer) and not view.leaves_out_judged(o)
        ),
        key=lambda o: (o.place, o.row),
    )


def _made_of(name: str, feature: Traced, told: list[Origin], view: ModelView) -> Finding:
    columns = listed(dict.fromkeys(f"{o.source}.{o.column}" for o in told))
    if any(o.pooled or o.shift == "all" for o in told):
        message = f'"{name}" is reckoned from the answers that "{view.label}" asks for'
        detail = (
            f"it puts {columns} of many rows together, and the row that is to be predicted and "
            f"the rows that the model is judged on are among them."
        )
        hint = (
            "take earlier rows only: ... OVER (PARTITION BY ... ORDER BY time ROWS BETWEEN "
            "UNBOUNDED PRECEDING AND 1 PRECEDING), or join rows on a time before the prediction."
        )
    elif any(o.shift == "future" for o in told):
        message = f'"{name}" is the answer of a later row'
        detail = f"it reads {columns} of rows after its own."
        hint = "look back instead: lag(...) OVER (... ORDER BY time)."
    else:
        message = f'"{name}" tells the answer: it is made of the same column as "{view.label}"'
        detail = f"both are made of {columns}. When the prediction is made, that column is empty."
        hint = f"leave it out: SELECT * EXCLUDE ({name}) FROM ..., or name it in CARRY ({name})."
    is_proven = any(view.is_own_answer(o) or view.is_proven_late(o) for o in told)
    suspects = frozenset() if is_proven else frozenset(told)
    return Finding(
        "answer-in-feature", (name,), message, feature.span, detail, hint, suspects=suspects
    )


def _chosen_by(name: str, feature: Traced, chosen: list[Origin], view: ModelView) -> Finding:
    columns = listed(dict.fromkeys(f"{o.source}.{o.column}" for o in chosen))
    return Finding(
        "rows-chosen-by-answer",
        (name,),
        f'"{name}" depends on the answer: the rows behind it are chosen by the column of '
        f'"{view.label}"',
        feature.span,
        f"a WHERE, FILTER, ON, IN, ORDER BY or a trained model picks its rows by {columns}, so "
        f"that the feature differs where the answer does.",
        "choose the rows by what is known before the prediction, or take earlier rows only.",
        suspects=frozenset() if any(map(view.is_of_all_times, chosen)) else frozenset(chosen),
    )
