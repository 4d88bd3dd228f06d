"""An expression of TRANSFORM as a typed tree; as SQL for the engine alone where it must be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from forebay.errors import Span
from forebay.features.expression import EngineOnly, Input
from forebay.features.operations import KIND_TYPES
from forebay.features.preprocessing import PREPROCESSING
from forebay.features.read_expression import read_expression
from forebay.features.read_function_call import read_function_call
from forebay.features.render_sql import render_sql
from forebay.features.row_wise import check_row_wise
from forebay.features.typed import OutsideTheSetError, Typed
from forebay.sql.scalar_call import is_scalar_call, read_scalar_call
from forebay.sql.token import Token

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from forebay.engine.protocol import Column, Schema
    from forebay.errors import Source
    from forebay.features.expression import Expression
    from forebay.features.preprocessing import FunctionCall

_KINDS: Final = {kind_type: kind for kind, kind_type in KIND_TYPES.items()}


@dataclass(frozen=True, slots=True)
class Value:
    """An expression and the engine's type of it."""

    expression: Expression
    type: str


@dataclass(frozen=True, slots=True)
class ValueReader:
    """Reads expressions over the columns of a frame.

    Parameters
    ----------
    find
        Returns the column of a name without regard to case, None if there is none.
    describe
        Returns the columns of a select list over the frame, as the engine binds it. The span is
        the place of the second half of the text, which a person wrote; None if it is ours.
    fit
        Returns the frozen expression of a call of a preprocessing function.

    """

    source: Source
    find: Callable[[str], Column | None]
    describe: Callable[[str, Span | None], Schema]
    fit: Callable[[FunctionCall], Expression]

    def value(self, tokens: Sequence[Token]) -> Value:
        """Return the expression that some tokens are.

        Raises
        ------
        ProjectError
            ``not-row-wise`` for a sub-query, a window or a volatile function; what is wrong with a
            call of a preprocessing function; what the engine refuses.

        """
        if is_column(tokens) and (column := self.find(tokens[0].value)) is not None:
            return Value(Input(column.name, column.type), column.type)
        pieces = self._pieces(tokens)
        first = pieces[0]
        if len(pieces) == 1 and isinstance(first, Value):
            return first
        try:
            typed = read_expression([_item(piece) for piece in pieces], self.find)
        except OutsideTheSetError:
            return self._engine_only(pieces, tokens)
        return Value(typed.expression, typed.type)

    def _pieces(self, tokens: Sequence[Token]) -> list[Token | Value]:
        """Return the tokens, with what calls of preprocessing functions became between them."""
        pieces: list[Token | Value] = []
        index = 0
        while index < len(tokens):
            is_call = is_scalar_call(tokens, index)
            if is_call and tokens[index + 2].value.upper() in PREPROCESSING:
                call = read_scalar_call(self.source, tokens, index)
                pieces.append(self._fitted(read_function_call(call, self)))
                index += call.length
            else:
                check_row_wise(self.source, tokens, index)
                pieces.append(tokens[index])
                index += 1
        return pieces

    def _fitted(self, call: FunctionCall) -> Value:
        return Value(self.fit(call), PREPROCESSING[call.function].gives(call))

    def _engine_only(self, pieces: Sequence[Token | Value], tokens: Sequence[Token]) -> Value:
        is_own = all(isinstance(piece, Token) for piece in pieces)
        text, position = [], tokens[0].start
        for piece in pieces:
            if isinstance(piece, Token):
                text += [" " * (piece.start - position), piece.text]
                position = piece.end
            else:
                text.append(f" ({render_sql(piece.expression)}) ")
        sql = "".join(text)
        place = Span(self.source, tokens[0].start, tokens[-1].end) if is_own else None
        # The star makes an aggregate an error: it cannot stand beside whole rows.
        kind = self.describe(f"SELECT *, __feature: {sql}", place).columns[-1].type
        return Value(EngineOnly(sql, kind), kind)


def is_column(tokens: Sequence[Token]) -> bool:
    """Whether the tokens are one name and nothing else."""
    return len(tokens) == 1 and tokens[0].kind in {"word", "quoted"}


def _item(piece: Token | Value) -> Token | Typed:
    if isinstance(piece, Token):
        return piece
    kind = _KINDS.get(piece.type)
    if kind is None:
        raise OutsideTheSetError(piece.type)
    return Typed(piece.expression, kind)
