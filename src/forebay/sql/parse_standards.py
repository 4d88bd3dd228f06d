"""``STANDARDS (roc_auc >= 0.68, roc_auc >= baseline + 0.05 FOR EACH origin WARN)``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from forebay.errors import ProjectError
from forebay.sql.statement import Arithmetic, Metric, Number, Standard

if TYPE_CHECKING:
    from forebay.sql.statement import StandardExpression
    from forebay.sql.token_reader import TokenReader

_COMPARISONS: Final[dict[str, Literal[">=", ">", "<=", "<"]]] = {
    ">=": ">=",
    ">": ">",
    "<=": "<=",
    "<": "<",
}
_SUMS: Final[dict[str, Literal["+", "-"]]] = {"+": "+", "-": "-"}
_PRODUCTS: Final[dict[str, Literal["*", "/"]]] = {"*": "*", "/": "/"}
_MODIFIERS: Final = ("FOR EACH", "FOR n PERCENT OF", "WARN", "POINT")
_DEEPEST: Final = 20
_PERCENT: Final = 100


def read_standards(reader: TokenReader) -> tuple[Standard, ...]:
    """Read the list, the word STANDARDS being read already."""
    inner = reader.inside()
    standards: list[Standard] = []
    while not inner.done:
        if standards:
            inner.expect(",")
            if inner.done:
                break
        standards.append(_standard(inner))
    if not standards:
        raise inner.unexpected(
            "a standard such as roc_auc >= 0.7",
            hint="leave STANDARDS out to judge by the default standards.",
        )
    return tuple(standards)


def _standard(reader: TokenReader) -> Standard:
    start = reader.index
    left = _sum(reader, 0)
    token = reader.peek()
    if token is None or token.text not in _COMPARISONS:
        raise reader.unexpected("one of >=, >, <=, <")
    reader.index += 1
    right = _sum(reader, 0)
    for_each: str | None = None
    percent_of: tuple[float, str] | None = None
    warn = point = False
    while not reader.done and not reader.at(","):
        again = reader.span_from(reader.index)
        if reader.accept("FOR", "EACH"):
            twice, for_each = for_each is not None, reader.identifier("a column")
        elif reader.accept("FOR"):
            twice, percent_of = percent_of is not None, _percent_of(reader)
        elif reader.accept("WARN"):
            twice, warn = warn, True
        elif reader.accept("POINT"):
            twice, point = point, True
        else:
            raise reader.unexpected(
                f"a comma or one of {', '.join(_MODIFIERS)}", known=("WARN", "POINT", "FOR")
            )
        if twice:
            reader.report("duplicate-clause", "the standard says this twice", again)
    return Standard(
        left=left,
        operator=_COMPARISONS[token.text],
        right=right,
        span=reader.span_from(start),
        for_each=for_each,
        percent_of=percent_of,
        warn=warn,
        point=point,
    )


def _percent_of(reader: TokenReader) -> tuple[float, str]:
    span = reader.here
    amount = reader.number("EACH, or a number and PERCENT OF")
    if not 0 < amount <= _PERCENT:
        reader.report("bad-value", "a share in PERCENT is above 0 and at most 100", span)
    reader.expect("PERCENT", "OF")
    return amount, reader.identifier("a column")


def _sum(reader: TokenReader, depth: int) -> StandardExpression:
    left = _product(reader, depth)
    while (token := reader.peek()) is not None and token.text in _SUMS:
        reader.index += 1
        left = Arithmetic(_SUMS[token.text], left, _product(reader, depth))
    return left


def _product(reader: TokenReader, depth: int) -> StandardExpression:
    left = _term(reader, depth)
    while (token := reader.peek()) is not None and token.text in _PRODUCTS:
        reader.index += 1
        left = Arithmetic(_PRODUCTS[token.text], left, _term(reader, depth))
    return left


def _term(reader: TokenReader, depth: int) -> StandardExpression:
    if depth > _DEEPEST:
        raise ProjectError.of(
            "too-deep",
            f"more than {_DEEPEST} brackets deep",
            reader.here,
            hint="write it with fewer brackets.",
        )
    if reader.accept("("):
        inner = _sum(reader, depth + 1)
        reader.expect(")")
        return inner
    if reader.accept("-"):
        negative = _term(reader, depth + 1)
        if isinstance(negative, Number):
            return Number(-negative.value)
        return Arithmetic("-", Number(0.0), negative)
    token = reader.peek()
    if token is not None and token.kind == "word":
        span = reader.here
        reader.index += 1
        return Metric(token.text.lower(), span)
    return Number(reader.number("a metric or a number"))
