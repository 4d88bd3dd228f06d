"""A standard as one line of SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.sql.statement import Arithmetic, Metric, Number

if TYPE_CHECKING:
    from forebay.sql.statement import Standard, StandardExpression


def standard_text(standard: Standard) -> str:
    """Return ``roc_auc >= baseline + 0.05 FOR EACH origin``: one line that parses to the same.

    Examples
    --------
    >>> from forebay.errors import Source
    >>> from forebay.sql.parse import parse
    >>> model = parse(Source("m.sql", '''CREATE MODEL m STANDARDS (
    ...     ROC_AUC  >=  baseline+0.050 for each Origin) AS SELECT 1 AS label'''))[0]
    >>> standard_text(model.standards[0])
    'roc_auc >= baseline + 0.05 FOR EACH Origin'

    """
    parts = [_text(standard.left), standard.operator, _text(standard.right)]
    if standard.for_each is not None:
        parts.append(f"FOR EACH {_name(standard.for_each)}")
    if standard.percent_of is not None:
        amount, column = standard.percent_of
        parts.append(f"FOR {_number(amount)} PERCENT OF {_name(column)}")
    parts += ["WARN"] if standard.warn else []
    parts += ["POINT"] if standard.point else []
    return " ".join(parts)


def _text(expression: StandardExpression, *, bracket: bool = False) -> str:
    match expression:
        case Number(value):
            return _number(value)
        case Metric(name):
            return name
        case Arithmetic(operator, left, right):
            # Sums inside products and what stands to the right of an equal operator need brackets.
            is_product = operator in "*/"
            first = _text(left, bracket=is_product and _is_sum(left))
            nested = isinstance(right, Arithmetic) and (is_product or _is_sum(right))
            second = _text(right, bracket=nested)
            text = f"{first} {operator} {second}"
            return f"({text})" if bracket else text


def _is_sum(expression: StandardExpression) -> bool:
    return isinstance(expression, Arithmetic) and expression.operator in "+-"


def _number(value: float) -> str:
    return repr(int(value)) if value == int(value) else repr(value)


def _name(column: str) -> str:
    plain = column.replace("_", "a").isalnum() and not column[0].isdigit()
    return column if plain else '"{}"'.format(column.replace('"', '""'))
