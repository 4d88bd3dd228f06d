"""Which features a model has: the columns of its query, or what TRANSFORM makes of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from forebay.engine.functions import VOLATILE_WORDS
from forebay.errors import Problem, ProjectError, Span, nearest
from forebay.features.expression import EngineOnly, Field, Input
from forebay.features.feature import Feature
from forebay.features.render_sql import render_sql
from forebay.features.scaler import SCALERS, ScalerCall
from forebay.features.transform_text import (
    ScalerText,
    blank_comments,
    cut_scalers,
    is_column,
    not_row_wise,
)
from forebay.features.value_kind import struct_fields, value_kind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from forebay.engine.protocol import Column, Schema
    from forebay.features.expression import Expression
    from forebay.features.roles import Roles
    from forebay.sql.statement import TransformItem
    from forebay.sql.token import Token


@dataclass(frozen=True, slots=True)
class TransformWorld:
    """What resolving a TRANSFORM clause needs from outside.

    Parameters
    ----------
    describe
        Returns the columns of a select list over the frame, as the engine binds it. The span is
        the place of the second half of the text, which a person wrote; None if it is ours.
    fit
        Returns the frozen expression of a scaler call: fitted on training rows, or, while a
        project is only validated, any expression of the right type.

    """

    describe: Callable[[str, Span | None], Schema]
    fit: Callable[[ScalerCall], Expression]


@dataclass(frozen=True, slots=True)
class PlannedFeatures:
    """The features before fitting, and the raw columns that they are made of, in order."""

    features: tuple[Feature, ...]
    inputs: tuple[Column, ...]


def plan_features(
    roles: Roles, transform: Sequence[TransformItem] | None, world: TransformWorld
) -> PlannedFeatures:
    """Return the features of a model (SEMANTICS 10 and 23).

    Raises
    ------
    ProjectError
        Everything that is wrong at once: an unknown column, the label among the features, an
        expression that is not row-wise, a type that cannot be a feature, no feature at all.

    """
    planner = _Planner(roles, world)
    if transform is None:
        for column in roles.feature_columns:
            planner.add_column(column, None)
    else:
        for item in transform:
            try:
                planner.add_item(item)
            except ProjectError as error:
                planner.problems += error.problems
    if not planner.features and not planner.problems:
        planner.problems.append(_no_features(roles))
    if planner.problems:
        raise ProjectError(*planner.problems)
    inputs = tuple(c for c in roles.columns if c.name.casefold() in planner.read)
    return PlannedFeatures(tuple(planner.features), inputs)


@dataclass(slots=True)
class _Planner:
    roles: Roles
    world: TransformWorld
    features: list[Feature] = field(default_factory=list)
    read: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def add_item(self, item: TransformItem) -> None:
        if item.expression is None or item.name is None:
            self._add_star(item)
        elif is_column(item.expression.tokens):
            self._add_named(item.expression.tokens[0].value, item.name, item.span)
        else:
            self._add_expression(item.name, item.expression.tokens, item.span)

    def add_column(self, column: Column, span: Span | None, name: str | None = None) -> None:
        """Add a raw column; a STRUCT gives one feature for each of its fields."""
        self.read.add(column.name.casefold())
        name = name or column.name
        whole = Input(column.name, column.type)
        if value_kind(column.type) != "struct":
            self._add(Feature(name, column.type, whole, column.name), span)
            return
        for field_name, kind in struct_fields(column.type):
            made = f"{name}_{field_name}"
            self._add(Feature(made, kind, Field(whole, field_name), column.name), span)

    def _add_star(self, item: TransformItem) -> None:
        for name in item.except_columns:
            if self._find(name) is None:
                self.problems.append(self._unknown(name, item.span))
        left_out = {name.casefold() for name in item.except_columns}
        for column in self.roles.feature_columns:
            if column.name.casefold() not in left_out:
                self.add_column(column, item.span)

    def _add_named(self, column_name: str, name: str, span: Span) -> None:
        found = self._find(column_name)
        roles = self.roles
        if found is None and column_name.lower() in VOLATILE_WORDS:
            self.problems.append(not_row_wise("a volatile function", span))
        elif found is None:
            self.problems.append(self._unknown(column_name, span))
        elif name == column_name and found in roles.not_features:
            return  # BigQuery ML wants these named in TRANSFORM, though they are no features
        elif found == roles.label:
            self.problems.append(_label_is_feature(found, span))
        else:
            self.add_column(found, span, name)

    def _add_expression(self, name: str, tokens: Sequence[Token], span: Span) -> None:
        pieces = cut_scalers(span.source, tokens)
        columns = {c.name.casefold(): c for c in self.roles.columns}
        words = [t.value.casefold() for t in tokens if t.kind in {"word", "quoted"}]
        read = list(dict.fromkeys(word for word in words if word in columns))
        label = self.roles.label
        if label is not None and label.name.casefold() in read:
            self.problems.append(_label_is_feature(label, span))
            return
        expression, kind = self._pieces(pieces, Span(span.source, tokens[0].start, tokens[-1].end))
        self.read |= set(read)
        raw_name = columns[read[0]].name if len(read) == 1 else name
        self._add(Feature(name, kind, expression, raw_name), span)

    def _pieces(
        self, pieces: Sequence[tuple[Token, ...] | ScalerText], span: Span
    ) -> tuple[Expression, str]:
        fitted = [self._fitted(p) if isinstance(p, ScalerText) else p for p in pieces]
        first = fitted[0]
        if len(fitted) == 1 and not isinstance(first, tuple):
            return first.expression, first.type
        sql = " ".join(
            blank_comments(p) if isinstance(p, tuple) else f"({render_sql(p.expression)})"
            for p in fitted
        )
        kind = self._type_of(sql, span if len(pieces) == 1 else None)
        return EngineOnly(sql, kind), kind

    def _fitted(self, scaler: ScalerText) -> Feature:
        span = scaler.span
        if is_column(scaler.value) and (found := self._find(scaler.value[0].value)) is not None:
            value: Expression = Input(found.name, found.type)
            kind = found.type
        else:
            sql = blank_comments(scaler.value)
            place = Span(span.source, scaler.value[0].start, scaler.value[-1].end)
            kind = self._type_of(sql, place)
            value = EngineOnly(sql, kind)
        call = ScalerCall(scaler.function, value, kind, scaler.arguments, span)
        is_number = value_kind(kind) in {"number", "boolean"}
        if not is_number and scaler.function != "IMPUTER":
            raise ProjectError.of(
                "transform-argument",
                f"ML.{scaler.function} needs a number, and this is {kind}",
                span,
            )
        return Feature("", SCALERS[scaler.function].gives(call), self.world.fit(call), "")

    def _type_of(self, sql: str, place: Span | None) -> str:
        # The star makes an aggregate an error: it cannot stand beside whole rows.
        return self.world.describe(f"SELECT *, __feature: {sql}", place).columns[-1].type

    def _add(self, feature: Feature, span: Span | None) -> None:
        if any(f.name.casefold() == feature.name.casefold() for f in self.features):
            message = f'two features have the name "{feature.name}"'
            self.problems.append(Problem("duplicate-name", message, span))
        elif value_kind(feature.type) in {"other", "struct"}:
            self.problems.append(_not_a_feature(feature, span))
        else:
            self.features.append(feature)

    def _find(self, name: str) -> Column | None:
        key = name.casefold()
        return next((c for c in self.roles.columns if c.name.casefold() == key), None)

    def _unknown(self, name: str, span: Span) -> Problem:
        names = [c.name for c in self.roles.columns]
        meant = nearest(name, names)
        return Problem(
            "unknown-column",
            f'TRANSFORM names "{name}", which the query of the model does not have',
            span,
            detail=f"its columns are: {', '.join(names[:30])}.",
            hint=f'did you mean "{meant}"?' if meant else "",
        )


def _no_features(roles: Roles) -> Problem:
    taken = ", ".join(c.name for c in roles.columns)
    return Problem(
        "no-features",
        "the model has no feature to learn from",
        detail=f"its columns are {taken}; key, label, times and carried columns are no features.",
        hint="select more columns, or name one in TRANSFORM.",
    )


def _label_is_feature(label: Column, span: Span) -> Problem:
    return Problem(
        "label-is-feature",
        f'TRANSFORM makes a feature of the label "{label.name}"',
        span,
        hint="a feature that knows the answer is worth nothing at prediction: leave it out.",
    )


def _not_a_feature(feature: Feature, span: Span | None) -> Problem:
    hint = "leave it out: SELECT * EXCLUDE (...), or name it in CARRY (...)."
    if feature.type.endswith("]"):
        hint = "take single values out of it: list[1], list_sum(list), len(list)."
    elif feature.type.upper() == "INTERVAL":
        hint = "make a number of it: epoch(interval)."
    return Problem(
        "not-supported",
        f'column "{feature.name}" of type {feature.type} cannot be a feature',
        span,
        hint=hint,
    )
