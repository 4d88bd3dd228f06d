"""Calls of functions, with what may stand in their brackets and after them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.engine.bigquery.function_table import FUNCTIONS
from forebay.engine.bigquery.order import order_text

if TYPE_CHECKING:
    from sqlglot import exp

    from forebay.engine.bigquery.call import Call
    from forebay.engine.bigquery.renderer import Renderer

# What cannot fail: only such arguments may a SAFE. function have, for TRY hides their errors too.
_CANNOT_FAIL: Final = frozenset(
    ["Column", "Identifier", "Literal", "Boolean", "Null", "Var", "Paren", "Interval", "Anonymous"]
)
_SIDES: Final = {"PRECEDING", "FOLLOWING"}


def write_call(renderer: Renderer, node: exp.Expr) -> str:
    """Return the text of a call."""
    return _text(renderer, _call(renderer, node, is_windowed=False))


def write_window(renderer: Renderer, node: exp.Expr) -> str:
    """Return the text of a call with OVER, or of a window with a name."""
    if type(node.this).__name__ == "Identifier":  # WINDOW name AS (...)
        return f"{renderer.write(node.this)} AS ({_frame(renderer, node)})"
    if type(node.this).__name__ != "Anonymous":
        raise renderer.refused(node.this, "this function is not supported with OVER")
    text = _text(renderer, _call(renderer, node.this, is_windowed=True))
    alias = node.args.get("alias")
    if alias is not None:
        return f"{text} OVER {renderer.write(alias)}"
    return f"{text} OVER ({_frame(renderer, node)})"


def _call(renderer: Renderer, node: exp.Expr, *, is_windowed: bool) -> Call:
    start = node.meta.get("start", -1) - renderer.offset
    if start not in renderer.masked.functions:
        name = str(node.this).upper()
        raise renderer.refused(node, f"the function {name} is not on the list of what is checked")
    return renderer.call(node, is_windowed=is_windowed)


def _text(renderer: Renderer, call: Call) -> str:
    prefix, _, name = call.name.rpartition(".")
    if prefix == "ML":
        return renderer.marked(_ml(renderer, call), call.node)
    if prefix == "SAFE":
        _refuse_unsafe(renderer, call)
    rule = FUNCTIONS[name]
    told = (
        (call.is_distinct and not rule.takes_distinct, "DISTINCT"),
        (call.order is not None and not rule.takes_order, "ORDER BY"),
        (call.limit is not None and not rule.takes_order, "LIMIT"),
        (bool(call.nulls) and not rule.takes_nulls, f"{call.nulls} NULLS"),
        (call.is_distinct and call.is_windowed, "DISTINCT with OVER"),
    )
    for is_wrong, words in told:
        if is_wrong:
            raise renderer.refused(call.node, f"{name} does not take {words}")
    if callable(rule.duckdb):
        text = rule.duckdb(renderer, call)
    else:
        template = rule.duckdb.get(len(call.arguments))
        if template is None:
            counts = " or ".join(str(count) for count in rule.duckdb)
            message = f"{name} takes {counts} arguments, and {len(call.arguments)} are given"
            raise renderer.refused(call.node, message)
        text = template.format(*(renderer.operand(argument) for argument in call.arguments))
    text = renderer.marked(text, call.node)
    return f"TRY({text})" if prefix == "SAFE" else text


def _ml(renderer: Renderer, call: Call) -> str:
    """Return an ``ML.*`` function as it is written: others read it."""
    outer, renderer.plain_numbers = renderer.plain_numbers, True
    try:
        return f"{call.name}({', '.join(_ml_argument(renderer, a) for a in call.arguments)})"
    finally:
        renderer.plain_numbers = outer


def _ml_argument(renderer: Renderer, node: exp.Expr) -> str:
    if type(node).__name__ == "Kwarg":
        return f"{node.this.this} => {renderer.write(node.args['expression'])}"
    return renderer.write(node)


def _refuse_unsafe(renderer: Renderer, call: Call) -> None:
    for argument in call.arguments:
        for part in argument.walk():
            if type(part).__name__ not in _CANNOT_FAIL or (
                type(part).__name__ == "Anonymous" and part is not argument
            ):
                hint = "compute the argument in a sub-query or WITH before."
                raise renderer.refused(part, f"{call.name} takes columns and literals here", hint)


def _frame(renderer: Renderer, node: exp.Expr) -> str:
    parts = []
    if node.args.get("partition_by"):
        parts.append(f"PARTITION BY {renderer.writes(node.args['partition_by'])}")
    if node.args.get("order") is not None:
        parts.append(order_text(renderer, node.args["order"]))
    spec = node.args.get("spec")
    if spec is not None:
        parts.append(_spec(renderer, spec))
    return " ".join(parts)


def _spec(renderer: Renderer, spec: exp.Expr) -> str:
    known = {"kind", "start", "start_side", "end", "end_side"}
    if {key for key, value in spec.args.items() if value} - known:
        raise renderer.refused(spec, "this window frame is not supported")
    start = _bound(renderer, spec, "start")
    if not spec.args.get("end"):
        return f"{spec.args['kind']} {start}"
    return f"{spec.args['kind']} BETWEEN {start} AND {_bound(renderer, spec, 'end')}"


def _bound(renderer: Renderer, spec: exp.Expr, key: str) -> str:
    bound, side = spec.args.get(key), spec.args.get(f"{key}_side") or ""
    if isinstance(bound, str):
        return f"{bound} {side}".strip()
    if bound is None or side not in _SIDES:
        raise renderer.refused(spec, "this window frame is not supported")
    return f"{renderer.whole_number_of(bound, 'the bound of a frame')} {side}"
