"""``ALTER MODEL``, ``DROP MODEL`` and ``EXPORT MODEL``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from forebay.sql.model_call import read_model_reference
from forebay.sql.model_statement import AlterModel, Drop, ExportModel
from forebay.sql.parse_options import read_options

if TYPE_CHECKING:
    from forebay.sql.token_reader import TokenReader

_DROPPED: Final[dict[str, Literal["model", "table", "view"]]] = {
    "MODEL": "model",
    "TABLE": "table",
    "VIEW": "view",
}


def parse_alter_model(reader: TokenReader) -> AlterModel:
    """Read the statement, ``ALTER MODEL`` being read already."""
    if_exists = reader.accept("IF", "EXISTS")
    name = reader.name("the model")
    reader.expect("SET", "OPTIONS")
    options = read_options(reader)
    reader.finish("the end of ALTER MODEL")
    return AlterModel(name, options, if_exists, reader.span_from(0), reader.tokens)


def parse_drop(reader: TokenReader) -> Drop:
    """Read the statement, the word DROP being read already; MODEL, TABLE or VIEW comes next."""
    kind = _DROPPED[reader.take("MODEL, TABLE or VIEW").upper]
    if_exists = reader.accept("IF", "EXISTS")
    name = reader.name(f"the {kind}")
    reader.finish(f"the end of DROP {kind.upper()}")
    return Drop(kind, name, if_exists, reader.span_from(0), reader.tokens)


def parse_export_model(reader: TokenReader) -> ExportModel:
    """Read the statement, ``EXPORT MODEL`` being read already."""
    model = read_model_reference(reader)
    reader.expect("OPTIONS")
    options = read_options(reader)
    reader.finish("the end of EXPORT MODEL")
    return ExportModel(model, options, reader.span_from(0), reader.tokens)
