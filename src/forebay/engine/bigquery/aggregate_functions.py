"""Aggregate functions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.engine.bigquery.function_rule import FunctionRule
from forebay.engine.bigquery.order import order_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlglot import exp

    from forebay.engine.bigquery.call import Call
    from forebay.engine.bigquery.renderer import Renderer


def _plain(duckdb: str) -> Callable[[Renderer, Call], str]:
    """Return what writes an aggregate of one argument."""

    def write(renderer: Renderer, call: Call) -> str:
        argument = renderer.one_argument(call)
        return f"{duckdb}({'DISTINCT ' if call.is_distinct else ''}{renderer.write(argument)})"

    return write


def _any_value(renderer: Renderer, call: Call) -> str:
    argument = renderer.one_argument(call)
    if type(argument).__name__ == "HavingMax":
        side = "max" if argument.args.get("max") else "min"
        return _beside(renderer, call, side, argument.this, argument.args["expression"])
    return f"min({renderer.write(argument)})"  # one of them, and the same one each time


def _by(side: str) -> Callable[[Renderer, Call], str]:
    def write(renderer: Renderer, call: Call) -> str:
        return _beside(renderer, call, side, *renderer.arguments(call, 2))

    return write


def _beside(renderer: Renderer, call: Call, side: str, of: exp.Expr, by: exp.Expr) -> str:
    """Return what stands beside the extreme of `by`; of several the same one each time."""
    if call.is_windowed:
        raise renderer.refused(call.node, f"{call.name} does not take OVER here")
    known = renderer.write(by)
    pair = f"{{'by': {known}, 'of': {renderer.write(of)}}}"
    return f"struct_extract({side}({pair}) FILTER (WHERE {known} IS NOT NULL), 'of')"


def _two(duckdb: str) -> Callable[[Renderer, Call], str]:
    def write(renderer: Renderer, call: Call) -> str:
        first, second = renderer.arguments(call, 2)
        return f"{duckdb}({renderer.write(first)}, {renderer.write(second)})"

    return write


def _count(renderer: Renderer, call: Call) -> str:
    argument = renderer.one_argument(call)
    if type(argument).__name__ == "Star":
        return "count(*)"
    return f"count({'DISTINCT ' if call.is_distinct else ''}{renderer.write(argument)})"


def _countif(renderer: Renderer, call: Call) -> str:
    return f"count(*) FILTER (WHERE {renderer.write(renderer.one_argument(call))})"


def _approx_count(renderer: Renderer, call: Call) -> str:
    return f"count(DISTINCT {renderer.write(renderer.one_argument(call))})"


def _array_agg(renderer: Renderer, call: Call) -> str:
    value = renderer.write(renderer.one_argument(call))
    order = f" {order_text(renderer, call.order)}" if call.order is not None else ""
    text = f"array_agg({'DISTINCT ' if call.is_distinct else ''}{value}{order})"
    if call.nulls == "IGNORE":
        text += f" FILTER (WHERE {value} IS NOT NULL)"
    return _limited(renderer, call, text)


def _string_agg(renderer: Renderer, call: Call) -> str:
    if len(call.arguments) not in {1, 2}:
        raise renderer.refused(call.node, "STRING_AGG takes 1 or 2 arguments")
    value = renderer.write(call.arguments[0])
    delimiter = renderer.write(call.arguments[1]) if len(call.arguments) > 1 else "','"
    order = f" {order_text(renderer, call.order)}" if call.order is not None else ""
    distinct = "DISTINCT " if call.is_distinct else ""
    if call.limit is None:
        return f"string_agg({distinct}{value}, {delimiter}{order})"
    listed = f"array_agg({distinct}{value}{order}) FILTER (WHERE {value} IS NOT NULL)"
    return f"array_to_string({_limited(renderer, call, listed)}, {delimiter})"


def _limited(renderer: Renderer, call: Call, text: str) -> str:
    if call.limit is None:
        return text
    if call.is_windowed:
        raise renderer.refused(call.node, f"{call.name} does not take LIMIT with OVER")
    return f"({text})[1:{renderer.whole_number_of(call.limit, 'the LIMIT')}]"


def _approx_quantiles(renderer: Renderer, call: Call) -> str:
    value, count = renderer.arguments(call, 2)
    n = renderer.whole_number_of(count, "the number of quantiles")
    shares = ", ".join(f"{i}e0 / {n}" for i in range(n + 1))
    distinct = "DISTINCT " if call.is_distinct else ""
    return f"quantile_disc({distinct}{renderer.write(value)}, [{shares}])"


def _aggregate(
    name: str, write: Callable[[Renderer, Call], str], shown: str, *, takes: str = ""
) -> FunctionRule:
    words = takes.split()
    return FunctionRule(
        name,
        "aggregates",
        write,
        shown,
        takes_distinct="distinct" in words,
        takes_order="order" in words,
        takes_nulls="nulls" in words,
    )


_SHOWN_AGG: Final = (
    "array_agg([DISTINCT] a ORDER BY ...) [FILTER (WHERE a IS NOT NULL)] [[1:limit]]"
)
AGGREGATES: Final[tuple[FunctionRule, ...]] = (
    _aggregate("COUNT", _count, "count(*), count([DISTINCT] a)", takes="distinct"),
    _aggregate("GROUPING", _plain("grouping"), "grouping(a)"),
    _aggregate("MAX_BY", _by("max"), "struct_extract(max({'by': b, 'of': a}), 'of')"),
    _aggregate("MIN_BY", _by("min"), "struct_extract(min({'by': b, 'of': a}), 'of')"),
    _aggregate("COUNTIF", _countif, "count(*) FILTER (WHERE a)"),
    *(
        _aggregate(name, _plain(duckdb), f"{duckdb}([DISTINCT] a)", takes="distinct")
        for name, duckdb in {"SUM": "sum", "AVG": "avg", "MIN": "min", "MAX": "max"}.items()
    ),
    *(
        _aggregate(name, _plain(duckdb), f"{duckdb}(a)")
        for name, duckdb in {
            "STDDEV": "stddev_samp",
            "STDDEV_SAMP": "stddev_samp",
            "STDDEV_POP": "stddev_pop",
            "VARIANCE": "var_samp",
            "VAR_SAMP": "var_samp",
            "VAR_POP": "var_pop",
            "LOGICAL_AND": "bool_and",
            "LOGICAL_OR": "bool_or",
            "BIT_AND": "bit_and",
            "BIT_OR": "bit_or",
            "BIT_XOR": "bit_xor",
        }.items()
    ),
    *(
        _aggregate(name, _two(duckdb), f"{duckdb}(a, b)")
        for name, duckdb in {
            "CORR": "corr",
            "COVAR_POP": "covar_pop",
            "COVAR_SAMP": "covar_samp",
        }.items()
    ),
    _aggregate("ANY_VALUE", _any_value, "min(a)"),
    _aggregate("ARRAY_AGG", _array_agg, _SHOWN_AGG, takes="distinct order nulls"),
    _aggregate(
        "STRING_AGG",
        _string_agg,
        "string_agg([DISTINCT] a, ',' ORDER BY ...)",
        takes="distinct order",
    ),
    _aggregate("APPROX_COUNT_DISTINCT", _approx_count, "count(DISTINCT a)"),
    _aggregate(
        "APPROX_QUANTILES",
        _approx_quantiles,
        "quantile_disc([DISTINCT] a, [0, 1/n, ..., 1])",
        takes="distinct",
    ),
)
