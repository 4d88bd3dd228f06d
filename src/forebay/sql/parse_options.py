"""``OPTIONS (name = value, ...)``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.sql.literal import read_literal
from forebay.sql.statement import Option

if TYPE_CHECKING:
    from forebay.sql.statement import Options
    from forebay.sql.token_reader import TokenReader


def read_options(reader: TokenReader) -> Options:
    """Read the list, the word OPTIONS being read already; which names there are is judged later."""
    inner = reader.inside()
    options: dict[str, Option] = {}
    while not inner.done:
        if options:
            inner.expect(",")
            if inner.done:  # a comma after the last option
                break
        start = inner.index
        name_span = inner.here
        name = inner.identifier("an option").lower()
        if not inner.accept("="):
            raise inner.unexpected('"=" and the value of the option')
        value_start = inner.index
        value = read_literal(inner)
        if name in options:
            inner.report("duplicate-option", f'the option "{name}" stands here twice', name_span)
        options[name] = Option(name, value, inner.span_from(start), inner.span_from(value_start))
    return options
