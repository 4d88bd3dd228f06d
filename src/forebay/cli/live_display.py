"""The line that shows what a build is doing, drawn over and over and erased at the end."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType

    from forebay.build.event import Progress
    from forebay.cli.screen import Screen

_SECONDS_BETWEEN: Final = 0.1
_BAR: Final = 20
_MINUTE: Final = 60


class LiveDisplay:
    """Draws the current step, its done share, its figure and the time left.

    A thread of its own draws, at most ten times a second, so that the clock runs on while the
    engine works. Outside a terminal it draws nothing.
    """

    def __init__(self, screen: Screen, clock: Callable[[], float] = time.monotonic) -> None:
        self._screen = screen
        self._clock = clock
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._drawn = ""
        self._step = ""
        self._began = 0.0
        self._progress: Progress | None = None

    def __enter__(self) -> Self:
        """Begin to draw."""
        if self._screen.is_live:
            self._screen.hide_live = self.hidden
            self._thread = threading.Thread(target=self._run, name="live display", daemon=True)
            self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Erase the line and stop."""
        if self._thread is not None:
            self._stop.set()
            self._thread.join()
            self._screen.hide_live = None
            with self._lock:
                self._erase()

    def begin(self, step: str) -> None:
        """Show a new step: ``[3/7] train late_arrival``; an empty text shows nothing."""
        with self._lock:
            self._step, self._began, self._progress = step, self._clock(), None

    def update(self, progress: Progress) -> None:
        """Show how far the step has come."""
        with self._lock:
            self._progress = progress

    @contextmanager
    def hidden(self) -> Iterator[None]:
        """Keep the line away while something else is written."""
        with self._lock:
            self._erase()
            yield

    def text(self) -> str:
        """Return the line as it is now, no longer than the terminal is wide."""
        if not self._step:
            return ""
        parts = [self._step]
        progress = self._progress
        if progress is not None:
            parts.append(progress.stage)
            if progress.share is not None:
                done = round(_BAR * min(1.0, max(0.0, progress.share)))
                parts.append(f"[{'#' * done}{'.' * (_BAR - done)}] {progress.share:4.0%}")
            if progress.figure:
                parts.append(progress.figure)
        parts.append(_clock_text(self._clock() - self._began))
        if progress is not None and progress.remaining_s is not None:
            parts.append(f"about {_clock_text(progress.remaining_s)} left")
        return "  ".join(parts)[: self._screen.columns - 1]

    def _run(self) -> None:
        while not self._stop.wait(_SECONDS_BETWEEN):
            with self._lock:
                text = self.text()
                if text != self._drawn:
                    self._screen.draw(text)
                    self._drawn = text

    def _erase(self) -> None:
        if self._drawn:
            self._screen.draw("")
            self._drawn = ""


def _clock_text(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), _MINUTE)
    return f"{minutes}:{rest:02d}"
