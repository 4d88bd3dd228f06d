"""The hint of a join that reads rows of the wrong time: the SQL that reads the right ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.trust.words import shifted_by

if TYPE_CHECKING:
    from forebay.trust.model_view import ModelView
    from forebay.trust.relation import Join
    from forebay.trust.traced import Origin


def corrected_join(origin: Origin, join: Join | None, view: ModelView) -> str:
    """Return a hint with the join as it must be, as far as the text of the query gives it."""
    known, predict_at = view.lineage.known_at(origin), view.predict_at
    if known is None or predict_at is None:
        return ""
    time = known.column
    if origin.pooled or join is None:
        limit = shifted_by("p", -known.offset) if known.offset else "p"
        return (
            f"put only earlier rows together: join before the aggregate with AND {time} < {limit}, "
            f"where p is the time of the prediction ({view.predict_text})."
        )
    base = next(
        (
            (moment, name)
            for moment, name in join.times
            if moment.has_base(predict_at) and moment.terms == predict_at.terms
        ),
        None,
    )
    left, offset = f"({view.predict_text})", -known.offset
    if base is not None:
        left, offset = base[1], predict_at.offset - base[0].offset - known.offset
    equals = [*join.equals] if all("=" in text for text in join.equals) else []
    equals = [text for text in equals if f".{time}" not in text.casefold()]
    # The column may have another name there, or be some time away from what it is made of.
    moved, own = next(
        (
            (moment.offset, name)
            for moment, name in join.times
            if moment.row in join.rows and moment.column == time and not moment.terms
        ),
        (0.0, f"{join.alias}.{time}"),
    )
    condition = " AND ".join([*equals, f"{own} < {shifted_by(left, offset + moved)}"])
    alias = f" AS {join.alias}" if join.alias != join.name.casefold() else ""
    return f"take the last row that was known: ASOF LEFT JOIN {join.name}{alias} ON {condition}."
