"""Counts of a server in the text form of Prometheus (exposition format 0.0.4)."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from forebay.serve.loaded_model import LoadedModel

CONTENT_TYPE: Final = b"text/plain; version=0.0.4; charset=utf-8"
_BUCKETS: Final = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)


class Metrics:
    """What a server counts; everything is written on the thread of its event loop.

    Examples
    --------
    >>> metrics = Metrics()
    >>> metrics.answered("/v2", 200, 0.0004)
    >>> metrics.render({}).decode().splitlines()[2]
    'forebay_requests_total{route="/v2",status="200"} 1'

    """

    def __init__(self) -> None:
        self.in_flight = 0
        self.log_lost = 0
        self.switches = 0
        self.is_current = True
        self._requests: dict[tuple[str, int], int] = {}
        self._rows: dict[tuple[str, int], int] = {}
        self._buckets = [0] * (len(_BUCKETS) + 1)
        self._seconds = 0.0

    @property
    def requests(self) -> int:
        """How many requests were answered, with whatever status."""
        return sum(self._requests.values())

    def answered(self, route: str, status: int, seconds: float) -> None:
        """Count a response."""
        key = (route, status)
        self._requests[key] = self._requests.get(key, 0) + 1
        self._buckets[bisect_left(_BUCKETS, seconds)] += 1
        self._seconds += seconds

    def predicted(self, model: LoadedModel, rows: int) -> None:
        """Count rows that a version answered for."""
        key = (model.name, model.number)
        self._rows[key] = self._rows.get(key, 0) + rows

    def render(self, models: Mapping[str, LoadedModel]) -> bytes:
        """Return the text."""
        return ("\n".join(self._lines(models)) + "\n").encode()

    def _lines(self, models: Mapping[str, LoadedModel]) -> Iterator[str]:
        yield from _head("forebay_requests_total", "counter", "Responses by route and status.")
        for (route, status), n in sorted(self._requests.items()):
            yield f'forebay_requests_total{{route="{_text(route)}",status="{status}"}} {n}'
        yield from _head("forebay_rows_total", "counter", "Rows answered by model and version.")
        for (name, number), n in sorted(self._rows.items()):
            yield f'forebay_rows_total{{model="{_text(name)}",version="{number}"}} {n}'
        yield from _head("forebay_model_live", "gauge", "The version that answers for a model.")
        for model in models.values():
            yield f'forebay_model_live{{model="{_text(model.name)}"}} {model.number}'
        yield from _values(models)
        yield from _head("forebay_request_seconds", "histogram", "Time of a request.")
        total = 0
        for bound, n in zip((*_BUCKETS, "+Inf"), self._buckets, strict=True):
            total += n
            yield f'forebay_request_seconds_bucket{{le="{bound}"}} {total}'
        yield f"forebay_request_seconds_sum {self._seconds!r}"
        yield f"forebay_request_seconds_count {total}"
        for name, kind, text, value in (
            ("forebay_requests_in_flight", "gauge", "Requests being answered.", self.in_flight),
            ("forebay_switches_total", "counter", "States that were picked up.", self.switches),
            ("forebay_state_current", "gauge", "1 if what is live is what answers.",
             int(self.is_current)),
            ("forebay_log_rows_lost_total", "counter", "Rows that the request log could not keep.",
             self.log_lost),
        ):  # fmt: skip
            yield from _head(name, kind, text)
            yield f"{name} {value}"


def _values(models: Mapping[str, LoadedModel]) -> Iterator[str]:
    """Yield the counts of values that training never saw."""
    unseen = "Texts that training never saw, by column of the version that answers."
    yield from _head("forebay_unseen_categories_total", "counter", unseen)
    for model in models.values():
        for column, n in model.unseen.counts.items():
            yield f"forebay_unseen_categories_total{{{_column(model, column)}}} {n}"
    unusual = "Values that training never had, by column of the version that answers."
    yield from _head("forebay_unusual_values_total", "counter", unusual)
    for model in models.values():
        counts = {"out_of_range": model.unusual.out_of_range, "missing": model.unusual.missing}
        for kind, by_column in counts.items():
            for column, n in by_column.items():
                labels = f'{_column(model, column)},kind="{kind}"'
                yield f"forebay_unusual_values_total{{{labels}}} {n}"


def _column(model: LoadedModel, column: str) -> str:
    return f'model="{_text(model.name)}",version="{model.number}",column="{_text(column)}"'


def _head(name: str, kind: str, text: str) -> tuple[str, str]:
    return (f"# HELP {name} {text}", f"# TYPE {name} {kind}")


def _text(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
