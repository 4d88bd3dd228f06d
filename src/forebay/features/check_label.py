"""What a label must be before anything is learned from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forebay.checks.future_times import latest_moment
from forebay.engine.quote import literal, quote
from forebay.errors import EngineError, Problem
from forebay.features.frame import PREDICT_AT
from forebay.features.spelling import spelling

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from forebay.engine.protocol import Workspace
    from forebay.features.label import Label
    from forebay.features.roles import Roles
    from forebay.features.split import Split

_SHOWN = 5
_MOST_UNLABELLED = 0.2  # of the rows whose label may be known


def check_label(
    workspace: Workspace, frame: str, roles: Roles, split: Split, label: Label, now: datetime
) -> None:
    """Refuse a label that no model should learn.

    Parameters
    ----------
    now
        The later of the clock and the time of the build.

    Raises
    ------
    EngineError
        ``unlabelled-rows``: it is NULL in more than a fifth of the rows, and no LABEL KNOWN AT says
        that it comes later; ``class-spellings``: classes that differ in blanks, case or Unicode
        form only;
        ``unseen-class``: gate rows with a class that no training row has, which could be judged
        only by leaving them out; ``future-times``: a label is there, and the time of its prediction
        lies more than a day ahead; ``not-finite``, ``constant-label``: NaN, infinite values or one
        value for a regression.

    """
    problems = [*_unlabelled(roles, split, label), *_spellings(label)]
    problems += _ahead(workspace, frame, (roles, split, label), now)
    if label.task == "regression":
        problems += _numbers(workspace, f"{quote(frame)} WHERE {split.where('train')}", label)
    else:
        problems += _unseen(workspace, f"{quote(frame)} WHERE {split.where('gate')}", label)
    if problems:
        raise EngineError(*problems)


def _unlabelled(roles: Roles, split: Split, label: Label) -> Iterable[Problem]:
    missing, total = split.counts["unlabelled"], sum(split.counts.values())
    if roles.label_known_at is None and missing > _MOST_UNLABELLED * total:
        yield Problem(
            "unlabelled-rows",
            f'the label "{label.name}" is NULL in {missing:,} of {total:,} rows',
            detail=f"at most {_MOST_UNLABELLED:.0%} may be; nothing is trained on such rows.",
            hint=f"if they are meant to be left out, say so: WHERE {quote(label.name)} IS NOT"
            " NULL; if labels come later, LABEL KNOWN AT says when.",
        )


def _ahead(
    workspace: Workspace, frame: str, known: tuple[Roles, Split, Label], now: datetime
) -> Iterable[Problem]:
    roles, split, label = known
    if roles.predict_at is None:
        return
    count, latest = workspace.rows(
        f"SELECT count(*), CAST(max({PREDICT_AT}) AS VARCHAR) FROM {quote(frame)}"
        f" WHERE {PREDICT_AT} > {literal(latest_moment(now))}"
        f" AND {split.where('train', 'tune', 'gate')}"
    )[0]
    if count:
        rows = sum(split.counts[part] for part in ("train", "tune", "calibrate", "gate"))
        yield Problem(
            "future-times",
            f"{count:,} of {rows:,} rows have a label before the time of their prediction has come",
            roles.predict_at.span,
            detail=f"the latest prediction would be made at {latest}.",
            hint="mend these times, or leave the rows out: WHERE ... < getvariable('as_of'); if"
            f" {quote(label.name)} holds a guess until then, LABEL KNOWN AT says when it is known.",
        )


def _spellings(label: Label) -> Iterable[Problem]:
    alike: dict[str, list[str]] = {}
    for name in label.classes:
        alike.setdefault(spelling(name), []).append(name)
    found = [names for names in alike.values() if len(names) > 1]
    if found:
        listed = "; ".join(", ".join(repr(name) for name in names) for names in found)
        yield Problem(
            "class-spellings",
            f'classes of "{label.name}" differ in blanks, case or Unicode form only: {listed}',
            detail="each would be a class of its own.",
            hint="write in the query:"
            f" nfc_normalize(lower(trim({quote(label.name)}))) AS {quote(label.name)}.",
        )


def _unseen(workspace: Workspace, rows: str, label: Label) -> Iterable[Problem]:
    name = quote(label.name)
    found: Any = workspace.rows(
        f"SELECT CAST({name} AS VARCHAR), count(*) FROM {rows} AND ({label.index_sql()}) IS NULL"
        f" AND {name} IS NOT NULL GROUP BY {name} ORDER BY count(*) DESC, {name} LIMIT {_SHOWN}"
    )
    if found:
        n_rows = sum(count for _, count in found)
        listed = ", ".join(f'"{value}" ({count:,} rows)' for value, count in found)
        yield Problem(
            "unseen-class",
            f'{n_rows:,} gate rows have a value of "{label.name}" that no training row has',
            detail=f"these are {listed}.",
            hint="leave such rows out of the model's query, group rare values, or wait for rows.",
        )


def _numbers(workspace: Workspace, rows: str, label: Label) -> Iterable[Problem]:
    value = f"CAST({quote(label.name)} AS DOUBLE)"
    bad, least, most, n_rows = workspace.rows(
        f"SELECT count(*) FILTER (NOT isfinite({value})), min({value}), max({value}), count(*)"
        f" FROM {rows}"
    )[0]
    if bad:
        yield Problem(
            "not-finite",
            f'the label "{label.name}" is NaN or infinite in {bad:,} of {n_rows:,} training rows',
            hint="make it NULL in the query, so that the rows are left out:"
            " CASE WHEN isfinite(x) THEN x END.",
        )
    elif n_rows and least == most:
        yield Problem(
            "constant-label",
            f'the label "{label.name}" is {least} in each of {n_rows:,} training rows',
            detail="there is nothing to learn.",
            hint="look at the filter of the model's query, and at the split.",
        )
