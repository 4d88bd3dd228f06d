"""Build one case of the benchmark as a user would, without the lint, and tell what the build says.

What the lint refuses is never built; that it is built here shows what each of the two finds alone.
"""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from forebay.build import BuildRequest, run
from forebay.build.event import Noticed, StepFinished
from forebay.errors import ForebayError
from forebay.project.cache import write_outline
from forebay.project.make_outline import make_outline

if TYPE_CHECKING:
    from pathlib import Path

    from forebay.errors import Problem
    from forebay.project import Project

# What a build says of leaks. Beside these it warns of what it could not look at.
LEAKS = frozenset(
    {"leakage", "selection-by-future", "suspicious-feature", "key-like-feature", "repeated-rows",
     "copied-rows", "repeated-entities", "unlike-parts", "learns-noise", "answer-in-feature",
     "rows-chosen-by-answer", "undated-join", "later-rows", "all-rows-statistic",
     "filtered-by-answer"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Built:
    """What a build said of a model: errors that hold it back, warnings, and what ended it else."""

    refused: tuple[str, ...]
    warned: tuple[str, ...]
    ended: str
    seconds: float
    texts: tuple[str, ...]


def build_case(root: Path, project: Project) -> Built:
    """Build the project that is in `root` from nothing; replay, look at the rows, train, judge."""
    shutil.rmtree(root / ".forebay", ignore_errors=True)
    write_outline(make_outline(project), project.inferred)
    errors: list[Problem] = []
    warnings: list[Problem] = []

    def heard(event: object) -> None:
        if isinstance(event, StepFinished):
            errors.extend(event.problems)
        elif isinstance(event, Noticed) and event.problem.name in LEAKS:
            warnings.append(event.problem)

    began = time.process_time()
    ended = ""
    try:
        ended = run(root, BuildRequest(), heard).outcome
    except ForebayError as error:
        ended = f"failed: {error}"
    return Built(
        tuple(p.name for p in errors if p.name in LEAKS),
        tuple(p.name for p in warnings),
        ended if not errors or any(p.name in LEAKS for p in errors)
        else f"failed: {'; '.join(p.message for p in errors)}",
        time.process_time() - began,
        tuple(p.render() for p in (*errors, *warnings)),
    )  # fmt: skip
