"""One ``ML.F(...)`` table call: its model, its inputs and its literals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.errors import Problem, ProjectError, Span, nearest
from forebay.sql.generate_array import at_array, generate_array
from forebay.sql.literal import read_literal
from forebay.sql.ml_functions import (
    KNOWN_FUNCTIONS,
    REFUSED_FUNCTIONS,
    SCALAR_FUNCTIONS,
    TABLE_FUNCTIONS,
)
from forebay.sql.statement import ModelCall, ModelReference, TableReference
from forebay.sql.token_reader import TokenReader

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from forebay.errors import Source
    from forebay.sql.statement import Argument, OptionValue, Query
    from forebay.sql.token import Token

# With a bracket behind them these are literals, not functions.
_LITERAL_WORDS = frozenset({"STRUCT", "HPARAM_RANGE", "HPARAM_CANDIDATES"})
# What an array without a name is.
_ARRAYS: Final = {"ROC_CURVE": "thresholds"}
QUERY_WORDS = frozenset({"SELECT", "WITH", "FROM", "VALUES", "PIVOT", "UNPIVOT"})


def called_function(source: Source, tokens: Sequence[Token], index: int) -> str | None:
    """Return the table function that is called at an index; None where none is.

    Raises
    ------
    ProjectError
        For an ``ML.*`` or ``AI.*`` function that does not exist or that is refused.

    """
    head = tokens[index : index + 4]
    if head[0].upper not in {"ML", "AI"} or [token.text for token in head[1::2]] != [".", "("]:
        return None
    if index and tokens[index - 1].text == ".":
        return None
    function = f"{head[0].upper}.{head[2].value.upper()}"
    if function in TABLE_FUNCTIONS:
        return function
    if function in SCALAR_FUNCTIONS:
        return None
    span = Span(source, head[0].start, head[2].end)
    if function in REFUSED_FUNCTIONS:
        raise ProjectError.of(
            "not-supported",
            f"{function} needs a remote service",
            span,
            hint="Forebay makes no network call; prepare that column before it comes in.",
        )
    meant = nearest(function, KNOWN_FUNCTIONS)
    raise ProjectError.of(
        "unknown-function",
        f'there is no function "{function}"',
        span,
        hint=f'did you mean "{meant}"?' if meant else "",
    )


class _Arguments:
    """What has been read of one call."""

    def __init__(self) -> None:
        self.model: ModelReference | None = None
        self.inputs: list[Query | TableReference] = []
        self.settings: dict[str, OptionValue] | None = None
        self.named: dict[str, Argument] = {}
        self.spans: dict[str, Span] = {}


def read_call(
    source: Source,
    tokens: Sequence[Token],
    placeholder: str,
    read_query: Callable[[Sequence[Token]], Query],
) -> ModelCall:
    """Read the call that `tokens` is, from ``ML`` to its closing bracket."""
    reader = TokenReader(source, tokens[4:-1], end=tokens[-1].start)
    found = _Arguments()
    prefix, function = tokens[0].upper, tokens[2].value.upper()
    while not reader.done:
        if reader.index:
            reader.expect(",")
        if function in _ARRAYS and at_array(reader):
            _add(reader, found, _ARRAYS[function], reader.index)
        else:
            _argument(reader, found, read_query)
    if reader.problems:
        raise ProjectError(*reader.problems)
    return ModelCall(
        function=function if prefix == "ML" else f"{prefix}.{function}",
        placeholder=placeholder,
        model=found.model,
        inputs=tuple(found.inputs),
        settings=found.settings or {},
        named=found.named,
        span=Span(source, tokens[0].start, tokens[-1].end),
        settings_spans=found.spans,
    )


def _argument(
    reader: TokenReader, found: _Arguments, read_query: Callable[[Sequence[Token]], Query]
) -> None:
    start = reader.index
    after = reader.peek(1)
    if reader.at("MODEL") and (after is None or after.text != "=>"):
        reader.index += 1
        model = read_model_reference(reader)
        if found.model is not None:
            reader.report("duplicate-argument", "the call has two models", reader.span_from(start))
        found.model = model
    elif reader.at("STRUCT", "("):
        if found.settings is not None:
            raise reader.unexpected("one STRUCT of settings")
        found.settings = _settings(reader, found)
    elif after is not None and after.text in {"=>", ":="}:
        _named(reader, found, read_query)
    else:
        found.inputs.append(_input(reader, read_query))


def _input(
    reader: TokenReader, read_query: Callable[[Sequence[Token]], Query]
) -> Query | TableReference:
    if reader.accept("TABLE"):
        name = reader.name("a table")
        return TableReference(name, _table_version(reader))
    if reader.at("("):
        close = reader.closing()
        inner = reader.tokens[reader.index + 1 : close]
        if not inner:
            raise reader.unexpected("a query between the brackets")
        reader.index = close + 1
        return read_query(inner)
    hint = ""
    token = reader.peek()
    if reader.at_any(QUERY_WORDS):
        hint = "put the query in brackets: (SELECT ...)."
    elif token is not None and token.kind in {"word", "quoted"}:
        hint = f"write MODEL {token.text} for a model, TABLE {token.text} for a table."
    raise reader.unexpected("MODEL, TABLE, a (query), STRUCT(...) or name => value", hint=hint)


def _named(
    reader: TokenReader, found: _Arguments, read_query: Callable[[Sequence[Token]], Query]
) -> None:
    start = reader.index
    name = reader.identifier("an argument").lower()
    reader.index += 1
    if reader.at("TABLE") or (reader.at("(") and _opens_query(reader)):
        found.inputs.append(_input(reader, read_query))
        return
    if reader.accept("MODEL"):
        found.model = read_model_reference(reader)
        return
    _add(reader, found, name, start)


def _add(reader: TokenReader, found: _Arguments, name: str, start: int) -> None:
    """Read the value of a setting."""
    value = _value(reader)
    if name in found.named or name in (found.settings or {}):
        reader.report("duplicate-argument", f'"{name}" is given twice', reader.span_from(start))
    found.named[name] = value
    found.spans[name] = reader.span_from(start)


def _value(reader: TokenReader) -> Argument:
    """Read a literal, or an expression that begins with the call of a function."""
    if reader.at("GENERATE_ARRAY", "("):
        return generate_array(reader)
    token, after = reader.peek(), reader.peek(1)
    calls = after is not None and after.text == "(" and not reader.at_any(_LITERAL_WORDS)
    if token is not None and token.kind == "word" and (calls or reader.at("CURRENT_TIMESTAMP")):
        return reader.expression("a value", stop=lambda reader: reader.at(","))
    return read_literal(reader)


def _opens_query(reader: TokenReader) -> bool:
    token = reader.peek(1)
    return token is not None and token.upper in QUERY_WORDS | {"("}


def _settings(reader: TokenReader, found: _Arguments) -> dict[str, OptionValue]:
    """Read ``STRUCT(0.5 AS threshold, ...)``, keeping the place of each setting."""
    inner = _struct_reader(reader)
    settings: dict[str, OptionValue] = {}
    while not inner.done:
        if settings:
            inner.expect(",")
        start = inner.index
        value = read_literal(inner)
        if not inner.accept("AS"):
            raise inner.unexpected("AS and the name of the setting")
        name = inner.identifier("the setting").lower()
        span = inner.span_from(start)
        if name in settings or name in found.named:
            inner.problems.append(
                Problem(
                    "duplicate-argument",
                    f'"{name}" is given twice',
                    span,
                    hint="leave one of them out.",
                )
            )
        settings[name] = value
        found.spans[name] = span
    return settings


def _struct_reader(reader: TokenReader) -> TokenReader:
    reader.expect("STRUCT")
    return reader.inside()


def read_model_reference(reader: TokenReader) -> ModelReference:
    """Read ``m``, ``m@8`` or ``m@candidate``, the word MODEL being read already."""
    name = reader.name("a model")
    if not reader.accept("@"):
        return ModelReference(name, None)
    token = reader.peek()
    known = ("candidate", "refused", "champion")
    if token is not None and (
        token.text.lower() in known or (token.kind == "number" and token.text.isdecimal())
    ):
        reader.index += 1
        return ModelReference(name, token.text.lower())
    raise reader.unexpected("a version", known=known, hint=_model_version_hint(name.text))


def _model_version_hint(name: str) -> str:
    return f"{name}@8 is version 8; {name}@candidate, @refused and @champion are the others."


def _table_version(reader: TokenReader) -> str | None:
    return reader.take("a version").text.lower() if _accept_at(reader) else None


def _accept_at(reader: TokenReader) -> bool:
    if not reader.accept("@"):
        return False
    token = reader.peek()
    if token is None or not is_run(token):
        raise reader.unexpected("the run of a version", hint="write it as in orders@run41.")
    return True


def is_run(token: Token) -> bool:
    """Whether a token names the run of a table's version: ``run41``."""
    text = token.text.lower()
    return token.kind == "word" and text.startswith("run") and text[3:].isdecimal()
