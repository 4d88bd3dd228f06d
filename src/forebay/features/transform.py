"""Which features a model has: the columns of its query, or what TRANSFORM makes of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from forebay.engine.functions import VOLATILE_WORDS
from forebay.errors import Problem, ProjectError, Span, nearest
from forebay.features.expression import Field, Input, MakeStruct
from forebay.features.feature import Feature
from forebay.features.read_value import ValueReader, is_column
from forebay.features.row_wise import not_row_wise
from forebay.features.transform_output import TransformColumn, TransformOutput
from forebay.features.value_kind import struct_fields, value_kind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from forebay.engine.protocol import Column, Schema
    from forebay.features.expression import Expression
    from forebay.features.preprocessing import FunctionCall
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
        Returns the frozen expression of a preprocessing call: fitted on training rows, or, while a
        project is only validated, any expression of the right type.

    """

    describe: Callable[[str, Span | None], Schema]
    fit: Callable[[FunctionCall], Expression]


@dataclass(frozen=True, slots=True)
class PlannedFeatures:
    """The features before fitting, and the raw columns that they are made of, in order.

    ``outputs`` are the columns of the TRANSFORM clause as it names them; empty without one.
    """

    features: tuple[Feature, ...]
    inputs: tuple[Column, ...]
    outputs: tuple[TransformOutput, ...] = ()


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
    return PlannedFeatures(tuple(planner.features), inputs, tuple(planner.outputs))


@dataclass(slots=True)
class _Planner:
    roles: Roles
    world: TransformWorld
    features: list[Feature] = field(default_factory=list)
    outputs: list[TransformOutput] = field(default_factory=list)
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
        for made, kind, expression in _features(name, column.type, whole):
            self._add(Feature(made, kind, expression, column.name), span)

    def _add_star(self, item: TransformItem) -> None:
        for name in item.except_columns:
            if self._find(name) is None:
                self.problems.append(self._unknown(name, item.span))
        left_out = {name.casefold() for name in item.except_columns}
        for column in self.roles.feature_columns:
            if column.name.casefold() not in left_out:
                self._give(column.name, column)
                self.add_column(column, item.span)

    def _add_named(self, column_name: str, name: str, span: Span) -> None:
        found = self._find(column_name)
        roles = self.roles
        if found is None and column_name.lower() in VOLATILE_WORDS:
            self.problems.append(not_row_wise("a volatile function", span))
        elif found is None:
            self.problems.append(self._unknown(column_name, span))
        elif name == column_name and found in roles.not_features:
            # BigQuery ML wants these named in TRANSFORM, though they are no features.
            self._give(name, found, is_role=True)
        elif found == roles.label:
            self.problems.append(_label_is_feature(found, span))
        else:
            self._give(name, found)
            self.add_column(found, span, name)

    def _give(self, name: str, column: Column, *, is_role: bool = False) -> None:
        whole = Input(column.name, column.type)
        self.outputs.append(TransformOutput(TransformColumn(name, column.type, is_role), whole))

    def _add_expression(self, name: str, tokens: Sequence[Token], span: Span) -> None:
        columns = {c.name.casefold(): c for c in self.roles.columns}
        words = [t.value.casefold() for t in tokens if t.kind in {"word", "quoted"}]
        read = list(dict.fromkeys(word for word in words if word in columns))
        label = self.roles.label
        if label is not None and label.name.casefold() in read:
            self.problems.append(_label_is_feature(label, span))
            return
        reader = ValueReader(span.source, self._find, self.world.describe, self.world.fit)
        value = reader.value(tokens)
        self.read |= set(read)
        raw_name = columns[read[0]].name if len(read) == 1 else name
        self.outputs.append(TransformOutput(TransformColumn(name, value.type), value.expression))
        for made, kind, expression in _features(name, value.type, value.expression):
            self._add(Feature(made, kind, expression, raw_name), span)

    def _add(self, feature: Feature, span: Span | None) -> None:
        if any(f.name.casefold() == feature.name.casefold() for f in self.features):
            message = f'two features have the name "{feature.name}"'
            self.problems.append(
                Problem("duplicate-name", message, span, hint="rename one of them with AS.")
            )
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


def _features(name: str, kind: str, value: Expression) -> list[tuple[str, str, Expression]]:
    """Return name, type and value of what a column gives: itself, or each field of a STRUCT."""
    if value_kind(kind) != "struct":
        return [(name, kind, value)]
    made = dict(value.fields) if isinstance(value, MakeStruct) else {}
    return [
        (f"{name}_{part}", part_kind, made.get(part) or Field(value, part))
        for part, part_kind in struct_fields(kind)
    ]


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
