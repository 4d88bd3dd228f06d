"""Statements about a model that is there already, and the fields of an imported one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from forebay.errors import Span
    from forebay.sql.expression import ObjectName
    from forebay.sql.option import Options
    from forebay.sql.token import Token


@dataclass(frozen=True, slots=True)
class ModelReference:
    """``MODEL m`` or ``m@8``, ``m@candidate``, ``m@refused``, ``m@champion``."""

    name: ObjectName
    version: str | None  # what stands after "@"; None means live


@dataclass(frozen=True, slots=True)
class ModelField:
    """One entry of ``INPUT (name type, ...)`` or ``OUTPUT (...)``."""

    name: str
    type: str  # as written: FLOAT64, ARRAY<FLOAT64>
    span: Span


@dataclass(frozen=True, slots=True)
class AlterModel:
    """``ALTER MODEL [IF EXISTS] name SET OPTIONS (...)``."""

    name: ObjectName
    options: Options
    if_exists: bool
    span: Span
    tokens: tuple[Token, ...]
    written: AlterModel | None = None


@dataclass(frozen=True, slots=True)
class Drop:
    """``DROP MODEL | TABLE | VIEW [IF EXISTS] name``."""

    kind: Literal["model", "table", "view"]
    name: ObjectName
    if_exists: bool
    span: Span
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class ExportModel:
    """``EXPORT MODEL name OPTIONS (uri = '...')``; the name may have a version, ``m@8``."""

    model: ModelReference
    options: Options
    span: Span
    tokens: tuple[Token, ...]
