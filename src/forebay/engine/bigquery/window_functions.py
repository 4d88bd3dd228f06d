"""Functions that stand before OVER."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.engine.bigquery.function_rule import FunctionRule

if TYPE_CHECKING:
    from collections.abc import Callable

    from forebay.engine.bigquery.call import Call
    from forebay.engine.bigquery.renderer import Renderer


def _window(duckdb: str, fewest: int, most: int) -> Callable[[Renderer, Call], str]:
    def write(renderer: Renderer, call: Call) -> str:
        _require_over(renderer, call)
        if not fewest <= len(call.arguments) <= most:
            counts = str(fewest) if fewest == most else f"{fewest} to {most}"
            raise renderer.refused(call.node, f"{call.name} takes {counts} arguments")
        nulls = f" {call.nulls} NULLS" if call.nulls else ""
        return f"{duckdb}({renderer.writes(list(call.arguments))}{nulls})"

    return write


def _percentile(duckdb: str) -> Callable[[Renderer, Call], str]:
    def write(renderer: Renderer, call: Call) -> str:
        _require_over(renderer, call)
        value, share = renderer.arguments(call, 2)
        if call.nulls == "RESPECT":
            raise renderer.refused(call.node, f"{call.name} with RESPECT NULLS is not supported")
        if call.node.parent is not None and call.node.parent.args.get("order") is not None:
            raise renderer.refused(call.node, f"{call.name} takes no ORDER BY in OVER")
        return f"{duckdb}({renderer.write(value)}, {renderer.write(share)})"

    return write


def _require_over(renderer: Renderer, call: Call) -> None:
    if not call.is_windowed:
        raise renderer.refused(call.node, f"{call.name} needs OVER (...)")


WINDOWS: Final[tuple[FunctionRule, ...]] = (
    *(
        FunctionRule(name, "windows", _window(name.lower(), 0, 0), f"{name.lower()}()")
        for name in ("ROW_NUMBER", "RANK", "DENSE_RANK", "PERCENT_RANK", "CUME_DIST")
    ),
    FunctionRule("NTILE", "windows", _window("ntile", 1, 1), "ntile(a)"),
    *(
        FunctionRule(name, "windows", _window(name.lower(), 1, 3), f"{name.lower()}(a, b, c)")
        for name in ("LAG", "LEAD")
    ),
    *(
        FunctionRule(
            name,
            "windows",
            _window(name.lower(), 1, 1),
            f"{name.lower()}(a [IGNORE NULLS])",
            takes_nulls=True,
        )
        for name in ("FIRST_VALUE", "LAST_VALUE")
    ),
    FunctionRule(
        "NTH_VALUE",
        "windows",
        _window("nth_value", 2, 2),
        "nth_value(a, b [IGNORE NULLS])",
        takes_nulls=True,
    ),
    FunctionRule(
        "PERCENTILE_CONT",
        "windows",
        _percentile("quantile_cont"),
        "quantile_cont(a, b)",
        takes_nulls=True,
    ),
    FunctionRule(
        "PERCENTILE_DISC",
        "windows",
        _percentile("quantile_disc"),
        "quantile_disc(a, b)",
        takes_nulls=True,
    ),
)
