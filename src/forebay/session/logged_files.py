"""The files of a request log: a folder for each model, a file for each version and ten seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.catalog import layout
from forebay.engine.quote import literal
from forebay.errors import EngineError, ForebayError, ProjectError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from forebay.engine.protocol import Workspace


def log_folders(log: Path, names: Sequence[str]) -> list[Path]:
    """Return the folders of models in a log; of all without names.

    Raises
    ------
    ProjectError
        ``no-request-log`` if there is nothing to replay.

    """
    wanted = {layout.folder_name(name): name for name in names}
    found = [
        folder
        for folder in (sorted(log.iterdir()) if log.is_dir() else [])
        # A server that was killed while it wrote leaves a folder that begins with a dot.
        if folder.is_dir() and folder.name[0] != "." and any(folder.glob("*.parquet"))
    ]
    missing = [name for key, name in wanted.items() if key not in {f.name for f in found}]
    if missing or not found:
        what = f'rows of "{missing[0]}"' if missing else "a request log"
        raise ProjectError.of(
            "no-request-log",
            f'"{log}" does not hold {what}',
            hint="name the folder that forebay serve was given with --log.",
        )
    return [folder for folder in found if not wanted or folder.name in wanted]


def files_by_version(folder: Path, workspace: Workspace) -> dict[tuple[str, int], list[Path]]:
    """Return the files of a model's folder by name and version.

    Raises
    ------
    EngineError
        ``damaged-log`` names a file that cannot be read.

    """
    found: dict[tuple[str, int], list[Path]] = {}
    for file in sorted(folder.resolve().glob("*.parquet")):
        text = (
            "SELECT any_value(__model), any_value(__version)"
            f" FROM read_parquet({literal(str(file))})"
        )
        try:
            ((name, number),) = workspace.rows(text)
        except ForebayError as error:
            raise _damaged(file, error) from error
        found.setdefault((str(name), int(str(number))), []).append(file)
    return found


def _damaged(file: Path, error: ForebayError) -> EngineError:
    return EngineError.of(
        "damaged-log",
        f'the file "{file.name}" of the request log cannot be read',
        detail=error.problems[0].detail or error.problems[0].message,
        hint="take it away; the others can be replayed without it.",
    )
