"""Where a subject is trained and asked: a session in memory, through the public statements."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final, Self, TypeAlias

from forebay.engine.quote import quote
from forebay.errors import EngineError, InternalError, ProjectError
from forebay.kit.subject import N_ROWS, Asked, rows_of
from forebay.query.live_model import load_live_model
from forebay.session import connect
from forebay.session.built import Built
from forebay.session.result import Result

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.catalog import Version
    from forebay.errors import Problem
    from forebay.kit.subject import Subject
    from forebay.query.live_model import LiveModel

PLAIN: Final = "plain"
_USUAL: Final = Asked()

# What one row is answered with: the model's own columns.
Answer: TypeAlias = tuple[Any, ...]


class Bench:
    """A session that holds a table ``rows``, and a model of it that nothing is odd about."""

    def __init__(self, subject: Subject, rows: str = "") -> None:
        self.subject = subject
        self.session = connect()
        self.session.sql(f"CREATE TABLE rows AS SELECT * FROM {rows or rows_of(N_ROWS)}")
        self._plain: list[Answer] = []
        self._there: set[str] = set()

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *error: object) -> None:
        """Delete everything."""
        self.session.close()

    def train(self, asked: Asked = _USUAL, model: str = "m") -> tuple[Problem, ...]:
        """Train a model and publish it; return why it was refused, nothing if it was not."""
        if (
            model in self._there
        ):  # else it is the champion, which the new one must not be worse than
            self._drop(model)
        self._there.add(model)
        try:
            built = self.session.sql(self.subject.create(model, asked))
        except (ProjectError, EngineError) as error:
            return error.problems
        if not isinstance(built, Built) or built.outcome == "done":
            return ()
        self._drop(model)  # what failed is tried again by every later statement
        return built.problems or (_refused(built),)

    def must_train(self, asked: Asked = _USUAL, model: str = "m") -> None:
        """Train a model and publish it.

        Raises
        ------
        ProjectError
            With the reasons, if it was refused.

        """
        problems = self.train(asked, model)
        if problems:
            raise ProjectError(*problems)

    def plain(self) -> list[Answer]:
        """Return what the plain model answers for the table ``rows``; train it on first use."""
        if not self._plain:
            self.must_train(model=PLAIN)
            self._plain = self.answers(model=PLAIN)
        return self._plain

    def answers(self, asked: Asked = _USUAL, model: str = "m") -> list[Answer]:
        """Return the model's own columns for each row, in the order of ``id``."""
        result = self._result(asked, model)
        given = {"id", *asked.features}
        own = [i for i, name in enumerate(result.columns) if name not in given]
        try:
            return [tuple(row[i] for i in own) for row in result.fetchall()]
        finally:
            result.close()

    def columns(self, asked: Asked = _USUAL, model: str = "m") -> tuple[str, ...]:
        """Return the names of the columns of an answer."""
        result = self._result(asked, model)
        result.close()
        return result.columns

    def version(self, model: str = "m") -> Version:
        """Return the newest version of a model."""
        return self.session.models(model)[-1]

    def loaded(self, model: str = "m") -> LiveModel:
        """Return a model as a reader loads it."""
        return load_live_model(self.session.root, self.version(model))

    def _drop(self, model: str) -> None:
        self.session.sql(f"DROP MODEL IF EXISTS {quote(model)}")
        self._there.discard(model)

    def _result(self, asked: Asked, model: str) -> Result:
        result = self.session.sql(self.subject.ask(model, asked))
        if not isinstance(result, Result):
            raise InternalError.of("no-result", "a query gave no result")
        return result


def differ(found: Sequence[Answer], expected: Sequence[Answer]) -> str:
    """Return where answers differ in any bit; nothing if they do not.

    Examples
    --------
    >>> differ([(1.0,)], [(1.0,)]), differ([(1.0,), (2.0,)], [(1.0,), (2.5,)])
    ('', 'row 1: (2.0,) for (2.5,)')

    """
    if len(found) != len(expected):
        return f"{len(found):,} rows for {len(expected):,}"
    pairs = enumerate(zip(found, expected, strict=True))
    # As texts: NaN is NaN, and a number has all its digits.
    wrong = next((i for i, (one, other) in pairs if repr(one) != repr(other)), None)
    return "" if wrong is None else f"row {wrong}: {found[wrong]} for {expected[wrong]}"


def numbers(value: object) -> list[float]:
    """Return the numbers of an answer, also those inside of lists and structs.

    Examples
    --------
    >>> numbers(("yes", [{"label": "yes", "prob": 0.75}, {"label": "no", "prob": 0.25}]))
    [0.75, 0.25]

    """
    match value:
        case bool() | None:
            return []
        case float() | int():
            return [float(value)]
        case dict():
            return [number for item in value.values() for number in numbers(item)]
        case list() | tuple():
            return [number for item in value for number in numbers(item)]
    return []


def not_usable(answers: Sequence[Answer], *, n_rows: int, may_be_null: bool = False) -> str:
    """Return what is wrong with answers that must be there, all finite; nothing if they are.

    Examples
    --------
    >>> not_usable([(1.0,), (None,)], n_rows=2)
    'row 1 has no answer: (None,)'

    """
    if len(answers) != n_rows:
        return f"{len(answers):,} answers for {n_rows:,} rows"
    for i, answer in enumerate(answers):
        if not all(map(math.isfinite, numbers(answer))):
            return f"row {i} is not finite: {answer}"
        if None in answer and not may_be_null:
            return f"row {i} has no answer: {answer}"
    return ""


def names(problems: Sequence[Problem]) -> str:
    """Return the names and messages of problems on one line."""
    return "; ".join(f"{problem.name}: {problem.message}" for problem in problems)


def _refused(built: Built) -> Problem:
    message = f"the model was not published: {built.run.last_line}"
    return InternalError.of("not-published", message).problems[0]
