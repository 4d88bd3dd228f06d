"""``CREATE MODEL ... AS query``; without a query for a model that is imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.sql.clause import Clause, at_clause, read_clauses
from forebay.sql.parse_model_fields import read_model_fields
from forebay.sql.parse_model_query import read_model_queries
from forebay.sql.parse_options import read_options
from forebay.sql.parse_query import QueryCutter
from forebay.sql.parse_standards import read_standards
from forebay.sql.parse_transform import read_transform
from forebay.sql.statement import AllowLeakage, CreateModel, PredictAt

if TYPE_CHECKING:
    from forebay.errors import Span
    from forebay.sql.model_statement import ModelField
    from forebay.sql.statement import Expression, Option, Query, Standard, TransformItem
    from forebay.sql.token_reader import TokenReader


class _ModelClauses:
    """What the clauses of one CREATE MODEL said."""

    def __init__(self, reader: TokenReader) -> None:
        self.reader = reader
        self.options: dict[str, Option] = {}
        self.transform: tuple[TransformItem, ...] | None = None
        self.key: tuple[str, ...] = ()
        self.carry: tuple[str, ...] = ()
        self.predict_at: PredictAt | None = None
        self.label_known_at: Expression | None = None
        self.standards: tuple[Standard, ...] | None = None
        self.standards_span: Span | None = None
        self.allow_leakage: list[AllowLeakage] = []
        self.inputs: tuple[ModelField, ...] = ()
        self.outputs: tuple[ModelField, ...] = ()

    def clauses(self) -> tuple[Clause, ...]:
        return (
            Clause(("OPTIONS",), self._read_options),
            Clause(("TRANSFORM",), self._read_transform),
            Clause(("INPUT",), self._read_inputs),
            Clause(("OUTPUT",), self._read_outputs),
            Clause(("KEY",), self._read_key),
            Clause(("CARRY",), self._read_carry),
            Clause(("PREDICT", "AT"), self._read_predict_at),
            Clause(("LABEL", "KNOWN", "AT"), self._read_label_known_at),
            Clause(("STANDARDS",), self._read_standards),
            Clause(("ALLOW", "LEAKAGE"), self._read_allow_leakage, repeats=True),
        )

    def _read_options(self) -> None:
        self.options.update(read_options(self.reader))

    def _read_transform(self) -> None:
        self.transform = read_transform(self.reader)

    def _read_inputs(self) -> None:
        self.inputs = read_model_fields(self.reader)

    def _read_outputs(self) -> None:
        self.outputs = read_model_fields(self.reader)

    def _read_key(self) -> None:
        self.key = self.reader.identifiers("a column")

    def _read_carry(self) -> None:
        self.carry = self.reader.identifiers("a column")

    def _read_predict_at(self) -> None:
        start = self.reader.index - 2
        expression = None
        if not self.reader.accept("NONE"):
            expression = self.reader.expression("a time or NONE after PREDICT AT", at_clause)
        self.predict_at = PredictAt(expression, self.reader.span_from(start))

    def _read_label_known_at(self) -> None:
        self.label_known_at = self.reader.expression("a time after LABEL KNOWN AT", at_clause)

    def _read_standards(self) -> None:
        start = self.reader.index - 1
        self.standards = read_standards(self.reader)
        self.standards_span = self.reader.span_from(start)

    def _read_allow_leakage(self) -> None:
        reader = self.reader
        start = reader.index - 2
        columns = reader.identifiers("a column")
        reader.expect("BECAUSE")
        place = reader.here
        reason = reader.string("a reason")
        if not reason.strip():
            reader.report("bad-value", "the reason is empty", place)
        self.allow_leakage.append(AllowLeakage(columns, reason, reader.span_from(start)))


def parse_model(reader: TokenReader, *, replace: bool) -> CreateModel:
    """Read the statement from what follows the word MODEL."""
    if_not_exists = reader.accept("IF", "NOT", "EXISTS")
    name = reader.name("the model")
    said = _ModelClauses(reader)
    owner = f'model "{name.text}"'
    read_clauses(reader, owner, said.clauses())
    query: Query | None = None
    custom_holiday: Query | None = None
    # A model that is imported was trained elsewhere; a query gives rows to judge it on.
    if not reader.done or "model_path" not in said.options:
        cutter = QueryCutter(reader.source, reader.dialect)
        query, custom_holiday = read_model_queries(reader, owner, cutter)
    return CreateModel(
        name=name,
        options=said.options,
        transform=said.transform,
        key=said.key,
        carry=said.carry,
        predict_at=said.predict_at,
        label_known_at=said.label_known_at,
        standards=said.standards,
        standards_span=said.standards_span,
        allow_leakage=tuple(said.allow_leakage),
        query=query,
        span=reader.span_from(0),
        tokens=reader.tokens,
        replace=replace,
        if_not_exists=if_not_exists,
        custom_holiday=custom_holiday,
        inputs=said.inputs,
        outputs=said.outputs,
    )
