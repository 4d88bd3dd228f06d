"""S2 and S3: a feature that is not known yet when the prediction is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.trust.corrected_join import corrected_join
from forebay.trust.finding import Finding
from forebay.trust.left_out import left_out
from forebay.trust.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forebay.trust.model_view import ModelView
    from forebay.trust.relation import Join
    from forebay.trust.traced import Origin, Traced


def known(view: ModelView) -> Iterator[Finding]:
    """Yield what KNOWN AT and PREDICT AT prove to be late, and joins without a time.

    What SQL text cannot tell (a delay that depends on data) is left to the replay in the build.
    """
    if view.predict_at is None:
        yield from _with_the_answer(view)
        return
    late: dict[tuple[str, str], list[tuple[str, Traced, Origin]]] = {}
    for name, feature in view.features.items():
        worst = _worst(feature, view)
        if worst is not None:
            kind, origin = worst
            late.setdefault((kind, origin.source), []).append((name, feature, origin))
    for (kind, _), found in late.items():
        yield _finding(kind, found, view)


def _with_the_answer(view: ModelView) -> Iterator[Finding]:
    """Yield what is known no sooner than the answer itself, where nobody says when to predict."""
    if view.statement.predict_at is not None and view.statement.predict_at.expression is not None:
        return  # a time that SQL text does not tell
    for name, feature in view.features.items():
        if any(view.says_the_same(o, a) for o in feature.all for a in view.answer):
            continue
        late = next((o for o in sorted(feature.value, key=repr) if _is_no_sooner(o, view)), None)
        if late is not None:
            yield Finding(
                "known-too-late",
                (name,),
                f'"{name}" is not known before the answer is',
                feature.span,
                f'"{late.source}.{late.column}" is known at {known_text(late, view)}, and '
                f'"{view.label}" no later: when the prediction is made, it is empty.',
                f"leave it out: SELECT * EXCLUDE ({name}) FROM ..., or say by PREDICT AT when the "
                f"prediction is made.",
            )


def _is_no_sooner(origin: Origin, view: ModelView) -> bool:
    """Return whether a value is known at the same time as the answer of its row, or later."""
    if origin.shift == "past" or not view.lineage.is_late_column(*origin.place):
        return False
    known = view.lineage.known_at(origin)
    answers = [
        view.lineage.known_at(a)
        for a in view.answer
        if a.row == origin.row and view.lineage.is_late_column(*a.place)
    ]
    return (
        known is not None
        and bool(answers)
        and all(a is not None and known.has_base(a) and known.least_after(a) >= 0 for a in answers)
    )


def _worst(feature: Traced, view: ModelView) -> tuple[str, Origin] | None:
    """Return how a feature is late, and by which origin; None if nothing shows that it is."""
    if any(view.says_the_same(o, a) for o in feature.all for a in view.answer):
        return None  # told as the answer already
    ranked = []
    for origin in sorted(feature.all, key=lambda o: (o not in feature.value, o.place, o.row)):
        is_exact = origin.shift == "row" or (origin.frame is not None and origin.frame.is_exact)
        if not is_exact and origin.shift != "past":
            continue  # another rule tells of it
        if origin not in feature.value and _is_there(origin, view):
            continue
        timeliness = view.timeliness(origin)
        if timeliness == "late":
            is_own = view.predict_at is not None and origin.row == view.predict_at.row
            ranked.append((0, "known-too-late" if is_own else "late join", origin))
        elif timeliness == "undated" and not _is_one_row(origin, view):
            ranked.append((1, "undated-join", origin))
    if not ranked:
        return None
    _, kind, origin = min(ranked, key=lambda item: item[0])
    return kind, origin


def _is_there(origin: Origin, view: ModelView) -> bool:
    """Return whether it belongs to the very row that is predicted, by which others are looked up.

    Without that row there would be nothing to predict; columns that come later are not meant.
    """
    is_own = view.predict_at is not None and origin.row == view.predict_at.row
    return is_own and not view.lineage.is_late_column(*origin.place)


def _is_one_row(origin: Origin, view: ModelView) -> bool:
    """Return whether it was found by a primary key: then only data can tell its time."""
    return not origin.pooled and any(
        join.unique and origin.row in join.rows for join in view.relation.joins
    )


def _is_same_moment(origin: Origin, view: ModelView) -> bool:
    known, at = view.lineage.known_at(origin), view.predict_at
    return (
        known is not None
        and at is not None
        and known.has_base(at)
        and known.least_after(at) == 0 == known.most_after(at)
    )


def _finding(kind: str, found: list[tuple[str, Traced, Origin]], view: ModelView) -> Finding:
    names = tuple(name for name, _, _ in found)
    _, feature, origin = found[0]
    source = origin.source
    are = "is" if len(names) == 1 else "are"
    when = f"the prediction is made at {view.predict_text}"
    if kind == "known-too-late":
        leave_out = left_out(names, view.statement, " FROM ...")
        detail = f'"{source}.{origin.column}" is known at {known_text(origin, view)}, and {when}.'
        hint = f"leave it out: {leave_out}, or predict later."
        if not view.lineage.is_late_column(*origin.place):  # its KNOWN AT is that of the whole row
            hint += (
                f' If only some columns of "{source}" come so late, and others are there before,'
                f" say which: KNOWN AT {known_text(origin, view)} FOR (column, ...)."
            )
        if _is_same_moment(origin, view):
            detail += " That is the same moment, and what may be used is known before it."
            hint = (
                f"predict a moment later, PREDICT AT {view.predict_text} + INTERVAL 1 SECOND, if "
                f"it is there by then; else leave it out: {leave_out}"
            )
        return Finding(
            "known-too-late",
            names,
            f"{listed(names)} {are} not known yet when the prediction is made",
            feature.span,
            detail,
            hint,
        )
    join = _join_of(origin, view)
    span = join.span if join is not None and join.span is not None else feature.span
    fixed = corrected_join(origin, join, view)
    of = frozenset(origin for _, _, origin in found)
    if kind == "late join":
        return Finding(
            "known-too-late",
            names,
            f'{listed(names)} {are} read from rows of "{source}" that are not known yet',
            span,
            f'a row of "{source}" is known at {known_text(origin, view)}, and {when}; the join '
            f"lets rows in that come later than that.",
            fixed,
            # Until when a version holds decides which row is read, and says nothing by itself.
            suspects=of if all(o not in f.value for _, f, o in found) else frozenset(),
        )
    pooled = "puts rows of all times together" if origin.pooled else "takes rows of any time"
    return Finding(
        "undated-join",
        names,
        f'{listed(names)} {are} read from "{source}" without regard to time',
        span,
        f'a row of "{source}" is known at {known_text(origin, view)}, and {when}; nothing ties '
        f"the two, so the query {pooled}, later ones too.",
        fixed,
        suspects=frozenset() if any(map(view.is_proven_late, of)) else of,
    )


def known_text(origin: Origin, view: ModelView) -> str:
    """Return the KNOWN AT of an origin as its source says it."""
    node = view.lineage.clauses.get(origin.source, {})
    return node.get(origin.column, node.get("", "an unknown time"))


def _join_of(origin: Origin, view: ModelView) -> Join | None:
    return next((join for join in view.relation.joins if origin.row in join.rows), None)
