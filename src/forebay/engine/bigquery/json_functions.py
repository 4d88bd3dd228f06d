"""Functions of texts that hold JSON."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from forebay.engine.bigquery.function_rule import FunctionRule, rule
from forebay.engine.quote import literal

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlglot import exp

    from forebay.engine.bigquery.call import Call
    from forebay.engine.bigquery.renderer import Renderer

# docs: JSONPath. $, .name, ."name", ['name'] of the older functions, and [0].
_STEP: Final = re.compile(r"""\.([A-Za-z_][\w-]*)|\."([^"]*)"|\['([^']*)'\]|\[(\d+)\]""")


def _path(renderer: Renderer, node: exp.Expr) -> str:
    """Return a literal path as DuckDB writes it, every name in quotation marks."""
    said = renderer.text_of(node, "the path")
    found, position = "$", 1
    while said.startswith("$") and position < len(said):
        step = _STEP.match(said, position)
        if step is None:
            break
        name = next((part for part in step.groups()[:3] if part is not None), None)
        found += f"[{step[4]}]" if name is None else f'."{name}"'
        position = step.end()
    if not said.startswith("$") or position < len(said):
        raise renderer.refused(node, "this path is not supported", "write $.name or $.list[0].")
    return literal(found)


def _at_path(macro: str) -> Callable[[Renderer, Call], str]:
    def write(renderer: Renderer, call: Call) -> str:
        if len(call.arguments) == 1:
            path = "'$'"
        else:
            path = _path(renderer, renderer.arguments(call, 2)[1])
        return f"bq.{macro}({renderer.write(call.arguments[0])}, {path})"

    return write


_J: Final = "JSON"
_MACROS: Final = {
    "JSON_VALUE": "json_value",
    "JSON_EXTRACT_SCALAR": "json_value",
    "JSON_QUERY": "json_query",
    "JSON_EXTRACT": "json_query",
    "JSON_VALUE_ARRAY": "json_values",
    "JSON_EXTRACT_STRING_ARRAY": "json_values",
    "JSON_QUERY_ARRAY": "json_queries",
    "JSON_EXTRACT_ARRAY": "json_queries",
}
JSONS: Final[tuple[FunctionRule, ...]] = (
    *(
        FunctionRule(name, _J, _at_path(macro), f"bq.{macro}(a, path)")
        for name, macro in _MACROS.items()
    ),
    rule("TO_JSON_STRING", _J, a1="bq.to_json_string({0})"),
)
