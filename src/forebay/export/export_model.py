"""Write a model for other programs, after the file gave the stored answers again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from forebay.catalog.atomic import write_atomically
from forebay.errors import EngineError
from forebay.export.compared import compared
from forebay.export.formats import format_of, load_format

if TYPE_CHECKING:
    from pathlib import Path

    from forebay.engine.protocol import Workspace
    from forebay.query.live_model import LiveModel


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
    rows, difference = compared(format_, data, model, (folder, workspace))
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
