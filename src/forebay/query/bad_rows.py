"""Rows that nobody should send to a model, and that it must answer properly all the same."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from forebay.engine.quote import literal, quote, quote_list
from forebay.errors import EngineError, ForebayError, ProjectError, Source
from forebay.features.value_kind import value_kind
from forebay.query.golden_rows import STORED
from forebay.query.prepare import prepare
from forebay.sql.parse_query import parse_query

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from forebay.engine.protocol import Column, Workspace
    from forebay.query.live_model import LiveModel

_UNSEEN: Final = "no such category 7f3a"
_WRONG_TYPE: Final = "MAP {'a': 1}"  # a type that no feature has
_FLOATING: Final = frozenset({"FLOAT", "DOUBLE"})
_MOST_COLUMNS: Final = 50  # tried one by one; beyond them, all together only
_CASE: Final = "__case"


@dataclass(frozen=True, slots=True)
class BadRows:
    """What became of the bad rows.

    Parameters
    ----------
    cases
        How many kinds of them were tried.
    problems
        What was answered improperly, one text for each.

    """

    cases: int
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Case:
    what: str
    values: Mapping[str, str]  # column to SQL; the others are a golden row's
    may_be_nan: bool = False


def bad_rows(workspace: Workspace, model: LiveModel, scratch: Path) -> BadRows:
    """Ask a model about bad rows; the golden rows must be attached as ``STORED``.

    Proper is, for no rows: no rows; for a missing column or one of another type: an error of ours
    that names it; for NULL, NaN, an infinite number or an unseen category: NULL, a finite answer,
    or an error of ours (a TRANSFORM may refuse to cast a text). A TRANSFORM_ONLY model computes
    with NaN as SQL does.
    """
    asking = _Asking(workspace, model, scratch)
    inputs = model.features.inputs
    rows = f"SELECT {_all(inputs)} FROM {_golden()}"
    ((n_golden,),) = workspace.rows(f"SELECT count(*) FROM {_golden()}")
    problems = [
        # What is refused below must not be refused because nothing is answered.
        asking.counts("its golden rows", rows, int(str(n_golden))),
        asking.counts("no rows", f"{rows} WHERE FALSE", 0),
    ]
    refused = []
    if inputs:
        first, *others = inputs
        kept = quote_list([column.name for column in others]) if others else "1 AS __nothing"
        wrong = f"SELECT {_replaced(inputs, {first.name: _WRONG_TYPE})} FROM {_golden()}"
        refused = [
            (f'without the column "{first.name}"', f"SELECT {kept} FROM {_golden()}"),
            (f'with "{first.name}" of another type', wrong),
        ]
    problems += [asking.refuses(what, rows) for what, rows in refused]
    cases = tuple(_cases(inputs))
    problems += asking.answers(cases)
    found = tuple(problem for problem in problems if problem)
    return BadRows(1 + len(refused) + len(cases), found)


@dataclass(slots=True)
class _Asking:
    workspace: Workspace
    model: LiveModel
    scratch: Path
    asked: int = 0

    def ask(self, rows: str) -> list[tuple[object, ...]]:
        """Return what the model adds to rows, by the way in which every query asks it."""
        function = "TRANSFORM" if self.model.task == "transform" else "PREDICT"
        self.asked += 1
        # Names of answers are made from the place of the call: another one for each question.
        text = f"{' ' * self.asked}SELECT * FROM ML.{function}(MODEL m, ({rows}))"
        query = parse_query(Source("<bad rows>", text))
        answer = prepare(query, self.workspace, lambda _: self.model, self.scratch)
        given = {column.name.casefold() for column in self.model.features.inputs}
        names = [n for n in self.workspace.describe(answer).names if n.casefold() not in given]
        if not names:
            names = list(self.workspace.describe(answer).names)
        return list(self.workspace.rows(f"SELECT {quote_list(names)} FROM ({answer})"))

    def counts(self, what: str, rows: str, n: int) -> str:
        try:
            found = len(self.ask(rows))
        except ForebayError as error:
            return f"{what}: {error.problems[0].message}"
        return "" if found == n else f"{what}: {found:,} answers"

    def refuses(self, what: str, rows: str) -> str:
        try:
            self.ask(rows)
        except ProjectError:
            return ""
        except ForebayError as error:
            return f"rows {what}: {error.problems[0].message}"
        return f"rows {what} were answered"

    def answers(self, cases: tuple[_Case, ...]) -> list[str]:
        """Return what is wrong with the answers; all cases at once if possible."""
        if not cases:
            return []
        try:
            found = self.ask(_rows(self.model.features.inputs, cases))
        except ForebayError:
            return [self._alone(case) for case in cases]
        if len(found) != len(cases):
            return [f"{len(cases):,} bad rows: {len(found):,} answers"]
        return [self._judged(case, answer) for case, answer in zip(cases, found, strict=True)]

    def _alone(self, case: _Case) -> str:
        try:
            (answer,) = self.ask(_rows(self.model.features.inputs, (case,)))
        except (ProjectError, EngineError):
            return ""
        return self._judged(case, answer)

    def _judged(self, case: _Case, answer: object) -> str:
        # What a clause or a file of somebody else computes of an infinite number is its own.
        if case.may_be_nan and self.model.task in {"transform", "imported"}:
            return ""
        return "" if _is_finite(answer) else f"{case.what}: an answer is not finite"


def _cases(inputs: tuple[Column, ...]) -> Iterator[_Case]:
    nulls = {column.name: f"CAST(NULL AS {column.type})" for column in inputs}
    if nulls:
        yield _Case("all columns NULL", nulls)
    for name, null in list(nulls.items())[:_MOST_COLUMNS]:
        yield _Case(f'"{name}" NULL', {name: null})
    for number in ("nan", "inf", "-inf"):
        odd = {
            column.name: f"CAST({literal(number)} AS {column.type})"
            for column in inputs
            if column.type.upper() in _FLOATING
        }
        if odd:
            yield _Case(f"all numbers {number}", odd, may_be_nan=True)
        for name, value in list(odd.items())[:_MOST_COLUMNS]:
            yield _Case(f'"{name}" {number}', {name: value}, may_be_nan=True)
    texts = {c.name: literal(_UNSEEN) for c in inputs if _is_text(c)}
    if texts:
        yield _Case("unseen categories", texts)


def _is_text(column: Column) -> bool:
    return value_kind(column.type) == "text" and column.type.upper() == "VARCHAR"


def _rows(inputs: tuple[Column, ...], cases: tuple[_Case, ...]) -> str:
    """Return SQL for a row of each case, in their order.

    An expression for each column, not for each column of each case: of a thousand columns the
    engine would plan for minutes.
    """
    said: dict[str, dict[str, list[int]]] = {}
    for number, case in enumerate(cases):
        for name, value in case.values.items():
            said.setdefault(name, {}).setdefault(value, []).append(number)
    values = {
        name: " ".join(
            ["CASE", *(f"WHEN {_CASE} IN {literal(n)} THEN {v}" for v, n in whens.items())]
        )
        + f" ELSE {quote(name)} END"
        for name, whens in said.items()
    }
    one = f"(SELECT * FROM {_golden()} LIMIT 1)"
    numbers = f"range({len(cases)}) AS numbered({_CASE})"
    return f"SELECT {_replaced(inputs, values)} FROM {one}, {numbers} ORDER BY {_CASE}"


def _replaced(inputs: tuple[Column, ...], values: dict[str, str]) -> str:
    return ", ".join(
        f"{values[c.name]} AS {quote(c.name)}" if c.name in values else quote(c.name)
        for c in inputs
    )


def _all(inputs: tuple[Column, ...]) -> str:
    return quote_list([column.name for column in inputs]) if inputs else "1 AS __nothing"


def _golden() -> str:
    return quote(STORED)


def _is_finite(value: object) -> bool:
    match value:
        case float():
            return math.isfinite(value)
        case dict():
            return all(map(_is_finite, value.values()))
        case list() | tuple():
            return all(map(_is_finite, value))
    return True
