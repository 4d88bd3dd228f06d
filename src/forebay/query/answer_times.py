"""How long a version takes for one row, and whether it answers each time."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from itertools import cycle, islice
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import numpy as np

from forebay.algorithms.row_scorer import row_scorer
from forebay.engine.quote import quote, quote_list
from forebay.errors import ForebayError
from forebay.features.row_function import RowFunction
from forebay.query.folded import folded
from forebay.query.golden_rows import STORED, answer_golden, answer_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from forebay.engine.protocol import Workspace
    from forebay.query.live_model import LiveModel

    Ask: TypeAlias = Callable[[Any], object]

REQUESTS: Final = 1_000
_WARM: Final = 20  # what is made once, such as caches, is no part of a request
_CLOSE: Final = 1e-9
_AGAIN: Final = "__golden_one"

Way: TypeAlias = Literal["rows", "engine"]


@dataclass(frozen=True, slots=True)
class AnswerTimes:
    """How one row after the other was answered.

    Parameters
    ----------
    requests
        How many were asked: ``REQUESTS``, or those that the time allowed.
    p50_ms, p95_ms
        Half of them, and 95 % of them, were answered within so many milliseconds.
    way
        ``rows``: by the row function, as a server answers; ``engine``: by a query, where only the
        engine knows how, and of series.
    problem
        What went wrong with a request; then it was the last one.

    """

    requests: int
    p50_ms: float
    p95_ms: float
    way: Way
    problem: str = ""


def answer_times(
    workspace: Workspace, model: LiveModel, scratch: Path, seconds: float
) -> AnswerTimes:
    """Ask a model its golden rows, one at a time, a thousand times; they are attached as STORED.

    Parameters
    ----------
    seconds
        After which no more requests are begun. The time of a request is that of one thread from the
        typed row to the scores: neither a network nor JSON is in it.

    """
    columns = model.features.inputs
    way: Way = "engine"
    ask, given = _by_engine(workspace, model, scratch)
    if model.task not in {"transform", "forecast"} and columns:
        names = [column.name for column in columns]
        answers = answer_names(model)
        found = list(workspace.rows(f"SELECT {quote_list([*answers, *names])} FROM {STORED}"))
        stored = [_floats(row[: len(answers)]) for row in found]
        rows = [dict(zip(names, row[len(answers) :], strict=True)) for row in found]
        alone = _by_rows(model, rows, stored)
        if alone is not None:
            way, ask, given = "rows", alone, rows
    return _timed(ask, given, way, seconds)


def _timed(ask: Ask, given: Iterable[object], way: Way, seconds: float) -> AnswerTimes:
    rows = list(given)
    taken: list[int] = []
    clock = time.perf_counter_ns
    stop = clock() + round(1e9 * seconds)
    try:
        for row in islice(cycle(rows), _WARM if way == "rows" else 1):
            ask(row)
        for row in islice(cycle(rows), REQUESTS):
            began = clock()
            ask(row)
            ended = clock()
            taken.append(ended - began)
            if ended >= stop:
                break
    except ForebayError as error:
        return _told(taken, way, error.problems[0].message)
    except Exception as error:  # noqa: BLE001 - whatever it is, a request was not answered
        return _told(taken, way, repr(error))
    return _told(taken, way, "")


def _told(taken: list[int], way: Way, problem: str) -> AnswerTimes:
    ordered = sorted(taken)
    if not ordered:
        return AnswerTimes(0, math.nan, math.nan, way, problem)
    half, most = (_within(ordered, share) for share in (0.5, 0.95))
    return AnswerTimes(len(ordered), half, most, way, problem)


def _within(ordered: list[int], share: float) -> float:
    """Return the least time in ms within which a share of the requests were answered."""
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)] / 1e6


def _by_rows(
    model: LiveModel, rows: list[dict[str, object]], stored: list[list[float]]
) -> Ask | None:
    """Return how a server answers a row; None where it cannot, or where answers are others."""
    model = folded(model)
    row = RowFunction(model.features)
    columns = model.features.columns
    is_category = [column.kind == "category" for column in columns]
    alone = row_scorer(model.trained, is_category, model.calibration)
    kinds = [np.int64 if code else np.float64 for code in is_category]

    def by_arrays(given: dict[str, object]) -> list[float]:
        arrays = [np.array([v], kind) for v, kind in zip(row(given), kinds, strict=True)]
        scores: list[float] = model.scorer.score(arrays)[0].tolist()
        return scores

    def by_floats(given: dict[str, object]) -> list[float]:
        assert alone is not None  # noqa: S101 - chosen below only then
        return alone(row(given))

    ask = by_arrays if alone is None else by_floats
    try:
        found = np.array([ask(given) for given in rows])
    except Exception:  # noqa: BLE001 - then a server asks the engine, which is measured
        return None
    if not rows:
        return None
    told = np.array(stored)[:, : found.shape[1]]  # of components floats give the coordinates alone
    alike = np.allclose(found, told, rtol=_CLOSE, atol=_CLOSE, equal_nan=True)
    return ask if alike else None


def _floats(row: tuple[object, ...]) -> list[float]:
    return [math.nan if value is None else float(str(value)) for value in row]


def _by_engine(
    workspace: Workspace, model: LiveModel, scratch: Path
) -> tuple[Ask, Iterable[object]]:
    """Return how a query answers one row; of series, one call."""
    inputs = quote_list([c.name for c in model.features.inputs]) if model.features.inputs else "1"
    ((n,),) = workspace.rows(f"SELECT count(*) FROM {quote(STORED)}")

    def ask(place: object) -> None:
        text = f"SELECT {inputs} FROM {quote(STORED)} LIMIT 1 OFFSET {place}"
        answer_golden(workspace, model, text, scratch / f"{_AGAIN}.parquet", _AGAIN)

    return ask, range(max(1, int(str(n))))
