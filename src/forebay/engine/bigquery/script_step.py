"""The steps of a script: statements of SQL, and what decides when they run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from forebay.errors import Span
    from forebay.sql.token import Token


@dataclass(frozen=True, slots=True)
class Declare:
    """``DECLARE a, b [type] [DEFAULT expression]``."""

    names: tuple[str, ...]
    type: str  # as written; empty: that of the default
    default: tuple[Token, ...]  # empty: NULL
    span: Span


@dataclass(frozen=True, slots=True)
class Assign:
    """``SET name = expression``, or ``SET (a, b) = (expression, ...)``."""

    names: tuple[str, ...]
    values: tuple[tuple[Token, ...], ...]  # one for all names: a STRUCT
    span: Span


@dataclass(frozen=True, slots=True)
class Block:
    """``BEGIN ... [EXCEPTION WHEN ERROR THEN ...] END``; without a handler it is None."""

    steps: tuple[ScriptStep, ...]
    handler: tuple[ScriptStep, ...] | None
    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class Branch:
    """A condition and the steps that it lets run."""

    condition: tuple[Token, ...]
    steps: tuple[ScriptStep, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Choice:
    """``IF ... ELSEIF ... ELSE ... END IF`` and ``CASE ... END CASE``.

    Parameters
    ----------
    subject
        What CASE compares with each condition; empty: the conditions are truths.

    """

    subject: tuple[Token, ...]
    branches: tuple[Branch, ...]
    otherwise: tuple[ScriptStep, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Loop:
    """``LOOP``, ``WHILE condition DO`` and ``REPEAT ... UNTIL condition``.

    Parameters
    ----------
    before, after
        The condition to go on, looked at before a round; that to stop, after it. Empty: none.

    """

    before: tuple[Token, ...]
    steps: tuple[ScriptStep, ...]
    after: tuple[Token, ...]
    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class ForEach:
    """``FOR name IN (query) DO ... END FOR``."""

    name: str
    query: tuple[Token, ...]
    steps: tuple[ScriptStep, ...]
    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class Jump:
    """``BREAK``, ``LEAVE``, ``CONTINUE``, ``ITERATE`` and ``RETURN``.

    Parameters
    ----------
    kind
        ``leave``, ``continue`` or ``return``.
    label
        In lower case; empty: the innermost loop.

    """

    kind: str
    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class Raise:
    """``RAISE [USING MESSAGE = expression]``; without a message the error of a handler goes on."""

    message: tuple[Token, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class ExecuteImmediate:
    """``EXECUTE IMMEDIATE expression [INTO a, b] [USING value [AS name], ...]``."""

    text: tuple[Token, ...]
    into: tuple[str, ...]
    using: tuple[tuple[tuple[Token, ...], str], ...]  # a value and its name, empty without one
    span: Span


@dataclass(frozen=True, slots=True)
class CreateSchema:
    """``CREATE SCHEMA [IF NOT EXISTS] name``: a dataset, which is what names may begin with."""

    name: str  # without the project
    if_not_exists: bool
    span: Span


@dataclass(frozen=True, slots=True)
class DropSchema:
    """``DROP SCHEMA [IF EXISTS] name [CASCADE | RESTRICT]``."""

    name: str
    if_exists: bool
    cascade: bool
    span: Span


@dataclass(frozen=True, slots=True)
class CreateFunction:
    """``CREATE [OR REPLACE] [TEMP] FUNCTION name(a INT64, b ANY TYPE) [RETURNS type] AS (body)``.

    Parameters
    ----------
    name
        In lower case, without the project.
    parameters
        Names in lower case with their types as written; empty: ANY TYPE.
    body
        The tokens between the brackets after AS.

    """

    name: str
    parameters: tuple[tuple[str, str], ...]
    returns: str  # empty: as the body gives
    body: tuple[Token, ...]
    replace: bool
    if_not_exists: bool
    temporary: bool
    span: Span


@dataclass(frozen=True, slots=True)
class DropFunction:
    """``DROP FUNCTION [IF EXISTS] name``."""

    name: str
    if_exists: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Change:
    """``INSERT``, ``UPDATE``, ``DELETE`` and ``TRUNCATE TABLE``: other rows for a table.

    Parameters
    ----------
    kind
        ``INSERT``, ``UPDATE``, ``DELETE`` or ``TRUNCATE``.
    table
        Its name as written.
    alias
        Another name of the table in the expressions; empty: none.
    columns
        Of INSERT those that are given; of UPDATE those that get a value.
    values
        Of UPDATE a value for each column.
    rows
        Of INSERT the query, or what follows VALUES, which then is its first token.
    condition
        Which rows are meant; empty: all.

    """

    kind: str
    table: tuple[Token, ...]
    alias: str
    columns: tuple[str, ...]
    values: tuple[tuple[Token, ...], ...]
    rows: tuple[Token, ...]
    condition: tuple[Token, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class EmptyTable:
    """``CREATE TABLE name (a INT64, b STRING)``: columns and no rows.

    Parameters
    ----------
    columns
        Names with their types as written.

    """

    name: tuple[Token, ...]
    columns: tuple[tuple[str, str], ...]
    replace: bool
    if_not_exists: bool
    span: Span


@dataclass(frozen=True, slots=True)
class SqlStatement:
    """A statement that is read like one in a file.

    Parameters
    ----------
    left_out
        Offsets from and to which it says what has no meaning here.
    unless_there
        The name of a table that keeps the statement from running if it is there; empty: none.

    """

    tokens: tuple[Token, ...]
    span: Span
    left_out: tuple[tuple[int, int], ...] = ()
    unless_there: str = ""


ScriptStep: TypeAlias = (
    Declare
    | Assign
    | Block
    | Choice
    | Loop
    | ForEach
    | Jump
    | Raise
    | ExecuteImmediate
    | CreateSchema
    | DropSchema
    | CreateFunction
    | DropFunction
    | Change
    | EmptyTable
    | SqlStatement
)
