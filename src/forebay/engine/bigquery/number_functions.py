"""Conditional and mathematical functions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.engine.bigquery.function_rule import FunctionRule, rule

if TYPE_CHECKING:
    from collections.abc import Callable

    from forebay.engine.bigquery.call import Call
    from forebay.engine.bigquery.renderer import Renderer


def _coalesce(renderer: Renderer, call: Call) -> str:
    if not call.arguments:
        raise renderer.refused(call.node, "COALESCE takes at least one argument")
    return f"coalesce({renderer.writes(list(call.arguments))})"


def _extreme(duckdb: str) -> Callable[[Renderer, Call], str]:
    """Return what writes GREATEST or LEAST: NULL if one argument is NULL."""

    def write(renderer: Renderer, call: Call) -> str:
        if not call.arguments:
            raise renderer.refused(call.node, f"{call.name} takes at least one argument")
        texts = [renderer.operand(argument) for argument in call.arguments]
        nulls = " OR ".join(f"{text} IS NULL" for text in texts)
        return f"CASE WHEN {nulls} THEN NULL ELSE {duckdb}({', '.join(texts)}) END"

    return write


_C: Final = "conditional"
_N: Final = "numbers"
NUMBERS: Final[tuple[FunctionRule, ...]] = (
    rule("IF", _C, a3="CASE WHEN {0} THEN {1} ELSE {2} END"),
    rule("IFNULL", _C, a2="coalesce({0}, {1})"),
    rule("NULLIF", _C, a2="nullif({0}, {1})"),
    FunctionRule("COALESCE", _C, _coalesce, "coalesce(a, b, ...)"),
    rule("ERROR", _C, a1="error({0})"),
    rule("ABS", _N, a1="abs({0})"),
    rule("SIGN", _N, a1="sign({0})"),
    rule("MOD", _N, a2="bq.mod({0}, {1})"),
    rule("DIV", _N, a2="bq.div({0}, {1})"),
    rule("SAFE_DIVIDE", _N, a2="bq.safe_divide({0}, {1})"),
    rule("IEEE_DIVIDE", _N, a2="(CAST({0} AS DOUBLE) / CAST({1} AS DOUBLE))"),
    rule("POW", _N, a2="bq.pow({0}, {1})"),
    rule("POWER", _N, a2="bq.pow({0}, {1})"),
    rule("SQRT", _N, a1="bq.sqrt({0})"),
    rule("EXP", _N, a1="bq.exp({0})"),
    rule("LN", _N, a1="bq.ln({0})"),
    rule("LOG", _N, a1="bq.ln({0})", a2="(bq.ln({0}) / bq.ln({1}))"),
    rule("LOG10", _N, a1="bq.log10({0})"),
    rule("ROUND", _N, a1="round(bq.real({0}))", a2="round(bq.real({0}), CAST({1} AS INTEGER))"),
    rule("TRUNC", _N, a1="trunc(bq.real({0}))"),
    rule("CEIL", _N, a1="ceil(bq.real({0}))"),
    rule("CEILING", _N, a1="ceil(bq.real({0}))"),
    rule("FLOOR", _N, a1="floor(bq.real({0}))"),
    FunctionRule("GREATEST", _N, _extreme("greatest"), "greatest(a, b), NULL if one is NULL"),
    FunctionRule("LEAST", _N, _extreme("least"), "least(a, b), NULL if one is NULL"),
    rule("IS_NAN", _N, a1="isnan({0})"),
    rule("IS_INF", _N, a1="isinf({0})"),
    rule("RAND", _N, a0="random()"),
    rule("SIN", _N, a1="sin({0})"),
    rule("COS", _N, a1="cos({0})"),
    rule("TAN", _N, a1="tan({0})"),
    rule("ASIN", _N, a1="bq.asin({0})"),
    rule("ACOS", _N, a1="bq.acos({0})"),
    rule("SINH", _N, a1="sinh({0})"),
    rule("COSH", _N, a1="cosh({0})"),
    rule("TANH", _N, a1="tanh({0})"),
    rule("CBRT", _N, a1="cbrt({0})"),
    rule("SAFE_ADD", _N, a2="TRY({0} + {1})"),
    rule("SAFE_SUBTRACT", _N, a2="TRY({0} - {1})"),
    rule("SAFE_MULTIPLY", _N, a2="TRY({0} * {1})"),
    rule("SAFE_NEGATE", _N, a1="TRY(-{0})"),
    rule("NULLIFZERO", _N, a1="nullif({0}, 0)"),
    rule("ZEROIFNULL", _N, a1="coalesce({0}, 0)"),
    rule("EUCLIDEAN_DISTANCE", _N, a2="bq.array_distance({0}, {1})"),
    rule("COSINE_DISTANCE", _N, a2="bq.cosine_distance({0}, {1})"),
    rule("ATAN", _N, a1="atan({0})"),
    rule("ATAN2", _N, a2="atan2({0}, {1})"),
    rule("BIT_COUNT", _N, a1="CAST(bit_count({0}) AS BIGINT)"),
    rule("FARM_FINGERPRINT", _N, a1="bq.farm_fingerprint({0})"),
    rule("RANGE_BUCKET", _N, a2="bq.range_bucket({0}, {1})"),
)
