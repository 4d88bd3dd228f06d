"""What each column of a model's AS SELECT is for (SEMANTICS 10)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from forebay.errors import Problem, ProjectError, nearest
from forebay.features.series_roles import series_roles

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from forebay.engine.protocol import Column, Schema
    from forebay.errors import Span
    from forebay.features.series_roles import SeriesRoles
    from forebay.sql.statement import CreateModel, Expression, Option

SplitMethod: TypeAlias = Literal["AUTO_SPLIT", "RANDOM", "CUSTOM", "SEQ", "NO_SPLIT"]

GROUP_OPTION = "data_split_group_cols"  # ours: BigQuery ML cannot keep groups together
_TUNED_SHARE = 0.1  # BigQuery ML's: 80 % to train on, a tenth to compare trials on, one to judge on
_MIXED = (
    "any other split puts rows of one day, and of one thing (an aircraft, a customer), both where "
    "the model learns and where it is judged: it is asked what it has seen."
)
_SPLIT_METHODS: tuple[SplitMethod, ...] = ("AUTO_SPLIT", "RANDOM", "CUSTOM", "SEQ", "NO_SPLIT")


@dataclass(frozen=True, slots=True)
class Roles:
    """The columns of an AS SELECT, each with its part in training.

    Parameters
    ----------
    columns
        All columns of the AS SELECT, in order.
    label
        The column to predict; None for a model that learns without one.
    key
        What identifies a row; empty: its whole content does.
    predict_at, label_known_at
        The expressions of PREDICT AT and LABEL KNOWN AT; None if there is none.
    split_column
        The column of SEQ and CUSTOM.
    eval_fraction
        The share of the gate part as written; None if it is not. Where options are tuned it is
        ``data_split_test_fraction``, or 0.1.
    tune_fraction
        The share of the tune part where options are tuned, of the rows that are not gate rows;
        None: the split decides.
    weight
        The column of ``instance_weight_col``.
    groups
        Columns whose values must not be torn apart by the split.
    carry
        Columns that are carried along and never learned from.
    init
        The column of ``kmeans_init_col``: TRUE where a row is an initial centroid.
    series
        Of a model of series: its columns, which are its features; None for any other model.
    numbers
        Whether rows without a key that are equal in every column are told apart by a number: there
        are few ways to be, so that they are different rows that are alike.

    """

    columns: tuple[Column, ...]
    label: Column | None
    key: tuple[Column, ...] = ()
    predict_at: Expression | None = None
    label_known_at: Expression | None = None
    split_method: SplitMethod = "AUTO_SPLIT"
    split_column: Column | None = None
    eval_fraction: float | None = None
    tune_fraction: float | None = None
    weight: Column | None = None
    groups: tuple[Column, ...] = ()
    carry: tuple[Column, ...] = ()
    init: Column | None = None
    series: SeriesRoles | None = None
    numbers: bool = False

    @property
    def not_features(self) -> tuple[Column, ...]:
        """The label, and the columns that options read; TRANSFORM names them and makes nothing."""
        others = (self.label, self.split_column, self.weight, self.init)
        return tuple(column for column in others if column is not None)

    @property
    def feature_columns(self) -> tuple[Column, ...]:
        """The columns that are features unless TRANSFORM says otherwise, in order.

        The dates and instants that PREDICT AT and LABEL KNOWN AT read have that role; other
        columns that they read are features.
        """
        if self.series is not None:
            return self.series.columns
        others = (*self.key, *self.groups, *self.carry, *self.not_features)
        taken = {column.name.casefold() for column in others}
        for expression in (self.predict_at, self.label_known_at):
            if expression is not None:
                taken |= times_read(expression, self.columns)
        return tuple(c for c in self.columns if c.name.casefold() not in taken)


def times_read(expression: Expression, columns: Iterable[Column]) -> set[str]:
    """Return the folded names of the DATE and TIMESTAMP columns that an expression names."""
    times = {c.name.casefold() for c in columns if c.type.startswith(("DATE", "TIMESTAMP"))}
    words = {t.value.casefold() for t in expression.tokens if t.kind in {"word", "quoted"}}
    return times & words


def resolve_roles(
    statement: CreateModel,
    schema: Schema,
    *,
    primary_key: Sequence[str] = (),
    labelled: bool = True,
) -> Roles:
    """Return the roles that a CREATE MODEL gives to the columns of its AS SELECT.

    Parameters
    ----------
    schema
        The columns of the AS SELECT.
    primary_key
        Columns that identify its rows, used when there is no KEY clause.
    labelled
        Whether the model learns from a label. Without one every column that has no other role is
        a feature, and rows are only kept from training where a split is asked for.

    Raises
    ------
    ProjectError
        All columns that are named and do not exist, and what contradicts itself, at once.

    """
    finder = _Finder(statement, schema, labelled=labelled)
    label = finder.label() if labelled else None
    if not labelled:
        finder.refuse_label_times()
    key = finder.named(statement.key, "KEY", statement.span)
    if not statement.key:
        key = tuple(c for name in primary_key if (c := schema.find(name)) is not None)
    splits = labelled or finder.asks_for_a_split()
    method = finder.split_method("AUTO_SPLIT" if splits else "NO_SPLIT")
    split_column = finder.option_column("data_split_col")
    finder.check_split(method, split_column)
    carry = finder.named(statement.carry, "CARRY", statement.span)
    groups = finder.option_columns(GROUP_OPTION)
    weight = finder.option_column("instance_weight_col")
    init = finder.option_column("kmeans_init_col")
    finder.check_init(init)
    series = finder.series()
    if finder.problems:
        raise ProjectError(*finder.problems)
    return Roles(
        columns=schema.columns,
        label=label,
        key=key,
        predict_at=statement.predict_at.expression if statement.predict_at else None,
        label_known_at=statement.label_known_at,
        split_method=method,
        split_column=split_column,
        eval_fraction=finder.gate_fraction(),
        tune_fraction=finder.tune_fraction(),
        weight=weight,
        groups=groups,
        carry=carry,
        init=init,
        series=series,
    )


class _Finder:
    """Looks columns up and gathers what is wrong."""

    def __init__(self, statement: CreateModel, schema: Schema, *, labelled: bool) -> None:
        self.statement = statement
        self.labelled = labelled
        self.schema = schema
        self.problems: list[Problem] = []

    def named(self, names: Iterable[str], clause: str, span: Span) -> tuple[Column, ...]:
        found = (self._column(name, clause, span) for name in names)
        return tuple(column for column in found if column is not None)

    def option_columns(self, option: str) -> tuple[Column, ...]:
        given = self.statement.options.get(option)
        if given is None:
            return ()
        names = given.value if isinstance(given.value, tuple) else (given.value,)
        return self.named([str(name) for name in names], option, given.value_span)

    def option_column(self, option: str) -> Column | None:
        found = self.option_columns(option)
        return found[0] if found else None

    def label(self) -> Column | None:
        options = self.statement.options
        given = options.get("input_label_cols") or options.get("labels")
        if given is not None:
            return self.option_column(given.name)
        found = self.schema.find("label")
        if found is None:
            self._no_label()
        return found

    def series(self) -> SeriesRoles | None:
        found, problems = series_roles(self.statement.options, self.option_columns)
        self.problems += problems
        return found

    def refuse_label_times(self) -> None:
        """Report what only a model with a label may say."""
        known_at = self.statement.label_known_at
        if known_at is not None:
            self._report(
                "no-label",
                f'LABEL KNOWN AT is for labels, and model "{self.statement.name.text}" learns'
                " without one",
                known_at.span,
                hint="leave it out.",
            )

    def asks_for_a_split(self) -> bool:
        """Return whether an option besides data_split_method speaks of a split."""
        return not {GROUP_OPTION, "data_split_eval_fraction"}.isdisjoint(self.statement.options)

    def split_method(self, default: SplitMethod) -> SplitMethod:
        given = self.statement.options.get("data_split_method")
        word = str(given.value).upper() if given is not None else ""
        # Any other word is the business of the options' own check.
        return next((method for method in _SPLIT_METHODS if word == method), default)

    @property
    def is_tuned(self) -> bool:
        """Whether trials are compared on rows of their own; without a label they need none."""
        return self.labelled and "num_trials" in self.statement.options

    def gate_fraction(self) -> float | None:
        """Return the share of the rows that nothing but the judgement sees."""
        if self.is_tuned:
            return self._number("data_split_test_fraction") or _TUNED_SHARE
        return self._number("data_split_eval_fraction")

    def tune_fraction(self) -> float | None:
        """Return the share of the other rows on which trials are compared."""
        gate = self.gate_fraction()
        if not self.is_tuned or gate is None or gate >= 1:
            return None
        return min(1.0, (self._number("data_split_eval_fraction") or _TUNED_SHARE) / (1 - gate))

    def _number(self, option: str) -> float | None:
        given = self.statement.options.get(option)
        if given is None or not isinstance(given.value, int | float):
            return None
        return float(given.value)

    def check_split(self, method: SplitMethod, column: Column | None) -> None:
        given = self.statement.options.get("data_split_col")
        if self.is_tuned and method == "CUSTOM" and column is not None:
            if column.type != "VARCHAR":
                self._report(
                    "split-column",
                    f'CUSTOM needs a text column where options are tuned, and "{column.name}" is'
                    f" {column.type}",
                    given.value_span if given is not None else None,
                    detail="its values are 'TRAIN', 'EVAL' and 'TEST'.",
                )
        elif method == "CUSTOM" and column is not None and column.type != "BOOLEAN":
            self._report(
                "split-column",
                f'CUSTOM needs a BOOLEAN column, and "{column.name}" is {column.type}',
                given.value_span if given is not None else None,
                detail="TRUE and NULL are rows to judge on, FALSE rows to train on.",
            )
        self._check_contradiction(method)

    def check_init(self, column: Column | None) -> None:
        given = self.statement.options.get("kmeans_init_col")
        if given is not None and column is not None and column.type != "BOOLEAN":
            self._report(
                "bad-option",
                f'kmeans_init_col needs a BOOLEAN column, and "{column.name}" is {column.type}',
                given.value_span,
                detail="TRUE marks the rows that are the first centroids.",
            )

    def _check_contradiction(self, method: SplitMethod) -> None:
        options, at = self.statement.options, self.statement.predict_at
        has_time = at is not None and at.expression is not None
        groups = options.get(GROUP_OPTION)
        given = options.get("data_split_method")
        if has_time and given is not None and method != "AUTO_SPLIT":
            self._contradiction(given, "PREDICT AT splits by its time", _MIXED)
        elif has_time and groups is not None:
            self._contradiction(groups, "PREDICT AT splits by its time")
        elif groups is not None and given is not None and method not in {"AUTO_SPLIT", "RANDOM"}:
            self._contradiction(given, f"{GROUP_OPTION} splits by groups")

    def _contradiction(self, option: Option, other: str, detail: str = "") -> None:
        self._report(
            "split-contradiction",
            f"{option.name} contradicts the model: {other}",
            option.span,
            detail=detail,
            hint="leave one of the two out; PREDICT AT NONE says that there is no prediction time.",
        )

    def _no_label(self) -> None:
        names = self.schema.names
        self._report(
            "no-label",
            'the model has no label: no input_label_cols, and no column "label"',
            self.statement.name.span,
            detail=f"columns are: {', '.join(names[:30])}.",
            hint="name the column to predict: OPTIONS (input_label_cols = ['...']).",
        )

    def _column(self, name: str, where: str, span: Span) -> Column | None:
        found = self.schema.find(name)
        if found is None:
            meant = nearest(name, self.schema.names)
            self._report(
                "unknown-column",
                f'{where} names "{name}", which the query of model "{self.statement.name.text}"'
                " does not have",
                _place(name, span),
                detail=f"its columns are: {', '.join(self.schema.names[:30])}.",
                hint=f'did you mean "{meant}"?' if meant else "",
            )
        return found

    def _report(
        self, name: str, message: str, span: Span | None, *, detail: str = "", hint: str = ""
    ) -> None:
        self.problems.append(Problem(name, message, span, detail, hint))


def _place(name: str, span: Span) -> Span:
    at = span.text.find(name)
    return span.part(at, at + len(name)) if at >= 0 else span
