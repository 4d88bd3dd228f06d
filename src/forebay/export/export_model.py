"""Write a model for other programs, after the file gave the stored answers again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from forebay.catalog.atomic import write_atomically
from forebay.engine import Column, Schema
from forebay.engine.quote import quote, quote_list
from forebay.errors import EngineError
from forebay.export.formats import format_of, load_format
from forebay.query.live_model import GOLDEN_FILE
from forebay.query.score import SCORE

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from forebay.engine.protocol import Workspace
    from forebay.query.live_model import LiveModel

_ROWS: Final = "__export_golden"


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written.

    Parameters
    ----------
    files
        The model first.
    rows
        How many stored rows the file answered.
    difference
        The largest difference of an answer from the stored one, relative to the largest answer.

    """

    format: str
    files: tuple[Path, ...]
    rows: int
    difference: float


def export_model(model: LiveModel, folder: Path, workspace: Workspace, target: Path) -> Exported:
    """Write a model to a file or into a folder.

    Before anything is written, the file answers the golden rows of the version.

    Parameters
    ----------
    folder
        The model's own folder, verified.
    workspace
        Free of relations that begin with ``__export``.
    target
        A file whose suffix says the format, or a folder.

    Raises
    ------
    ProjectError
        ``not-supported``: the format cannot say what the model does.
    EngineError
        ``parity``: the file answers otherwise; nothing is written.

    """
    name = format_of(target, model.signature.model_type)
    format_ = load_format(name)
    data = format_.write(model)
    rows, difference = _compared(format_.answers, data, model, (folder, workspace))
    if not difference <= format_.TOLERANCE:
        raise EngineError.of(
            "parity",
            f'the exported file of "{model.name}" answers otherwise than the model',
            detail=f"the largest difference on {rows} stored rows is {difference:.3g}, and"
            f" {format_.TOLERANCE:g} is allowed.",
            hint="nothing was written; use ML.PREDICT, or another format.",
        )
    files = {target: data}
    if not target.suffix:
        files = {target / format_.FILE: data}
        files |= {target / other: text for other, text in format_.about(model).items()}
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, content)
    return Exported(name, tuple(files), rows, difference)


def _compared(
    answers: Any, data: bytes, model: LiveModel, stored: tuple[Path, Workspace]
) -> tuple[int, float]:
    """Return how many rows were answered, and the largest difference."""
    folder, workspace = stored
    n = model.scorer.n_outputs
    names = [SCORE] if n == 1 else [f"{SCORE}_{i}" for i in range(n)]
    file = folder / GOLDEN_FILE
    schema = Schema((*(Column(name, "DOUBLE") for name in names), *model.features.inputs))
    workspace.attach(_ROWS, [file] if file.exists() else [], schema)
    try:
        told: Any = workspace.rows(f"SELECT {quote_list(names)} FROM {quote(_ROWS)}")
        if not told:
            raise EngineError.of(
                "parity",
                f'nothing can prove an export of "{model.name}": its version keeps no rows',
                hint="build it again with --force.",
            )
        before: NDArray[Any] = np.array(told, np.float64)
        after = np.asarray(answers(data, model, workspace, _ROWS), np.float64)
    finally:
        workspace.drop(_ROWS)
    if after.shape != before.shape or not np.array_equal(np.isnan(after), np.isnan(before)):
        return len(before), float("inf")
    known = before[np.isfinite(before)]
    largest = max(1.0, float(np.abs(known).max(initial=0.0)))
    same = after == before  # infinite ones too
    differences = np.where(same | np.isnan(before), 0.0, np.abs(after - before))
    return len(before), float(differences.max(initial=0.0)) / largest
