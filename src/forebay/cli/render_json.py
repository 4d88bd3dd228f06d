"""Events and answers as JSON, one object a line."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from forebay.build.event import RunFinished
from forebay.build.to_json import to_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.build.event import Event
    from forebay.errors import Problem

SCHEMA_VERSION: Final = 1
_HUMP: Final = re.compile(r"(?<!^)(?=[A-Z])")


def event_json(event: Event) -> str:
    """Return an event as one line: its name in ``event``, its fields beside it.

    Examples
    --------
    >>> from forebay.build.event import StepStarted
    >>> event_json(StepStarted("late_arrival", "train"))
    '{"v": 1, "event": "step_started", "node": "late_arrival", "action": "train"}'

    """
    values = to_json(event)
    if isinstance(event, RunFinished):
        values["last_line"] = event.last_line
    return answer_json(_HUMP.sub("_", type(event).__name__).lower(), **values)


def answer_json(event: str, **values: object) -> str:
    """Return the answer of a command as one line."""
    line = {"v": SCHEMA_VERSION, "event": event, **{k: to_json(v) for k, v in values.items()}}
    return json.dumps(line, ensure_ascii=False)


def failure_json(exit_code: int, last_line: str, problems: Sequence[Problem]) -> str:
    """Return the line of a command that could not be done."""
    return answer_json("failed", exit_code=exit_code, last_line=last_line, problems=list(problems))
