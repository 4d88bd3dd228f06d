"""Functions of arrays, and those that make one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.engine.bigquery.function_rule import FunctionRule, rule
from forebay.engine.bigquery.interval import interval, interval_text

if TYPE_CHECKING:
    from forebay.engine.bigquery.call import Call
    from forebay.engine.bigquery.renderer import Renderer


def _concat(renderer: Renderer, call: Call) -> str:
    if not call.arguments:
        raise renderer.refused(call.node, "ARRAY_CONCAT takes at least one argument")
    texts = [renderer.operand(argument) for argument in call.arguments]
    nulls = " OR ".join(f"{text} IS NULL" for text in texts)
    return f"CASE WHEN {nulls} THEN NULL ELSE list_concat({', '.join(texts)}) END"


def _generate_array(renderer: Renderer, call: Call) -> str:
    if len(call.arguments) not in {2, 3}:
        raise renderer.refused(call.node, "GENERATE_ARRAY takes 2 or 3 arguments")
    texts = [renderer.operand(argument) for argument in call.arguments]
    step = texts[2] if len(texts) > 2 else "1::BIGINT"  # noqa: PLR2004 - the optional third
    has_fraction = any(
        type(part).__name__ == "Literal"
        and not part.args.get("is_string")
        and not str(part.this).isdecimal()
        for argument in call.arguments
        for part in argument.walk()
    )
    name = "bq.generate_reals" if has_fraction else "bq.generate_integers"
    return f"{name}({texts[0]}, {texts[1]}, {step})"


def _generate_date_array(renderer: Renderer, call: Call) -> str:
    amount, unit = "1::BIGINT", "DAY"
    match call.arguments:
        case (first, last):
            pass
        case (first, last, step) if type(step).__name__ == "Interval":
            amount, unit = interval(renderer, step)
        case _:
            raise renderer.refused(call.node, "GENERATE_DATE_ARRAY takes two days and an INTERVAL")
    if unit not in {"DAY", "WEEK", "MONTH", "QUARTER", "YEAR"}:
        raise renderer.refused(call.node, f"GENERATE_DATE_ARRAY takes no step in {unit}")
    name = "bq.generate_days" if unit in {"DAY", "WEEK"} else "bq.generate_months"
    step_text = interval_text(amount, unit)
    return f"{name}({renderer.write(first)}, {renderer.write(last)}, {step_text})"


def _generate_timestamp_array(renderer: Renderer, call: Call) -> str:
    first, last, step = renderer.arguments(call, 3)
    if type(step).__name__ != "Interval":
        raise renderer.refused(step, "GENERATE_TIMESTAMP_ARRAY takes INTERVAL 1 HOUR")
    amount, unit = interval(renderer, step)
    if unit not in {"MICROSECOND", "MILLISECOND", "SECOND", "MINUTE", "HOUR", "DAY"}:
        raise renderer.refused(step, f"GENERATE_TIMESTAMP_ARRAY takes no step in {unit}")
    a, b = (f"bq.to_timestamp({renderer.write(node)})" for node in (first, last))
    return f"generate_series({a}, {b}, {interval_text(amount, unit)})"


_A: Final = "arrays"
ARRAYS: Final[tuple[FunctionRule, ...]] = (
    rule("ARRAY_LENGTH", _A, a1="len({0})"),
    FunctionRule("ARRAY_CONCAT", _A, _concat, "list_concat(a, b), NULL if one is NULL"),
    rule(
        "ARRAY_TO_STRING",
        _A,
        a2="array_to_string({0}, {1})",
        a3="array_to_string(list_transform({0}, lambda e: coalesce(e, {2})), {1})",
    ),
    rule("ARRAY_REVERSE", _A, a1="list_reverse({0})"),
    rule("ARRAY_FIRST", _A, a1="bq.offset({0}, 0)"),
    rule("ARRAY_LAST", _A, a1="bq.offset({0}, len({0}) - 1)"),
    FunctionRule("GENERATE_ARRAY", _A, _generate_array, "bq.generate_integers(a, b, step)"),
    FunctionRule(
        "GENERATE_TIMESTAMP_ARRAY",
        _A,
        _generate_timestamp_array,
        "generate_series(a, b, to_hours(1))",
    ),
    FunctionRule(
        "GENERATE_DATE_ARRAY", _A, _generate_date_array, "bq.generate_days(a, b, to_days(1))"
    ),
)
