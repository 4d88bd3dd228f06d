"""Where a command writes: standard output, standard error, and what they can show."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING, Final, Literal, TextIO, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from forebay.errors import Problem

Style: TypeAlias = Literal["bad", "good", "doubt", "dim", "strong"]

_CODES: Final[dict[Style, str]] = {
    "bad": "31",
    "good": "32",
    "doubt": "33",
    "dim": "2",
    "strong": "1",
}


class Screen:
    """The two streams of one command; the only way in which ``cli`` writes.

    Parameters
    ----------
    color
        Whether text may carry colours: a terminal, and NO_COLOR is not set.
    is_live
        Whether a line may be drawn over and over.

    """

    def __init__(self, out: TextIO, err: TextIO, *, color: bool, is_live: bool) -> None:
        self._out = out
        self._err = err
        self._color = color
        self.is_live = is_live
        # Keeps what is drawn live out of the way of a line; None while nothing is drawn.
        self.hide_live: Callable[[], AbstractContextManager[None]] | None = None

    @classmethod
    def of_process(cls) -> Screen:
        """Return the screen of the streams as they are now.

        What the user's data holds must never stop a command, so that characters that a stream
        cannot encode are written as escapes.
        """
        for stream in (sys.stdout, sys.stderr):
            if (reconfigure := getattr(stream, "reconfigure", None)) is not None:
                reconfigure(errors="backslashreplace")
        able = os.environ.get("TERM", "") != "dumb"
        color = able and not os.environ.get("NO_COLOR") and sys.stdout.isatty()
        is_live = able and sys.stderr.isatty()
        return cls(sys.stdout, sys.stderr, color=color, is_live=is_live)

    @property
    def columns(self) -> int:
        """The width of the terminal in characters; 80 where there is none."""
        return shutil.get_terminal_size((80, 24)).columns

    def line(self, text: str = "") -> None:
        """Write a line of the result, above what is drawn live."""
        self._above_live(self._out, text)

    def error_line(self, text: str) -> None:
        """Write a line about a problem, above what is drawn live."""
        self._above_live(self._err, text)

    def problem(self, problem: Problem) -> None:
        """Write a problem with its place and hint."""
        first, *rest = problem.render().split("\n")
        head, separator, message = first.partition(": ")
        style: Style = "bad" if problem.severity == "error" else "doubt"
        painted = f"{self.paint(head, style)}{separator}{self.paint(message, 'strong')}"
        self.error_line("\n".join([painted, *rest]))

    def draw(self, text: str) -> None:
        """Put a text over the live line; an empty one erases it."""
        self._err.write(f"\r\x1b[2K{text}")
        self._err.flush()

    def paint(self, text: str, style: Style) -> str:
        """Return the text in a style, or as it is where there are no colours."""
        return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if self._color and text else text

    def _above_live(self, stream: TextIO, text: str) -> None:
        if self.hide_live is not None:
            with self.hide_live():
                self._write(stream, text)
        else:
            self._write(stream, text)

    def _write(self, stream: TextIO, text: str) -> None:
        stream.write(f"{text}\n")
        stream.flush()
