"""``TRANSFORM (*, * EXCEPT (a), b, expression AS name)``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.sql.statement import TransformItem

if TYPE_CHECKING:
    from forebay.sql.token_reader import TokenReader


def read_transform(reader: TokenReader) -> tuple[TransformItem, ...]:
    """Read the list, the word TRANSFORM being read already."""
    inner = reader.inside()
    items: list[TransformItem] = []
    while not inner.done:
        if items:
            inner.expect(",")
            if inner.done:
                break
        start = inner.index
        item = _star(inner) if inner.at("*") else _column(inner)
        if item.name is not None and any(
            known.name and known.name.casefold() == item.name.casefold() for known in items
        ):
            inner.report(
                "duplicate-name", f'the column "{item.name}" stands twice', inner.span_from(start)
            )
        items.append(item)
    if not items:
        raise inner.unexpected("a column in TRANSFORM (...)")
    return tuple(items)


def _star(reader: TokenReader) -> TransformItem:
    start = reader.index
    reader.expect("*")
    excluded: tuple[str, ...] = ()
    if reader.accept("EXCEPT") or reader.accept("EXCLUDE"):
        excluded = reader.identifiers("a column")
    if not reader.done and not reader.at(","):
        raise reader.unexpected("a comma or EXCEPT (...)", known=["EXCEPT"])
    return TransformItem(reader.span_from(start), None, None, excluded)


def _column(reader: TokenReader) -> TransformItem:
    start = reader.index
    expression = reader.expression(
        "a column or an expression", lambda here: here.at("AS") or here.at(",")
    )
    if reader.accept("AS"):
        name = reader.identifier("the column")
        if not reader.done and not reader.at(","):
            raise reader.unexpected("a comma after the column")
    elif _is_column(reader, start):
        name = expression.tokens[-1].value
    else:
        raise reader.unexpected('"AS" and the name of the column')
    return TransformItem(reader.span_from(start), name, expression)


def _is_column(reader: TokenReader, start: int) -> bool:
    """Whether what was read is ``a`` or ``t.a``."""
    tokens = reader.tokens[start : reader.index]
    names = all(token.kind in {"word", "quoted"} for token in tokens[::2])
    return len(tokens) % 2 == 1 and names and all(token.text == "." for token in tokens[1::2])
