"""The functions that scripts made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.engine.bigquery.expand_functions import SqlFunction, expand_functions
from forebay.engine.bigquery.function_table import FUNCTIONS
from forebay.engine.bigquery.script_step import CreateFunction, DropFunction
from forebay.engine.bigquery.translate import translate
from forebay.errors import ProjectError, Source, Span
from forebay.errors.span import Piece

if TYPE_CHECKING:
    from collections.abc import Mapping

_BEFORE = "SELECT "


class ScriptFunctions:
    """Functions by name in lower case; temporary ones end with their script."""

    def __init__(self, known: Mapping[str, SqlFunction] | None = None) -> None:
        self.known: dict[str, SqlFunction] = dict(known or {})

    def lasting(self) -> ScriptFunctions:
        """Return those that are there after the script."""
        return ScriptFunctions({k: f for k, f in self.known.items() if not f.temporary})

    def take(self, source: Source, step: CreateFunction | DropFunction) -> None:
        """Make or drop a function.

        Raises
        ------
        ProjectError
            ``duplicate-name`` or ``unknown-name`` where the statement does not allow for it, and
            everything that is wrong with the body, at its place.

        """
        match step:
            case CreateFunction():
                self._create(source, step)
            case DropFunction():
                key = ".".join(step.name.casefold().split(".")[-2:])
                if self.known.pop(key, None) is None and not step.if_exists:
                    raise ProjectError.of(
                        "unknown-name",
                        f'there is no function "{step.name}"',
                        step.span,
                        hint="write DROP FUNCTION IF EXISTS if it may be missing.",
                    )

    def _create(self, source: Source, step: CreateFunction) -> None:
        is_there = step.name in self.known
        if is_there and step.if_not_exists:
            return
        if (is_there and not step.replace) or step.name.upper() in FUNCTIONS:
            raise ProjectError.of(
                "duplicate-name",
                f'the function "{step.name}" is there already',
                step.span,
                hint="write CREATE OR REPLACE FUNCTION, or another name.",
            )
        span = Span(source, step.body[0].start, step.body[-1].end)
        piece = Piece(0, span.end - span.start, span)
        body = expand_functions(Source(source.path, span.text, (piece,)), self.known)
        made = SqlFunction(step.name, step.parameters, step.returns, body, step.temporary)
        _check_body(made)
        self.known[step.name] = made


def _check_body(function: SqlFunction) -> None:
    """Raise ProjectError with each construct of a body that is not on the list."""
    body = function.body
    pieces = (Piece(p.start + len(_BEFORE), p.end + len(_BEFORE), p.written) for p in body.pieces)
    translate(Source(body.path, _BEFORE + body.text, tuple(pieces)))
