"""Requests that need the engine, taken together: whatever waits is answered by one query."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from forebay.errors import ForebayError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from concurrent.futures import Executor

    from forebay.serve.answers import Answer
    from forebay.serve.engine_rows import EngineRows
    from forebay.serve.loaded_model import LoadedModel

    Rows = Sequence[Mapping[str, object]]
    Waiting = tuple[Rows, asyncio.Future[list[Answer]]]


class MicroBatches:
    """Answers rows on a thread; the rows of requests that came meanwhile go together.

    Parameters
    ----------
    most_rows
        Of one query.

    """

    def __init__(self, engine: EngineRows, pool: Executor, most_rows: int = 10_000) -> None:
        self._engine = engine
        self._pool = pool
        self._most_rows = most_rows
        self._waiting: dict[LoadedModel, list[Waiting]] = {}
        self._task: asyncio.Task[None] | None = None

    async def predict(self, model: LoadedModel, rows: Rows) -> list[Answer]:
        """Return the answers for the rows."""
        future: asyncio.Future[list[Answer]] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(model, []).append((rows, future))
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._drain())
        return await future

    async def _drain(self) -> None:
        while self._waiting:
            model = next(iter(self._waiting))
            waiting = self._waiting[model]
            taken, n_rows = 0, 0
            while taken < len(waiting) and (not taken or n_rows < self._most_rows):
                n_rows += len(waiting[taken][0])
                taken += 1
            batch, left = waiting[:taken], waiting[taken:]
            if left:
                self._waiting[model] = left
            else:
                del self._waiting[model]
            await self._answer(model, batch)

    async def _answer(self, model: LoadedModel, batch: Sequence[Waiting]) -> None:
        rows = [row for given, _ in batch for row in given]
        loop = asyncio.get_running_loop()
        try:
            found = await loop.run_in_executor(self._pool, model.predict, rows, self._engine)
        except Exception as error:  # noqa: BLE001 - each request is told, and the next goes on
            if isinstance(error, ForebayError) and len(batch) > 1:
                for one in batch:  # the row of one must not fail the others
                    await self._answer(model, [one])
                return
            for _, future in batch:
                if not future.done():
                    future.set_exception(error)
            return
        start = 0
        for given, future in batch:
            if not future.done():  # it may have been given up
                future.set_result(found[start : start + len(given)])
            start += len(given)
