"""Scalar syntax of BigQuery: literals, names, operators, casts, arrays, structs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.engine.bigquery.cast import write_cast, write_safe_cast
from forebay.engine.bigquery.interval import interval, interval_text
from forebay.engine.bigquery.node_rule import node_rule
from forebay.engine.bigquery.render_call import write_call, write_window
from forebay.engine.bigquery.render_extract import write_extract
from forebay.engine.bigquery.render_struct import write_array, write_struct
from forebay.engine.quote import literal, quote

if TYPE_CHECKING:
    from sqlglot import exp

    from forebay.engine.bigquery.node_rule import NodeRule
    from forebay.engine.bigquery.renderer import Renderer

_OPERATORS: Final = {
    "And": "AND",
    "Or": "OR",
    "EQ": "=",
    "NEQ": "<>",
    "GT": ">",
    "GTE": ">=",
    "LT": "<",
    "LTE": "<=",
    "NullSafeEQ": "IS NOT DISTINCT FROM",
    "NullSafeNEQ": "IS DISTINCT FROM",
    "Add": "+",
    "Sub": "-",
    "Mul": "*",
    "DPipe": "||",
    "BitwiseAnd": "&",
    "BitwiseOr": "|",
    "BitwiseLeftShift": "<<",
    "BitwiseRightShift": ">>",
}
_BITWISE: Final = {name for name in _OPERATORS if name.startswith("Bitwise")} | {"BitwiseXor"}


def _binary(renderer: Renderer, node: exp.Expr) -> str:
    _refuse_mixed_bits(renderer, node)
    sign = _OPERATORS[type(node).__name__]
    left, right = renderer.operand(node.this), renderer.operand(node.args["expression"])
    return f"{left} {sign} {right}"


def _refuse_mixed_bits(renderer: Renderer, node: exp.Expr) -> None:
    # sqlglot reads & and | from left to right; BigQuery takes & first.
    kind = type(node).__name__
    if kind not in _BITWISE:
        return
    for child in (node.this, node.args["expression"]):
        if type(child).__name__ in _BITWISE - {kind}:
            hint = "put brackets around one of them: a | (b & c)."
            raise renderer.refused(node, "two bit operators stand without brackets", hint)


def _xor(renderer: Renderer, node: exp.Expr) -> str:
    _refuse_mixed_bits(renderer, node)
    return f"xor({renderer.write(node.this)}, {renderer.write(node.args['expression'])})"


def _divide(renderer: Renderer, node: exp.Expr) -> str:
    return f"bq.divide({renderer.write(node.this)}, {renderer.write(node.args['expression'])})"


def _not(renderer: Renderer, node: exp.Expr) -> str:
    inner = node.this
    match type(inner).__name__:
        case "Is":
            right = renderer.write(inner.args["expression"])
            return f"{renderer.operand(inner.this)} IS NOT {right}"
        case "In" | "Like" | "Between":
            return f"NOT ({renderer.write(inner)})"
        case _:
            return f"NOT {renderer.operand(inner)}"


def _is(renderer: Renderer, node: exp.Expr) -> str:
    return f"{renderer.operand(node.this)} IS {renderer.write(node.args['expression'])}"


def _between(renderer: Renderer, node: exp.Expr) -> str:
    low, high = renderer.operand(node.args["low"]), renderer.operand(node.args["high"])
    return f"{renderer.operand(node.this)} BETWEEN {low} AND {high}"


def _in(renderer: Renderer, node: exp.Expr) -> str:
    left = renderer.operand(node.this)
    unnest = node.args.get("unnest")
    if unnest is not None:
        array = unnest.expressions[0]
        return f"{left} IN (SELECT unnest({renderer.write(array)}))"
    if node.args.get("query") is not None:
        query = node.args["query"]
        inner = query.this if type(query).__name__ == "Subquery" else query
        return f"{left} IN ({renderer.write(inner)})"
    return f"{left} IN ({renderer.writes(node.expressions)})"


def _like(renderer: Renderer, node: exp.Expr) -> str:
    pattern = node.args["expression"]
    if type(pattern).__name__ in _QUANTIFIED:
        return _like_several(renderer, node, pattern)
    word = "NOT LIKE" if node.args.get("negate") else "LIKE"
    text = f"{renderer.operand(node.this)} {word} {renderer.operand(pattern)}"
    is_literal = type(pattern).__name__ == "Literal"
    if is_literal and "\\" not in renderer.text_of(pattern, "the pattern"):
        return text
    return f"{text} ESCAPE '\\'"


_QUANTIFIED: Final = {"Any": "OR", "All": "AND"}


def _like_several(renderer: Renderer, node: exp.Expr, patterns: exp.Expr) -> str:
    """Return LIKE ANY and LIKE ALL of patterns that are written there."""
    inner = patterns.this
    kind = type(inner).__name__
    if kind not in {"Tuple", "Paren"}:
        raise renderer.refused(node, "LIKE ANY and LIKE ALL take patterns in brackets")
    items = inner.expressions if kind == "Tuple" else [inner.this]
    text = renderer.operand(node.this)
    sign = f" {_QUANTIFIED[type(patterns).__name__]} "
    joined = sign.join(f"{text} LIKE {renderer.operand(item)} ESCAPE '\\'" for item in items)
    return f"NOT ({joined})" if node.args.get("negate") else f"({joined})"


def _negative(renderer: Renderer, node: exp.Expr) -> str:
    return f"-{renderer.operand(node.this)}"


def _literal(renderer: Renderer, node: exp.Expr) -> str:
    said = str(node.this)
    if not node.args.get("is_string"):
        return renderer.marked(_number(said, plain=renderer.plain_numbers), node)
    token = renderer.token_of(node)
    if token is None:
        return "''"
    if token.is_bytes:
        return renderer.marked(literal(token.value.encode("latin-1")), node)
    if not set("\0\1\2\3").isdisjoint(token.value):  # they mark places while we write
        raise renderer.refused(node, "a text with control characters is not supported")
    return renderer.marked(literal(token.value), node)


def _number(said: str, *, plain: bool) -> str:
    if said.isdecimal():
        return said if plain else f"{said}::BIGINT"  # an INTEGER of DuckDB has 32 bits
    if plain or "e" in said.lower():
        return said
    return f"{said}e0"  # without an exponent it is a DECIMAL


def _hex(_: Renderer, node: exp.Expr) -> str:
    return f"{int(str(node.this), 16)}::BIGINT"


def _column(renderer: Renderer, node: exp.Expr) -> str:
    parts = [node.args.get(key) for key in ("catalog", "db", "table", "this")]
    named = [part for part in parts if part is not None]
    whole = tuple(str(getattr(part, "this", "")).casefold() for part in named[:-1])
    if len(whole) > 1 and whole in renderer.tables:  # `project.dataset.table`.column
        named = named[-2:]
    key = str(named[0].this).casefold()
    if len(named) == 1 and key in renderer.inlined and type(named[0]).__name__ == "Identifier":
        expression = renderer.inlined[key]
        outer, renderer.inlined = renderer.inlined, {}
        try:
            return f"({renderer.write(expression)})"
        finally:
            renderer.inlined = outer
    return ".".join(renderer.write(part) for part in named)


def _identifier(renderer: Renderer, node: exp.Expr) -> str:
    return renderer.marked(quote(str(node.this)), node)


def _dot(renderer: Renderer, node: exp.Expr) -> str:
    last = node.args["expression"]
    if type(last).__name__ == "Anonymous":
        name = f"{node.this.sql(dialect='bigquery')}.{last.this}"
        hint = "write CREATE FUNCTION before, or the expression itself."
        raise renderer.refused(node, f"there is no function {name}", hint)
    if type(last).__name__ != "Identifier":
        raise renderer.refused(node, "only a name can stand after a dot here")
    return f"{renderer.operand(node.this)}.{renderer.write(node.args['expression'])}"


def _case(renderer: Renderer, node: exp.Expr) -> str:
    subject = f" {renderer.write(node.this)}" if node.this is not None else ""
    whens = "".join(
        f" WHEN {renderer.write(when.this)} THEN {renderer.write(when.args['true'])}"
        for when in node.args["ifs"]
    )
    default = node.args.get("default")
    otherwise = f" ELSE {renderer.write(default)}" if default is not None else ""
    return f"CASE{subject}{whens}{otherwise} END"


def _interval(renderer: Renderer, node: exp.Expr) -> str:
    return interval_text(*interval(renderer, node))


def _bracket(renderer: Renderer, node: exp.Expr) -> str:
    if len(node.expressions) != 1:
        raise renderer.refused(node, "one index stands between the brackets")
    array = renderer.write(node.this)
    index = renderer.write(node.expressions[0])
    if node.args.get("offset") == 1:
        index = f"{renderer.operand(node.expressions[0])} - 1"
    name = "bq.safe_offset" if node.args.get("safe") else "bq.offset"
    return f"{name}({array}, {index})"


def _subquery(renderer: Renderer, node: exp.Expr) -> str:
    return f"({renderer.write(node.this)})"


def _tuple(renderer: Renderer, node: exp.Expr) -> str:
    if type(node.parent).__name__ not in {"In", "EQ", "NEQ", "Tuple"}:
        hint = "write STRUCT(a AS name, b AS name)."
        raise renderer.refused(node, "a tuple is not supported here", hint)
    return f"({renderer.writes(node.expressions)})"


_TWO: Final = "this expression safe typed"
EXPRESSIONS: Final[dict[str, NodeRule]] = {
    **{kind: node_rule(_TWO, _binary, f"a {sign} b") for kind, sign in _OPERATORS.items()},
    "Div": node_rule(_TWO, _divide, "a / b", "bq.divide(a, b)"),
    "BitwiseXor": node_rule(_TWO, _xor, "a ^ b", "xor(a, b)"),
    "BitwiseNot": node_rule("this", lambda r, n: f"~{r.operand(n.this)}", "~a"),
    "Neg": node_rule("this", _negative, "-a"),
    "Not": node_rule("this", _not, "NOT a"),
    "Is": node_rule(_TWO, _is, "a IS [NOT] NULL, TRUE, FALSE"),
    "Between": node_rule("this low high", _between, "a BETWEEN b AND c"),
    "In": node_rule(
        "this expressions query unnest",
        _in,
        "a IN (b, c), a IN (SELECT ...), a IN UNNEST(b)",
        "a IN (b, c), a IN (SELECT ...), a IN (SELECT unnest(b))",
    ),
    "Like": node_rule(f"{_TWO} negate", _like, r"a LIKE 'b\%'", r"a LIKE 'b\%' ESCAPE '\'"),
    "Literal": node_rule(
        "this is_string", _literal, r"1, 1.5, 'a\n', r'\d', b'a'", "1::BIGINT, 1.5e0, 'a...'"
    ),
    "HexString": node_rule("this is_integer", _hex, "0x1F", "31::BIGINT"),
    "Boolean": node_rule("this", lambda _, n: "true" if n.this else "false", "TRUE"),
    "Null": node_rule("", lambda *_: "NULL", "NULL"),
    "Column": node_rule("this table db catalog", _column, "a, t.a, t.s.a", '"a", "t"."a"'),
    "Identifier": node_rule("this quoted", _identifier, "`a b`", '"a b"'),
    "Dot": node_rule(_TWO, _dot, "(a).b"),
    "Paren": node_rule("this", _subquery, "(a)"),
    "Case": node_rule("this ifs default", _case, "CASE [a] WHEN b THEN c ELSE d END"),
    "Cast": node_rule("this to", write_cast, "CAST(a AS INT64)", "bq.to_int64(a)"),
    "TryCast": node_rule(
        "this to safe requires_string", write_safe_cast, "SAFE_CAST(a AS INT64)", "bq.safe_int64(a)"
    ),
    "Extract": node_rule(_TWO, write_extract, "EXTRACT(DAYOFWEEK FROM a)", "dayofweek(a) + 1"),
    "Interval": node_rule("this unit", _interval, "INTERVAL 1 DAY", "to_days(1)"),
    "Array": node_rule(
        "expressions value_constructor struct_name_inheritance",
        write_array,
        "[a, b], ARRAY(SELECT ...)",
    ),
    "Struct": node_rule(
        "expressions", write_struct, "STRUCT(a AS b), STRUCT<b INT64>(a)", "{'b': a}"
    ),
    "Bracket": node_rule(
        "this expressions offset safe",
        _bracket,
        "a[OFFSET(b)], a[SAFE_ORDINAL(b)]",
        "bq.offset(a, b), bq.safe_offset(a, b - 1)",
    ),
    "Subquery": node_rule("this", _subquery, "(SELECT ...)"),
    "Exists": node_rule("this", lambda r, n: f"EXISTS ({r.write(n.this)})", "EXISTS (SELECT ...)"),
    "Tuple": node_rule("expressions", _tuple, "(a, b) IN ((1, 2))"),
    "Anonymous": node_rule("this expressions", write_call),
    "Window": node_rule("this partition_by order spec alias over", write_window),
    "CurrentDate": node_rule("", lambda *_: "current_date", "CURRENT_DATE", "current_date"),
    "CurrentTimestamp": node_rule(
        "", lambda *_: "current_timestamp", "CURRENT_TIMESTAMP", "current_timestamp"
    ),
    "CurrentDatetime": node_rule(
        "",
        lambda *_: "CAST(current_timestamp AS TIMESTAMP)",
        "CURRENT_DATETIME",
        "CAST(current_timestamp AS TIMESTAMP)",
    ),
}
