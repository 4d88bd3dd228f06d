"""Fit features on training rows and freeze them (BigQuery ML's automatic preprocessing).

======================  ===========================  ==========================================
a feature of type       linear models                trees
======================  ===========================  ==========================================
number                  (x - mean) / deviation,      x
                        NULL counts as the mean
BOOLEAN                 category                     0 or 1
text, BLOB, DATE, TIME  category; NULL is one of     category; NULL and unseen texts are unknown
                        its own if training saw it
TIMESTAMP               seconds since 1970 as a      seconds since 1970 and the parts as numbers
                        number, its parts (day of
                        month, day of week, month,
                        hour, minute, week, year)
                        as categories
array of numbers        its numbers as they are; a   its numbers; a NULL is missing
                        NULL counts as 0
array of texts          whether it holds each text that training saw in 5 rows or more
(index, value) pairs    a column for each index; one hot encoder or label encoder: one category
======================  ===========================  ==========================================

The deviation is the sample's, of the rows that are not NULL. What is the same in every training row
is left out, and said so.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from forebay.engine.quote import quote
from forebay.errors import EngineError, Problem
from forebay.features.categories import LONGEST_CATEGORY, MOST_CATEGORIES, read_categories
from forebay.features.expression import (
    UNKNOWN_CODE,
    Arithmetic,
    Case,
    Coalesce,
    Compare,
    Constant,
    Input,
    Lookup,
    Number,
    Text,
    TimePart,
)
from forebay.features.feature_statistics import FeatureStatistics
from forebay.features.frame import KEY
from forebay.features.frozen_array import frozen_array
from forebay.features.frozen_features import FrozenFeatures
from forebay.features.matrix_column import MatrixColumn, array_columns
from forebay.features.number_statistics import number_statistics
from forebay.features.preprocessing import TrainingRows
from forebay.features.render_sql import render_sql
from forebay.features.single_code import SingleCode, single_code, unknown_name
from forebay.features.spelling import alike
from forebay.features.training_world import training_world
from forebay.features.transform import plan_features
from forebay.features.value_kind import value_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from forebay.engine.protocol import Column, Workspace
    from forebay.features.categories import Categories
    from forebay.features.expression import Expression, Part
    from forebay.features.feature import Feature
    from forebay.features.number_summary import NumberStatistics
    from forebay.features.roles import Roles
    from forebay.sql.statement import TransformItem

Encoding = Literal["linear", "tree"]

_PARTS: tuple[Part, ...] = ("DOM", "DOW", "MOY", "HOD", "MOH", "WOY", "YEAR")
_EXACT = 2**53  # above it a DOUBLE skips integers
_FEW = 20  # rows below which every text may well be distinct


def fit(  # noqa: PLR0913 - three of them by name only
    workspace: Workspace,
    frame: str,
    train_where: str,
    roles: Roles,
    *,
    transform: Sequence[TransformItem] | None,
    encoding: Encoding | None,
    whole: bool = True,
) -> FrozenFeatures:
    """Fit the features of a model on its training rows only, and freeze them.

    The result depends neither on the order of the rows nor on threads (SEMANTICS 11).

    Parameters
    ----------
    frame
        A relation made by ``frame_query``.
    train_where
        The condition that a row is trained on: ``Split.where("train")``.
    transform
        The TRANSFORM clause; None: the columns that have no other role.
    encoding
        What the algorithm wants, see above; None: no matrix, only what TRANSFORM gives.
    whole
        False: no means, deviations and medians, which trees do without.

    Raises
    ------
    ProjectError
        As ``plan_features`` does.
    EngineError
        ``not-finite``: NaN or infinite values in a feature of a linear model; ``text-too-long``: a
        category that is a document; ``no-features``: nothing is left that varies.

    """
    rows = f"{quote(frame)} WHERE {train_where}"
    fitting = _Fitting(workspace, rows, encoding, whole)
    training = TrainingRows(workspace, rows, fitting.notices)
    planned = plan_features(roles, transform, training_world(training, frame))
    encoded = planned.features if encoding is not None else ()
    fitting.measure(encoded, planned.inputs)
    for feature in encoded:
        fitting.freeze(feature)
    if fitting.problems:
        raise EngineError(*fitting.problems)
    if encoded and not fitting.columns:
        hint = "look at the query of the model: each of its columns is the same in every row."
        message, told = "no feature is left to learn from", " ".join(fitting.notices)
        raise EngineError.of("no-features", message, detail=told, hint=hint)
    return FrozenFeatures(
        inputs=planned.inputs,
        columns=tuple(fitting.columns),
        expressions=tuple(fitting.expressions),
        statistics=tuple(fitting.describe(column) for column in planned.inputs),
        notices=tuple(fitting.notices),
        outputs=planned.outputs,
    )


def describe_columns(
    workspace: Workspace, rows: str, columns: Sequence[Column]
) -> tuple[FeatureStatistics, ...]:
    """Return the rows of ML.FEATURE_INFO where nothing is fitted.

    Parameters
    ----------
    rows
        SQL in FROM position, with its WHERE.

    """
    fitting = _Fitting(workspace, rows, None)
    fitting.measure((), columns)
    return tuple(fitting.describe(column) for column in columns)


@dataclass(slots=True)
class _Fitting:
    """One pass over the features, with what the training rows say of them."""

    workspace: Workspace
    rows: str
    encoding: Encoding | None
    whole: bool = True
    numbers: dict[str, NumberStatistics] = field(default_factory=dict)  # by SQL
    texts: dict[str, Categories] = field(default_factory=dict)  # by SQL
    columns: list[MatrixColumn] = field(default_factory=list)
    expressions: list[Expression] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def measure(self, features: Iterable[Feature], inputs: Iterable[Column]) -> None:
        """Compute the statistics of everything numeric at once."""
        pairs = [(f.type, f.expression) for f in features]
        pairs += [(c.type, _input(c)) for c in inputs]
        wanted = {
            render_sql(expression): None
            for kind, value in pairs
            for expression in self._numbers_of(kind, value)
        }
        found = number_statistics(self.workspace, self.rows, list(wanted), KEY, whole=self.whole)
        self.numbers = dict(zip(wanted, found, strict=True))

    def _numbers_of(self, kind: str, value: Expression) -> list[Expression]:
        match value_kind(kind):
            case "number":
                return [Number(value)]
            case "boolean":
                return [Number(value)] if self.encoding == "tree" else []
            case "instant":
                parts = _PARTS if self.encoding == "tree" else ()
                return [TimePart("EPOCH", value), *(TimePart(part, value) for part in parts)]
            case _:
                return []

    def freeze(self, feature: Feature) -> None:
        """Add the matrix columns of a feature."""
        single = single_code(feature.expression)
        match value_kind(feature.type):
            case "number" | "sparse" if single is not None and self._is_category(feature):
                self._coded(feature, single)
            case "number":
                self._number(feature, Number(feature.expression))
            case "boolean" if self.encoding == "tree":
                self._number(feature, Number(feature.expression))
            case "instant":
                self._instant(feature)
            case "numbers" | "texts" | "sparse":
                self._array(feature)
            case kind:
                form: Literal["plain", "bytes"] = "bytes" if kind == "bytes" else "plain"
                if kind == "day" and self.encoding == "tree":
                    self.notices.append(
                        f'"{feature.name}" is a {feature.type}: each of its values is a category,'
                        " and those that training did not see are unknown."
                    )
                self._category(feature, Text(feature.expression, form))

    def _is_category(self, feature: Feature) -> bool:
        """Whether a code is one category; a label is a number to a linear model, as in BigQuery."""
        return self.encoding == "tree" or value_kind(feature.type) == "sparse"

    def _coded(self, feature: Feature, single: SingleCode) -> None:
        frozen = single.code
        if single.dropped is not None and self.encoding == "linear":
            is_dropped = Compare("=", single.code, Constant(single.dropped))
            frozen = Case(((is_dropped, Constant(UNKNOWN_CODE)),), single.code)
        names = (unknown_name(single.names), *single.names)
        self._add(feature, frozen, "", categories=names)

    def _array(self, feature: Feature) -> None:
        training = TrainingRows(self.workspace, self.rows, self.notices)
        missing = math.nan if self.encoding == "tree" else 0.0
        found = frozen_array(feature, training, missing)
        if not found.width:
            self._leave_out(feature, "", "is empty or NULL in every training row")
            return
        self.columns += array_columns(feature.name, feature.raw_name, found.width)
        self.expressions.append(found.expression)

    def _instant(self, feature: Feature) -> None:
        self._number(feature, TimePart("EPOCH", feature.expression))
        for part in _PARTS:
            name = f"_TS_{part}_{feature.name}"
            value = TimePart(part, feature.expression)
            if self.encoding == "tree":
                self._number(feature, value, name)
            else:
                self._category(feature, Text(value, "integer"), name)

    def _number(self, feature: Feature, value: Expression, part_name: str = "") -> None:
        found = self.numbers[render_sql(value)]
        largest = max(abs(found.minimum or 0), abs(found.maximum or 0))
        if "INT" in feature.type and largest > _EXACT:
            self.notices.append(
                f'"{feature.name}" has integers beyond 2^53, which a model cannot tell apart: if it'
                " is an id, say so with KEY or CARRY."
            )
        if found.n_null == found.n_rows:
            self._leave_out(feature, part_name, "is NULL in every training row")
        elif self.encoding == "tree":
            varies = found.minimum != found.maximum or found.n_finite != found.n_rows
            if varies:
                self._add(feature, value, part_name)
            else:
                self._leave_out(feature, part_name, "is the same in every training row")
        elif found.n_nan or found.n_infinite:
            self._not_finite(feature, found)
        elif found.minimum == found.maximum or not found.deviation:
            self._leave_out(feature, part_name, "is the same in every training row")
        else:
            center, scale = found.mean or 0.0, found.deviation
            centred = Arithmetic("-", value, Constant(center))
            scaled = Arithmetic("/", centred, Constant(scale))
            frozen = Coalesce((scaled, Constant(0.0)))
            self._add(feature, frozen, part_name, center=center, scale=scale)

    def _category(self, feature: Feature, text: Expression, part_name: str = "") -> None:
        found = self._categories(text)
        if found.n_too_long:
            self._too_long(feature, found)
        elif not found.names:
            self._leave_out(feature, part_name, "is NULL in every training row")
        elif found.n_distinct == 1 and not found.n_null:
            self._leave_out(feature, part_name, "is the same in every training row")
        else:
            self._add_category(feature, text, found, part_name)

    def _add_category(
        self, feature: Feature, text: Expression, found: Categories, part_name: str
    ) -> None:
        has_null = self.encoding == "linear" and found.n_null > 0
        self._warn_of_texts(feature, found)
        names = (*found.names, found.null_name) if has_null else found.names
        null_code = len(found.names) if has_null else None
        frozen = Lookup(text, found.names, null_code)
        self._add(feature, frozen, part_name, categories=names)

    def _categories(self, text: Expression) -> Categories:
        sql = render_sql(text)
        if sql not in self.texts:
            self.texts[sql] = read_categories(self.workspace, self.rows, sql)
        return self.texts[sql]

    def _add(
        self,
        feature: Feature,
        frozen: Expression,
        part_name: str,
        *,
        categories: tuple[str, ...] = (),
        center: float = 0.0,
        scale: float = 1.0,
    ) -> None:
        self.columns.append(
            MatrixColumn(
                name=part_name or feature.name,
                kind="category" if categories else "number",
                categories=categories,
                center=center,
                scale=scale,
                raw_name=feature.raw_name,
                group=feature.name if value_kind(feature.type) == "instant" else "",
            )
        )
        self.expressions.append(frozen)

    def _leave_out(self, feature: Feature, part_name: str, why: str) -> None:
        if not part_name:  # that the minute of a timestamp is always 0 is worth no word
            self.notices.append(f'"{feature.name}" {why} and is left out.')

    def _not_finite(self, feature: Feature, found: NumberStatistics) -> None:
        self.problems.append(
            Problem(
                "not-finite",
                f'feature "{feature.name}" has {found.n_nan:,} NaN and {found.n_infinite:,}'
                " infinite values in the training rows",
                detail="a linear model cannot learn from them; trees can.",
                hint="make them NULL in the query: CASE WHEN isfinite(x) THEN x END.",
            )
        )

    def _too_long(self, feature: Feature, found: Categories) -> None:
        name = feature.raw_name or feature.name
        self.problems.append(
            Problem(
                "text-too-long",
                f'feature "{feature.name}" is a text of more than {LONGEST_CATEGORY:,} bytes in'
                f" {found.n_too_long:,} of {found.n_rows:,} training rows",
                detail=f"the longest has {found.longest:,}; a text is a category, and such a one"
                " names nothing.",
                hint=f"leave it out, say so with KEY or CARRY, or take a part of it:"
                f" left({quote(name)}, 100).",
            )
        )

    def _warn_of_texts(self, feature: Feature, found: Categories) -> None:
        if spellings := alike(found.names):
            listed = ", ".join(repr(name) for name in spellings[:5])
            self.notices.append(
                f'"{feature.name}" has {len(spellings)} spellings of one category: {listed}.'
            )
        n_values = found.n_rows - found.n_null
        if found.n_distinct == n_values and n_values > _FEW:
            self.notices.append(
                f'"{feature.name}" is another text in each of its {n_values:,} training rows:'
                " nothing can be learned from it; if it is a key, say so with KEY or CARRY."
            )
        elif found.n_uncoded:
            self.notices.append(
                f'"{feature.name}" has {found.n_distinct:,} categories: the {MOST_CATEGORIES:,}'
                f" most frequent are kept, {found.n_uncoded:,} rows have another: it is unknown."
            )

    def describe(self, column: Column) -> FeatureStatistics:
        """Return the row of ML.FEATURE_INFO for a raw column."""
        value: Expression = _input(column)
        kind = value_kind(column.type)
        if kind in {"number", "instant"}:
            number = Number(value) if kind == "number" else TimePart("EPOCH", value)
            found = self.numbers[render_sql(number)]
            return FeatureStatistics(
                column.name,
                found.n_null,
                found.minimum,
                found.maximum,
                found.mean,
                found.median,
                found.deviation,
            )
        if kind in {"struct", "other", "numbers", "texts", "sparse"}:
            nulls = self.workspace.rows(
                f"SELECT count(*) FILTER ({quote(column.name)} IS NULL) FROM {self.rows}"
            )
            return FeatureStatistics(column.name, int(str(nulls[0][0])))
        texts = self._categories(Text(value, "bytes" if kind == "bytes" else "plain"))
        return FeatureStatistics(column.name, texts.n_null, category_count=texts.n_distinct)


def _input(column: Column) -> Expression:
    return Input(column.name, column.type)
