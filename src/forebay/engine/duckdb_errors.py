"""Every exception of the duckdb driver becomes a Forebay error with a name and a place.

Connections are opened with ``errors_as_json``, so that an error carries its position as a number.
Which class of ours it becomes follows from what the reader does next: a query that cannot be bound
is edited (ProjectError), a value that cannot be cast while running, a full disk or a lost
connection is the engine's or the source's failure (EngineError).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from forebay.engine.bigquery.failure import FAILURE_MARK
from forebay.engine.duckdb_messages import Known, Refined, first_line, refine
from forebay.engine.unquoted_name import unquoted_name
from forebay.errors import EngineError, ForebayError, Problem, ProjectError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import duckdb

    from forebay.engine.asked import Asked

__all__ = ["EXCEPTIONS", "Known", "problem_of_fields", "translate"]


@dataclass(frozen=True, slots=True)
class _Mapped:
    name: str  # of the Problem, where no rule says more
    project: bool = False  # the person's text is wrong, whenever it shows
    when_binding: bool = field(default=True)  # before anything ran, the text is wrong


_ENGINE = _Mapped("engine-refused")

# Every exception class of the driver, by name; a test compares this with the driver.
EXCEPTIONS: dict[str, _Mapped] = {
    "BinderException": _Mapped("invalid-query", project=True),
    "CatalogException": _Mapped("unknown-name", project=True),
    "ConnectionException": _Mapped("engine-refused", when_binding=False),
    "ConstraintException": _Mapped("engine-refused", when_binding=False),
    "ConversionException": _Mapped("cast-failed"),
    "DataError": _Mapped("cast-failed"),
    "DatabaseError": _ENGINE,
    "DependencyException": _ENGINE,
    "Error": _ENGINE,
    "FatalException": _Mapped("engine-crashed", when_binding=False),
    "HTTPException": _Mapped("unreadable-file", when_binding=False),
    "IOException": _Mapped("unreadable-file", when_binding=False),
    "IntegrityError": _Mapped("engine-refused", when_binding=False),
    "InternalError": _Mapped("engine-crashed", when_binding=False),
    "InternalException": _Mapped("engine-crashed", when_binding=False),
    "InterruptException": _Mapped("interrupted", when_binding=False),
    "InvalidInputException": _Mapped("invalid-value"),
    "InvalidTypeException": _Mapped("type-mismatch", project=True),
    "NotImplementedException": _Mapped("not-supported", project=True),
    "NotSupportedError": _Mapped("not-supported", project=True),
    "OperationalError": _Mapped("engine-refused", when_binding=False),
    "OutOfMemoryException": _Mapped("out-of-memory", when_binding=False),
    "OutOfRangeException": _Mapped("out-of-range"),
    "ParserException": _Mapped("syntax", project=True),
    "PermissionException": _Mapped("hidden-source", project=True),
    "ProgrammingError": _Mapped("invalid-query", project=True),
    "ResourceInUseException": _Mapped("engine-refused", when_binding=False),
    "SequenceException": _Mapped("engine-refused", when_binding=False),
    "SerializationException": _Mapped("engine-refused", when_binding=False),
    "SyntaxException": _Mapped("syntax", project=True),
    "TransactionException": _Mapped("engine-refused", when_binding=False),
    "TypeMismatchException": _Mapped("type-mismatch"),
    "Warning": _Mapped("engine-refused", when_binding=False),
}

# What a run-time message says, whatever class it comes in; the first that matches counts.
_RUN_RULES: tuple[tuple[re.Pattern[str], str, str, str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), name, message, hint)
    for pattern, name, message, hint in (
        (
            r"no space left|disk full|ENOSPC|max_temp_directory_size|disk quota|file too large",
            "disk-full",
            "the disk is full",
            "free some space; nothing half-written was kept",
        ),
        (
            r"out of memory|could not allocate|failed to (?:allocate|pin)|memory limit",
            "out-of-memory",
            "the query needs more memory than it may use",
            "raise memory_limit in forebay.toml, or let the query handle fewer rows at once",
        ),
        (
            r"division by zero|divide by zero",
            "division-by-zero",
            "a number is divided by zero",
            "write a / nullif(b, 0) where b can be zero: the result is NULL then",
        ),
        (
            r"overflow",
            "out-of-range",
            "a result is too large for its type",
            "cast to a wider type first: BIGINT, HUGEINT, DECIMAL or DOUBLE",
        ),
    )
)  # fmt: skip

_DATABASE_GONE = re.compile(r"database has been invalidated", re.IGNORECASE)


def translate(
    error: duckdb.Error,
    asked: Asked | None = None,
    *,
    binding: bool = False,
    known: Known | None = None,
) -> ForebayError:
    """Return the Forebay error that a driver exception means; the caller raises it.

    Parameters
    ----------
    error
        What the driver raised.
    asked
        The person's text, so that the position gets a place; None if the SQL was all ours.
    binding
        True while a query is judged: nothing has run yet.
    known
        The declared relations, for nearest names.

    """
    fields = _fields(str(error))
    class_name = _class_name(error, fields)
    message = str(fields.get("exception_message") or "")
    problem = problem_of_fields(class_name, message, fields, asked, binding=binding, known=known)
    mapped = EXCEPTIONS[class_name]
    is_projects = mapped.project or (binding and mapped.when_binding)
    if asked is None or problem.name in {"disk-full", "out-of-memory"}:
        is_projects = problem.name == "hidden-source"
    return (ProjectError if is_projects else EngineError)(problem)


def problem_of_fields(
    class_name: str,
    message: str,
    fields: Mapping[str, Any],
    asked: Asked | None,
    *,
    binding: bool,
    known: Known | None = None,
) -> Problem:
    """Return the Problem for one message of the engine and the fields that came with it."""
    mapped = EXCEPTIONS[class_name]
    span = None
    if asked is not None:
        position, length = _position(fields)
        if position is not None and class_name == "ParserException" and not length:
            # The parser of 1.5 counts characters, everything else counts bytes.
            position = len((asked.prefix + asked.text)[:position].encode())
        span = asked.at_byte(position, length) if position is not None else asked.whole
    refined = _running(message) if not binding else None
    if (refined is None and mapped.project) or binding:
        refined = refine(message, fields, known or Known(), asked)
    if refined is None:
        name = "engine-crashed" if _DATABASE_GONE.search(message) else mapped.name
        hint = _NO_CAST if _NEVER_CAST.search(message) else _HINTS.get(name, "")
        refined = Refined(name, first_line(message), hint=hint)
    if refined.name == "syntax" and not refined.hint and span is not None and asked is not None:
        refined = replace(refined, hint=unquoted_name(asked, span))
    if span is not None and refined.part is not None and asked is not None:
        span = asked.part(*refined.part)
    return Problem(refined.name, refined.message, span, refined.detail, refined.hint)


_NEVER_CAST = re.compile(r"Unimplemented type for cast")
_NO_CAST = (
    "no value of the first type is one of the second: take an element of a list or a field of a"
    " struct"
)
_HINTS = {
    "cast-failed": "write TRY_CAST(... AS type) where NULL is right for such values",
    "hidden-source": "a query reads only the tables of its project: declare the file with"
    " CREATE EXTERNAL TABLE",
    "engine-crashed": "run the command again; if it happens again, report it to the engine's makers"
    " with this message",
    "type-mismatch": "cast one side: CAST(... AS type)",
}


# A value for which BigQuery ends a query, told by a macro of ours.
_BIGQUERY = re.compile(rf"{FAILURE_MARK}(?P<words>.*?)(?: \||' to BOOL)", re.DOTALL)


def _running(message: str) -> Refined | None:
    told = _BIGQUERY.search(message)
    if told is not None and "division by zero" not in told["words"]:
        hint = "a SAFE_ function, or SAFE. before a function, gives NULL instead"
        return Refined("bigquery-value", told["words"], hint=hint)
    for pattern, name, ours, hint in _RUN_RULES:
        if pattern.search(message):
            return Refined(name, ours, detail=f"the engine says: {first_line(message)}", hint=hint)
    return None


def _class_name(error: duckdb.Error, fields: Mapping[str, Any]) -> str:
    """Return the driver's class; for an error that came through Arrow, what its text says."""
    own = next((c.__name__ for c in type(error).__mro__ if c.__name__ in EXCEPTIONS), "Error")
    named = str(fields.get("exception_type", "")).replace(" ", "").casefold() + "exception"
    found = next((name for name in EXCEPTIONS if name.casefold() == named), own)
    return found if own == "Error" else own


def _fields(text: str) -> dict[str, Any]:
    """Return the JSON after the driver's own words; a plain message as its only field."""
    start = text.find("{")
    if start >= 0:
        try:
            found = json.loads(text[start:])
        except ValueError:
            found = None
        if isinstance(found, dict) and "exception_message" in found:
            inner = str(found["exception_message"])
            # 2.0 wraps the error of a background write as text into another one.
            return _fields(inner) if '{"exception_type"' in inner else found
    head, separator, rest = text.partition(" Error: ")
    return {"exception_message": rest if separator and " " not in head.strip() else text}


def _position(fields: Mapping[str, Any]) -> tuple[int | None, int]:
    location = re.fullmatch(r"\[(\d+),(\d+)\]", str(fields.get("location", "")))
    if location:
        return int(location[1]), int(location[2])
    position = str(fields.get("position", ""))
    return (int(position), 0) if position.isdecimal() else (None, 0)
