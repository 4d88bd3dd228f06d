"""``CREATE MACRO name(parameters) AS [TABLE] body``; the engine judges the body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.errors import ProjectError
from forebay.sql.model_call import called_function
from forebay.sql.statement import CreateMacro
from forebay.sql.token_reader import check_brackets

if TYPE_CHECKING:
    from forebay.sql.token_reader import TokenReader


def parse_macro(reader: TokenReader, *, replace: bool) -> CreateMacro:
    """Read the statement from its name on."""
    name = reader.name("the macro")
    if not reader.at("("):
        raise reader.unexpected('"(" and the parameters of the macro')
    reader.inside()
    reader.expect("AS")
    is_table = reader.accept("TABLE")
    if reader.done:
        raise reader.unexpected("the body of the macro")
    check_brackets(reader.source, reader.tokens)
    for index, token in enumerate(reader.tokens):
        function = called_function(reader.source, reader.tokens, index)
        if function is not None:
            raise ProjectError.of(
                "misplaced-ml-call",
                f'the macro "{name.text}" calls {function}',
                reader.span_of(token),
                hint="a macro cannot call a model; a view or a table can.",
            )
    reader.index = len(reader.tokens)
    return CreateMacro(name, is_table, reader.span_from(0), reader.tokens, replace)
