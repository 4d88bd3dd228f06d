"""Check the options of tables and views; none of them changes a row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from forebay.errors import Problem, nearest

if TYPE_CHECKING:
    from forebay.sql.statement import Option, Options

_VIEW: Final = ("description", "tags")
_TABLE: Final = ("allow_empty", *_VIEW)


def check_table_options(options: Options, kind: Literal["table", "view"]) -> list[Problem]:
    """Return what is wrong with the options of a table or view."""
    problems = []
    known = _TABLE if kind == "table" else _VIEW
    for option in options.values():
        if option.name not in known:
            near = nearest(option.name, known)
            problems.append(
                Problem(
                    "unknown-option",
                    f'a {kind} has no option "{option.name}"',
                    option.span,
                    detail=f"options are: {', '.join(known)}.",
                    hint=f'did you mean "{near}"?' if near else "",
                )
            )
        elif option.name == "allow_empty" and not isinstance(option.value, bool):
            problems.append(_bad(option, "true or false"))
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
