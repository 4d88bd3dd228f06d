"""One call of the program: the options that every command takes, and where it writes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forebay.cli.screen import Screen

_SETTINGS = "forebay.toml"


@dataclass(slots=True)
class Invocation:
    """The options that may stand before or after a command's name.

    Parameters
    ----------
    folder
        ``-C DIR``; None means to look for a project from the current folder upwards.
    json
        Answers are JSON, one object a line.
    quiet
        Only what did not go well, answers, and the last line.

    """

    screen: Screen
    folder: Path | None = None
    json: bool = False
    quiet: bool = False

    @property
    def root(self) -> Path:
        """The project folder: the given one, else the nearest one upwards with settings."""
        if self.folder is not None:
            return self.folder
        here = Path.cwd()
        return next((p for p in (here, *here.parents) if (p / _SETTINGS).is_file()), here)

    def note(self, text: str) -> None:
        """Write a line that only explains; not for ``-q`` and not for ``--json``."""
        if not self.quiet and not self.json:
            self.screen.line(text)

    def answer(self, event: str, last_line: str, **values: object) -> None:
        """Write the end of a command: the JSON answer, or its last line."""
        if self.json:
            from forebay.cli.render_json import answer_json

            self.screen.line(answer_json(event, last_line=last_line, **values))
        else:
            self.screen.line(last_line)
