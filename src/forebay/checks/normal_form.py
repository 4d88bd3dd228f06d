"""Words that look the same and are other bytes: keys are compared in one Unicode form (NFC)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.engine.quote import quote

if TYPE_CHECKING:
    from forebay.engine import Schema


def normal_form(schema: Schema, name: str) -> str:
    """Return SQL for the value of a key's column by which rows have the same key.

    Examples
    --------
    >>> from forebay.engine import Column, Schema
    >>> schema = Schema((Column("id", "BIGINT"), Column("city", "VARCHAR")))
    >>> normal_form(schema, "id"), normal_form(schema, "CITY")
    ('"id"', 'nfc_normalize("city")')

    """
    column = schema.find(name)
    if column is None:
        return quote(name)
    own = quote(column.name)
    return f"nfc_normalize({own})" if column.type == "VARCHAR" else own
