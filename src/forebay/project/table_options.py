"""Check the options of tables and views: there are two, and neither changes a row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.errors import Problem, nearest

if TYPE_CHECKING:
    from forebay.sql.statement import Option, Options

_KNOWN: Final = ("description", "tags")


def check_table_options(options: Options) -> list[Problem]:
    """Return what is wrong with the options of a table or view."""
    problems = []
    for option in options.values():
        if option.name not in _KNOWN:
            near = nearest(option.name, _KNOWN)
            problems.append(
                Problem(
                    "unknown-option",
                    f'a table has no option "{option.name}"',
                    option.span,
                    detail=f"options are: {', '.join(_KNOWN)}.",
                    hint=f'did you mean "{near}"?' if near else "",
                )
            )
        elif option.name == "description" and not isinstance(option.value, str):
            problems.append(_bad(option, "a text"))
        elif option.name == "tags" and not (
            isinstance(option.value, tuple) and all(isinstance(t, str) for t in option.value)
        ):
            problems.append(_bad(option, "an array of texts"))
    return problems


def _bad(option: Option, needs: str) -> Problem:
    return Problem(
        "bad-option",
        f'option "{option.name}" cannot be {option.value_span.text}',
        option.value_span,
        hint=f"{option.name} takes {needs}.",
    )
