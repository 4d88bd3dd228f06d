"""The columns that an exported query answers with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from forebay.export.sql_calibration import interval_ends
from forebay.export.sql_scores import greatest
from forebay.features.class_values import class_values
from forebay.features.label import Label
from forebay.query.interval_columns import INTERVAL_COLUMNS
from forebay.query.target import Clusters, Components, Forecasts, Imported, Transformed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.export.sql_dialect import SqlDialect
    from forebay.query.live_model import LiveModel


@dataclass(frozen=True, slots=True)
class SqlColumns:
    """Columns over the numbers p0, p1, ...

    Parameters
    ----------
    best
        SQL for what the part before the last adds as ``best``; empty if nothing.
    made
        SQL and name of each.
    numbers
        Where among `made` the numbers stand that parity compares.

    """

    best: str
    made: tuple[tuple[str, str], ...]
    numbers: tuple[int, ...]


def sql_columns(model: LiveModel, d: SqlDialect, n: int) -> SqlColumns:  # noqa: PLR0911 - one line per target
    """Return the columns of a model with `n` numbers; not for TRANSFORM_ONLY."""
    names = [f"p{i}" for i in range(n)]
    target = model.signature.target
    match target:
        case Label() if model.task == "regression":
            return SqlColumns("", (("p0", target.predicted), *_ends(model, d)), (0,))
        case Label() if model.task == "binary":
            return _binary(model, target, d)
        case Label():
            return _multiclass(target, d, names)
        case Clusters():
            chosen = _first_of(names, [str(i + 1) for i in range(n)])
            known = f"CASE WHEN {' + '.join(names)} IS NOT NULL THEN {chosen} END"
            distances = [(f"sqrt({p})", f"distance_{i + 1}") for i, p in enumerate(names)]
            made = ((known, "centroid_id"), *distances)
            return SqlColumns(_least(d, names), made, tuple(range(1, n + 1)))
        case Components():
            made = tuple((p, f"principal_component_{i + 1}") for i, p in enumerate(names))
            return SqlColumns("", made, tuple(range(n)))
        case Imported():
            return _imported(target, d, names)
        case Transformed() | Forecasts():
            return SqlColumns("", (), ())
        case _ as never:
            assert_never(never)


def class_literals(label: Label, d: SqlDialect) -> list[str]:
    """Return the classes as SQL."""
    found = []
    for value in class_values(label):
        match value:
            case bool():
                word = str(int(value)) if d.name == "sqlite" else str(value).upper()
                found.append(word)
            case float():
                found.append(d.number(value))
            case int():
                found.append(str(value))
            case _:
                found.append(d.string(str(value)))
    return found


def _ends(model: LiveModel, d: SqlDialect) -> list[tuple[str, str]]:
    level, interval = model.signature.interval_level, model.interval
    names = [column.name for column in INTERVAL_COLUMNS]
    if level is None:
        return []
    if interval is None:
        return [(f"CAST(NULL AS {d.double})", name) for name in names]
    return [*zip(interval_ends(d, interval, level, "p0"), names, strict=True)]


def _binary(model: LiveModel, label: Label, d: SqlDialect) -> SqlColumns:
    negative, positive = class_literals(label, d)
    chosen = (
        f"CASE WHEN p0 > {d.number(model.threshold)} THEN {positive}"
        f" WHEN p0 IS NOT NULL THEN {negative} END"
    )
    shares = [f"({d.number(1.0)} - p0)", "p0"]
    named = zip(shares, _share_names(label), strict=True)
    return SqlColumns("", ((chosen, label.predicted), *named), (2,))


def _multiclass(label: Label, d: SqlDialect, names: Sequence[str]) -> SqlColumns:
    chosen = _first_of(names, class_literals(label, d))
    named = zip(names, _share_names(label), strict=True)
    made = ((chosen, label.predicted), *named)
    return SqlColumns(greatest(d, names), made, tuple(range(1, len(names) + 1)))


def _first_of(names: Sequence[str], values: Sequence[str]) -> str:
    whens = " ".join(f"WHEN {p} = best THEN {v}" for p, v in zip(names, values, strict=True))
    return f"CASE {whens} END"


def _least(d: SqlDialect, names: Sequence[str]) -> str:
    if len(names) == 1:
        return names[0]
    return f"{'min' if d.name == 'sqlite' else 'least'}({', '.join(names)})"


def _share_names(label: Label) -> list[str]:
    """Return a name for the share of each class, of letters that every database takes."""
    found: list[str] = []
    for text in label.classes:
        word = re.sub(r"\W+", "_", text).strip("_") or "class"
        name = f"{label.predicted}_prob_{word}"
        number = 2
        while name.casefold() in {other.casefold() for other in found}:
            name, number = f"{label.predicted}_prob_{word}_{number}", number + 1
        found.append(name)
    return found


def _imported(target: Imported, d: SqlDialect, names: Sequence[str]) -> SqlColumns:
    made: list[tuple[str, str]] = []
    best = ""
    for output in target.outputs:
        own = names[output.first : output.first + (output.width or 1)]
        if output.is_class:
            best = greatest(d, own) if len(own) > 1 else own[0]
            made.append((_first_of(own, [str(i) for i in range(len(own))]), output.name))
        elif output.width is None:
            made.append((own[0], output.name))
        else:
            made += [(p, f"{output.name}_{i}") for i, p in enumerate(own)]
    place = {sql: i for i, (sql, _) in enumerate(made)}
    extra = [(p, f"score_{i}") for i, p in enumerate(names) if p not in place]
    made += extra
    place = {sql: i for i, (sql, _) in enumerate(made)}
    return SqlColumns(best, tuple(made), tuple(place[p] for p in names))
