"""Names and values that hold SQL are names and values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.engine.quote import literal, quote
from forebay.kit.bench import differ
from forebay.kit.subject import N_ROWS, Asked

if TYPE_CHECKING:
    from forebay.kit.bench import Bench

_HOSTILE: Final = """'"; DROP TABLE rows; --"""


def hostile_names(bench: Bench) -> str:
    """Train with names of columns, of the model and categories that would end a statement."""
    expected = bench.plain()
    label = bench.subject.label
    features = tuple(name + _HOSTILE for name in ("x1", "x2", "x3", "colour"))
    renamed = [f"{name[: -len(_HOSTILE)]} AS {quote(name)}" for name in features[:3]]
    renamed.append(f"colour || {literal(_HOSTILE)} AS {quote(features[3])}")
    renamed += [f"{label} AS {quote(label + _HOSTILE)}"] if label else []
    rows = f"(SELECT id, {', '.join(renamed)} FROM rows)"
    asked = Asked(rows, features, label + _HOSTILE if label else "")
    model = f"m{_HOSTILE}"
    bench.must_train(asked, model)
    wrong = differ(bench.answers(asked, model), expected)
    if wrong:
        return wrong
    left = bench.session.sql("SELECT count(*) FROM rows").fetchall()
    return "" if left == [(N_ROWS,)] else f"{left} rows are left"
