"""Write a model for other programs, after the file gave the stored answers again."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from forebay.catalog.atomic import TEMPORARY, sync_folder, write_atomically
from forebay.errors import EngineError, ProjectError
from forebay.export.compared import compared
from forebay.export.formats import FOLDERS, format_of, load_format

if TYPE_CHECKING:
    from pathlib import Path

    from forebay.engine.protocol import Workspace
    from forebay.export.query_options import QueryOptions
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
    proof
        What was run, and what was not; empty where the format's page says it.
    tolerance
        What `difference` may be.

    """

    format: str
    files: tuple[Path, ...]
    rows: int
    difference: float
    proof: str = ""
    tolerance: float = 0.0


def export_model(
    model: LiveModel,
    folder: Path,
    workspace: Workspace,
    target: Path,
    *,
    name: str | None = None,
    options: QueryOptions | None = None,
) -> Exported:
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
    name
        The format, one of ``FORMATS``; None leaves it to `target`.
    options
        For SQL only: its dialect, and what the query reads.

    Raises
    ------
    ProjectError
        ``not-supported``: the format cannot say what the model does.
    EngineError
        ``parity``: the file answers otherwise; nothing is written.

    """
    _refuse_forecasts(model)
    name = name or format_of(target, model.signature.model_type)
    format_ = load_format(name, options)
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
    if name in FOLDERS or not target.suffix:
        files = {target / format_.FILE: data}
        files |= {target / other: text for other, text in format_.about(model).items()}
    _write(files, target)
    proof = getattr(format_, "proof", lambda _: "")(data)
    return Exported(name, tuple(files), rows, difference, proof, format_.TOLERANCE)


def _refuse_forecasts(model: LiveModel) -> None:
    if model.task == "forecast":
        raise ProjectError.of(
            "not-supported",
            f"a model of type {model.signature.model_type} is exported in no format",
            hint="its forecasts are rows: export those of ML.FORECAST(MODEL ...), a table or"
            " `forebay sql -o FILE`.",
        )


def _write(files: dict[Path, bytes], target: Path) -> None:
    """Write all files; a new folder appears with everything in it."""
    if target in files or target.exists():
        for path, content in files.items():
            write_atomically(path, content)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    made = target.with_name(f".{target.name}.{os.getpid()}{TEMPORARY}")
    try:
        for path, content in files.items():
            write_atomically(made / path.relative_to(target), content)
        made.rename(target)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
    sync_folder(target.parent)
