"""Times and numbers that are put together from columns: ``make_date(year, month, 1)``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from forebay.trust.amount import number
from forebay.trust.counts_time import counts_time, is_year
from forebay.trust.moment import SECONDS, Moment

if TYPE_CHECKING:
    from forebay.trust.traced import Traced
    from forebay.trust.tracing import Scope

# A time or a number that is put together from columns.
MADE_TIMES: Final = frozenset({"TimestampFromParts", "DateFromParts", "StrToTime"})
_MADE_NUMBERS: Final = frozenset({"Add", "Sub", "Mul", "Div", "IntDiv", "Tuple", "Paren"})
_WRAPPERS: Final = frozenset({"Cast", "TryCast", "Paren", "Alias"})


def opaque_time(tree: Any, found: Traced) -> Moment | None:
    """Return what is reckoned from columns of one row that count time, by its text.

    Two of the same text can be compared: ``year * 4 + quarter``, ``make_date(year, month, 1)``.
    """
    inner = tree
    while type(inner).__name__ in _WRAPPERS:
        inner = inner.this
    name = type(inner).__name__
    if name not in MADE_TIMES | _MADE_NUMBERS or not found.value:
        return None
    rows = {o.row for o in found.value if not o.pooled and o.shift == "row"}
    is_plain = len(rows) == 1 and all(o.row in rows and not o.pooled for o in found.value)
    if not is_plain or not all(counts_time(o.column) for o in found.value):
        return None
    return Moment(rows.pop(), bare_text(inner), is_time=name in MADE_TIMES)


def made_time(tree: Any, scope: Scope) -> Moment | None:
    """Return a time that is put together from the columns of one row."""
    parts = [scope.tracing.expression(child, scope) for child in tree.iter_expressions()]
    rows = {o.row for part in parts for o in part.value}
    if len(rows) != 1:
        return None
    given = [*tree.iter_expressions()]
    years = 0.0
    if type(tree).__name__ != "StrToTime" and given:
        given[0], years = _less(given[0], scope)
    year = next((o.column for part in parts for o in part.value), "")
    if is_year(year) and all(type(part).__name__ == "Literal" for part in given[1:]):
        return Moment(rows.pop(), f"start of {year}", years * SECONDS["YEAR"])
    text = f"made({', '.join(bare_text(_bare(part)) for part in given)})"
    return Moment(rows.pop(), text, years * SECONDS["YEAR"])


def _bare(tree: Any) -> Any:
    while type(tree).__name__ in _WRAPPERS:
        tree = tree.this
    return tree


def _less(tree: Any, scope: Scope) -> tuple[Any, float]:
    """Return ``year`` and 1 for ``year + 1``."""
    tree = _bare(tree)
    if type(tree).__name__ in {"Add", "Sub"}:
        value = number(tree.expression, scope)
        if value is not None:
            return _bare(tree.this), value if type(tree).__name__ == "Add" else -value
    return tree, 0.0


def bare_text(tree: Any) -> str:
    """Return the text of an expression without the aliases of tables."""
    from sqlglot import exp

    bare = tree.copy()
    for column in bare.find_all(exp.Column):
        column.set("table", None)
    return str(bare.sql(dialect="duckdb")).casefold()
