"""``INPUT (name type, ...)`` and ``OUTPUT (...)`` of an imported model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.sql.model_statement import ModelField

if TYPE_CHECKING:
    from forebay.sql.token_reader import TokenReader


def read_model_fields(reader: TokenReader) -> tuple[ModelField, ...]:
    """Read the list, the word INPUT or OUTPUT being read already; types are judged later."""
    inner = reader.inside()
    fields: list[ModelField] = []
    while not inner.done:
        if fields:
            inner.expect(",")
        start = inner.index
        name = inner.identifier("a field")
        if name.casefold() in {known.name.casefold() for known in fields}:
            inner.report(
                "duplicate-name", f'the field "{name}" stands twice', inner.span_from(start)
            )
        kind = _type(inner)
        fields.append(ModelField(name, kind, inner.span_from(start)))
    if not fields:
        raise inner.unexpected("a field and its type")
    return tuple(fields)


def _type(reader: TokenReader) -> str:
    """Read up to the comma outside of ``STRUCT<a INT64, b INT64>``."""
    start, depth = reader.index, 0
    while not reader.done and (depth or not reader.at(",")):
        text = reader.take("a type").text
        depth += text.count("<") - text.count(">")
    if reader.index == start:
        raise reader.unexpected("the type of the field")
    return reader.span_from(start).text
