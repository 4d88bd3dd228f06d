"""Everything that answering a request needs, in one place."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from forebay.errors import nearest
from forebay.serve.refused import RefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from concurrent.futures import Executor

    from forebay.serve.answers import Answer
    from forebay.serve.limits import Limits
    from forebay.serve.loaded_model import LoadedModel
    from forebay.serve.metrics import Metrics
    from forebay.serve.micro_batches import MicroBatches
    from forebay.serve.registry import Registry
    from forebay.serve.request_log import RequestLog, Route

INLINE_ROWS: Final = 16  # what is answered on the event loop: a few milliseconds at most


@dataclass(frozen=True, slots=True, eq=False)
class Serving:
    """The parts of a running server.

    Parameters
    ----------
    is_local
        Whether the address is a loopback one: documents are shown there only.
    pool
        The threads for what takes longer than a few milliseconds.

    """

    registry: Registry
    batches: MicroBatches
    pool: Executor
    limits: Limits
    metrics: Metrics
    log: RequestLog | None
    is_local: bool

    def model(self, name: str, number: str | None = None) -> LoadedModel:
        """Return the version that answers under a name.

        Raises
        ------
        RefusedError
            404 ``unknown-model``, ``no-such-version``.

        """
        models = self.registry.models
        found = models.get(name.casefold())
        if found is None:
            meant = nearest(name, [model.name for model in models.values()])
            raise RefusedError.of(
                404,
                "unknown-model",
                f"no model of that name is served: {name[:100]!a}",
                hint=f'did you mean "{meant}"?' if meant else "",
            )
        if number is not None and number != str(found.number):
            raise RefusedError.of(
                404,
                "no-such-version",
                f'version {number[:20]!a} of "{found.name}" is not served',
                detail=f"version {found.number} is live.",
            )
        return found

    def predict_now(
        self, model: LoadedModel, route: Route, rows: Sequence[Mapping[str, object]]
    ) -> list[Answer] | None:
        """Return the answers for a few typed rows, and keep them in the log.

        None where it would hold up the event loop: then ``predict`` is to be waited for.

        Raises
        ------
        ForebayError
            An expression has no value for a row.

        """
        if model.row is None or len(rows) > INLINE_ROWS:
            return None
        return self._kept(model, route, rows, model.predict(rows, self.registry.engine))

    async def predict(
        self, model: LoadedModel, route: Route, rows: Sequence[Mapping[str, object]]
    ) -> list[Answer]:
        """Return the answers for typed rows, and keep them in the log.

        Raises
        ------
        RefusedError
            413 ``too-many-rows``, 503 ``timed-out``.
        ForebayError
            An expression has no value for a row.

        """
        if len(rows) > self.limits.rows:
            raise RefusedError.of(
                413,
                "too-many-rows",
                f"{len(rows):,} rows are more than {self.limits.rows:,}",
                hint="send fewer rows at a time, or score files with forebay predict.",
            )
        try:
            async with asyncio.timeout(self.limits.seconds):
                answers = await self.batches.predict(model, rows)
        except TimeoutError as error:
            raise RefusedError.of(
                503, "timed-out", f"no answer within {self.limits.seconds:g} seconds"
            ) from error
        return self._kept(model, route, rows, answers)

    def _kept(
        self,
        model: LoadedModel,
        route: Route,
        rows: Sequence[Mapping[str, object]],
        answers: list[Answer],
    ) -> list[Answer]:
        self.metrics.predicted(model, len(rows))
        model.unseen.add(rows)
        model.unusual.add(rows)
        model.recent.extend(rows[-INLINE_ROWS:])
        if self.log is not None:
            self.log.keep(model, route, rows, answers)
        return answers
