"""What of a statement decides its result, and what only decides how a model is judged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.sql.canonical import canonical
from forebay.sql.standard_text import standard_text
from forebay.sql.statement import CreateExternalTable, CreateModel, CreateTable, CreateView

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from forebay.errors import Span
    from forebay.sql.statement import KnownAt, Options, Statement
    from forebay.sql.token import Token

# They are read by people, selectors and policies, and change no row and no model.
NEUTRAL_OPTIONS: Final = frozenset(
    {"description", "friendly_name", "tags", "retrain", "expiration_timestamp"}
)
# They change the verdict on a model and not the model (SEMANTICS rule 8).
_JUDGING_OPTIONS: Final = frozenset({"confidence", "min_evidence"})


def definition_text(statement: Statement) -> str:
    """Return the text that decides the statement's result (SEMANTICS rule 7, its own part).

    One line a clause, clauses and options in a fixed order, each in canonical form: comments,
    layout, the order of clauses, OR REPLACE, descriptions and tags change nothing; STANDARDS and
    ALLOW LEAKAGE are left to ``judgement_text``.

    Examples
    --------
    >>> from forebay.errors import Source
    >>> from forebay.sql.parse import parse
    >>> print(definition_text(parse(Source("m.sql", '''CREATE MODEL M
    ...   STANDARDS (roc_auc > 0.7) KEY (Id)
    ...   OPTIONS (tags = ['a'], model_type = 'LINEAR_REG') AS SELECT * FROM t'''))[0]))
    model m
    option model_type = 'LINEAR_REG'
    key ( id )
    as select * from t

    """
    statement = getattr(statement, "written", None) or statement
    match statement:
        case CreateExternalTable():
            return "\n".join(_external_table(statement))
        case CreateTable():
            lines = [f"table {statement.name.key}", *_columns(statement)]
            lines += [*_options(statement.options, statement.tokens)]
            lines += _known_at(statement.known_at, statement.tokens)
        case CreateView():
            lines = [f"view {statement.name.key}"]
        case CreateModel():
            lines = [*_model(statement)]
        case _:
            return canonical(statement.tokens)
    if statement.query is not None:
        lines.append(f"as {canonical(statement.query.tokens)}")
    if isinstance(statement, CreateModel) and statement.custom_holiday is not None:
        lines.append(f"custom holiday as {canonical(statement.custom_holiday.tokens)}")
    return "\n".join(lines)


def judgement_text(statement: CreateModel) -> str:
    """Return the text that decides how the model is judged: standards, waivers, confidence.

    Examples
    --------
    >>> from forebay.errors import Source
    >>> from forebay.sql.parse import parse
    >>> print(judgement_text(parse(Source("m.sql", '''CREATE MODEL m
    ...   STANDARDS (ROC_AUC>0.70) AS SELECT * FROM t'''))[0]))
    standard roc_auc > 0.7

    """
    statement = statement.written or statement
    lines = [
        _option_line(name, statement.options, statement.tokens)
        for name in sorted(_JUDGING_OPTIONS & statement.options.keys())
    ]
    if statement.standards is None:
        lines.append("default standards")
    lines += [f"standard {standard_text(s)}" for s in statement.standards or ()]
    lines += [canonical(_within(statement.tokens, w.span)) for w in statement.allow_leakage]
    return "\n".join(lines)


def _external_table(statement: CreateExternalTable) -> Iterable[str]:
    yield f"external table {statement.name.key}"
    yield from _columns(statement)
    yield from _options(statement.options, statement.tokens)
    yield from _known_at(statement.known_at, statement.tokens)
    if statement.fresh_within is not None:
        yield canonical(_within(statement.tokens, statement.fresh_within.span))
    if statement.overwritten:
        yield "overwritten"


def _model(statement: CreateModel) -> Iterable[str]:
    yield f"model {statement.name.key}"
    yield from _options(statement.options, statement.tokens)
    for item in statement.transform or ():
        yield f"transform {canonical(_within(statement.tokens, item.span))}"
    for word, fields in (("input", statement.inputs), ("output", statement.outputs)):
        yield from (f"{word} {canonical(_within(statement.tokens, f.span))}" for f in fields)
    for word, columns in (("key", statement.key), ("carry", statement.carry)):
        if columns:
            yield f"{word} ( {' , '.join(column.casefold() for column in columns)} )"
    if statement.predict_at is not None:
        yield canonical(_within(statement.tokens, statement.predict_at.span))
    if statement.label_known_at is not None:
        yield f"label known at {canonical(statement.label_known_at.tokens)}"


def _columns(statement: CreateExternalTable | CreateTable) -> Iterable[str]:
    if statement.columns is not None:
        yield f"columns {canonical(_within(statement.tokens, statement.columns.span))}"


def _options(options: Options, tokens: Sequence[Token]) -> Iterable[str]:
    for name in sorted(options.keys() - NEUTRAL_OPTIONS - _JUDGING_OPTIONS):
        yield _option_line(name, options, tokens)


def _option_line(name: str, options: Options, tokens: Sequence[Token]) -> str:
    return f"option {name} = {canonical(_within(tokens, options[name].value_span))}"


def _known_at(clauses: Sequence[KnownAt], tokens: Sequence[Token]) -> Iterable[str]:
    return sorted(canonical(_within(tokens, clause.span)) for clause in clauses)


def _within(tokens: Sequence[Token], span: Span) -> tuple[Token, ...]:
    return tuple(token for token in tokens if span.start <= token.start < span.end)
